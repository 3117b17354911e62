// How a label finds its value
//
// People put a value behind its label, in the next column, or under it, and readers stop at the next label. So do we:
//
//     N° de facture : F2026-17        Date        Échéance          the rest of the cell, up to the next label
//     Commande        BC24/0456       12/03/2026  11/04/2026        cells to the right; cells below
//
// Captions in small print under their values are read upwards when a whole row of them fits. A colon ties a label to
// what stands right of it. Without one, and with a wide gap to the right, a cell below that begins under the label is
// the more natural place, and so it is in a margin where labels and values take turns: there the rest of the line
// belongs to another column. A label inside a sentence has its value in the sentence, which may go on in the next line.
// Cost: the label's line, the few lines under it, and for a label with a number under it the few around it.

#include "extractor/fields/places.h"

#include <algorithm>
#include <cmath>

#include "extractor/fields/ascii.h"
#include "extractor/fields/statements.h"

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

/// True when a word that ends at `end` is the beginning of a reference: "NET/2025/8040", "BC-2026-17".
bool begins_reference(std::string_view text, Index end) {
  return end + 1 < text.size() && (text[end] == '/' || text[end] == '-' || text[end] == '_') && is_digit(text[end + 1]);
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
    if (labels_[cell] == cells[cell].text.to && is_label(match) && !begins_reference(text->text(), match.to)) {
      labels_[cell] = match.from;
    }
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
  if (const auto* field = std::get_if<rules::Field>(&match.target)) return !is_stated(*field);
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

/// The next cell of `cell`'s block; `none` when it is the last.
Index under_in_block(const text::PageText& text, Index cell) {
  const auto& block = text.blocks()[text.cells()[cell].block].cells;
  const auto next = std::upper_bound(block.begin(), block.end(), cell);
  return next == block.end() ? text::none : *next;
}

/// The cell before `cell` in its block; `none` when it is the first.
Index above_in_block(const text::PageText& text, Index cell) {
  const auto& block = text.blocks()[text.cells()[cell].block].cells;
  const auto own = std::lower_bound(block.begin(), block.end(), cell);
  return own == block.begin() ? text::none : *std::prev(own);
}

/// True when the label is one of several in a column, each with its value underneath, as forms have them in a margin.
/// What else stands in its line then belongs to another column.
bool in_stack(const PageView& page, Index own_index) {
  constexpr Index kReach = 8;  // lines up and down
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  const auto has_digit = [&](Index cell) { return std::ranges::any_of(text.text(text.cells()[cell].text), is_digit); };
  const auto heads_value = [&](Index label) {
    if (!is_label_cell(page, label) || has_digit(label)) return false;
    const Index value = under_in_block(text, label);
    return value != text::none && has_digit(value) && !is_label_cell(page, value);
  };
  if (!heads_value(own_index)) return false;
  const Index first = own.line > kReach ? own.line - kReach : 0;
  const Index last = std::min<Index>(own.line + kReach + 1, static_cast<Index>(text.lines().size()));
  for (Index l = first; l < last; ++l) {
    const Line& line = text.lines()[l];
    if (l == own.line || line.direction != text.lines()[own.line].direction) continue;
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      const bool edge = std::abs(text.cells()[c].box.x0 - own.box.x0) < 0.3F * own.size;
      if (edge && heads_value(c)) return true;
    }
  }
  return false;
}

void add_right(const PageView& page, Index own_index, bool colon, bool stacked, ArenaVector<Place>& places) {
  constexpr double kBesideStack = 0.7;  // of what stands beside a label whose value is underneath
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  const double beside = stacked ? kBesideStack : 1;
  const Line& line = text.lines()[own.line];
  double factor = 1;
  float edge = own.box.x1;
  for (Index c = own_index + 1; c < line.last_cell && places.size() < kMostPlaces; ++c) {
    const Cell& cell = text.cells()[c];
    const Index label = page.label_in(c);
    if (begins_with(text, label, cell.text)) return;
    const float gap = (cell.box.x0 - edge) / std::max(own.size, 1.0F);
    const double natural = beside * (gap < kNearGap ? 0.96 : colon ? 0.95 : gap < 25 ? 0.86 : 0.7);
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

/// The place among the heads of a line whose column `box` stands in: the one it shares most with; when it shares
/// nothing with any, the last that begins left of it. `none` when all begin right of it.
Index head_over(const text::PageText& text, const Line& heads, const Rect& box) {
  Index best = text::none;
  float most = 0;
  for (Index c = heads.first_cell; c < heads.last_cell; ++c) {
    const Rect& head = text.cells()[c].box;
    const float shared = overlap(head.x0, head.x1, box.x0, box.x1);
    if (shared > most || (most == 0 && head.x0 <= box.x0)) best = c;
    most = std::max(most, shared);
  }
  return best;
}

void add_below(const PageView& page, Index own_index, const Rect& label, bool stacked, ArenaVector<Place>& places) {
  constexpr double kInterval = 0.8;  // right of its head, and left of the next one
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  const Line& heads = text.lines()[own.line];
  const bool header = in_header_row(page, heads, own_index);
  const bool whole = label.x0 == own.box.x0 && label.x1 == own.box.x1;
  double factor = header || stacked ? 0.98 : 0.9;
  float bottom = own.box.y1;
  for (Index l = own.line + 1; l < text.lines().size() && places.size() < kMostPlaces; ++l) {
    const Line& line = text.lines()[l];
    if (line.direction != heads.direction) return;
    if (line.box.y0 - bottom > kPitches * own.size || line.box.y0 - own.box.y1 > 9 * own.size) return;
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      const Cell& cell = text.cells()[c];
      double aligned = alignment(label, cell.box, own.size);
      if (header && whole && aligned < 1 && cell.box.x1 > label.x0) {
        // A cell may cover the columns of two heads.
        const float shared = overlap(label.x0, label.x1, cell.box.x0, cell.box.x1);
        const bool covers = shared > 0.3F * std::min(label.width(), cell.box.width());
        if (!covers && head_over(text, heads, cell.box) != own_index) continue;
        if (aligned == 0) aligned = kInterval;
      }
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
  constexpr double kCaption = 0.72;
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
    const Index over = above_in_block(text, above.first_cell + i);
    if (over != text::none && is_label_cell(page, over)) return;  // the value has its label already
  }
  const Index value = above.first_cell + (own_index - line.first_cell);
  places.push_back({text.cells()[value].text, value, kCaption, false});
}

/// True when the label has words before it in its cell that are no labels, so that it is part of a sentence.
bool in_sentence(const PageView& page, const rules::Match& match) {
  constexpr int kMostWords = 2;  // "Notre réf. commande"
  const std::string_view text = page.text->text();
  const Index from = page.text->cells()[page.cell_of(match)].text.from;
  if (match.from - from <= 2 * kMostWords) return false;  // most labels begin their cell
  Index label = from;                                     // the end of the last label before this one
  auto before = matches_in(page, {from, match.from});
  int words = 0;
  for (Index i = from; i < match.from && words <= kMostWords; ++i) {
    for (; !before.empty() && before.front().from <= i; before = before.subspan(1)) {
      if (is_label(before.front())) label = std::max(label, before.front().to);
    }
    words += i >= label && is_alnum(text[i]) && (i == from || !is_alnum(text[i - 1])) ? 1 : 0;
  }
  return words > kMostWords;
}

/// A sentence that goes on in the next line: the cell under that of the label, from its first word.
void add_next_line(const PageView& page, Index own_index, ArenaVector<Place>& places) {
  constexpr double kNextLine = 0.95;
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  const Index next = under_in_block(text, own_index);
  if (next == text::none || own_index + 1 != text.lines()[own.line].last_cell) return;
  const Cell& cell = text.cells()[next];
  if (std::abs(cell.box.x0 - own.box.x0) > own.size || begins_with(text, page.label_in(next), cell.text)) return;
  places.push_back({{cell.text.from, page.label_in(next)}, next, kNextLine, false});
}

}  // namespace

bool is_label_cell(const PageView& page, Index cell) {
  const Span span = page.text->cells()[cell].text;
  return begins_with(*page.text, page.label_in(cell), span);
}

bool heads_items(const PageView& page, const rules::Match& match) {
  if (in_stack(page, page.cell_of(match))) return false;
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
  const std::size_t mark = rest.find(':');
  const bool colon = mark != std::string_view::npos;
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
  const bool stacked = directions.below && in_stack(page, own_index);
  const bool answered = colon && !blank(rest.substr(mark));
  if (end == own.text.to && directions.right) add_right(page, own_index, colon, stacked, places);
  if (in_sentence(page, match)) {
    if (blank(rest)) add_next_line(page, own_index, places);
  } else if (directions.below && !answered) {
    add_below(page, own_index, label, stacked, places);
    add_above(page, own_index, places);
  }
  return places;
}

}  // namespace prefill
