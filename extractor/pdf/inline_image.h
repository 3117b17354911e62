// Pictures in the middle of content streams (ISO 32000-1, 8.9.7). Their data do not say how long they are.

#pragma once

#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

struct InlineImage {
  const Byte* end = nullptr;  // behind its `EI`; the end of the content when there is none
  bool stencil = false;       // paints the current colour through its bits
};

/// The picture whose `BI` ends at `at`. Never looks behind `end`; costs the length of the picture.
[[nodiscard]] InlineImage read_inline_image(const Byte* at, const Byte* end);

}  // namespace prefill::pdf
