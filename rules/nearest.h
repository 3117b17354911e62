// "Did you mean ...": the known names that look most like a mistyped one.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prefill::rules {

/// At most three of `names`, the nearest first, a few slips of the keyboard away from `name`; case does not count.
/// Views into `names`. Empty when nothing is near.
[[nodiscard]] std::vector<std::string_view> nearest(std::string_view name, std::span<const std::string_view> names);

/// "`a`, `b`, `c`".
[[nodiscard]] std::string listed(std::span<const std::string_view> names);

}  // namespace prefill::rules
