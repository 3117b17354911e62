// What a page says of its own place: "Page 2/5", "2 sur 3", "Seite 1 von 2".

#pragma once

#include <optional>

#include "extractor/text/page_text.h"

namespace prefill {

/// The number that a page bears in its document, and how many pages that document has.
struct PageNumber {
  int number = 0;  // 1 or more
  int of = 0;      // 0 when it is not told
};

/// The page number printed at the head or the foot of `page`, which lies in a file of `pages` pages. Nothing when there
/// is none. Linear in the length of these lines.
[[nodiscard]] std::optional<PageNumber> find_page_number(const text::PageText& page, int pages);

}  // namespace prefill
