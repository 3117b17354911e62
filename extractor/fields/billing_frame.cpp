// The frame is a hint
//
// Works documents say it by their title: projet de décompte mensuel A4, final A7, and so on. Who sends it comes from
// another phrase ("paiement direct", "cotraitant"), and both together make a third code:
//
//                        simple     décompte mensuel A4     décompte final A7
//     sous-traitant      A9         A10                     A11
//     cotraitant         A12        A13                     A14
//
// (Chorus Pro, codeCadreFacturation.) In the last two rows the titulaire or mandataire validates first, and his SIRET
// belongs on the form beside the recipient's.

#include "extractor/fields/billing_frame.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/fields/party_zones.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/statements.h"

namespace prefill {
namespace {

using text::Cell;
using text::Index;

constexpr std::string_view kPaid = "A2";
constexpr std::string_view kSubcontractor = "A9";
constexpr std::string_view kPartner = "A12";

/// What a monthly or a final statement is called when somebody else than the titulaire sends it.
struct Combined {
  std::string_view sender;
  std::string_view title;
  std::string_view code;
};
constexpr std::array<Combined, 4> kCombined = {
    {{kSubcontractor, "A4", "A10"}, {kSubcontractor, "A7", "A11"}, {kPartner, "A4", "A13"}, {kPartner, "A7", "A14"}}};
constexpr std::array<std::string_view, 6> kValidated = {kSubcontractor, kPartner, "A10", "A11", "A13", "A14"};

bool is_title(std::string_view code) {
  return code != kPaid && code != kSubcontractor && code != kPartner;
}

/// How much the words look like a title: large or high up on the first page, and no sentence goes on.
double title_factor(const PageView& page, const rules::Match& match) {
  const text::PageText& text = *page.text;
  const Cell& cell = text.cells()[page.cell_of(match)];
  const bool large = cell.size > 1.15F * text.body_size();
  const bool high = cell.box.y0 < 0.45F * text.height();
  const std::string_view after = text.text({match.to, cell.text.to});
  const bool goes_on = std::count(after.begin(), after.end(), ' ') > 7;
  return (text.number() == 1 ? 1 : 0.6) * (large || high ? 1 : 0.7) * (goes_on ? 0.6 : 1);
}

bool is_zero(const Extraction& extraction, Field field) {
  const auto& value = extraction.field(field);
  return value && std::get<Decimal>(value->value).zero();
}

/// "Facture acquittée", and nothing is due any more as far as the totals say.
double paid_factor(const Extraction& extraction) {
  if (extraction.kind == DocumentKind::credit_note) return 0;
  const auto& due = extraction.field(Field::montant_a_payer);
  if (is_zero(extraction, Field::montant_a_payer)) return 1.05;
  const auto& paid = extraction.field(Field::montant_deja_paye);
  const bool derived = due && due->rule.ends_with("/total");
  if (due && paid && !derived) return 0.5;  // a part was paid
  return 1;
}

/// "Cadre de facturation : A4": the code itself behind its label.
void add_named(const DocumentView& document, Candidates& candidates) {
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    const text::PageText& text = *page.text;
    for (const rules::Match* label : page.announcing(Field::cadre_facturation)) {
      const rules::Rule& rule = document.rule(*label);
      if (label->covered || !label->well_placed || !rule.code.empty()) continue;
      const Index line_end = text.cells()[text.lines()[page.line_of(*label)].last_cell - 1].text.to;
      const std::string_view rest = text.text({label->to, line_end});
      const auto begin = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_alnum) - rest.begin());
      std::size_t end = begin;
      while (end < rest.size() && is_alnum(rest[end])) ++end;
      const std::string_view word = rest.substr(begin, end - begin);
      const bool shaped = word.size() >= 2 && word.size() <= 3 && word[0] == 'a' &&
                          std::all_of(word.begin() + 1, word.end(), is_digit) && word[1] != '0';
      if (!shaped) continue;
      const auto from = static_cast<Index>(label->to + begin);
      std::string code(word);
      code[0] = 'A';
      candidates.push_back({kept(code, document.arena),
                            rule.weight,
                            p,
                            {from, static_cast<Index>(label->to + end)},
                            {label->from, label->to},
                            rule.name});
    }
  }
}

/// The best candidate of those that `wanted` holds of; null when there is none.
template <typename Predicate>
const Candidate* best_of(const Candidates& candidates, Predicate wanted) {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const Candidate& c) { return wanted(std::get<std::string_view>(c.value)); });
  return found == candidates.end() ? nullptr : &*found;
}

/// Puts the code that title and sender make together in the place of both.
void combine(const DocumentView& document, Candidates& candidates) {
  constexpr double kLeast = 0.6;  // of either, to be taken together
  for (const Combined& combined : kCombined) {
    const Candidate* sender = best_of(candidates, [&](std::string_view code) { return code == combined.sender; });
    const Candidate* title = best_of(candidates, is_title);
    if (sender == nullptr || title == nullptr || std::get<std::string_view>(title->value) != combined.title) continue;
    if (sender->score < kLeast || title->score < kLeast) continue;
    Candidate both = *title;
    both.value = kept(combined.code, document.arena);
    both.score = std::min(sender->score, title->score);
    remove_if(candidates, [&](const Candidate& c) {
      const auto code = std::get<std::string_view>(c.value);
      return code == combined.sender || code == combined.title;
    });
    candidates.push_back(both);
    merge(candidates);
    return;
  }
}

void give_frame(const DocumentView& document, Extraction& extraction) {
  ArenaVector<Statement> statements = statements_of(document, Field::cadre_facturation);
  weaken_contradictions(document, statements);
  Candidates candidates(document.arena);
  for (const Statement& statement : statements) {
    const double factor = is_title(statement.code)  ? title_factor(document.pages[statement.page], *statement.match)
                          : statement.code == kPaid ? paid_factor(extraction)
                                                    : 1;
    if (factor > 0) candidates.push_back(to_candidate(statement, std::min(0.97, statement.weight * factor)));
  }
  add_named(document, candidates);
  if (candidates.empty()) return;
  merge(candidates);
  combine(document, candidates);
  settle(document, extraction, Field::cadre_facturation, candidates, 0, confidence_of(candidates));
}

/// The SIRETs in the zone, or behind or under the words, of a titulaire or mandataire.
class ValidatorSearch {
 public:
  ValidatorSearch(const DocumentView& document, const Extraction& extraction)
      : document_(document), extraction_(extraction), found_(document.arena) {}

  Candidates find() {
    for (Index p = 0; p < document_.pages.size(); ++p) {
      const PageView& page = document_.pages[p];
      const auto all = page.announcing(Field::siret_valideur);
      const auto anchors = all.first(std::min(all.size(), kMostAnchors));
      if (anchors.empty()) continue;
      const PageZones zones = party_zones(page, document_);
      for (const FoundValue& value : page.values) {
        if (value.type != FoundType::siret || is_party(value.identifier)) continue;
        for (const rules::Match* anchor : anchors) {
          if (!anchor->covered && anchor->well_placed && belongs(page, zones, value, *anchor)) add(p, value, *anchor);
        }
      }
    }
    merge(found_);
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kMostAnchors = 32;  // a page

  [[nodiscard]] bool is_party(std::string_view siret) const {
    return std::ranges::any_of(std::array{Field::code_fournisseur, Field::code_destinataire}, [&](Field field) {
      const auto& party = extraction_.field(field);
      return party && std::get<std::string>(party->value) == siret;
    });
  }

  /// In the anchor's cell behind it, in the cell right of it, in the zone that it begins, or in the cell under it.
  [[nodiscard]] static bool belongs(const PageView& page, const PageZones& zones, const FoundValue& value,
                                    const rules::Match& anchor) {
    const text::PageText& text = *page.text;
    const Index cell = page.cell_of(anchor);
    if (value.cell == cell) return value.span.from >= anchor.to;
    const Index heading = zones[value.cell].heading;
    if (heading != text::none && page.cell_of(page.matches[heading]) == cell) return true;
    const Cell& own = text.cells()[cell];
    const Cell& other = text.cells()[value.cell];
    const std::string_view rest = text.text({anchor.to, own.text.to});
    if (std::any_of(rest.begin(), rest.end(), is_digit)) return false;
    if (value.cell == cell + 1 && other.line == own.line) return true;
    return other.line == own.line + 1 && overlap(own.box.x0, own.box.x1, other.box.x0, other.box.x1) > 0;
  }

  void add(Index page, const FoundValue& value, const rules::Match& anchor) {
    const rules::Rule& rule = document_.rule(anchor);
    found_.push_back({value.identifier, rule.weight, page, value.span, {anchor.from, anchor.to}, rule.name});
  }

  const DocumentView& document_;
  const Extraction& extraction_;
  Candidates found_;
};

void give_validator(const DocumentView& document, Extraction& extraction) {
  const auto& frame = extraction.field(Field::cadre_facturation);
  if (!frame) return;
  const auto& code = std::get<std::string>(frame->value);
  if (std::find(kValidated.begin(), kValidated.end(), code) == kValidated.end()) return;
  const Candidates found = ValidatorSearch(document, extraction).find();
  if (!found.empty()) settle(document, extraction, Field::siret_valideur, found, 0, confidence_of(found));
}

}  // namespace

void resolve_billing_frame(const DocumentView& document, Extraction& extraction) {
  give_frame(document, extraction);
  give_validator(document, extraction);
}

}  // namespace prefill
