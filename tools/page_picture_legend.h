// The list beside a page in a flat picture, where there is no table to read: number, field, value, confidence, rule.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/page_picture.h"

namespace prefill::tools {

/// `page` with a list of its findings to the right, headed by `title`; the sheet grows as long as the list. `note` says
/// why there are no findings, and stands where they would.
[[nodiscard]] pdf::Sheet with_legend(pdf::Sheet page, std::string_view title, std::span<const Finding> findings,
                                     std::string_view note);

/// The sheets one below the other.
[[nodiscard]] pdf::Sheet stacked(std::vector<pdf::Sheet> sheets);

/// A sheet of one line that shows how the boxes of each role look, and those of values that were withheld.
[[nodiscard]] pdf::Sheet key_of_roles();

}  // namespace prefill::tools
