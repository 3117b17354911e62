// The order of resolving: what the document is, then references and dates, totals, parties, accounts. Each step uses
// what the ones before have settled, and none goes back.

#include "extractor/fields/resolver.h"

#include <algorithm>
#include <array>

#include "extractor/fields/accounts.h"
#include "extractor/fields/document_kind.h"
#include "extractor/fields/parties.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/totals.h"

namespace prefill {
namespace {

using text::Index;

void give_type(const DocumentView& document, Extraction& extraction, const FoundKind& kind) {
  const bool credit = kind.kind == DocumentKind::credit_note;
  Candidates candidates(document.arena);
  candidates.push_back(
      {std::string_view(credit ? "AVOIR" : "FACTURE"), kind.confidence, kind.page, kind.span, {}, kind.rule});
  settle(document, extraction, Field::type_facture, candidates, 0, kind.confidence);
}

/// The portal takes up to 20 characters of `A-Za-z0-9-+_/`.
std::string number_warning(const std::string& number) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '+' ||
           c == '_' || c == '/';
  };
  if (number.size() > 20) return "longer than the 20 characters that Chorus Pro takes";
  if (!std::all_of(number.begin(), number.end(), allowed)) return "holds characters that Chorus Pro does not take";
  return {};
}

void give_references(const DocumentView& document, const Candidates& numbers, Extraction& extraction) {
  if (!numbers.empty()) settle(document, extraction, Field::numero_facture, numbers, 0, confidence_of(numbers));
  auto& number = extraction.field(Field::numero_facture);
  if (number) number->warning = number_warning(std::get<std::string>(number->value));

  constexpr std::array kFields = {Field::numero_bon_commande, Field::numero_marche, Field::code_service_executant,
                                  Field::numero_facture_origine};
  for (const Field field : kFields) {
    if (field == Field::numero_facture_origine && extraction.kind != DocumentKind::credit_note) continue;
    Candidates candidates = labelled_candidates(document, field);
    // The number of the invoice itself is no order, no contract, and not the invoice that it corrects.
    if (number) {
      const std::string_view own = std::get<std::string>(number->value);
      remove_if(candidates, [&](const Candidate& c) { return std::get<std::string_view>(c.value) == own; });
    }
    if (!candidates.empty()) settle(document, extraction, field, candidates, 0, confidence_of(candidates));
  }
}

/// "Facture n° 2026-17 du 12 mars 2026": the date that follows the number.
void add_date_behind_number(const DocumentView& document, const Candidates& numbers, Candidates& dates) {
  constexpr std::array<std::string_view, 13> kJoints = {"",    "du", "le",    "en date du", "-", ",",       ", le",
                                                        "vom", "of", "dated", "/",          "(", "emise le"};
  constexpr double kBehindNumber = 0.93;
  for (const Candidate& number : numbers) {
    const PageView& page = document.pages[number.page];
    for (const FoundValue& value : page.values) {
      if (value.type != FoundType::date || value.span.from < number.span.to) continue;
      std::string_view between = page.text->text({number.span.to, value.span.from});
      while (!between.empty() && (between.front() == ' ' || between.front() == '\t')) between.remove_prefix(1);
      while (!between.empty() && (between.back() == ' ' || between.back() == '\t')) between.remove_suffix(1);
      if (std::find(kJoints.begin(), kJoints.end(), between) == kJoints.end()) break;
      dates.push_back({kept(to_string(value.date), document.arena),
                       kBehindNumber * number.score,
                       number.page,
                       value.span,
                       {number.label.from, number.span.to},
                       "dateFacture/behind-number"});
      break;
    }
  }
  merge(dates);
}

void give_dates(const DocumentView& document, const Candidates& numbers, Extraction& extraction) {
  Candidates issue = labelled_candidates(document, Field::date_facture);
  add_date_behind_number(document, numbers, issue);
  if (!issue.empty()) settle(document, extraction, Field::date_facture, issue, 0, confidence_of(issue));
  const auto& given = extraction.field(Field::date_facture);
  Candidates due = labelled_candidates(document, Field::date_echeance);
  if (given) {
    // Nothing is due before it is invoiced.
    const std::string_view date = std::get<std::string>(given->value);
    const bool in_order = due.empty() || std::get<std::string_view>(due[0].value) >= date;
    remove_if(due, [&](const Candidate& c) { return std::get<std::string_view>(c.value) < date; });
    if (!due.empty() || !in_order) extraction.checks.push_back({"DATES_IN_ORDER", in_order});
  }
  if (!due.empty()) settle(document, extraction, Field::date_echeance, due, 0, confidence_of(due));
}

/// The currency whose sign or name stands on the pages most often; amounts count double.
void give_currency(const DocumentView& document, Extraction& extraction) {
  struct Seen {
    std::string_view code;
    int times = 0;
    Candidate first;
  };
  ArenaVector<Seen> seen(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    for (const rules::Match& match : document.pages[p].matches) {
      const bool euro = match.is(rules::Mark::currency_eur);
      if (!euro && !match.is(rules::Mark::currency_other)) continue;
      const rules::Rule& rule = document.rule(match);
      const std::string_view code = euro ? std::string_view("EUR") : rule.code;
      auto known = std::find_if(seen.begin(), seen.end(), [&](const Seen& s) { return s.code == code; });
      if (known == seen.end()) {
        seen.push_back({code, 0, {code, rule.weight, p, {match.from, match.to}, {}, rule.name}});
        known = seen.end() - 1;
      }
      ++known->times;
    }
  }
  if (seen.empty()) return;
  if (seen.size() > 1) {
    std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.times > b.times; });
  }
  Candidates candidates(document.arena);
  for (const Seen& currency : seen) candidates.push_back(currency.first);
  const double share = seen.size() == 1 ? 1 : 1 - 0.6 * seen[1].times / seen[0].times;
  settle(document, extraction, Field::code_devise_facture, candidates, 0, candidates[0].score * share);
}

}  // namespace

void resolve(const DocumentView& document, Extraction& extraction) {
  const FoundKind kind = find_kind(document);
  extraction.kind = kind.kind;
  if (kind.kind == DocumentKind::other) return;
  give_type(document, extraction, kind);
  const Candidates numbers = labelled_candidates(document, Field::numero_facture);
  give_references(document, numbers, extraction);
  give_dates(document, numbers, extraction);
  give_currency(document, extraction);
  resolve_totals(document, extraction);
  resolve_parties(document, extraction);
  resolve_accounts(document, extraction);
}

}  // namespace prefill
