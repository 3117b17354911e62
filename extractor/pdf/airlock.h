// What the table of objects asks of MuPDF, each question a function that cannot throw: an error of MuPDF's is no
// answer.

#pragma once

#include <cstddef>
#include <cstdint>

#include "extractor/pdf/object_view.h"

struct fz_context;
struct fz_stream;
struct pdf_document;

namespace prefill::pdf {

/// MuPDF's document over the bytes of a file, opened when it is first asked for: most files are read without it.
class MupdfDocument {
 public:
  /// `bytes` must outlive it.
  MupdfDocument(fz_context* ctx, Bytes bytes) : ctx_(ctx), bytes_(bytes) {}
  ~MupdfDocument();
  MupdfDocument(const MupdfDocument&) = delete;
  MupdfDocument& operator=(const MupdfDocument&) = delete;

  /// Null when it cannot be opened; all that asks MuPDF takes that for a document without objects.
  [[nodiscard]] pdf_document* get() {
    if (!tried_) open();
    return document_;
  }
  [[nodiscard]] bool is_open() const { return document_ != nullptr; }
  /// True when it could not be opened because of a protection that MuPDF does not know.
  [[nodiscard]] bool unknown_encryption() const { return unknown_encryption_; }

 private:
  void open();

  fz_context* ctx_;
  Bytes bytes_;
  pdf_document* document_ = nullptr;
  bool tried_ = false;
  bool unknown_encryption_ = false;
};

/// Where the cross-reference says that an object is.
struct ObjectPlace {
  enum class Type : std::uint8_t { none, in_file, in_stream };
  Type type = Type::none;
  std::size_t offset = 0;  // in the file
  int stream = 0;          // the number of the stream of objects
  int index = 0;           // in the stream of objects
};

[[nodiscard]] ObjectPlace place_of(fz_context* ctx, pdf_document* document, int number);

/// True when objects cannot be read where the cross-reference says: strings are encrypted, or offsets were guessed.
[[nodiscard]] bool is_encrypted_or_repaired(const pdf_document* document);

/// The number of the object that the trailer refers to as `key`; 0 when it does not.
[[nodiscard]] int trailer_reference(fz_context* ctx, pdf_document* document, const char* key);

/// An object as MuPDF has it, written out; may repair the file. Owns memory of MuPDF's.
class WrittenObject {
 public:
  /// Number 0 is the trailer.
  WrittenObject(fz_context* ctx, pdf_document* document, int number);
  ~WrittenObject();
  WrittenObject(const WrittenObject&) = delete;
  WrittenObject& operator=(const WrittenObject&) = delete;

  /// Empty when it cannot be loaded.
  [[nodiscard]] Bytes bytes() const;

 private:
  fz_context* ctx_;
  std::size_t size_ = 0;
  char* text_ = nullptr;
};

/// The decoded data of a stream, piece by piece.
class StreamReader {
 public:
  /// Pieces have about `wanted` bytes. A filter that meets damage keeps what it has not handed out yet, so only pieces
  /// of one byte bring all that is good.
  StreamReader(fz_context* ctx, pdf_document* document, int number, std::size_t wanted);
  ~StreamReader();
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// False when there is no such stream.
  [[nodiscard]] bool is_open() const { return stream_ != nullptr; }
  /// The next piece, valid until the next call; empty at the end or where the stream is damaged.
  [[nodiscard]] Bytes next();
  /// True when the last piece came to an end too early.
  [[nodiscard]] bool is_damaged() const;

 private:
  fz_context* ctx_;
  fz_stream* stream_ = nullptr;
  std::size_t wanted_;
};

/// Whether optional content is switched off for viewing.
[[nodiscard]] bool is_content_hidden(fz_context* ctx, pdf_document* document, ObjectView content);

/// A text string of a PDF as UTF-8 in `room`, cut to its size and ended by zero; empty when there is no memory.
void decode_text(fz_context* ctx, Bytes text, std::span<char> room);

}  // namespace prefill::pdf
