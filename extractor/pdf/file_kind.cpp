// A table of first bytes. It knows what suppliers deposit by mistake, not every format there is: the answer only has to
// help them find their mistake.

#include "extractor/pdf/file_kind.h"

#include <algorithm>
#include <array>

namespace prefill::pdf {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view begins;
  std::string_view kind;
};

constexpr std::array binary_signatures = {
    Signature{"PK\x03\x04"sv, "a ZIP archive or an office document"sv},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old office document"sv},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG picture"sv},
    Signature{"\x89PNG"sv, "a PNG picture"sv},
    Signature{"GIF8"sv, "a GIF picture"sv},
    Signature{"II*\0"sv, "a TIFF picture"sv},
    Signature{"MM\0*"sv, "a TIFF picture"sv},
    Signature{"\x1F\x8B"sv, "a gzip archive"sv},
    Signature{"\x30\x80"sv, "a signed PKCS#7 envelope"sv},
    Signature{"\x30\x82"sv, "a signed PKCS#7 envelope"sv},
    Signature{"\x30\x83"sv, "a signed PKCS#7 envelope"sv},
};

// Compared without regard to case, after a byte order mark and white space.
constexpr std::array text_signatures = {
    Signature{"<?xml"sv, "an XML file"sv},       Signature{"<!doctype html"sv, "a web page"sv},
    Signature{"<html"sv, "a web page"sv},        Signature{"{\\rtf"sv, "an RTF document"sv},
    Signature{"%!ps"sv, "a PostScript file"sv},  Signature{"-----begin"sv, "a signed PEM envelope"sv},
    Signature{"mime-version:"sv, "an e-mail"sv}, Signature{"return-path:"sv, "an e-mail"sv},
    Signature{"received:"sv, "an e-mail"sv},
};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with_text(std::string_view bytes, std::string_view word) {
  return bytes.size() >= word.size() &&
         std::equal(word.begin(), word.end(), bytes.begin(), [](char a, char b) { return a == lower(b); });
}

std::string_view as_text(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

bool has_pdf_header(std::span<const unsigned char> bytes) {
  return as_text(bytes).substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

std::string_view likely_kind(std::span<const unsigned char> bytes) {
  std::string_view text = as_text(bytes);
  for (const Signature& s : binary_signatures) {
    if (text.starts_with(s.begins)) return s.kind;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  for (const Signature& s : text_signatures) {
    if (begins_with_text(text, s.begins)) return s.kind;
  }
  return {};
}

}  // namespace prefill::pdf
