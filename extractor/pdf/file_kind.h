// Whether bytes are a PDF at all, and what they look like when they are not. A supplier who deposits the wrong file is
// told which one it seems to be.

#pragma once

#include <span>
#include <string_view>

namespace prefill::pdf {

/// True when `%PDF-` stands within the first 1024 bytes, where viewers look for it.
[[nodiscard]] bool has_pdf_header(std::span<const unsigned char> bytes);

/// What the bytes look like, with its article, as in "a ZIP archive or an office document"; empty when nothing known.
[[nodiscard]] std::string_view likely_kind(std::span<const unsigned char> bytes);

}  // namespace prefill::pdf
