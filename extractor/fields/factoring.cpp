// Who is paid instead of the supplier
//
//     Règlement à l'ordre de Affacturage Centre-Loire, à lui adresser directement. Elle le reçoit par subrogation ...
//     La présente créance a été cédée à la Banque du Levant dans le cadre des articles L. 313-23 et suivants ...
//
// "À l'ordre de" stands on cheques too: it names a factor only in a passage that speaks of subrogation or of a cession.
// The passage runs from the first phrase of the mention to the end of its paragraph.

#include "extractor/fields/factoring.h"

#include <algorithm>
#include <array>

#include "extractor/fields/places.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/statements.h"
#include "rules/normalise.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

constexpr std::string_view kSubrogation = "SUBROGATION";

/// A paragraph that speaks of subrogation or cession.
struct Mention {
  Passage passage;
  bool subrogation = false;
  double weight = 0;
  std::string_view rule;

  explicit Mention(Arena* arena) : passage(arena) {}
  [[nodiscard]] bool holds(Index at) const {
    return std::any_of(passage.lines.begin(), passage.lines.end(),
                       [&](Span line) { return at >= line.from && at < line.to; });
  }
};

/// Where the mention begins: with the first of the field's phrases in the sentences before, with or without a code.
Index begin_of_mention(const DocumentView& document, const Statement& statement) {
  constexpr Index kMostLines = 8;
  constexpr std::ptrdiff_t kMostPhrases = 32;
  const PageView& page = document.pages[statement.page];
  const text::PageText& text = *page.text;
  const text::Cell& own = text.cells()[page.cell_of(*statement.match)];
  Index begin = statement.match->from;
  const auto phrases = page.announcing(Field::mention_subrogative);
  const auto last = std::lower_bound(phrases.begin(), phrases.end(), begin,
                                     [](const rules::Match* m, Index at) { return m->from < at; });
  for (auto phrase = last; phrase != phrases.begin() && last - phrase < kMostPhrases;) {
    const rules::Match& match = **--phrase;
    const text::Cell& cell = text.cells()[page.cell_of(match)];
    if (own.line - cell.line > kMostLines) break;
    const bool same = cell.block == own.block && (cell.block != text::none || cell.line == own.line);
    if (same && !match.covered && match.well_placed) begin = match.from;
  }
  return sentence_around(document, statement.page, begin);
}

ArenaVector<Mention> mentions_of(const DocumentView& document) {
  ArenaVector<Mention> mentions(document.arena);
  for (const Statement& statement : statements_of(document, Field::mention_subrogative)) {
    const bool subrogation = statement.code == kSubrogation;
    const auto known = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& m) {
      return m.passage.page == statement.page && m.holds(statement.match->from);
    });
    const std::string_view rule = statement.rule;
    constexpr std::size_t kMost = 16;
    if (known == mentions.end() && mentions.size() == kMost) continue;
    if (known != mentions.end()) {
      // Both words in one paragraph: a subrogation is what needs a mention.
      known->subrogation = known->subrogation || subrogation;
      if (statement.weight <= known->weight) continue;
      known->weight = statement.weight;
      known->rule = rule;
      continue;
    }
    Mention& mention = mentions.emplace_back(document.arena);
    mention.subrogation = subrogation;
    mention.weight = statement.weight;
    mention.rule = rule;
    mention.passage = passage_from(document, statement.page, begin_of_mention(document, statement), Extent::paragraph);
    if (mention.holds(statement.match->from)) continue;
    // A heading stands between: "Cession de créance" over the paragraph.
    const Index begin = sentence_around(document, statement.page, statement.match->from);
    mention.passage = passage_from(document, statement.page, begin, Extent::paragraph);
  }
  return mentions;
}

bool is_capital(std::string_view word) {
  return (word[0] >= 'A' && word[0] <= 'Z') || is_digit(word[0]) ||
         (word.size() > 1 && word[0] == '\xC3' && static_cast<unsigned char>(word[1]) <= 0x9E);
}

/// The name at the beginning of `text`, as printed: words that begin with a capital and the joints between them, up to
/// a sign or any other word. A few small words may stand before ("la société", "notre factor :").
std::string_view name_in(std::string_view text) {
  constexpr std::array<std::string_view, 14> kJoints = {"de", "du",  "des", "la",  "le",  "les", "et",
                                                        "&",  "und", "of",  "for", "and", "für", "en"};
  // What follows a name in a text that is all capitals.
  constexpr std::array<std::string_view, 15> kBehind = {
      "PAR", "DANS", "QUI", "IBAN", "SIRET", "SIREN", "RCS", "BIC", "SELON", "SUR", "SOUS", "TEL", "À", "A", "SUIVANT"};
  constexpr int kMostBefore = 4;
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  int before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = text.find_first_not_of(" :\"'\xC2\xAB\xBB\xE2\x80\x98\x99\x9C\x9D\t", at);
    if (from == std::string_view::npos) break;
    std::size_t to = std::min(text.find_first_of(" ,;()\t", from), text.size());
    std::string_view word = text.substr(from, to - from);
    const bool stops = (to < text.size() && text[to] != ' ') || word.ends_with('.') || word.ends_with(':');
    while (word.ends_with('.') || word.ends_with(':')) word.remove_suffix(1);
    if (word.empty() || word == "-" || word == "\xE2\x80\x93" || word == "(") break;
    const bool joint = std::find(kJoints.begin(), kJoints.end(), word) != kJoints.end();
    // "l'Agence": the article belongs to what precedes the name.
    const bool elided = word.size() > 2 && (word.starts_with("l'") || word.starts_with("d'"));
    if (is_capital(word) || (elided && is_capital(word.substr(2)))) {
      if (std::find(kBehind.begin(), kBehind.end(), word) != kBehind.end()) break;
      if (begin == std::string_view::npos) begin = elided ? from + 2 : from;
      end = static_cast<std::size_t>(word.data() - text.data()) + word.size();
    } else if (begin == std::string_view::npos) {
      if (++before > kMostBefore) break;
    } else if (!joint) {
      break;
    }
    if (stops && begin != std::string_view::npos) break;
    at = to + 1;
  }
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin);
}

/// The stretches of text in which the name may stand: behind the phrase and on the line that its mention goes on in,
/// or, behind a label that ends its cell, in the next cell.
Passage places_of_name(const DocumentView& document, const PageView& page, const rules::Match& match,
                       const Mention* mention) {
  const text::PageText& text = *page.text;
  Passage places(document.arena);
  places.page = static_cast<Index>(&page - document.pages.data());
  const Index cell = page.cell_of(match);
  const Span rest = {match.to, text.cells()[cell].text.to};
  places.lines.push_back(rest);
  if (mention != nullptr) {
    const auto& lines = mention->passage.lines;
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](Span l) { return match.from >= l.from && match.from < l.to; });
    if (line + 1 != lines.end()) places.lines.push_back(*(line + 1));
    return places;
  }
  const std::string_view words = text.text(rest);
  const bool blank = std::none_of(words.begin(), words.end(), is_alnum) && words.find('.') == std::string_view::npos;
  const bool right = cell + 1 < text.lines()[page.line_of(match)].last_cell && !page.is_label_cell(cell + 1);
  if (blank && right) places.lines.push_back(text.cells()[cell + 1].text);
  return places;
}

/// Where `name` is printed in `places`; a name that runs over two lines has the place of the first.
Span place_of(const text::PageText& page, const Passage& places, std::string_view name) {
  const std::string words = rules::normalise(name);
  for (const Span& line : places.lines) {
    const std::size_t at = page.text(line).find(words);
    if (at == std::string_view::npos) continue;
    const auto from = static_cast<Index>(line.from + at);
    return {from, static_cast<Index>(from + words.size())};
  }
  return places.lines.front();
}

void give_name(const DocumentView& document, Extraction& extraction, const ArenaVector<Mention>& mentions) {
  Candidates names(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (const rules::Match* match : page.announcing(Field::affactureur)) {
      if (match->covered || !match->well_placed) continue;
      const rules::Rule& rule = document.rule(*match);
      const auto mention = std::find_if(mentions.begin(), mentions.end(),
                                        [&](const Mention& m) { return m.passage.page == p && m.holds(match->from); });
      constexpr double kOnItsOwn = 0.9;  // a label such as "Affactureur :" needs no mention around it
      if (mention == mentions.end() && rule.weight < kOnItsOwn) continue;
      const Passage places = places_of_name(document, page, *match, mention == mentions.end() ? nullptr : &*mention);
      const std::string_view text = places.printed(document);
      const std::string_view name = name_in(text);
      if (name.size() < 3) continue;
      names.push_back({name, rule.weight, p, place_of(*page.text, places, name), {match->from, match->to}, rule.name});
    }
  }
  merge(names);
  if (!names.empty()) settle(document, extraction, Field::affactureur, names, 0, confidence_of(names));
}

void give_mention(const DocumentView& document, Extraction& extraction, const ArenaVector<Mention>& mentions) {
  const Mention* best = nullptr;
  for (const Mention& mention : mentions) {
    if (mention.subrogation && (best == nullptr || mention.weight > best->weight)) best = &mention;
  }
  if (best == nullptr) return;
  settle_passage(document, extraction, Field::mention_subrogative, best->passage, best->weight, best->rule);
}

}  // namespace

void resolve_factoring(const DocumentView& document, Extraction& extraction) {
  const ArenaVector<Mention> mentions = mentions_of(document);
  give_name(document, extraction, mentions);
  give_mention(document, extraction, mentions);
}

}  // namespace prefill
