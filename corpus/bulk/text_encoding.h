// Windows code page 1252, in which everything on the bulk corpus's pages is written: one byte is one character, which
// simple fonts print as it is and composite fonts map to their glyphs.

#pragma once

#include <string>
#include <string_view>

namespace prefill::bulk {

/// The characters of `utf8`, one byte each. All of them must be in the code page, as the words of the corpus are.
[[nodiscard]] std::string to_code_page(std::string_view utf8);
/// The character of a byte; 0 for the few that stand for none.
[[nodiscard]] char32_t from_code_page(unsigned char code);

}  // namespace prefill::bulk
