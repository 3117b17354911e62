// Statements, their labels, and the sentences around them
//
//     Mode de règlement : virement        Mode de règlement   Échéance        a cell, or a column, announces the phrase
//                                         Virement            12/03/2026
//
// Without a label the phrase speaks for itself, as surely as its rule says. Two phrases of one sentence that say
// different things leave the matter open, and so does a sentence that takes back what it says. Normalised text has no
// capitals, so where one line may go on with the sentence of another is read from what is printed.

#include "extractor/fields/statements.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"
#include "extractor/fields/settle.h"

namespace prefill {
namespace {

using text::Cell;
using text::Index;
using text::Line;
using text::Span;

constexpr float kSmallPrint = 0.85F;  // of the size of most of the page
constexpr double kInSmallPrint = 0.8;
constexpr double kWordBetween = 0.95;
constexpr int kMostWordsBetween = 6;
constexpr std::size_t kMostLines = 12;

int words_in(std::string_view text) {
  int words = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    words += is_alnum(text[i]) && (i == 0 || !is_alnum(text[i - 1])) ? 1 : 0;
  return words;
}

/// True when a sentence ends at the stop at `at`: not an abbreviation, nor a stop inside a number or a reference.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '!' || text[at] == ';') return true;
  if (text[at] != '.') return false;
  if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\n' && text[at + 1] != '\t') return false;
  constexpr std::array<std::string_view, 14> kAbbreviations = {"art", "arts", "al", "cf", "ex",  "st",  "ste",
                                                               "mme", "reg",  "nr", "no", "abs", "env", "dir"};
  std::size_t begin = at;
  while (begin > 0 && is_alnum(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, at - begin);
  if (word.size() == 1 && !is_digit(word[0])) return false;
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end()) return false;
  return at + 2 >= text.size() || !is_digit(text[at + 2]);
}

/// The first letter, digit or bracket from `from` on; `to` when there is none.
Index skip_to_word(std::string_view text, Index from, Index to) {
  while (from < to && !is_alnum(text[from]) && text[from] != '(') ++from;
  return from;
}

/// Where the sentence that runs on at `from` ends, not behind `to`.
Index end_of_sentence(std::string_view text, Index from, Index to) {
  for (Index at = from; at < to; ++at) {
    if (ends_sentence(text.substr(0, to), at)) return at + 1;
  }
  return to;
}

/// The cells of the block of `cell` from it downwards; nothing for a cell without a block.
std::span<const Index> downwards(const text::PageText& text, Index cell) {
  const Index block = text.cells()[cell].block;
  if (block == text::none) return {};
  const auto all = text.blocks()[block].cells;
  const auto own = std::lower_bound(all.begin(), all.end(), cell);
  if (own == all.end() || *own != cell) return {};
  return all.subspan(static_cast<std::size_t>(own - all.begin()));
}

/// Raises the statements of a page that labels announce.
class Labels {
 public:
  Labels(const DocumentView& document, const PageView& page, Field field, std::span<Statement> statements)
      : document_(document), page_(page), text_(*page.text), field_(field), statements_(statements) {}

  void attach() {
    const auto all = page_.announcing(field_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const rules::Match& label = *all[i];
      if (label.covered || !label.well_placed || !document_.rule(label).code.empty()) continue;
      const Index cell = page_.cell_of(label);
      Index end = text_.cells()[cell].text.to;
      for (std::size_t next = i + 1; next < all.size() && all[next]->from < end; ++next) {
        if (!all[next]->covered && document_.rule(*all[next]).code.empty()) end = std::max(label.to, all[next]->from);
      }
      if (raise_first({label.to, end}, label, 1)) continue;
      const std::string_view rest = text_.text({label.to, end});
      if (std::any_of(rest.begin(), rest.end(), is_alnum)) continue;
      if (raise_right(cell, label) || raise_below(cell, label)) continue;
      raise_continued(cell, label);
    }
  }

 private:
  /// Raises the first statement in `place` when few words, and no end of a sentence, stand before it.
  bool raise_first(Span place, const rules::Match& label, double factor, int most_words = kMostWordsBetween) {
    const auto first = std::lower_bound(statements_.begin(), statements_.end(), place.from,
                                        [](const Statement& s, Index at) { return s.match->from < at; });
    if (first == statements_.end() || first->match->from >= place.to) return false;
    const Index at = first->match->from;
    if (end_of_sentence(text_.text(), place.from, at) != at) return false;
    const int words = words_in(text_.text({place.from, at}));
    if (words > most_words) return false;
    double weight = 0.98 * document_.rule(label).weight * factor;
    for (int i = 0; i < words; ++i) weight *= kWordBetween;
    if (weight > first->weight) {
      first->weight = weight;
      first->label = {label.from, label.to};
      first->rule = document_.rule(label).name;
    }
    return true;
  }

  bool raise_right(Index cell, const rules::Match& label) {
    const Line& line = text_.lines()[text_.cells()[cell].line];
    return cell + 1 < line.last_cell && raise_first(text_.cells()[cell + 1].text, label, 0.98);
  }

  /// In the two lines underneath, in the column of the label.
  bool raise_below(Index cell, const rules::Match& label) {
    constexpr float kReach = 4.5F;  // in sizes of the label
    const Cell& own = text_.cells()[cell];
    const Rect head = text_.box({label.from, label.to});
    for (Index l = own.line + 1; l < text_.lines().size() && l <= own.line + 2; ++l) {
      const Line& line = text_.lines()[l];
      if (line.direction != text_.lines()[own.line].direction) return false;
      if (line.box.y0 - own.box.y1 > kReach * own.size) return false;
      for (Index c = line.first_cell; c < line.last_cell; ++c) {
        const Rect& box = text_.cells()[c].box;
        if (overlap(head.x0, head.x1, box.x0, box.x1) > 0 && raise_first(text_.cells()[c].text, label, 0.96)) {
          return true;
        }
      }
    }
    return false;
  }

  /// "... la TVA est acquittée sur les" at the end of a line, "encaissements" at the beginning of the next.
  void raise_continued(Index cell, const rules::Match& label) {
    const auto below = downwards(text_, cell);
    if (below.size() > 1) raise_first(text_.cells()[below[1]].text, label, 1, 1);
  }

  const DocumentView& document_;
  const PageView& page_;
  const text::PageText& text_;
  Field field_;
  std::span<Statement> statements_;
};

bool is_capital(char32_t first, char second) {
  // A to Z, and À to Þ in UTF-8.
  return (first >= 'A' && first <= 'Z') || (first == 0xC3 && static_cast<unsigned char>(second) <= 0x9E);
}

/// True when the last words of a cell leave their sentence open: "qui le reçoit par", "(article 261-4".
bool is_open(const text::PageText& text, const Cell& cell) {
  const std::string_view words = text.text(cell.text);
  if (words.empty()) return false;
  if (words.back() == ',' || words.back() == '-') return true;
  if (std::count(words.begin(), words.end(), '(') > std::count(words.begin(), words.end(), ')')) return true;
  constexpr std::size_t kJoint = 3;  // letters of "du", "des", "par", which end no sentence, while "CGI" may
  std::size_t last = words.size();
  while (last > 0 && is_lower(words[last - 1])) --last;
  if (last == words.size() || words.size() - last > kJoint) return false;
  const std::string word = text.printed({cell.text.from + static_cast<Index>(last), cell.text.to});
  return word.size() >= 2 && !is_capital(static_cast<unsigned char>(word[0]), word[1]);
}

/// True when the words of the cell `next` go on with the sentence at the end of `cell`, which is not ended there.
bool continues(const PageView& page, Index cell, Index next) {
  const text::PageText& text = *page.text;
  const Cell& above = text.cells()[cell];
  const Cell& below = text.cells()[next];
  if (std::abs(above.size - below.size) > 0.1F * above.size) return false;
  if (is_open(text, above)) return true;
  const std::string printed = text.printed({below.text.from, std::min(below.text.to, below.text.from + 4)});
  return printed.size() >= 2 && !is_capital(static_cast<unsigned char>(printed[0]), printed[1]);
}

/// The same for a cell that may be the label of something, which an open sentence alone runs on into.
bool goes_on(const PageView& page, Index cell, Index next) {
  return continues(page, cell, next) && (!page.is_label_cell(next) || is_open(*page.text, page.text->cells()[cell]));
}

/// The cell above `cell` in its block; `none` when it is the first.
Index above(const text::PageText& text, Index cell) {
  const Index block = text.cells()[cell].block;
  if (block == text::none) return text::none;
  const auto all = text.blocks()[block].cells;
  const auto own = std::lower_bound(all.begin(), all.end(), cell);
  return own == all.begin() || own == all.end() || *own != cell ? text::none : *(own - 1);
}

bool ends_with_sentence(const text::PageText& text, Index cell) {
  const Span span = text.cells()[cell].text;
  return span.from < span.to && ends_sentence(text.text().substr(0, span.to), span.to - 1);
}

/// Where the sentence that holds `at` begins in the cell from `from` on: behind a stop, or a dash between spaces.
Index begin_of_sentence(std::string_view text, Index from, Index at) {
  Index begin = from;
  for (Index i = from; i < at; ++i) {
    if (ends_sentence(text.substr(0, at), i) || has_at(text, i, " - ")) begin = i + (text[i] == ' ' ? 2 : 1);
  }
  return skip_to_word(text, begin, at);
}

}  // namespace

ArenaVector<Statement> statements_of(const DocumentView& document, Field field) {
  ArenaVector<Statement> found(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    const std::size_t first = found.size();
    for (const rules::Match* match : page.announcing(field)) {
      if (match->covered || !match->well_placed) continue;
      const rules::Rule& rule = document.rule(*match);
      if (rule.code.empty()) continue;
      const bool small = page.text->cells()[page.cell_of(*match)].size < kSmallPrint * page.text->body_size();
      found.push_back({rule.code, rule.name, match, p, {}, rule.weight * (small ? kInSmallPrint : 1)});
    }
    if (found.size() == first) continue;
    Labels(document, page, field, {found.data() + first, found.size() - first}).attach();
  }
  return found;
}

bool in_one_sentence(const DocumentView& document, const Statement& first, const Statement& second) {
  if (first.page != second.page) return false;
  const PageView& page = document.pages[first.page];
  const text::PageText& text = *page.text;
  const Index from = first.match->to;
  const Index to = second.match->from;
  if (to < from) return true;
  const Index cell = page.cell_of(*first.match);
  const Index other = page.cell_of(*second.match);
  const Index end = cell == other ? to : text.cells()[cell].text.to;
  if (end_of_sentence(text.text(), from, end) != end) return false;
  if (cell == other) return true;
  const auto below = downwards(text, cell);
  if (below.size() < 2 || below[1] != other || !goes_on(page, cell, other)) return false;
  return end_of_sentence(text.text(), text.cells()[other].text.from, to) == to;
}

void weaken_contradictions(const DocumentView& document, ArenaVector<Statement>& statements) {
  constexpr double kContradicted = 0.3;
  for (std::size_t i = 1; i < statements.size(); ++i) {
    Statement& a = statements[i - 1];
    Statement& b = statements[i];
    if (a.code == b.code || !in_one_sentence(document, a, b)) continue;
    a.weight *= kContradicted;
    b.weight *= kContradicted;
  }
  remove_if(statements, [](const Statement& s) { return s.code == kTakesBack; });
}

Candidate to_candidate(const Statement& statement, double weight) {
  return {statement.code, weight, statement.page, statement.span(), statement.label, statement.rule, {}};
}

std::string_view Passage::printed(const DocumentView& document) const {
  std::string text;
  for (const Span& line : lines) {
    if (!text.empty()) text += ' ';
    text += document.pages[page].text->printed(line);
  }
  return kept(text, document.arena);
}

Index sentence_around(const DocumentView& document, Index page_index, Index at) {
  constexpr int kMostLinesBack = 3;
  const PageView& page = document.pages[page_index];
  const text::PageText& text = *page.text;
  Index cell = text.cell_at(at);
  Index begin = begin_of_sentence(text.text(), text.cells()[cell].text.from, at);
  for (int i = 0; i < kMostLinesBack && begin <= skip_to_word(text.text(), text.cells()[cell].text.from, at); ++i) {
    const Index upper = above(text, cell);
    if (upper == text::none || ends_with_sentence(text, upper) || !continues(page, upper, cell)) break;
    cell = upper;
    const Span span = text.cells()[cell].text;
    begin = begin_of_sentence(text.text(), span.from, span.to);
  }
  return begin;
}

Passage passage_from(const DocumentView& document, Index page_index, Index from, Extent extent) {
  const PageView& page = document.pages[page_index];
  const text::PageText& text = *page.text;
  Passage passage(document.arena);
  passage.page = page_index;
  Index cell = text.cell_at(from);
  const auto below = downwards(text, cell);
  for (std::size_t i = 1;; ++i) {
    const Index end = text.cells()[cell].text.to;
    const Index stop = extent == Extent::sentence ? end_of_sentence(text.text(), from, end) : end;
    passage.lines.push_back({from, stop});
    const bool ended = ends_with_sentence(text, cell);
    if (stop != end || (ended && extent == Extent::sentence) || i >= below.size() || i >= kMostLines) return passage;
    if (ended ? page.is_label_cell(below[i]) : !goes_on(page, cell, below[i])) return passage;
    cell = below[i];
    from = text.cells()[cell].text.from;
  }
}

void settle_passage(const DocumentView& document, Extraction& extraction, Field field, const Passage& passage,
                    double confidence, std::string_view rule) {
  Candidates candidates(document.arena);
  const std::span<const Span> rest(passage.lines.data() + 1, passage.lines.size() - 1);
  candidates.push_back({passage.printed(document), confidence, passage.page, passage.lines.front(), {}, rule, rest});
  settle(document, extraction, field, candidates, 0, confidence);
}

}  // namespace prefill
