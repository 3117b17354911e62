// The part of the page that a miss is about, with what was given and what was expected marked.

#pragma once

#include <string>
#include <vector>

#include "tools/laid_out_pages.h"
#include "tools/report_data.h"

namespace prefill::tools {

/// Pictures of a miss on the document in `pages`, as SVG elements: around the value given or withheld, and around the
/// expected one where the text has it; a single one when they stand close to each other. Empty when neither has a
/// place. Errors: those of `pdf::draw_png`.
[[nodiscard]] Result<std::vector<std::string>> pictures_of(LaidOutPages& pages, const MissPlace& miss);

}  // namespace prefill::tools
