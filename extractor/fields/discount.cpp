// "Remise" stands for discounts on items, before tax and after. It is the form's own only when the words say so, or
// when it is what lies between the total and what is due.

#include "extractor/fields/discount.h"

#include <algorithm>
#include <optional>

#include "extractor/fields/settle.h"

namespace prefill {

void resolve_discount(const DocumentView& document, Extraction& extraction) {
  Candidates candidates = labelled_candidates(document, Field::montant_remise_globale_ttc);
  remove_if(candidates, [](const Candidate& c) { return std::get<Decimal>(c.value).zero(); });
  const auto amount = [&](Field field) {
    const auto& value = extraction.field(field);
    return value ? std::optional(std::get<Decimal>(value->value).abs()) : std::nullopt;
  };
  const auto total = amount(Field::montant_ttc_total);
  const auto due = amount(Field::montant_a_payer);
  const Decimal paid = amount(Field::montant_deja_paye).value_or(Decimal{});
  for (Candidate& candidate : candidates) {
    const Decimal discount = std::get<Decimal>(candidate.value).abs();
    candidate.value = discount;
    if (!total || !due) continue;
    const bool fits = discount + paid + *due == *total || discount + *due == *total;
    if (fits) candidate.score = 0.85 + 0.1 * candidate.score;
    if (discount >= *total) candidate.score = 0;
  }
  merge(candidates);
  if (candidates.empty()) return;
  settle(document, extraction, Field::montant_remise_globale_ttc, candidates, 0, confidence_of(candidates));
}

}  // namespace prefill
