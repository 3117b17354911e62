// From a phrase as a person writes it to the literals that are searched in normalised text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prefill::rules {

/// The literals of a phrase, each in normal form, none twice, the plainest first: with and without `n°` spelled out,
/// with and without inner spaces (producers lose them: "Datedefacture"), a dash or a space between two words, an
/// apostrophe with and without spaces.
/// A colon at the end of the phrase does not count. Empty when nothing is left of the phrase.
[[nodiscard]] std::vector<std::string> literals_of(std::string_view phrase);

}  // namespace prefill::rules
