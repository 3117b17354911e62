// Where the value of a label may stand: behind it, in the next cells of its line, or under it.

#pragma once

#include <boost/container/static_vector.hpp>

#include "extractor/fields/document_view.h"

namespace prefill {

/// A stretch of text in which a label's value may stand, and how natural that place is, 0 to 1.
struct Place {
  text::Span span;
  text::Index cell = 0;
  double factor = 1;
  bool below = false;
};

/// No more are looked for, but the last line that is looked at may add some.
inline constexpr std::size_t kMostPlaces = 12;
using Places = boost::container::static_vector<Place, kMostPlaces + 8>;

/// The places of the label `match`, the most natural first: the rest of its cell up to the next label; cells to the
/// right up to the next label; cells below in its column up to the next label.
[[nodiscard]] Places places_of(const PageView& page, const rules::Match& match, rules::Directions directions);

/// True when the match is the head of a column in the table of items: another head ("Désignation", "Quantité") stands
/// in its line, or two in a line next to it, since heads may have two lines.
[[nodiscard]] bool heads_items(const PageView& page, const rules::Match& match);

}  // namespace prefill
