// `prefill rules test`: the examples of rule packs, run and counted.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/database.h"
#include "rules/diagnostic.h"
#include "rules/rule_pack.h"

namespace prefill::tools {

/// An example that does not hold.
struct FailedExample {
  std::string file;
  rules::LineColumn place;  // of the example's text
  std::string rule;         // "numeroFacture/facture-n"
  bool counter = false;
  bool of_mark = false;
  std::string text;
  std::optional<std::string> wanted;  // the value in the example
  std::optional<std::string> came;    // the value announced
  std::string by;                     // the rule that announced it or took the words; empty when there is none
  std::string reason;                 // why nothing was announced; empty when something was
};

/// What one pack has of rules and examples.
struct PackTests {
  std::string file;
  std::size_t rules = 0;
  std::vector<std::string> without;  // names of the rules without an example of either kind
  std::size_t examples = 0;
  std::size_t counter_examples = 0;
  std::size_t failed = 0;
};

struct RuleTests {
  std::vector<PackTests> packs;
  std::vector<FailedExample> failures;  // in order of place
};

/// Runs `examples` of the packs in `sources`, of which `database` was made. Throws std::bad_alloc only.
[[nodiscard]] RuleTests run_examples(const std::vector<rules::RuleExample>& examples,
                                     std::span<const rules::SourceText> sources,
                                     const std::shared_ptr<const rules::Database>& database);

/// A line for each failure, then a line for each pack. Texts are cut where a line would be wider than `columns`.
[[nodiscard]] std::string to_text(const RuleTests& tests, int columns);
/// Everything as one JSON object and a newline.
[[nodiscard]] std::string to_json(const RuleTests& tests);

}  // namespace prefill::tools
