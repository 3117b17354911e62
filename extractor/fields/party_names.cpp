// A name has no shape. It is known by where it stands, and by not being an address, a label or a number.

#include "extractor/fields/party_names.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

using rules::Mark;
using text::Cell;
using text::Index;
using text::Span;

constexpr double kInZone = 0.88;
constexpr double kBesideIdentifier = 0.78;
constexpr double kInLetter = 0.7;
constexpr double kAtFoot = 0.85;  // of the score higher up
constexpr double kPublicBody = 0.88;
constexpr double kLegalForm = 0.74;
constexpr double kTopOfPage = 0.62;
constexpr double kLargestOnTop = 0.66;
constexpr double kWindow = 0.68;
constexpr double kLeftWindow = 0.62;
constexpr double kSecondLine = 0.7;        // of the first line's score
constexpr double kDepartment = 0.6;        // a part of a body stands beside the body's own name as a rule
constexpr double kNotThePublicBody = 0.6;  // an address, where another names a public body
constexpr double kPersonFirst = 0.6;       // a line with a comma is a person and a department more often than a name

/// Words with which a line of an address, a contact or a slogan begins, and a name does not.
constexpr std::array<std::string_view, 47> kNotNames = {
    "rue ",    "avenue ",       "av. ",   "bd ",      "boulevard ", "place ",   "chemin ", "route ",
    "allee ",  "impasse ",      "quai ",  "bp ",      "cs ",        "cedex",    "tel",     "fax",
    "email",   "e-mail",        "mail",   "courriel", "http",       "www",      "page ",   "date",
    "contact", "a l'attention", "attn",   "objet",    "tva",        "siret",    "siren",   "rcs",
    "iban",    "france",        "nummer", "pour ",    "merci",      "veuillez", "votre ",  "vos ",
    "notre ",  "nos ",          "madame", "monsieur", "mme ",       "mlle ",    "m. "};

/// Words with which the name of a part of a body begins.
constexpr std::array<std::string_view, 20> kDepartments = {
    "service",    "services",     "direction", "sous-direction",   "pole",         "bureau",        "cellule",
    "groupement", "unite",        "division",  "secretariat",      "pharmacie",    "intendance",    "economat",
    "plateau",    "restauration", "gestion",   "agence comptable", "comptabilite", "administration"};

template <std::size_t Count>
constexpr WordStarts starts_of(const std::array<std::string_view, Count>& words) {
  WordStarts starts;
  for (const std::string_view word : words) starts.add(word);
  return starts;
}

/// True when `line` begins with one of `words`, as a word of its own unless a space is part of it.
template <std::size_t Count>
bool begins_with_one(std::string_view line, const std::array<std::string_view, Count>& words,
                     const WordStarts& starts) {
  if (line.size() < 2 || !is_lower(line[0]) || !starts.has(line[0], line[1])) return false;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    // Words of many lengths are compared by a call, so the letters that tell most of them apart come first.
    return word[0] == line[0] && word[1] == line[1] && has_at(line, 0, word) &&
           (word.back() == ' ' || line.size() == word.size() || !is_lower(line[word.size()]));
  });
}

constexpr WordStarts kNotNameStarts = starts_of(kNotNames);
constexpr WordStarts kDepartmentStarts = starts_of(kDepartments);

bool is_department(std::string_view line) {
  return begins_with_one(line, kDepartments, kDepartmentStarts);
}

/// What each byte adds to the counts of a line: letters in the lowest byte, digits in the next, and above them the
/// signs of an address of mail, or of a label with its value.
constexpr std::array<std::uint32_t, 256> kCounts = [] {
  std::array<std::uint32_t, 256> counts{};
  for (std::size_t byte = 'a'; byte <= 'z'; ++byte) counts[byte] = 1;
  for (std::size_t byte = '0'; byte <= '9'; ++byte) counts[byte] = 1 << 8;
  counts['@'] = counts[':'] = 1 << 16;
  return counts;
}();

bool is_name(const text::PageText& page, Span span) {
  constexpr std::size_t kLongest = 90;
  const std::string_view text = page.text(span);
  if (text.size() > kLongest || is_digit(text.front()) || begins_with_one(text, kNotNames, kNotNameStarts)) {
    return false;
  }
  std::uint32_t counts = 0;
  for (const char c : text) counts += kCounts[static_cast<unsigned char>(c)];
  const std::uint32_t letters = counts & 0xFF;
  const std::uint32_t digits = counts >> 8;  // too many where there are signs
  if (letters < 3 || digits * 2 > letters) return false;
  // The end of a heading: "Maître d'ouvrage (destinataire)".
  if (text.back() == ')' && text.find('(') == std::string_view::npos) return false;
  // The place and date of a letter.
  return text.find("www.") == std::string_view::npos && text.find(", le ") == std::string_view::npos;
}

/// True for signs that part what stands in one line. Most spaces are spaces, and nothing is printed there.
bool is_bullet(const text::PageText& page, Span space) {
  static constexpr std::array<std::string_view, 9> kBullets = {"·", "•", "▪", "●", "■", "◦", "∙", "‣", "◆"};
  if (page.box(space).empty()) return false;
  const std::string printed = page.printed(space);
  const std::size_t sign = std::min(printed.find_first_not_of(' '), printed.size());
  return std::find(kBullets.begin(), kBullets.end(), std::string_view(printed).substr(sign)) != kBullets.end();
}

/// True for what a dash parts from the name of a body and still belongs to it: "... - Les Ormes". An address has
/// digits, and a department says what it is.
bool belongs_to_name(std::string_view behind_dash) {
  constexpr int kMostWords = 4;
  return behind_dash.size() > 2 && !is_department(behind_dash) &&
         std::none_of(behind_dash.begin(), behind_dash.end(),
                      [](char c) { return is_digit(c) || c == '@' || c == ',' || c == ':' || c == '|'; }) &&
         std::count(behind_dash.begin(), behind_dash.end(), ' ') < kMostWords;
}

/// True for what parts a name from the rest of its line; `rest` begins with a space or a comma. A comma may belong to
/// a name, so it only cuts before a digit, or before a legal form in full words; a dash may belong to the name of a
/// public body, and parts a company from its trade or its legal form.
bool ends_name(std::string_view rest, Role role) {
  if (rest.size() < 3) return false;
  if (rest[0] == ',') return rest[1] == ' ' && (is_digit(rest[2]) || has_at(rest, 2, "societe "));
  switch (rest[1]) {
    case '-':
      return rest[2] == ' ' && !(role == Role::recipient && belongs_to_name(rest.substr(3)));
    case '|':
      return rest[2] == ' ';
    case 'a':
      return has_at(rest, 1, "au capital") || has_at(rest, 1, "a directoire") || has_at(rest, 1, "a conseil d") ||
             has_at(rest, 1, "a associe unique");
    case 'c':
      return has_at(rest, 1, "capital ");
    case 'r':
      return has_at(rest, 1, "rcs ");
    case 's':
      return has_at(rest, 1, "siret ") || has_at(rest, 1, "siren ");
    default:
      return false;
  }
}

/// The part of `span` that is the name: without what signs separate, and without what a label or words of company law
/// begin.
Span name_in(const text::PageText& page, Span span, Role role) {
  constexpr Index kSentence = 12;  // bytes, more than a number in a list takes
  const std::string_view text = page.text();
  span.from = static_cast<Index>(skip_spaces(text, span.from));
  while (span.from < span.to && !is_alnum(text[span.from]) && static_cast<unsigned char>(text[span.from]) < 0x80) {
    ++span.from;
  }
  for (Index i = span.from + 1; i < span.to; ++i) {
    if (text[i] != ' ' && text[i] != ',') continue;
    // A sentence that ends in a number is no part of the name behind it: "Agrément FR-12345. Les Serres du Bois".
    if (text[i - 1] == '.' && i - span.from > kSentence && is_digit(text[i - 2])) span.from = i + 1;
    // A bullet between the parts of a line is a space in normal form.
    if (ends_name(text.substr(i, span.to - i), role) || is_bullet(page, {i, i + 1})) span.to = i;
  }
  while (span.to > span.from && (text[span.to - 1] == ' ' || text[span.to - 1] == ':' || text[span.to - 1] == ',')) {
    --span.to;
  }
  return span;
}

class NameFinder {
 public:
  NameFinder(const DocumentView& document, const ArenaVector<PageZones>& zones, Role role,
             const ArenaVector<PartyPlace>& own, const ArenaVector<PartyPlace>& others)
      : document_(document), zones_(zones), role_(role), own_(own), others_(others), found_(document.arena) {}

  Candidates find() {
    constexpr std::size_t kUsual = 4;
    found_.reserve(kUsual);
    for (Index p = 0; p < document_.pages.size(); ++p) {
      from_zones(p);
      from_labels(p);
      from_marks(p);
    }
    from_blocks(false);
    if (found_.empty()) from_blocks(true);
    if (role_ == Role::supplier && found_.empty()) {
      from_top();
      from_addresses();
    }
    if (role_ == Role::recipient) from_window();
    unify();
    merge(found_);
    return std::move(found_);
  }

 private:
  /// Gives names that differ in capitals or legal form alone the same value, that of the best of them: they are one.
  void unify() {
    constexpr std::size_t kMost = 32;  // a page made of names must not cost the square of their number
    if (found_.size() < 2 || found_.size() > kMost) return;
    std::array<std::string_view, kMost> words;
    for (std::size_t i = 0; i < found_.size(); ++i) words[i] = words_of(found_[i]);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (std::size_t j = 0; j < found_.size(); ++j) {
        if (found_[j].score > found_[i].score && words[j] == words[i]) found_[i].value = found_[j].value;
      }
    }
  }

  /// The name in normal form, without what punctuation or a legal form adds at its end.
  [[nodiscard]] std::string_view words_of(const Candidate& candidate) const {
    const PageView& page = document_.pages[candidate.page];
    Span span = candidate.span;
    for (const rules::Match& match : page.matches_of(page.text->cell_at(span.from))) {
      if (match.is(Mark::company) && match.to == span.to && match.from > span.from) span.to = match.from;
    }
    while (span.to > span.from && !is_alnum(page.text->text()[span.to - 1])) --span.to;
    return page.text->text(span);
  }

  void from_zones(Index p) {
    const PageView& page = document_.pages[p];
    const text::PageText& text = *page.text;
    const PageZones& zones = zones_[p];
    ArenaVector<Index> done(document_.arena);  // headings, once for each name found under them
    const Span reach = zones.reach(role_);
    for (Index c = reach.from; c < reach.to; ++c) {
      if (zones[c].role != role_) continue;
      const rules::Match& heading = page.matches[zones[c].heading];
      const auto names = std::count(done.begin(), done.end(), zones[c].heading);
      if (names == 2) continue;
      Span span = text.cells()[c].text;
      if (zones[c].heading_cell) span.from = heading.to;
      if (span.from >= span.to || labelled(page, c, span) || speaks_of_other(p, zones[c].heading)) continue;
      const bool person = names == 0 && text.text(span).find(',') != std::string_view::npos;
      const bool department = !begins_with(page, c, span, Mark::public_body) && is_department(text.text(span));
      const bool added =
          add(p, c, span, {heading.from, heading.to}, "zone", Term{"zone", kInZone},
              Term{"rule", document_.rule(heading).weight}, Term{"line", names == 0 ? 1 : kSecondLine},
              Term{"person", person ? kPersonFirst : 1}, Term{"department", department ? kDepartment : 1});
      if (added) done.push_back(zones[c].heading);
    }
  }

  /// "Raison sociale : ..." in the zone of the party.
  void from_labels(Index p) {
    const PageView& page = document_.pages[p];
    for (const rules::Match* match : page.announcing(field_of_role())) {
      if (match->covered || !match->well_placed) continue;
      const rules::Rule& rule = document_.rule(*match);
      if (zones_[p][page.cell_of(*match)].role != role_) continue;
      for (const Place& place : places_of(page, *match, rule.directions)) {
        if (add(p, place.cell, place.span, {match->from, match->to}, rule.id, Term{"rule", rule.weight},
                Term{"place", place.factor})) {
          break;
        }
      }
    }
  }

  [[nodiscard]] Field field_of_role() const {
    return role_ == Role::recipient ? Field::nom_destinataire : Field::nom_fournisseur;
  }

  /// True when `wanted` holds of a match at the beginning of `span`, a part of `cell`.
  template <typename Predicate>
  [[nodiscard]] static bool any_at(const PageView& page, Index cell, Span span, Predicate wanted) {
    constexpr Index kReach = 4;  // bytes: signs may stand before the first word
    return std::ranges::any_of(page.matches_of(cell), [&](const rules::Match& match) {
      return match.from >= span.from && match.from < span.from + kReach && wanted(match);
    });
  }

  /// True when the span, a part of `cell`, begins with a label, so that its text is something else than a name.
  [[nodiscard]] static bool labelled(const PageView& page, Index cell, Span span) {
    return any_at(page, cell, span, [&](const rules::Match& match) {
      const std::string_view before = page.text->text({span.from, match.from});
      return is_label(match) && (before == "n° " || std::none_of(before.begin(), before.end(), is_alnum));
    });
  }

  [[nodiscard]] static bool begins_with(const PageView& page, Index cell, Span span, Mark mark) {
    return any_at(page, cell, span, [&](const rules::Match& match) { return match.is(mark); });
  }
  [[nodiscard]] static bool begins_with(const PageView& page, Index cell, Mark mark) {
    return begins_with(page, cell, page.text->cells()[cell].text, mark);
  }

  /// The part of `span`, a part of `cell`, that may be the name of somebody, by its words; empty when none may.
  [[nodiscard]] Span name_of(const PageView& page, Index cell, Span span) const {
    const text::PageText& text = *page.text;
    const Span name = name_in(text, span, role_);
    const bool mail = name.from > 0 && text.text()[name.from - 1] == '@';  // the end of an address
    const bool fits = !mail && name.from < name.to && is_name(text, name) && !says_otherwise(page, cell, name) &&
                      !is_form_before_capital(text, cell, name);
    return fits ? name : Span{};
  }

  /// The name that stands in the cell, unless it begins with a label; empty when there is none.
  [[nodiscard]] Span name_at(const PageView& page, Index cell) const {
    const Span span = page.text->cells()[cell].text;
    // Most lines of an address begin with a number, and most others with a label.
    if (is_digit(page.text->text()[span.from]) || labelled(page, cell, span) || is_title(page, cell)) return {};
    return name_of(page, cell, span);
  }

  [[nodiscard]] bool nameable(const PageView& page, Index cell) const {
    const Span name = name_at(page, cell);
    return name.from < name.to;
  }

  [[nodiscard]] bool same_block(const PartyPlace& a, const PartyPlace& b) const {
    if (a.page != b.page) return false;
    const auto& cells = document_.pages[a.page].text->cells();
    return cells[a.cell].block == cells[b.cell].block;
  }

  void from_blocks(bool aside) {
    for (auto place = own_.begin(); place != own_.end(); ++place) {
      // Several identifiers in one block are one sight of the name.
      const auto same = [&](const PartyPlace& other) { return other.aside == aside && same_block(other, *place); };
      if (place->aside == aside && std::none_of(own_.begin(), place, same)) from_block(*place);
    }
  }

  void from_block(const PartyPlace& place) {
    const PageView& page = document_.pages[place.page];
    const text::PageText& text = *page.text;
    const Cell& identifier = text.cells()[place.cell];
    const bool foot = identifier.box.y0 > 0.86F * text.height();
    // In a grid of labels and values, the column of values is no address.
    if (!place.behind_label && !is_address(text, identifier.block)) return;
    Heads heads = heads_of(place, identifier.block);
    if (heads.count == 0 && !foot && role_ == Role::supplier) {
      // In a letterhead the numbers may stand a little below the address; the buyer's are among the references.
      const Index above = block_above(text, identifier.block);
      if (above != text::none && is_address(text, above)) heads = heads_of(place, above);
    }
    if (heads.count == 0) return;
    // A number among the references of a letter has lines above it that name nobody.
    const bool letter = role_ == Role::recipient && !is_address(text, identifier.block);
    // Under the trade name or an office, the supplier's name is the line of several words that the page repeats.
    const bool second = role_ == Role::supplier && heads.count == 2 && repeated(page, heads.names[1]) &&
                        !repeated(page, heads.names[0]) &&
                        text.text(heads.names[1]).find(' ') != std::string_view::npos;
    const Span name = heads.names[second ? 1 : 0];
    const bool department = is_department(text.text(name)) && !repeated(page, name);
    put(place.page, name, {}, "beside-identifier", Term{"beside identifier", kBesideIdentifier},
        Term{"foot", foot ? kAtFoot : 1}, Term{"department", department ? kDepartment : 1},
        Term{"letter", letter ? kInLetter : 1});
  }

  /// The first lines of a block that may be the name of its party.
  struct Heads {
    std::array<Span, 2> names{};
    std::size_t count = 0;
  };

  /// The heads of `block`, down to the line of the identifier; what stands above somebody else's number is his.
  [[nodiscard]] Heads heads_of(const PartyPlace& place, Index block) const {
    const PageView& page = document_.pages[place.page];
    const text::PageText& text = *page.text;
    Heads heads;
    for (const Index c : text.blocks()[block].cells) {
      if (text.cells()[c].line > text.cells()[place.cell].line || heads.count == heads.names.size()) break;
      if (is_other(place.page, c)) heads.count = 0;
      const Role role = zones_[place.page][c].role;
      if (role != Role::unknown && role != role_ && !place.aside) continue;
      const Span name = name_at(page, c);
      if (name.from < name.to) heads.names[heads.count++] = name;
    }
    return heads;
  }

  /// The nearest block that ends a little above `block` and begins at the same left edge.
  static Index block_above(const text::PageText& text, Index block) {
    const text::Block& own = text.blocks()[block];
    const float size = text.cells()[own.cells.front()].size;
    Index nearest = text::none;
    float distance = 3 * size;
    for (Index b = 0; b < text.blocks().size(); ++b) {
      const Rect& box = text.blocks()[b].box;
      const float gap = own.box.y0 - box.y1;
      if (b == block || gap < -0.5F * size || gap > distance || std::abs(box.x0 - own.box.x0) > size) continue;
      nearest = b;
      distance = gap;
    }
    return nearest;
  }

  /// True when the name stands elsewhere on its page as well. Words alone: an address is repeated as well.
  [[nodiscard]] static bool repeated(const PageView& page, Span span) {
    const text::PageText& text = *page.text;
    const std::string_view words = text.text(span);
    constexpr std::size_t kTooShort = 6;
    if (words.size() < kTooShort || std::any_of(words.begin(), words.end(), is_digit)) return false;
    const std::string_view all = text.text();
    for (std::size_t at = all.find(words); at != std::string_view::npos; at = all.find(words, at + 1)) {
      const std::size_t end = at + words.size();
      if (at != span.from && (at == 0 || !is_alnum(all[at - 1])) && !(end < all.size() && is_alnum(all[end])))
        return true;
    }
    return false;
  }

  /// A block of three lines or more with a postcode and a town.
  static bool is_address(const text::PageText& text, Index block) {
    const auto& cells = text.blocks()[block].cells;
    return cells.size() >= 3 && std::any_of(cells.begin(), cells.end(), [&](Index c) {
             const std::string_view line = text.text(text.cells()[c].text);
             return line.size() > 7 && line[5] == ' ' && is_lower(line[6]) && digits_at(line, 0) == 5;
           });
  }

  /// The other address at the head of the first page, where the letterhead is not on the left. Its name may stand in
  /// larger print above it.
  void from_addresses() {
    if (document_.pages.empty()) return;
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    for (Index b = 0; b < text.blocks().size(); ++b) {
      const text::Block& block = text.blocks()[b];
      const Index first = block.cells.front();
      if (block.box.y0 > 0.3F * text.height() || !is_address(text, b) || holds_other(0, b)) continue;
      if (zones_[0][first].role != Role::unknown || labelled(page, first, text.cells()[first].text)) continue;
      add(0, first, text.cells()[first].text, {}, "address", Term{"top of the page", kTopOfPage});
    }
  }

  /// The address that shows in the window of an envelope: in the upper half of the first page, as a rule on the right;
  /// on the left where the supplier's stands elsewhere.
  void from_window() {
    if (document_.pages.empty()) return;
    const text::PageText& text = *document_.pages[0].text;
    const std::size_t before = found_.size();
    const bool body = std::any_of(found_.begin(), found_.end(),
                                  [](const Candidate& name) { return name.rule.ends_with("/public-body"); });
    const auto look = [&](double window, auto shows) {
      for (Index b = 0; b < text.blocks().size(); ++b) {
        const Rect& box = text.blocks()[b].box;
        if (box.y0 <= 0.5F * text.height() && shows(box)) from_address(b, window, body);
      }
    };
    look(kWindow, [&](const Rect& box) { return box.x0 >= 0.42F * text.width(); });
    if (found_.size() != before || !letterhead_known()) return;
    look(kLeftWindow, [&](const Rect& box) { return box.y0 > 0.1F * text.height(); });
  }

  /// The head of an address of the first page; `body` when a public body is named somewhere.
  void from_address(Index b, double window, bool body) {
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    const text::Block& block = text.blocks()[b];
    const Index first = block.cells.front();
    if (!is_address(text, b) || holds_other(0, b)) return;
    if (zones_[0][first].role != Role::unknown) return;
    const bool named = std::any_of(block.cells.begin(), block.cells.end(),
                                   [&](Index c) { return begins_with(page, c, Mark::public_body); });
    std::string_view before;
    for (const Index c : block.cells) {
      const std::string_view line = text.text(text.cells()[c].text);
      const Span name = goes_on(before, line) ? Span{} : name_at(page, c);
      if (name.from < name.to) {
        return put(0, name, {}, "window", Term{"window", window},
                   Term{"another is public", body && !named ? kNotThePublicBody : 1});
      }
      before = line;
    }
  }

  /// True when the address of the other party, with its numbers, is at the head of the first page.
  [[nodiscard]] bool letterhead_known() const {
    return std::any_of(others_.begin(), others_.end(), [&](const PartyPlace& place) {
      const text::PageText& text = *document_.pages[place.page].text;
      return place.page == 0 && text.cells()[place.cell].box.y0 < 0.35F * text.height();
    });
  }

  [[nodiscard]] bool is_title(const PageView& page, Index cell) const {
    const Span span = page.text->cells()[cell].text;
    return any_at(page, cell, span, [&](const rules::Match& match) {
      const bool kind = match.is(Mark::invoice) || match.is(Mark::credit_note) || match.is(Mark::not_invoice) ||
                        match.is(Mark::statement) || match.is(Mark::memoir);
      return kind && match.to <= span.to;
    });
  }

  void from_marks(Index p) {
    const PageView& page = document_.pages[p];
    const text::PageText& text = *page.text;
    const Mark wanted = role_ == Role::recipient ? Mark::public_body : Mark::company;
    for (const rules::Match* match : page.announcing(wanted)) {
      if (!match->well_placed) continue;
      const rules::Rule& rule = document_.rule(*match);
      const Index c = page.cell_of(*match);
      const Cell& cell = text.cells()[c];
      if (zones_[p][c].role != Role::unknown || holds_other(p, cell.block)) continue;
      const bool begins = match->from <= cell.text.from + 3;
      if (role_ == Role::recipient) {
        if (!begins || cell.box.y0 > 0.5F * text.height() || text.number() != 1) continue;
        const Index head = body_of(page, c);
        if (head == c || !begins_with(page, head, Mark::public_body)) {
          add(p, head, text.cells()[head].text, {}, "public-body", Term{"public body", kPublicBody},
              Term{"rule", rule.weight});
        }
      } else {
        if (begins || begins_with(page, c, Mark::company)) continue;
        add(p, c, cell.text, {}, "legal-form", Term{"legal form", kLegalForm}, Term{"rule", rule.weight});
      }
    }
  }

  /// The line that names the body of which the cell names a part: of several bodies in a block the first, since the
  /// larger unit stands first; of a department the line above it.
  [[nodiscard]] Index body_of(const PageView& page, Index cell) const {
    const text::PageText& text = *page.text;
    constexpr int kMostLines = 4;  // above, in an address
    const bool department = is_department(text.text(text.cells()[cell].text));
    const auto& cells = text.blocks()[text.cells()[cell].block].cells;
    Index head = cell;
    auto above = std::lower_bound(cells.begin(), cells.end(), cell);
    for (int lines = 0; above != cells.begin() && lines < kMostLines; ++lines) {
      --above;
      const Span line = text.cells()[*above].text;
      if (begins_with(page, *above, Mark::public_body)) {
        head = *above;
      } else if (department && nameable(page, *above) && !is_department(text.text(line))) {
        head = *above;
      }
    }
    return head;
  }

  /// True when the zone under the heading holds an identifier of somebody else.
  [[nodiscard]] bool speaks_of_other(Index p, Index heading) const {
    return std::any_of(others_.begin(), others_.end(), [&](const PartyPlace& place) {
      return place.page == p && zones_[p][place.cell].heading == heading;
    });
  }

  [[nodiscard]] bool is_other(Index p, Index cell) const {
    return std::any_of(others_.begin(), others_.end(),
                       [&](const PartyPlace& place) { return place.page == p && place.cell == cell; });
  }

  [[nodiscard]] bool holds_other(Index p, Index block) const {
    return std::any_of(others_.begin(), others_.end(), [&](const PartyPlace& place) {
      return place.page == p && document_.pages[p].text->cells()[place.cell].block == block;
    });
  }

  /// The supplier's letterhead: what is printed largest at the head of the first page, or the first text on its left.
  void from_top() {
    if (document_.pages.empty()) return;
    constexpr float kLarge = 1.3F;  // of the size of most of the text
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    Span largest;
    Span left;
    float size = kLarge * text.body_size();  // of the largest so far
    for (Index c = 0; c < text.cells().size(); ++c) {
      const Cell& cell = text.cells()[c];
      if (cell.box.y0 > 0.2F * text.height()) break;
      if (zones_[0][c].role != Role::unknown || holds_other(0, cell.block)) continue;
      const Span name = name_at(page, c);
      if (name.from == name.to) continue;
      if (left.from == left.to && cell.box.x0 <= 0.5F * text.width()) left = name;
      if (cell.size < size || begins_with(page, c, Mark::public_body)) continue;
      if (largest.from == largest.to || cell.size > size) largest = name;
      size = cell.size;
    }
    if (largest.from < largest.to) return put(0, largest, {}, "letterhead", Term{"largest on top", kLargestOnTop});
    if (left.from < left.to) put(0, left, {}, "letterhead", Term{"top of the page", kTopOfPage});
  }

  /// True when what the rules find in `name`, a part of `cell`, says that it is none: a legal form that is all of it;
  /// the words of a heading, "Destinataire", wherever they stand; or a sentence about the invoice, "Cet avoir annule
  /// notre facture F-12".
  [[nodiscard]] static bool says_otherwise(const PageView& page, Index cell, Span name) {
    return std::ranges::any_of(page.matches_of(cell), [&](const rules::Match& match) {
      const bool whole = match.from <= name.from && match.to >= name.to;
      if (whole && match.is(Mark::company)) return true;
      if (match.from < name.from || match.from >= name.to) return false;
      const bool heading = match.is(Mark::recipient) || match.is(Mark::supplier) || match.is(Mark::other_party);
      if (whole && heading) return true;
      return match.to <= name.to && (match.is(Mark::credit_note) || match.is(Mark::invoice) ||
                                     match.is(Field::numero_facture) || match.is(Field::numero_facture_origine));
    });
  }

  /// "SCOP SA", cut from "SCOP SA au capital de 1 000 €": what stands before those words in one or two short words is a
  /// legal form, whether the rules know it or not.
  [[nodiscard]] static bool is_form_before_capital(const text::PageText& text, Index cell, Span name) {
    constexpr std::size_t kLongestForms = 12;
    const std::string_view words = text.text(name);
    if (words.size() > kLongestForms || std::count(words.begin(), words.end(), ' ') > 1) return false;
    std::string_view behind = text.text({name.to, text.cells()[cell].text.to});
    while (!behind.empty() && !is_alnum(behind.front())) behind.remove_prefix(1);
    return has_at(behind, 0, "au capital") || has_at(behind, 0, "capital ");
  }

  /// Appends what the next line adds to a name that fills its cell: "... de secours" / "de la Haute-Orbe".
  void add_continuation(const PageView& page, Span name, std::string& printed) const {
    const text::PageText& text = *page.text;
    const Index cell = text.cell_at(name.from);
    const Span line = text.cells()[cell].text;
    if (line.to != name.to) return;
    const Index next = text.cells()[cell].below;
    if (next == text::none) return;
    const bool wraps = goes_on(text.text(line), text.text(text.cells()[next].text));
    if (!wraps && !in_large_print(page, cell, next) && !wrapped(page, cell, next)) return;
    if (!wraps || text.text(line).back() != '-') printed += ' ';
    printed += text.printed(text.cells()[next].text);
  }

  /// A line that ends in a hyphen or a small word goes on, and one that begins with a small word belongs to the line
  /// before it: "... intercommunal de" / "Courcelles-Lambert".
  static bool goes_on(std::string_view line, std::string_view next) {
    // As literals, whose lengths the compiler knows. None of them is the whole line: theirs counts the zero at the end.
    const auto begins = [&](const auto&... joints) { return (next.starts_with(joints) || ...); };
    const auto ends = [&](const auto&... joints) {
      return ((line.size() >= sizeof(joints) && line.ends_with(joints)) || ...);
    };
    return begins("de ", "du ", "des ", "d'", "et ") || ends("-", " de", " du", " des", " la", " le", " et", " d'");
  }

  /// A letterhead of two lines in the same large print: "Vigie" / "Protection".
  [[nodiscard]] bool in_large_print(const PageView& page, Index cell, Index next) const {
    constexpr float kLarge = 1.3F;  // of the size of most of the text
    const text::PageText& text = *page.text;
    const float size = text.cells()[cell].size;
    return role_ == Role::supplier && size > kLarge * text.body_size() && same_size(text, cell, next) &&
           nameable(page, next) && !same_size(text, next, text.cells()[next].below);
  }

  static bool in_capitals(const text::PageText& text, Index cell) {
    const std::string printed = text.printed(text.cells()[cell].text);
    return std::none_of(printed.begin(), printed.end(), is_lower);
  }

  static bool same_size(const text::PageText& text, Index a, Index b) {
    return a != text::none && b != text::none &&
           std::abs(text.cells()[a].size - text.cells()[b].size) < 0.05F * text.cells()[a].size;
  }

  /// A line of an address that did not fit: a long one that is the widest, before a single word, "... et technologique
  /// Rosa" / "Parks"; or a kind of body without a name of its own, "Hôpital intercommunal" / "Roquevidal". A department
  /// is no rest of a name, and an abbreviation is a department.
  [[nodiscard]] bool wrapped(const PageView& page, Index cell, Index next) const {
    constexpr std::size_t kLong = 30;
    const text::PageText& text = *page.text;
    const std::string_view line = text.text(text.cells()[cell].text);
    const std::string_view rest = text.text(text.cells()[next].text);
    if (role_ != Role::recipient || is_department(rest) || !same_size(text, cell, next)) return false;
    if (text.cells()[next].below == text::none) return false;
    const bool widest = text.cells()[cell].box.x1 >= text.blocks()[text.cells()[cell].block].box.x1;
    const bool overflows = line.size() >= kLong && widest && rest.find_first_of(" .") == std::string_view::npos;
    const auto is_kind_of_body = [&] {
      return line.find(' ') != std::string_view::npos && std::none_of(rest.begin(), rest.end(), is_digit) &&
             begins_with(page, cell, Mark::public_body) && without_proper_name(text, cell);
    };
    // What is printed is asked for last.
    return (overflows || is_kind_of_body()) && nameable(page, next) &&
           in_capitals(text, cell) == in_capitals(text, next);
  }

  /// True for a short line in which no word but the first begins with a capital.
  static bool without_proper_name(const text::PageText& text, Index cell) {
    constexpr std::size_t kShort = 24;  // bytes
    const std::string printed = text.printed(text.cells()[cell].text);
    if (printed.size() > kShort) return false;
    for (std::size_t i = 1; i < printed.size(); ++i) {
      const bool accented = printed[i - 1] == '\xC3' && static_cast<unsigned char>(printed[i]) <= 0x9E;
      if (accented || (printed[i] >= 'A' && printed[i] <= 'Z')) return false;
    }
    return true;
  }

  /// Adds the name in `span`, a part of `cell`, if there is one.
  template <typename... Factors>
  bool add(Index p, Index cell, Span span, Span label, std::string_view how, Factors... factors) {
    const Span name = name_of(document_.pages[p], cell, span);
    if (name.from == name.to) return false;
    put(p, name, label, how, factors...);
    return true;
  }

  /// Adds the name `name`; its score is the product of `factors`.
  template <typename... Factors>
  void put(Index p, Span name, Span label, std::string_view how, Factors... factors) {
    const double score = scored(document_, field_of_role(), p, name, label, factors...);
    const PageView& page = document_.pages[p];
    std::string printed = page.text->printed(name);
    add_continuation(page, name, printed);
    found_.push_back(
        {kept(printed, document_.arena), score, p, name, label, rule_name(document_, field_of_role(), how)});
  }

  const DocumentView& document_;
  const ArenaVector<PageZones>& zones_;  // by page
  Role role_;
  const ArenaVector<PartyPlace>& own_;
  const ArenaVector<PartyPlace>& others_;
  Candidates found_;
};

std::string_view normal_form(const DocumentView& document, const Candidate& candidate) {
  return document.pages[candidate.page].text->text(candidate.span);
}

/// True for the same words, or for parts of the same line.
bool same_name(const DocumentView& document, const Candidate& a, const Candidate& b) {
  const bool overlap = a.page == b.page && a.span.from < b.span.to && b.span.from < a.span.to;
  return overlap || normal_form(document, a) == normal_form(document, b);
}

}  // namespace

void separate_names(const DocumentView& document, Candidates& suppliers, Candidates& recipients) {
  const bool shared = std::ranges::any_of(suppliers, [&](const Candidate& supplier) {
    return std::ranges::any_of(recipients,
                               [&](const Candidate& other) { return same_name(document, supplier, other); });
  });
  if (!shared) return;
  const auto better_elsewhere = [&](const Candidates& others) {
    return [&](const Candidate& own) {
      return std::any_of(others.begin(), others.end(), [&](const Candidate& other) {
        return other.score > own.score && same_name(document, own, other);
      });
    };
  };
  const Candidates before = suppliers;
  remove_if(suppliers, better_elsewhere(recipients));
  remove_if(recipients, better_elsewhere(before));
}

Candidates find_party_names(const DocumentView& document, const ArenaVector<PageZones>& zones, Role role,
                            const ArenaVector<PartyPlace>& own, const ArenaVector<PartyPlace>& others) {
  return NameFinder(document, zones, role, own, others).find();
}

}  // namespace prefill
