// A name has no shape. It is known by where it stands, and by not being an address, a label or a number.

#include "extractor/fields/party_names.h"

#include <algorithm>
#include <array>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"

namespace prefill {
namespace {

using rules::Mark;
using text::Cell;
using text::Index;
using text::Span;

constexpr double kInZone = 0.88;
constexpr double kBesideIdentifier = 0.78;
constexpr double kPublicBody = 0.88;
constexpr double kLegalForm = 0.74;
constexpr double kTopOfPage = 0.62;
constexpr double kWindow = 0.68;
constexpr double kSecondLine = 0.7;   // of the first line's score
constexpr double kPersonFirst = 0.6;  // a line with a comma is a person and a department more often than a name

/// Words with which a line of an address, a contact or a slogan begins, and a name does not.
constexpr std::array<std::string_view, 38> kNotNames = {
    "rue ",  "avenue ", "av. ",  "bd ",    "boulevard ", "place ",        "chemin ", "route ",  "allee ", "impasse ",
    "quai ", "bp ",     "cs ",   "cedex",  "tel",        "fax",           "email",   "e-mail",  "mail",   "courriel",
    "http",  "www",     "page ", "date",   "contact",    "a l'attention", "attn",    "objet",   "tva",    "siret",
    "siren", "rcs",     "iban",  "france", "nummer",     "pour ",         "merci",   "veuillez"};

bool is_name(const text::PageText& page, Span span) {
  const std::string_view text = page.text(span);
  const auto letters = std::count_if(text.begin(), text.end(), is_lower);
  if (letters < 3 || text.size() > 90 || is_digit(text.front())) return false;
  if (text.find('@') != std::string_view::npos || text.find("www.") != std::string_view::npos) return false;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  if (digits * 3 > letters) return false;
  return std::none_of(kNotNames.begin(), kNotNames.end(), [&](std::string_view word) {
    return word.front() == text.front() && has_at(text, 0, word) &&
           (word.back() == ' ' || text.size() == word.size() || !is_lower(text[word.size()]));
  });
}

/// True for signs that part what stands in one line; `printed` may begin with a space.
bool is_bullet(std::string_view printed) {
  constexpr std::array<std::string_view, 9> kBullets = {"·", "•", "▪", "●", "■", "◦", "∙", "‣", "◆"};
  printed.remove_prefix(std::min(printed.find_first_not_of(' '), printed.size()));
  return std::find(kBullets.begin(), kBullets.end(), printed) != kBullets.end();
}

/// The part of `span` that is the name: without what a dash, a comma or a bar separates, and without what a label or
/// words of company law begin. A comma may belong to a name, so it only cuts before a digit.
Span name_in(const text::PageText& page, Span span) {
  const std::string_view text = page.text();
  span.from = static_cast<Index>(skip_spaces(text, span.from));
  while (span.from < span.to && !is_alnum(text[span.from]) && static_cast<unsigned char>(text[span.from]) < 0x80) {
    ++span.from;
  }
  for (Index i = span.from; i < span.to; ++i) {
    if (text[i] != ' ' && text[i] != ',') continue;
    const std::string_view rest = text.substr(i, span.to - i);
    const bool dash = i > span.from + 2 && (rest.substr(0, 3) == " - " || rest.substr(0, 3) == " | ");
    const bool comma = rest.size() > 2 && rest[0] == ',' && (rest[1] == ' ' && is_digit(rest[2]));
    const bool law = rest.substr(0, 11) == " au capital" || rest.substr(0, 5) == " rcs " ||
                     rest.substr(0, 9) == " capital " || rest.substr(0, 7) == " siret " ||
                     rest.substr(0, 7) == " siren ";
    // A bullet between the parts of a line is a space in normal form.
    const bool bullet = rest[0] == ' ' && i > span.from && is_bullet(page.printed({i, i + 1}));
    if (dash || comma || law || bullet) {
      span.to = i;
      break;
    }
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
    for (Index p = 0; p < document_.pages.size(); ++p) {
      from_zones(p);
      from_labels(p);
      from_marks(p);
    }
    for (auto place = own_.begin(); place != own_.end(); ++place) {
      // Several identifiers in one block are one sight of the name.
      if (std::none_of(own_.begin(), place, [&](const PartyPlace& o) { return same_block(o, *place); })) {
        from_block(*place);
      }
    }
    if (role_ == Role::supplier && found_.empty()) {
      from_top();
      from_addresses();
    }
    if (role_ == Role::recipient) from_window();
    merge(found_);
    return std::move(found_);
  }

 private:
  void from_zones(Index p) {
    const PageView& page = document_.pages[p];
    const text::PageText& text = *page.text;
    const auto& zones = zones_[p];
    ArenaVector<Index> done(document_.arena);  // headings, once for each name found under them
    for (Index c = 0; c < zones.size(); ++c) {
      if (zones[c].role != role_ || zones[c].heading == text::none) continue;
      const rules::Match& heading = page.matches[zones[c].heading];
      const auto names = std::count(done.begin(), done.end(), zones[c].heading);
      if (names == 2) continue;
      Span span = text.cells()[c].text;
      if (zones[c].heading_cell) span.from = heading.to;
      if (span.from >= span.to || labelled(page, span)) continue;
      double score = kInZone * document_.rule(heading).weight * (names == 0 ? 1 : kSecondLine);
      if (names == 0 && text.text(span).find(',') != std::string_view::npos) score *= kPersonFirst;
      if (add(p, span, {heading.from, heading.to}, score, "zone")) done.push_back(zones[c].heading);
    }
  }

  /// "Raison sociale : ..." in the zone of the party.
  void from_labels(Index p) {
    const PageView& page = document_.pages[p];
    for (const rules::Match* match : page.announcing(field_of_role())) {
      if (match->covered || !match->well_placed) continue;
      const rules::Rule& rule = document_.rule(*match);
      if (zones_[p][page.cell_of(*match)].role != role_) continue;
      for (const Place& place : places_of(page, document_, *match, rule.directions)) {
        if (add(p, place.span, {match->from, match->to}, rule.weight * place.factor, rule.id)) break;
      }
    }
  }

  [[nodiscard]] Field field_of_role() const {
    return role_ == Role::recipient ? Field::nom_destinataire : Field::nom_fournisseur;
  }

  /// True when the span begins with a label, so that its text is something else than a name.
  [[nodiscard]] bool labelled(const PageView& page, Span span) const {
    return std::ranges::any_of(matches_in(page, {span.from, span.from + 4}),
                               [](const rules::Match& match) { return is_label(match); });
  }

  [[nodiscard]] bool same_block(const PartyPlace& a, const PartyPlace& b) const {
    if (a.page != b.page) return false;
    const auto& cells = document_.pages[a.page].text->cells();
    return cells[a.cell].block == cells[b.cell].block;
  }

  void from_block(const PartyPlace& place) {
    const PageView& page = document_.pages[place.page];
    const text::PageText& text = *page.text;
    const Index block = text.cells()[place.cell].block;
    const bool foot = text.cells()[place.cell].box.y0 > 0.86F * text.height();
    // In a grid of labels and values, the column of values is no address.
    if (!place.behind_label && !is_address(text, block)) return;
    for (const Index c : text.blocks()[block].cells) {
      const Cell& cell = text.cells()[c];
      if (cell.line > text.cells()[place.cell].line) return;
      if (labelled(page, cell.text) || is_title(page, c)) continue;
      const double score = kBesideIdentifier * (foot ? 0.85 : 1);
      if (add(place.page, cell.text, {}, score, "beside-identifier")) return;
    }
  }

  /// A block of three lines or more with a postcode and a town.
  static bool is_address(const text::PageText& text, Index block) {
    const auto& cells = text.blocks()[block].cells;
    return cells.size() >= 3 && std::any_of(cells.begin(), cells.end(), [&](Index c) {
             const std::string_view line = text.text(text.cells()[c].text);
             std::size_t digits = 0;
             while (digits < line.size() && is_digit(line[digits])) ++digits;
             return digits == 5 && line.size() > 7 && line[5] == ' ' && is_lower(line[6]);
           });
  }

  /// The other address at the head of the first page, where the letterhead is not on the left.
  void from_addresses() {
    if (document_.pages.empty()) return;
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    for (Index b = 0; b < text.blocks().size(); ++b) {
      const text::Block& block = text.blocks()[b];
      const Index first = block.cells.front();
      if (block.box.y0 > 0.3F * text.height() || !is_address(text, b) || holds_other(0, b)) continue;
      if (zones_[0][first].role != Role::unknown || labelled(page, text.cells()[first].text)) continue;
      add(0, text.cells()[first].text, {}, kTopOfPage, "address");
    }
  }

  /// The address that shows in the window of an envelope: right, in the upper half of the first page.
  void from_window() {
    if (document_.pages.empty()) return;
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    for (Index b = 0; b < text.blocks().size(); ++b) {
      const text::Block& block = text.blocks()[b];
      const Index first = block.cells.front();
      if (block.box.y0 > 0.5F * text.height() || block.box.x0 < 0.42F * text.width()) continue;
      if (!is_address(text, b) || holds_other(0, b) || zones_[0][first].role != Role::unknown) continue;
      for (const Index c : block.cells) {
        if (labelled(page, text.cells()[c].text) || is_title(page, c)) continue;
        if (add(0, text.cells()[c].text, {}, kWindow, "window")) break;
      }
    }
  }

  [[nodiscard]] bool is_title(const PageView& page, Index cell) const {
    const Span span = page.text->cells()[cell].text;
    return std::ranges::any_of(matches_in(page, {span.from, span.from + 4}), [&](const rules::Match& match) {
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
        add(p, cell.text, {}, kPublicBody * rule.weight, "public-body");
      } else {
        if (begins || begins_with_company_words(page, cell)) continue;
        add(p, cell.text, {}, kLegalForm * rule.weight, "legal-form");
      }
    }
  }

  [[nodiscard]] bool begins_with_company_words(const PageView& page, const Cell& cell) const {
    return std::ranges::any_of(matches_in(page, {cell.text.from, cell.text.from + 4}),
                               [](const rules::Match& match) { return match.is(Mark::company); });
  }

  [[nodiscard]] bool holds_other(Index p, Index block) const {
    return std::any_of(others_.begin(), others_.end(), [&](const PartyPlace& place) {
      return place.page == p && document_.pages[p].text->cells()[place.cell].block == block;
    });
  }

  /// The supplier's letterhead: the first text of the first page that can be a name.
  void from_top() {
    if (document_.pages.empty()) return;
    const PageView& page = document_.pages[0];
    const text::PageText& text = *page.text;
    for (Index c = 0; c < text.cells().size(); ++c) {
      const Cell& cell = text.cells()[c];
      if (cell.box.y0 > 0.2F * text.height()) return;
      if (cell.box.x0 > 0.5F * text.width() || zones_[0][c].role != Role::unknown) continue;
      if (labelled(page, cell.text) || is_title(page, c) || holds_other(0, cell.block)) continue;
      if (add(0, cell.text, {}, kTopOfPage, "letterhead")) return;
    }
  }

  /// True when the span is a legal form and nothing else: "SASU", cut from "SASU au capital de 1 000 €".
  [[nodiscard]] bool only_company_words(const PageView& page, Span span) const {
    const Index line = page.text->cells()[page.text->cell_at(span.from)].text.from;
    return std::ranges::any_of(matches_in(page, {line, span.from + 1}), [&](const rules::Match& match) {
      return match.is(Mark::company) && match.to >= span.to;
    });
  }

  /// What the next line adds to a name that fills its cell: "... de secours" / "de la Haute-Orbe".
  static std::string continuation(const text::PageText& text, Span name) {
    constexpr std::array<std::string_view, 7> kJoints = {"de la ", "de l'", "de ", "du ", "des ", "d'", "et "};
    const Index cell = text.cell_at(name.from);
    const std::string_view own_line = text.text(text.cells()[cell].text);
    if (text.cells()[cell].text.to != name.to && own_line.back() != '-') return {};
    const auto& cells = text.blocks()[text.cells()[cell].block].cells;
    const auto own = std::find(cells.begin(), cells.end(), cell);
    if (own == cells.end() || own + 1 == cells.end()) return {};
    const Span next = text.cells()[*(own + 1)].text;
    const std::string_view line = text.text(next);
    // A line that ends in a hyphen or a small word goes on as well: "... intercommunal de" / "Courcelles-Lambert".
    constexpr std::array<std::string_view, 8> kOpen = {"-", " de", " du", " des", " la", " le", " et", " d'"};
    const auto ends = [&](auto open) { return own_line.size() > open.size() && own_line.ends_with(open); };
    if (std::any_of(kOpen.begin(), kOpen.end(), ends)) return (own_line.back() == '-' ? "" : " ") + text.printed(next);
    const bool goes_on =
        std::any_of(kJoints.begin(), kJoints.end(), [&](auto joint) { return has_at(line, 0, joint); });
    return goes_on ? " " + text.printed(next) : std::string();
  }

  /// A sentence about the invoice: "Cet avoir annule notre facture F-12".
  [[nodiscard]] bool speaks_of_invoice(const PageView& page, Span span) const {
    return std::ranges::any_of(matches_in(page, span), [&](const rules::Match& match) {
      return match.to <= span.to && (match.is(Mark::credit_note) || match.is(Mark::invoice) ||
                                     match.is(Field::numero_facture) || match.is(Field::numero_facture_origine));
    });
  }

  bool add(Index p, Span span, Span label, double score, std::string_view how) {
    const text::PageText& text = *document_.pages[p].text;
    span = name_in(text, span);
    if (span.from > 0 && text.text()[span.from - 1] == '@') return false;  // the end of an address of mail
    const PageView& page = document_.pages[p];
    if (span.from >= span.to || !is_name(text, span) || only_company_words(page, span) ||
        speaks_of_invoice(page, span)) {
      return false;
    }
    found_.push_back({kept(text.printed(span) + continuation(text, span), document_.arena), score, p, span, label,
                      rule_name(document_, field_of_role(), how)});
    return true;
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

}  // namespace

void separate_names(const DocumentView& document, Candidates& suppliers, Candidates& recipients) {
  const auto better_elsewhere = [&](const Candidates& others) {
    return [&](const Candidate& own) {
      return std::any_of(others.begin(), others.end(), [&](const Candidate& other) {
        return other.score > own.score && normal_form(document, other) == normal_form(document, own);
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
