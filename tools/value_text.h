// A value as a person reads it, in tables.

#pragma once

#include <string>
#include <vector>

#include "extractor/extraction.h"

namespace prefill::tools {

/// The value, a line for each IBAN or VAT line; one line for anything else.
[[nodiscard]] std::vector<std::string> value_lines(const Value& value);

/// The lines of the value, one behind the other.
[[nodiscard]] std::string value_text(const Value& value);

/// "0.97".
[[nodiscard]] std::string confidence_text(double confidence);

}  // namespace prefill::tools
