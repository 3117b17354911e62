// An explanation of a field, for a terminal and for programs.

#pragma once

#include <string>
#include <string_view>

#include "extractor/fields/explain.h"
#include "tools/extraction_table.h"

namespace prefill::tools {

/// True for identifiers of parties: the evidence for the parties decides whose they are.
[[nodiscard]] bool decided_by_parties(Field field);

/// In one sentence without a full stop, why the field has its value, or none.
[[nodiscard]] std::string reason_of(const Explanation& explanation);

/// Several lines for a person: the reason, the candidates with what their scores are made of, the parties or the set of
/// totals where these decide, and what would have changed it.
[[nodiscard]] std::string to_text(const Explanation& explanation, std::string_view file, TableStyle style);

/// The same as one line of JSON.
[[nodiscard]] std::string to_json(const Explanation& explanation, std::string_view file);

}  // namespace prefill::tools
