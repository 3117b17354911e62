// Functions that call MuPDF between `fz_try` and `fz_catch` are small and have trivial locals alone, because an error
// leaves them by longjmp.

#include "extractor/pdf/airlock.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <cstring>

#include "extractor/pdf/mupdf_object.h"

namespace prefill::pdf {

namespace {

pdf_document* open_bytes(fz_context* ctx, Bytes bytes, bool* unknown_encryption) {
  fz_stream* stream = nullptr;
  pdf_document* document = nullptr;
  fz_var(stream);
  fz_var(document);
  fz_try(ctx) {
    stream = fz_open_memory(ctx, bytes.data(), bytes.size());
    document = pdf_open_document_with_stream(ctx, stream);
  }
  fz_always(ctx) {
    fz_drop_stream(ctx, stream);
  }
  fz_catch(ctx) {
    // A security handler that MuPDF does not know, such as one for certificates, is told by the message alone.
    *unknown_encryption = std::strstr(fz_caught_message(ctx), "encryption") != nullptr;
    return nullptr;
  }
  return document;
}

char* write_out(fz_context* ctx, pdf_document* document, int number, std::size_t* size) {
  constexpr int tight = 1;
  constexpr int ascii = 0;  // binary strings would be written as hexadecimal digits
  pdf_obj* object = nullptr;
  char* text = nullptr;
  if (!document) return nullptr;
  fz_var(object);
  fz_var(text);
  fz_try(ctx) {
    object = number > 0 ? pdf_load_object(ctx, document, number) : pdf_keep_obj(ctx, pdf_trailer(ctx, document));
    text = pdf_sprint_obj(ctx, nullptr, 0, size, object, tight, ascii);
  }
  fz_always(ctx) {
    pdf_drop_obj(ctx, object);
  }
  fz_catch(ctx) {
    return nullptr;
  }
  return text;
}

fz_stream* open_stream(fz_context* ctx, pdf_document* document, int number) {
  fz_stream* stream = nullptr;
  if (!document) return nullptr;
  fz_var(stream);
  fz_try(ctx) {
    stream = pdf_open_stream_number(ctx, document, number);
  }
  fz_catch(ctx) {
    return nullptr;
  }
  return stream;
}

std::size_t available(fz_context* ctx, fz_stream* stream, std::size_t wanted) {
  std::size_t size = 0;
  fz_var(size);
  fz_try(ctx) {
    size = fz_available(ctx, stream, wanted);
  }
  fz_catch(ctx) {
    return 0;
  }
  return size;
}

}  // namespace

MupdfDocument::~MupdfDocument() {
  pdf_drop_document(ctx_, document_);
}

void MupdfDocument::open() {
  tried_ = true;
  document_ = open_bytes(ctx_, bytes_, &unknown_encryption_);
}

ObjectPlace place_of(fz_context* ctx, pdf_document* document, int number) {
  ObjectPlace place;
  if (!document) return place;
  fz_var(place);
  fz_try(ctx) {
    if (number > 0 && number < pdf_xref_len(ctx, document)) {
      const pdf_xref_entry* entry = pdf_get_xref_entry_no_null(ctx, document, number);
      if (entry->type == 'n') {
        place.type = ObjectPlace::Type::in_file;
        place.offset = static_cast<std::size_t>(entry->ofs);
      } else if (entry->type == 'o') {
        place.type = ObjectPlace::Type::in_stream;
        place.stream = static_cast<int>(entry->ofs);
        place.index = entry->gen;
      }
    }
  }
  fz_catch(ctx) {
    return {};
  }
  return place;
}

bool is_encrypted_or_repaired(const pdf_document* document) {
  return document->crypt != nullptr || document->repair_attempted != 0;
}

int trailer_reference(fz_context* ctx, pdf_document* document, const char* key) {
  int number = 0;
  if (!document) return 0;
  fz_var(number);
  fz_try(ctx) {
    number = pdf_to_num(ctx, pdf_dict_gets(ctx, pdf_trailer(ctx, document), key));
  }
  fz_catch(ctx) {
    return 0;
  }
  return number;
}

WrittenObject::WrittenObject(fz_context* ctx, pdf_document* document, int number)
    : ctx_(ctx), text_(write_out(ctx, document, number, &size_)) {}

WrittenObject::~WrittenObject() {
  fz_free(ctx_, text_);
}

Bytes WrittenObject::bytes() const {
  return {reinterpret_cast<const Byte*>(text_), text_ ? size_ : 0};
}

StreamReader::StreamReader(fz_context* ctx, pdf_document* document, int number, std::size_t wanted)
    : ctx_(ctx), stream_(open_stream(ctx, document, number)), wanted_(wanted) {}

StreamReader::~StreamReader() {
  fz_drop_stream(ctx_, stream_);
}

Bytes StreamReader::next() {
  const std::size_t size = available(ctx_, stream_, wanted_);
  const Bytes piece(stream_->rp, size);
  stream_->rp += size;
  return piece;
}

bool StreamReader::is_damaged() const {
  return stream_->error != 0;
}

// What cannot be decided is seen.
bool is_content_hidden(fz_context* ctx, pdf_document* document, ObjectView content) {
  pdf_obj* object = nullptr;
  bool hidden = false;
  if (!document) return false;
  fz_var(object);
  fz_var(hidden);
  fz_try(ctx) {
    object = to_mupdf(ctx, document, content);
    hidden = pdf_is_ocg_hidden(ctx, document, nullptr, "View", object) != 0;
  }
  fz_always(ctx) {
    pdf_drop_obj(ctx, object);
  }
  fz_catch(ctx) {
    return false;
  }
  return hidden;
}

void decode_text(fz_context* ctx, Bytes text, std::span<char> room) {
  char* utf8 = nullptr;
  fz_var(utf8);
  room[0] = '\0';
  fz_try(ctx) {
    utf8 = pdf_new_utf8_from_pdf_string(ctx, reinterpret_cast<const char*>(text.data()), text.size());
    fz_strlcpy(room.data(), utf8, room.size());
  }
  fz_always(ctx) {
    fz_free(ctx, utf8);
  }
  fz_catch(ctx) {
    return;
  }
}

}  // namespace prefill::pdf
