// The text of an embedded CMap (Adobe Technical Note 5014), as far as it says which codes there are and what they mean.

#pragma once

#include <string_view>

#include "extractor/pdf/cmap.h"

namespace prefill::pdf {

/// Adds what a CMap stream says to `cmap`, which the caller finishes. A line that makes no sense ends its section, and
/// nothing else; a target of too many characters is read as U+FFFD. Returns the name of the CMap it builds on by
/// `usecmap`, a view into `text`; empty when there is none. Costs about 5 ns a mapping.
[[nodiscard]] std::string_view parse_cmap(Bytes text, CMap& cmap);

}  // namespace prefill::pdf
