// `prefill show -o page.html`: the pages with their drawing beside a table that lights up what it names.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractor/extraction.h"
#include "tools/laid_out_pages.h"
#include "tools/page_picture.h"

namespace prefill::tools {

/// What is shown of a document.
struct Shown {
  std::string file;              // its name
  const Extraction* extraction;  // of the same bytes as `pages`
  std::span<const Finding> findings;
  std::span<const int> numbers;  // of the pages to show, among those read
  std::string note;              // why there is nothing to show; empty when there is something
};

/// One HTML page that needs nothing else. Errors: those of `pdf::draw_png`.
[[nodiscard]] Result<std::string> show_html(LaidOutPages& pages, const Shown& shown);

}  // namespace prefill::tools
