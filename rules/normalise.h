// The one normal form in which phrases and pages meet.
//
// Lower case; accents folded (composed or decomposed); ligatures spelled out; every kind of space is one ' ', every
// dash
// '-', every apostrophe '\''; soft hyphens and zero-width characters gone; `N°`, `Nº`, `N˚`, `№`, `No.`, `Nr.`, `n.`,
// `Ndeg`, `num.` and `#` before a value become `n°`; dotted abbreviations lose their dots (`T.V.A.` -> `tva`). Bullets,
// boxes and other signs beside words count as a space. What has no simpler form (`€`, `°`) stays as UTF-8; characters
// of private use become U+FFFD.

#pragma once

#include <boost/container/pmr/string.hpp>
#include <boost/container/pmr/vector.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace prefill::rules {

/// Text in normal form, with the way back: `origin[i]` is the index, in the source, of the character that gave byte i.
struct NormalisedText {
  boost::container::pmr::string text;
  boost::container::pmr::vector<std::uint32_t> origin;

  explicit NormalisedText(boost::container::pmr::memory_resource* memory) : text(memory), origin(memory) {}
};

/// Appends the normal form of `source` to `out`; `base` is added to each index of a source character.
/// Leading and trailing spaces of `source` are dropped. Linear in the length; allocates nothing but `out`.
void normalise(std::u32string_view source, std::uint32_t base, NormalisedText& out);

/// The normal form of UTF-8 text on its own, for phrases and tests. Bytes that are not UTF-8 count as U+FFFD.
[[nodiscard]] std::string normalise(std::string_view utf8);

/// True for a byte that belongs to a word of normalised text: ASCII letters and digits, and every byte of a character
/// outside ASCII other than `°` and the signs of currencies.
[[nodiscard]] bool is_word_byte(unsigned char byte);

}  // namespace prefill::rules
