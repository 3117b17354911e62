// An exemption that the text states counts only where no tax is charged: invoices name exemptions for single lines and
// in small print. The article that grants it is worth more than the words "non assujetti", which are also used of
// those who are exempt.

#include "extractor/fields/taxation.h"

#include <algorithm>

#include "extractor/fields/settle.h"
#include "extractor/fields/statements.h"

namespace prefill {
namespace {

using text::Index;

constexpr std::string_view kExempt = "EXONERATION";
constexpr std::string_view kOutside = "SANS_TVA";

bool says_no_tax(const Statement& statement) {
  return statement.code == kExempt || statement.code == kOutside;
}

bool tax_charged(const Extraction& extraction) {
  const auto amount = [&](Field field) {
    const auto& value = extraction.field(field);
    return value ? std::optional(std::get<Decimal>(value->value).abs()) : std::nullopt;
  };
  const auto tax = amount(Field::montant_tva);
  if (tax && !tax->zero()) return true;
  const auto ht = amount(Field::montant_ht_total);
  const auto ttc = amount(Field::montant_ttc_total);
  if (ht && ttc && *ttc > *ht) return true;
  const auto& lines = extraction.field(Field::lignes_tva);
  if (!lines) return false;
  const auto& table = std::get<std::vector<TaxLine>>(lines->value);
  return std::any_of(table.begin(), table.end(), [](const TaxLine& line) { return !line.amount.zero(); });
}

/// "Non assujettie à la TVA (article 293 B)": one reason in one sentence, and the article names it.
void join_reasons(const DocumentView& document, ArenaVector<Statement>& statements) {
  for (std::size_t i = 1; i < statements.size(); ++i) {
    Statement& a = statements[i - 1];
    Statement& b = statements[i];
    if (!says_no_tax(a) || !says_no_tax(b) || a.code == b.code || !in_one_sentence(document, a, b)) continue;
    const Statement& surer = a.weight > b.weight ? a : b;
    a.code = b.code = kExempt;
    a.rule = b.rule = surer.rule;
    a.weight = b.weight = surer.weight;
  }
}

/// The reason from its first words on: "Organisme exonéré de TVA en vertu de l'article 261" begins before the phrases.
/// In a long sentence ("soit une somme de 691,20 €, non assujettie ...") it begins with the first phrase.
Index begin_of_reason(const DocumentView& document, const ArenaVector<Statement>& statements, std::size_t chosen) {
  constexpr Index kFar = 80;  // bytes
  while (chosen > 0 && says_no_tax(statements[chosen - 1]) &&
         in_one_sentence(document, statements[chosen - 1], statements[chosen])) {
    --chosen;
  }
  const Statement& first = statements[chosen];
  const Index begin = sentence_around(document, first.page, first.match->from);
  return first.match->from - begin > kFar ? first.match->from : begin;
}

void give_reason(const DocumentView& document, Extraction& extraction, const ArenaVector<Statement>& statements) {
  const auto& type = extraction.field(Field::type_tva);
  if (!type || std::get<std::string>(type->value) != kExempt) return;
  std::size_t best = statements.size();
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (statements[i].code != kExempt) continue;
    if (best == statements.size() || statements[i].weight > statements[best].weight) best = i;
  }
  const Statement& reason = statements[best];
  const Index from = begin_of_reason(document, statements, best);
  settle_passage(document, extraction, Field::motif_exoneration,
                 passage_from(document, reason.page, from, Extent::sentence), type->confidence, reason.rule);
}

}  // namespace

void resolve_taxation(const DocumentView& document, Extraction& extraction) {
  ArenaVector<Statement> statements = statements_of(document, Field::type_tva);
  if (tax_charged(extraction)) remove_if(statements, says_no_tax);
  if (statements.empty()) return;
  join_reasons(document, statements);
  weaken_contradictions(document, statements);
  Candidates candidates(document.arena);
  for (const Statement& statement : statements) candidates.push_back(to_candidate(statement, statement.weight));
  merge(candidates);
  if (candidates.empty()) return;
  settle(document, extraction, Field::type_tva, candidates, 0, confidence_of(candidates));
  give_reason(document, extraction, statements);
}

}  // namespace prefill
