// Runs the examples of rule packs: what a rule announces on a little page.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "extractor/arena.h"
#include "rules/rule_pack.h"
#include "rules/scanner.h"

namespace prefill {

/// What came of an example.
struct TrialOutcome {
  bool holds = false;
  std::optional<std::string> value;  // announced instead of the example's; nothing for marks
  std::string rule;                  // the rule that announced it, or that took the words: "other/commande-fournisseur"
  std::string reason;                // why nothing was announced: "its words are not found"; empty when something was
};

/// Leads examples the way of a document: layout, scan, search for values, labels. The example of a field's rule holds
/// when the field's best value is the one asked for and this very rule announces it, whatever the field's threshold;
/// that of a mark's rule when the rule counts somewhere. Keeps scratch and an arena: one per thread, not for concurrent
/// use.
class RuleTrial {
 public:
  explicit RuleTrial(std::shared_ptr<const rules::Database> database);

  /// `example` is one of the packs that the database was made of. Costs as much as a page of its length.
  [[nodiscard]] TrialOutcome run(const rules::RuleExample& example);

 private:
  std::shared_ptr<const rules::Database> database_;
  rules::Scanner scanner_;
  DocumentArena arena_;
};

}  // namespace prefill
