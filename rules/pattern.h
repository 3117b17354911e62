// The regular expression of a preference as Hyperscan sees it: over the whole value, case-insensitive, in UTF-8.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace prefill::rules {

/// Hyperscan's flags for every pattern.
[[nodiscard]] unsigned pattern_flags();

/// `pattern` bound to both ends of a value.
[[nodiscard]] std::string anchored(std::string_view pattern);

/// What is wrong with a pattern, and the byte in it where.
struct PatternMistake {
  std::string reason;                // "missing close parenthesis for group started"
  std::optional<std::size_t> index;  // nothing when Hyperscan does not say
};

/// The mistake in `pattern`, or nothing when it compiles. Costs one compilation, some tenths of a millisecond.
[[nodiscard]] std::optional<PatternMistake> check_pattern(std::string_view pattern);

}  // namespace prefill::rules
