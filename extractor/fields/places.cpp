// How a label finds its value
//
// People put a value behind its label, in the next column, or under it, and readers stop at the next label. So do we:
//
//     N° de facture : F2026-17        Date        Échéance          the rest of the cell, up to the next label
//     Commande        BC24/0456       12/03/2026  11/04/2026        cells to the right; cells below
//
// Captions in small print under their values are read upwards when a whole row of them fits. A colon ties a label to
// what stands right of it. Without one, and with a wide gap to the right, a cell below that begins under the label is
// the more natural place. Cost: the label's line and the few lines under it.

#include "extractor/fields/places.h"

#include <algorithm>
#include <cmath>

#include "extractor/fields/ascii.h"

namespace prefill {

using text::Cell;
using text::Index;
using text::Line;
using text::Span;

namespace {

std::size_t number_of(const std::variant<rules::Field, rules::Mark>& target) {
  const auto* field = std::get_if<rules::Field>(&target);
  return field != nullptr ? static_cast<std::size_t>(*field)
                          : rules::field_count + static_cast<std::size_t>(std::get<rules::Mark>(target));
}

}  // namespace

void PageView::sort() const {
  sorted_ = true;
  auto& first = first_of_target_;
  for (const rules::Match& match : matches) ++first[number_of(match.target) + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  by_target_.resize(matches.size());
  auto next = first;
  for (const rules::Match& match : matches) by_target_[next[number_of(match.target)]++] = &match;

  const auto& cells = text->cells();
  labels_.reserve(cells.size());
  for (const Cell& cell : cells) labels_.push_back(cell.text.to);
  cells_.reserve(matches.size());
  Index cell = 0;
  for (const rules::Match& match : matches) {
    while (cell + 1 < cells.size() && cells[cell + 1].text.from <= match.from) ++cell;
    cells_.push_back(cell);
    if (labels_[cell] == cells[cell].text.to && is_label(match)) labels_[cell] = match.from;
  }
}

std::span<const rules::Match* const> PageView::announcing(std::variant<rules::Field, rules::Mark> target) const {
  sort_matches();
  const std::size_t number = number_of(target);
  return std::span(by_target_.data(), by_target_.size())
      .subspan(first_of_target_[number], first_of_target_[number + 1] - first_of_target_[number]);
}

bool is_label(const rules::Match& match) {
  if (match.covered || !match.well_placed) return false;
  if (std::holds_alternative<rules::Field>(match.target)) return true;
  switch (std::get<rules::Mark>(match.target)) {
    case rules::Mark::recipient:
    case rules::Mark::supplier:
    case rules::Mark::other_party:
    case rules::Mark::siret:
    case rules::Mark::siren:
    case rules::Mark::vat_id:
    case rules::Mark::vat_rate:
    case rules::Mark::vat_base:
    case rules::Mark::vat_amount:
    case rules::Mark::subtotal:
    case rules::Mark::not_due:
    case rules::Mark::item_header:
    case rules::Mark::other:
      return true;
    default:
      return false;
  }
}

namespace {

constexpr float kNearGap = 6;     // em; a wider gap to the right needs a colon to be natural
constexpr float kPitches = 4.5F;  // how far below a label its value may stand, in its size
constexpr std::size_t kMostPlaces = 12;

/// The first label behind `match` and before `to`; `to` when there is none.
Index next_label(const PageView& page, const rules::Match& match, Index to) {
  for (const rules::Match* next = &match + 1; next != page.matches.data() + page.matches.size(); ++next) {
    if (next->from >= to) break;
    if (next->from >= match.to && is_label(*next)) return next->from;
  }
  return to;
}

bool blank(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return is_alnum(c); });
}

/// True when `label`, the first in `cell`, begins it.
bool begins_with(const text::PageText& text, Index label, Span cell) {
  if (label == cell.to) return false;
  const std::string_view before = text.text({cell.from, label});
  return blank(before) || before == "n° ";
}

/// How well `cell` stands under the label that takes `label` of its cell's box; 0 when it does not.
double alignment(const Rect& label, const Rect& cell, float size) {
  const float shared = overlap(label.x0, label.x1, cell.x0, cell.x1);
  if (shared <= 0) return 0;
  const bool left = std::abs(label.x0 - cell.x0) < size;
  const bool right = std::abs(label.x1 - cell.x1) < size;
  const bool centre = std::abs(label.centre().x - cell.centre().x) < size;
  if (left || right || centre) return 1;
  const float narrower = std::min(label.width(), cell.width());
  return shared > 0.6F * narrower ? 0.92 : 0.75;
}

void add_right(const PageView& page, const Cell& own, Index own_index, bool colon, ArenaVector<Place>& places) {
  const text::PageText& text = *page.text;
  const Line& line = text.lines()[own.line];
  double factor = 1;
  float edge = own.box.x1;
  for (Index c = own_index + 1; c < line.last_cell && places.size() < kMostPlaces; ++c) {
    const Cell& cell = text.cells()[c];
    const Index label = page.label_in(c);
    if (begins_with(text, label, cell.text)) return;
    const float gap = (cell.box.x0 - edge) / std::max(own.size, 1.0F);
    double natural = gap < kNearGap ? 0.96 : colon ? 0.95 : gap < 25 ? 0.86 : 0.7;
    if (places.empty() || c == own_index + 1) {
      factor = natural;
    } else {
      factor *= 0.8;
    }
    places.push_back({{cell.text.from, label}, c, factor, false});
    edge = cell.box.x1;
    if (label != cell.text.to) return;
  }
}

/// True when the line holds a second label: a header row, whose values stand underneath.
bool in_header_row(const PageView& page, const Line& line, Index own) {
  for (Index c = line.first_cell; c < line.last_cell; ++c) {
    if (c != own && is_label_cell(page, c)) return true;
  }
  return false;
}

/// Where, in a cell that reaches further left than the label above it, the words under the label begin.
Index under_label(const text::PageText& text, const Rect& label, const Cell& cell, float size) {
  if (cell.box.x0 > label.x0 - size) return cell.text.from;
  Index word = cell.text.from;
  for (Index i = cell.text.from; i < cell.text.to; ++i) {
    if (i != cell.text.from && text.text()[i - 1] != ' ') continue;
    const Rect first = text.box({i, i + 1});
    if (first.x0 <= label.x0 + 0.3F * size) word = i;
  }
  // The word may end before the label begins: then the next one is meant.
  Index end = word;
  while (end < cell.text.to && text.text()[end] != ' ') ++end;
  if (text.box({word, end}).x1 < label.x0 && end < cell.text.to) word = end + 1;
  return word;
}

void add_below(const PageView& page, Index own_index, const Rect& label, ArenaVector<Place>& places) {
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  double factor = in_header_row(page, text.lines()[own.line], own_index) ? 0.98 : 0.9;
  float bottom = own.box.y1;
  for (Index l = own.line + 1; l < text.lines().size() && places.size() < kMostPlaces; ++l) {
    const Line& line = text.lines()[l];
    if (line.direction != text.lines()[own.line].direction) return;
    if (line.box.y0 - bottom > kPitches * own.size || line.box.y0 - own.box.y1 > 9 * own.size) return;
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      const Cell& cell = text.cells()[c];
      const double aligned = alignment(label, cell.box, own.size);
      if (aligned == 0 || cell.box.y0 < own.box.y0) continue;
      const Index end = page.label_in(c);
      if (begins_with(text, end, cell.text)) return;
      const Index from = std::min(under_label(text, label, cell, own.size), end);
      places.push_back({{from, end}, c, factor * aligned, true});
      factor *= 0.72;
      bottom = cell.box.y1;
      if (factor < 0.3) return;
    }
  }
}

/// Captions under their values: the line above has a cell for each label, close by and in line with it, and none of
/// them is a label.
void add_above(const PageView& page, Index own_index, ArenaVector<Place>& places) {
  constexpr double kCaption = 0.66;
  constexpr float kCaptionGap = 1.9F;  // between the baselines, in sizes of the value
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  if (own.line == 0) return;
  const Line& line = text.lines()[own.line];
  const Line& above = text.lines()[own.line - 1];
  const Index cells = line.last_cell - line.first_cell;
  if (line.direction != above.direction || cells < 2 || above.last_cell - above.first_cell != cells) return;
  for (Index i = 0; i < cells; ++i) {
    const Cell& caption = text.cells()[line.first_cell + i];
    const Cell& value = text.cells()[above.first_cell + i];
    if (line.baseline - above.baseline > kCaptionGap * value.size || value.size < caption.size) return;
    if (alignment(caption.box, value.box, caption.size) < 1) return;
    if (!is_label_cell(page, line.first_cell + i) || is_label_cell(page, above.first_cell + i)) return;
  }
  const Index value = above.first_cell + (own_index - line.first_cell);
  places.push_back({text.cells()[value].text, value, kCaption, false});
}

}  // namespace

bool is_label_cell(const PageView& page, Index cell) {
  const Span span = page.text->cells()[cell].text;
  return begins_with(*page.text, page.label_in(cell), span);
}

bool heads_items(const PageView& page, const rules::Match& match) {
  const Index line = page.line_of(match);
  int same = 0;
  int beside = 0;
  for (const rules::Match* head : page.announcing(rules::Mark::item_header)) {
    if (!head->well_placed) continue;
    const Index other = page.line_of(*head);
    same += other == line ? 1 : 0;
    beside += other == line + 1 || other + 1 == line ? 1 : 0;
  }
  return same >= 1 || beside >= 2;
}

ArenaVector<Place> places_of(const PageView& page, const DocumentView& document, const rules::Match& match,
                             rules::Directions directions) {
  ArenaVector<Place> places(document.arena);
  places.reserve(kMostPlaces);
  const text::PageText& text = *page.text;
  const Index own_index = page.cell_of(match);
  const Cell& own = text.cells()[own_index];
  const Index end = next_label(page, match, own.text.to);
  const std::string_view rest = text.text({match.to, end});
  const bool colon = rest.find(':') != std::string_view::npos;
  if (directions.right && !blank(rest)) places.push_back({{match.to, end}, own_index, 1, false});
  // The label's own part of its cell, for what stands under it: all of it, unless other labels share the cell.
  Rect label = own.box;
  if (page.label_in(own_index) < match.from || end != own.text.to) {
    const Rect printed = text.box({match.from, end});
    if (overlap(printed.x0, printed.x1, own.box.x0, own.box.x1) > 0) {
      label.x0 = std::max(own.box.x0, printed.x0);
      label.x1 = std::min(own.box.x1, printed.x1);
    }
  }
  if (end == own.text.to && directions.right) add_right(page, own, own_index, colon, places);
  if (directions.below) {
    add_below(page, own_index, label, places);
    add_above(page, own_index, places);
  }
  return places;
}

}  // namespace prefill
