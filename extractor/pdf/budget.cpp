// The limits as users know them.

#include "extractor/pdf/budget.h"

namespace prefill::pdf {

namespace {

const char* message_of(Stop reason) {
  switch (reason) {
    case Stop::glyphs:
      return "the page has more characters than `glyphs_per_page` allows";
    case Stop::operators:
      return "the page paints more operations than `operators_per_page` allows";
    case Stop::inflated_bytes:
      return "the document unpacks to more bytes than `inflated_bytes` allows";
    case Stop::form_depth:
      return "the page has forms within forms, deeper than `form_depth` allows";
    case Stop::objects:
      return "the document looks up more objects than `objects` allows";
    case Stop::none:
    case Stop::memory:
      break;
  }
  return "the page needs more memory than `memory_bytes` allows";
}

}  // namespace

Error limit_error(Stop reason, int page) {
  return {ErrorCode::limit, message_of(reason), page};
}

}  // namespace prefill::pdf
