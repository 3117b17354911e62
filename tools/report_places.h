// Where the truth stands on the page, so that a miss can be looked at.

#pragma once

#include <optional>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/text/page_text.h"

namespace prefill::tools {

struct Place {
  int page = 0;
  Rect box;
};

/// The first place where the text has a value that counts as the same as `value`, however it is written: an amount by
/// its number, a date by its day, an identifier by its digits, anything else by its words. Of lists, their first.
/// Nothing for codes of the portal, such as `AVOIR`, which are not printed as such. Takes memory of `arena`.
[[nodiscard]] std::optional<Place> find_place(const std::vector<text::PageText>& pages, Arena* arena, Field field,
                                              const Value& value);

}  // namespace prefill::tools
