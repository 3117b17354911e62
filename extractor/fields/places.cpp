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
#include <array>
#include <cmath>
#include <numeric>

#include "extractor/fields/ascii.h"
#include "extractor/fields/statements.h"

namespace prefill {

using rules::Mark;
using text::Cell;
using text::Index;
using text::Line;
using text::Span;

namespace {

/// By number of target.
constexpr std::array<bool, target_count> kAnnouncesValue = [] {
  std::array<bool, target_count> announces{};
  for (std::size_t f = 0; f < rules::field_count; ++f) announces[f] = !is_stated(static_cast<rules::Field>(f));
  for (const Mark mark :
       {Mark::recipient, Mark::supplier, Mark::other_party, Mark::siret, Mark::siren, Mark::vat_id, Mark::vat_rate,
        Mark::vat_base, Mark::vat_amount, Mark::subtotal, Mark::not_due, Mark::item_header, Mark::other}) {
    announces[target_number(mark)] = true;
  }
  return announces;
}();

/// By byte: what joins the parts of a reference.
constexpr std::array<bool, 256> kJoins = [] {
  std::array<bool, 256> joins{};
  for (const char c : {'/', '-', '_'}) joins[static_cast<unsigned char>(c)] = true;
  return joins;
}();

/// True when a word that ends at `end` is the beginning of a reference: "NET/2025/8040", "BC-2026-17".
bool begins_reference(std::string_view text, Index end) {
  return end + 1 < text.size() && kJoins[static_cast<unsigned char>(text[end])] && is_digit(text[end + 1]);
}

bool blank(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return is_alnum(c); });
}

}  // namespace

void PageView::sort() {
  find_cells();
  const std::span all(matches.data(), matches.size());
  Index* const first = first_of_target_.data();
  for (const rules::Match& match : all) ++first[target_number(match.target)];
  std::partial_sum(first_of_target_.begin(), first_of_target_.end(), first);
  by_target_.grow(all.size(), 0);
  const rules::Match** const sorted = by_target_.data();
  // Backwards: the end of each target's matches becomes their beginning.
  for (auto m = static_cast<Index>(all.size()); m-- > 0;) {
    const rules::Match& match = all[m];
    sorted[--first[target_number(match.target)]] = &match;
    // Asked first, since few matches begin a reference. Which are labels cannot be guessed: what is none stands behind
    // everything.
    const bool reference = begins_reference(text->text(), match.to);
    const auto label = static_cast<Index>(is_label(match)) & static_cast<Index>(!reference);
    InCell& cell = in_cells_[cell_of_[m]];
    cell.label = std::min(cell.label, match.from | (label - 1));
  }
}

// Where a cell ends among matches and values cannot be guessed, so the steps here are the same whatever stands where:
// loops that stop at the end of each cell cost as much in wrong guesses again.
void PageView::find_cells() {
  const std::span cells(text->cells().data(), text->cells().size());
  const std::span found(matches.data(), matches.size());
  cell_of_.grow(found.size(), 0);
  in_cells_.grow(cells.size() + 1, 0);
  InCell* const in = in_cells_.data();
  const auto end = static_cast<Index>(found.size());
  for (Index c = 0; c < cells.size(); ++c) in[c] = {cells[c].text.to, end, text::none};
  in[cells.size()] = {text::none, end, static_cast<Index>(values.size())};
  in[0].first_match = 0;
  Index* const cells_of_matches = cell_of_.data();
  // Each step takes a match or goes on to the next cell, whose first match is the one at hand by then.
  Index m = 0;
  for (Index c = 0; m < end && c + 1 < cells.size();) {
    cells_of_matches[m] = c;
    const Index inside = found[m].from < cells[c + 1].text.from ? 1 : 0;
    m += inside;
    in[c + 1].first_match = m;
    c += 1 - inside;
  }
  std::fill(cells_of_matches + m, cells_of_matches + end, static_cast<Index>(cells.size()) - 1);
  for (auto v = static_cast<Index>(values.size()); v-- > 0;) in[values[v].cell].first_value = v;
  for (auto c = static_cast<Index>(cells.size()); c-- > 0;) {
    in[c].first_value = std::min(in[c].first_value, in[c + 1].first_value);
  }
}

/// True when only punctuation, or "n°", stands between the beginning of a cell and its first label.
bool PageView::nothing_before(Index cell, Index label) const {
  const std::string_view before = text->text({cell, label});
  return blank(before) || before == "n° ";
}

bool is_label(const rules::Match& match) {
  // Without branches: which of a page's matches are labels cannot be guessed.
  const bool announces = kAnnouncesValue[target_number(match.target)];
  return (static_cast<int>(announces) & static_cast<int>(match.well_placed) & static_cast<int>(!match.covered)) != 0;
}

namespace {

constexpr float kNearGap = 6;     // em; a wider gap to the right needs a colon to be natural
constexpr float kPitches = 4.5F;  // how far below a label its value may stand, in its size

/// The first label behind `match` and before `to`; `to` when there is none.
Index next_label(const PageView& page, const rules::Match& match, Index to) {
  for (const rules::Match* next = &match + 1; next != page.matches.data() + page.matches.size(); ++next) {
    if (next->from >= to) break;
    if (next->from >= match.to && is_label(*next)) return next->from;
  }
  return to;
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
    if (!page.is_label_cell(label)) return false;
    const Index value = text.cells()[label].below;
    return value != text::none && !page.is_label_cell(value) && has_digit(value) && !has_digit(label);
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

void add_right(const PageView& page, Index own_index, bool colon, bool stacked, Places& places) {
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
    if (page.is_label_cell(c)) return;
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
    if (c != own && page.is_label_cell(c)) return true;
  }
  return false;
}

/// Where, in a cell that reaches further left than the label above it, what stands under the label begins: a word, or
/// all of a value of which it is a part. A short label may be centred over a long value: "Émise le" over "9 décembre
/// 2025".
Index under_label(const PageView& page, const Rect& label, Index index, float size) {
  const text::PageText& text = *page.text;
  const Cell& cell = text.cells()[index];
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
  for (const FoundValue& value : page.values_from(index)) {
    if (value.span.from >= word) break;
    if (value.span.to > word) return value.span.from;
  }
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

/// The part of the box of a cell that a label takes which shares the cell with others, for what stands under it.
Rect part_of(const text::PageText& text, Rect cell, Span label) {
  const Rect printed = text.box(label);
  if (overlap(printed.x0, printed.x1, cell.x0, cell.x1) > 0) {
    cell.x0 = std::max(cell.x0, printed.x0);
    cell.x1 = std::min(cell.x1, printed.x1);
  }
  return cell;
}

void add_below(const PageView& page, Index own_index, const Rect& label, bool stacked, Places& places) {
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
      if (page.is_label_cell(c)) return;
      const Index from = std::min(under_label(page, label, c, own.size), end);
      places.push_back({{from, end}, c, factor * aligned, true});
      factor *= 0.72;
      bottom = cell.box.y1;
      if (factor < 0.3) return;
    }
  }
}

/// Captions under their values: the line above has a cell for each label, close by and in line with it, and none of
/// them is a label.
void add_above(const PageView& page, Index own_index, Places& places) {
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
    if (!page.is_label_cell(line.first_cell + i) || page.is_label_cell(above.first_cell + i)) return;
    const Index over = above_in_block(text, above.first_cell + i);
    if (over != text::none && page.is_label_cell(over)) return;  // the value has its label already
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
  auto before = page.matches_of(page.cell_of(match));     // those behind the label are not reached
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
void add_next_line(const PageView& page, Index own_index, Places& places) {
  constexpr double kNextLine = 0.95;
  const text::PageText& text = *page.text;
  const Cell& own = text.cells()[own_index];
  const Index next = own.below;
  if (next == text::none || own_index + 1 != text.lines()[own.line].last_cell) return;
  const Cell& cell = text.cells()[next];
  if (std::abs(cell.box.x0 - own.box.x0) > own.size || page.is_label_cell(next)) return;
  places.push_back({{cell.text.from, page.label_in(next)}, next, kNextLine, false});
}

}  // namespace

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

Places places_of(const PageView& page, const rules::Match& match, rules::Directions directions) {
  Places places;
  const text::PageText& text = *page.text;
  const Index own_index = page.cell_of(match);
  const Cell& own = text.cells()[own_index];
  const Index end = next_label(page, match, own.text.to);
  const std::string_view rest = text.text({match.to, end});
  const std::size_t mark = rest.find(':');
  const bool colon = mark != std::string_view::npos;
  const bool open = blank(rest);
  if (directions.right && !open) places.push_back({{match.to, end}, own_index, 1, false});
  const bool stacked = directions.below && in_stack(page, own_index);
  const bool answered = colon && !open && !blank(rest.substr(mark));
  if (end == own.text.to && directions.right) add_right(page, own_index, colon, stacked, places);
  const bool under = directions.below && !answered;
  if (!under && !open) return places;
  if (in_sentence(page, match)) {
    if (open) add_next_line(page, own_index, places);
  } else if (under) {
    const bool whole = page.label_in(own_index) >= match.from && end == own.text.to;
    add_below(page, own_index, whole ? own.box : part_of(text, own.box, {match.from, end}), stacked, places);
    add_above(page, own_index, places);
  }
  return places;
}

}  // namespace prefill
