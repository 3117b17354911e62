// Language codes between escape characters, which UTF-16 strings may hold, are left in: nobody writes them.

#include "extractor/pdf/text_string.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

namespace prefill::pdf {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool begins_with(Bytes bytes, std::initializer_list<Byte> mark) {
  return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

void append_utf16(Bytes bytes, bool little_endian, ArenaVector<char32_t>& text) {
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>(little_endian ? bytes[i] | bytes[i + 1] << 8 : bytes[i] << 8 | bytes[i + 1]);
  };
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    const char32_t first = unit(i);
    const char32_t second = i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (first < 0xD800 || first > 0xDFFF) {
      text.push_back(first);
    } else if (first < 0xDC00 && second >= 0xDC00 && second <= 0xDFFF) {
      text.push_back(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      i += 2;
    } else {
      text.push_back(replacement);
    }
  }
}

void append_utf8(Bytes bytes, ArenaVector<char32_t>& text) {
  // A copy that ends with a zero, as MuPDF's decoder wants it.
  ArenaVector<char> copy(bytes.begin(), bytes.end(), text.get_allocator());
  copy.push_back('\0');
  for (const char* at = copy.data(); *at != '\0';) {
    int character = 0;
    at += fz_chartorune(&character, at);
    text.push_back(static_cast<char32_t>(character));
  }
}

}  // namespace

void append_text(ObjectView view, std::size_t most, ArenaVector<char32_t>& text) {
  ArenaVector<Byte> room(2 * most + 2, text.get_allocator());
  const Bytes bytes{room.data(), view.string({room.data(), room.size()})};
  const std::size_t first = text.size();
  if (begins_with(bytes, {0xFE, 0xFF})) {
    append_utf16(bytes, false, text);
  } else if (begins_with(bytes, {0xFF, 0xFE})) {
    append_utf16(bytes, true, text);
  } else if (begins_with(bytes, {0xEF, 0xBB, 0xBF})) {
    append_utf8(bytes.subspan(3), text);
  } else {
    for (const Byte byte : bytes) text.push_back(fz_unicode_from_pdf_doc_encoding[byte]);
  }
  if (text.size() - first > most) text.resize(first + most);
}

}  // namespace prefill::pdf
