// Longer words take shorter ones in, and some rules want their words at an end of a cell.

#include "extractor/fields/silence.h"

#include <algorithm>

namespace prefill {

std::optional<Silence> silence_of(const DocumentView& document, const PageView& page, const rules::Match& match) {
  if (!match.covered && match.well_placed) return std::nullopt;
  if (!match.covered) return Silence{"its words do not stand where `position` wants them", {}};
  const auto around = std::ranges::find_if(page.matches, [&](const rules::Match& other) {
    return !other.covered && other.from <= match.from && other.to >= match.to;
  });
  return Silence{"its words are part of longer ones",
                 around == page.matches.end() ? std::string() : std::string(document.rule(*around).name)};
}

}  // namespace prefill
