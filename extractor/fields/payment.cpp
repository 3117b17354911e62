// A way of payment in the line of what was paid before ("Acompte versé par chèque") is not the invoice's own.

#include "extractor/fields/payment.h"

#include <algorithm>

#include "extractor/fields/settle.h"
#include "extractor/fields/statements.h"

namespace prefill {
namespace {

bool speaks_of_what_was_paid(const DocumentView& document, const Statement& statement) {
  constexpr double kSure = 0.8;  // below: "Règlement", which announces either
  constexpr std::ptrdiff_t kMostLabels = 8;
  const PageView& page = document.pages[statement.page];
  const auto line = page.line_of(*statement.match);
  const auto paid = page.announcing(Field::montant_deja_paye);
  const auto last = std::lower_bound(paid.begin(), paid.end(), statement.match->from,
                                     [](const rules::Match* m, text::Index at) { return m->from < at; });
  const auto first = last - std::min(last - paid.begin(), kMostLabels);
  return std::any_of(first, last, [&](const rules::Match* label) {
    return !label->covered && label->well_placed && document.rule(*label).weight > kSure &&
           page.line_of(*label) == line;
  });
}

}  // namespace

void resolve_payment(const DocumentView& document, Extraction& extraction) {
  constexpr double kPaidBefore = 0.4;
  constexpr double kAWay = 0.5;
  constexpr double kSure = 0.9;
  ArenaVector<Statement> statements = statements_of(document, Field::mode_paiement);
  weaken_contradictions(document, statements);
  Candidates candidates(document.arena);
  for (const Statement& statement : statements) {
    const double factor = speaks_of_what_was_paid(document, statement) ? kPaidBefore : 1;
    candidates.push_back(to_candidate(statement, statement.weight * factor));
  }
  merge(candidates);
  if (candidates.empty()) return;
  // Two ways in two sentences leave the choice to the payer, unless a label says which one is meant.
  const bool open = candidates.size() > 1 && candidates[1].score > kAWay && candidates[0].score < kSure;
  settle(document, extraction, Field::mode_paiement, candidates, 0, confidence_of(candidates) * (open ? 0.6 : 1));
}

}  // namespace prefill
