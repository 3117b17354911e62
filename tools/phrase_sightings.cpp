// References have no shape of their own, so every word with a digit in it may be one. Truth is looked for by value:
// where a page prints the number of the invoice twice, both places count, and the words beside either may be its label.

#include "tools/phrase_sightings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extractor/fields/ascii.h"
#include "extractor/fields/values.h"
#include "extractor/pdf/text_reader.h"
#include "extractor/text/page_text.h"
#include "rules/normalise.h"
#include "tools/evaluation.h"

namespace prefill::tools {
namespace {

using text::Index;
using text::Span;

constexpr std::size_t most_words = 5;

// Never the first word of a label, and the last one only right before the value: "facture du 12 mars".
constexpr std::array<std::string_view, 43> joining = {
    "le",  "la",   "les", "l",    "un",   "une",  "du",  "de",  "des",   "d",   "au",  "aux", "et", "ou",  "en",
    "par", "pour", "sur", "dans", "avec", "sans", "ce",  "cet", "cette", "est", "the", "of",  "to", "for", "and",
    "on",  "by",   "is",  "der",  "die",  "das",  "von", "vom", "zum",   "zur", "bis", "am",  "und"};

// Each alone announces too many things.
constexpr std::array<std::string_view, 33> vague = {
    "date",       "n°",          "numero", "nr",    "no",    "number", "nummer", "total",   "totaux",
    "montant",    "amount",      "somme",  "code",  "type",  "page",   "ref",    "ref.",    "reference",
    "references", "identifiant", "nom",    "eur",   "euro",  "euros",  "€",      "adresse", "tel",
    "tel.",       "fax",         "email",  "votre", "notre", "a"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, is_digit);
}

bool has_word(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return rules::is_word_byte(static_cast<unsigned char>(c)); });
}

std::vector<Span> tokens_of(std::string_view text, Span span) {
  std::vector<Span> tokens;
  for (Index at = span.from; at < span.to;) {
    const auto space = text.find(' ', at);
    const Index end = std::min(span.to, space == std::string_view::npos ? span.to : static_cast<Index>(space));
    if (end > at) tokens.push_back({at, end});
    at = end + 1;
  }
  return tokens;
}

FieldSet fields_of(rules::ValueType type) {
  FieldSet fields;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (rules::field_type(static_cast<Field>(i)) == type) fields.set(i);
  }
  return fields;
}

std::optional<rules::ValueType> type_of(FoundType found) {
  switch (found) {
    case FoundType::amount:
      return rules::ValueType::amount;
    case FoundType::date:
      return rules::ValueType::date;
    case FoundType::siret:
      return rules::ValueType::siret;
    case FoundType::siren:
      return rules::ValueType::siren;
    case FoundType::vat_id:
      return rules::ValueType::vat_id;
    case FoundType::iban:
      return rules::ValueType::iban;
    case FoundType::percent:
      return std::nullopt;
  }
  return std::nullopt;
}

Value value_of(const FoundValue& found) {
  if (found.type == FoundType::amount) return found.number;
  if (found.type == FoundType::date) return to_string(found.date);
  return std::string(found.identifier);
}

bool holds(Field field, const Value& truth, const Value& found) {
  const auto* list = std::get_if<std::vector<std::string>>(&truth);
  if (list == nullptr) return same_value(field, truth, found);
  return std::ranges::any_of(*list, [&](const std::string& one) { return same_value(field, one, found); });
}

/// Something on the page that may be a value.
struct Placed {
  Span span;
  Index cell = 0;
  FieldSet truth;
  FieldSet readable;
};

/// The words of a stretch of text as a label may have them.
struct Word {
  Span span;             // without the signs around it
  bool barrier = false;  // a number, brackets or nothing but signs: no label reaches across
  bool ends = false;     // a colon or the end of a sentence follows
};

Word word_of(std::string_view text, Span token) {
  constexpr std::string_view signs = ":;,()[]*-.";
  constexpr std::size_t longest_abbreviation = 5;
  Word word{token};
  const auto sign = [&](Index at) { return signs.find(text[at]) != std::string_view::npos; };
  while (word.span.from < word.span.to && sign(word.span.from)) ++word.span.from;
  while (word.span.to > word.span.from && sign(word.span.to - 1)) {
    // "réf." keeps its dot
    const Index length = word.span.to - word.span.from;
    const bool abbreviation =
        length > 1 && length <= longest_abbreviation && text[word.span.to - 1] == '.' && text[word.span.to - 2] != '.';
    if (abbreviation) break;
    --word.span.to;
  }
  const std::string_view whole = text.substr(token.from, token.to - token.from);
  const std::string_view inner = text.substr(word.span.from, word.span.to - word.span.from);
  word.barrier = !has_word(inner) || has_digit(inner) || whole.find_first_of("()[]") != std::string_view::npos;
  if (inner == "n°" || inner == "€") word.barrier = false;
  word.ends = word.span.to < token.to;
  return word;
}

/// Collects what stands beside the values of one page.
class PageSightings {
 public:
  PageSightings(const PageView& view, const LabelledDocument& document, DocumentSightings& out)
      : view_(view), page_(*view.text), document_(document), out_(out) {}

  void collect() {
    find_shaped();
    for (Index c = 0; c < page_.cells().size(); ++c) find_references(c);
    for (const Placed& value : placed_) look_around(value);
  }

 private:
  void find_shaped() {
    for (const FoundValue& found : view_.values) {
      const auto type = type_of(found.type);
      if (!type) continue;
      Placed placed{found.span, found.cell, {}, fields_of(*type)};
      for (std::size_t i = 0; i < rules::field_count; ++i) {
        const auto& truth = document_.truth[i];
        if (placed.readable.test(i) && truth && holds(static_cast<Field>(i), *truth, value_of(found))) {
          placed.truth.set(i);
        }
      }
      placed_.push_back(placed);
    }
  }

  /// True when `span` belongs to something that no reference is: a date, an amount with decimals, an account.
  [[nodiscard]] bool taken(Span span) const {
    return std::ranges::any_of(view_.values, [&](const FoundValue& value) {
      if (value.span.to <= span.from || value.span.from >= span.to) return false;
      if (value.type == FoundType::amount) return value.decimals > 0 || value.currency;
      return (value.type == FoundType::date && !value.bare) || value.type == FoundType::percent ||
             value.type == FoundType::iban;
    });
  }

  void find_references(Index cell) {
    static const FieldSet references = fields_of(rules::ValueType::reference);
    const std::vector<Span> tokens = tokens_of(page_.text(), page_.cells()[cell].text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      Placed placed{without_number_sign(tokens[i]), cell, {}, references};
      const std::size_t last = match_truth(tokens, i, placed);
      placed.span.to = word_of(page_.text(), tokens[last]).span.to;
      const std::string_view text = page_.text(placed.span);
      if (placed.truth.none() && (text.size() < 2 || !has_digit(text) || taken(placed.span))) continue;
      placed_.push_back(placed);
      i = last;
    }
  }

  [[nodiscard]] Span without_number_sign(Span token) const {
    constexpr std::string_view sign = "n°";
    const Span word = word_of(page_.text(), token).span;
    return page_.text(word).starts_with(sign) ? Span{word.from + static_cast<Index>(sign.size()), word.to} : word;
  }

  /// Notes the fields whose reference begins at the token `first`, however many spaces it is printed with. Returns the
  /// last token of the longest.
  std::size_t match_truth(const std::vector<Span>& tokens, std::size_t first, Placed& placed) const {
    constexpr std::size_t most_parts = 5;
    std::string joined;
    std::size_t last = first;
    for (std::size_t i = first; i < std::min(tokens.size(), first + most_parts); ++i) {
      joined +=
          i == first ? page_.text({placed.span.from, std::max(placed.span.from, tokens[i].to)}) : page_.text(tokens[i]);
      while (!joined.empty() && std::string_view(",;:.)").find(joined.back()) != std::string_view::npos) {
        joined.pop_back();
      }
      for (std::size_t f = 0; f < rules::field_count; ++f) {
        if (!placed.readable.test(f) || !document_.truth[f]) continue;
        std::string truth = rules::normalise(std::get<std::string>(*document_.truth[f]));
        std::erase(truth, ' ');
        if (joined.empty() || truth != joined) continue;
        placed.truth.set(f);
        last = i;
      }
    }
    return last;
  }

  void look_around(const Placed& value) {
    const text::Cell& cell = page_.cells()[value.cell];
    if (has_word(page_.text({cell.text.from, value.span.from}))) {
      take_ends({cell.text.from, value.span.from}, cell.text.from, value);
      return;
    }
    const Index first = page_.lines()[cell.line].first_cell;
    if (value.cell > first) take_label_cell(value.cell - 1, false, value);
    if (const auto above = label_above(value.cell)) take_label_cell(*above, true, value);
  }

  /// The nearest cell without a number above `cell` in its column; a few numbers may stand between.
  [[nodiscard]] std::optional<Index> label_above(Index cell) const {
    constexpr int most_lines = 8;
    constexpr int most_numbers = 2;
    constexpr float widest_gap = 3;  // in sizes of the text
    const auto& cells = page_.cells();
    const Index own_line = cells[cell].line;
    const pdf::Direction direction = page_.lines()[own_line].direction;
    int numbers = 0;
    for (Index l = own_line; l > 0 && own_line - l < most_lines;) {
      const text::Line& line = page_.lines()[--l];
      if (line.direction != direction) continue;
      const std::optional<Index> over = widest_over(line, cells[cell].box);
      if (!over) continue;
      if (cells[cell].box.y0 - cells[*over].box.y1 > widest_gap * cells[cell].size) return std::nullopt;
      if (!has_digit(page_.text(cells[*over].text))) return over;
      if (++numbers > most_numbers) return std::nullopt;
      cell = *over;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Index> widest_over(const text::Line& line, const Rect& box) const {
    std::optional<Index> best;
    float most = 0;
    for (Index c = line.first_cell; c < line.last_cell; ++c) {
      const Rect& other = page_.cells()[c].box;
      const float shared = overlap(other.x0, other.x1, box.x0, box.x1);
      if (shared <= most) continue;
      most = shared;
      best = c;
    }
    return best;
  }

  void take_label_cell(Index cell, bool below, const Placed& value) {
    const Span whole = page_.cells()[cell].text;
    if (has_digit(page_.text(whole))) return;
    const std::vector<Word> words = words_of(whole);
    std::string example;
    if (value.truth.any()) example = page_.printed(whole) + (below ? '\n' : '\t') + page_.printed(value.span);
    for (std::size_t n = 1; n <= words.size(); ++n) {
      if (words[n - 1].barrier) break;
      take({words.data(), n}, false, below, whole.from, example, value);
      if (words[n - 1].ends) break;
    }
    take_suffixes(words, false, below, whole.from, example, value);
  }

  /// What stands in the value's own cell before it.
  void take_ends(Span before, Index cell_from, const Placed& value) {
    const std::vector<Word> words = words_of(before);
    std::string example;
    if (value.truth.any()) example = page_.printed({before.from, value.span.to});
    take_suffixes(words, true, false, cell_from, example, value);
  }

  void take_suffixes(const std::vector<Word>& words, bool before_value, bool below, Index cell_from,
                     const std::string& example, const Placed& value) {
    for (std::size_t n = 1; n <= std::min(most_words, words.size()); ++n) {
      const std::size_t first = words.size() - n;
      if (words[first].barrier || (n > 1 && words[first].ends)) return;
      take({words.data() + first, n}, before_value, below, cell_from, example, value);
    }
  }

  [[nodiscard]] std::vector<Word> words_of(Span span) const {
    std::vector<Word> words;
    for (const Span token : tokens_of(page_.text(), span)) {
      if (words.empty() || !is_sign(token)) {
        words.push_back(word_of(page_.text(), token));
      } else {
        words.back().ends = true;
      }
    }
    return words;
  }

  [[nodiscard]] bool is_sign(Span token) const {
    const std::string_view text = page_.text(token);
    return !has_word(text) && text != "n°" && text != "€";
  }

  void take(std::span<const Word> words, bool before_value, bool below, Index cell_from, const std::string& example,
            const Placed& value) {
    if (words.size() > most_words) return;
    const Span span{words.front().span.from, words.back().span.to};
    const std::string_view first = page_.text(words.front().span);
    if (among(joining, first) || first.starts_with("d'") || first.starts_with("l'")) return;
    if (!before_value && among(joining, page_.text(words.back().span))) return;
    if (!telling(page_.text(span))) return;
    const bool cell_start = !has_word(page_.text({cell_from, span.from}));
    out_.sightings.push_back(
        {std::string(page_.text(span)), page_.printed(span), below, cell_start, value.truth, value.readable, example});
  }

  const PageView& view_;
  const text::PageText& page_;
  const LabelledDocument& document_;
  DocumentSightings& out_;
  std::vector<Placed> placed_;
};

}  // namespace

bool telling(std::string_view phrase) {
  int words = 0;
  for (const Span token : tokens_of(phrase, {0, static_cast<Index>(phrase.size())})) {
    const std::string_view word = phrase.substr(token.from, token.to - token.from);
    if (word.size() < 2 || among(joining, word)) continue;
    if (!among(vague, word)) return true;
    ++words;
  }
  return words > 1;
}

PhraseFinder::PhraseFinder() : reader_(pdf::make_text_reader()) {}

Result<DocumentSightings> PhraseFinder::look(std::span<const unsigned char> bytes, const LabelledDocument& document) {
  if (auto done = reader_.read(bytes); !done) return tl::unexpected(done.error());
  arena_.restart();
  DocumentSightings out;
  for (const pdf::PageGlyphs& glyphs : reader_.pages()) {
    const text::PageText page(glyphs, arena_.get());
    PageView view(&page, arena_.get());
    find_values(page, view.values);
    PageSightings(view, document, out).collect();
    out.text += std::string(page.text()) + '\n';
  }
  return out;
}

}  // namespace prefill::tools
