// The outcome of `prefill eval --submitted`, as text for a person or JSON for a program.

#pragma once

#include <string>
#include <vector>

#include "tools/corrections.h"

namespace prefill::tools {

/// Tables by field, by week, by producer and by confidence, the ten rules that cost most, and the thresholds with which
/// at least a share of `target` of the values given would have stood, as part of a rule pack. Cells are cut to fit
/// `columns`.
[[nodiscard]] std::string to_text(const CorrectionsReport& report, double target, int columns);

/// Everything, every rule and producer included, as one JSON object and a line end.
[[nodiscard]] std::string to_json(const CorrectionsReport& report, double target);

/// The rules with corrections, the costliest first: by corrections, then by the typing that they did not save.
[[nodiscard]] std::vector<std::string> costliest_rules(const CorrectionsReport& report);

}  // namespace prefill::tools
