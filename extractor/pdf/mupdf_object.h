// From a view back to an object of MuPDF, for the rare things that are left to it.

#pragma once

#include "extractor/pdf/object_view.h"

struct fz_context;
struct pdf_document;
struct pdf_obj;

namespace prefill::pdf {

/// The object that `view` looks at; the caller drops it. Throws as MuPDF does: call it inside `fz_try`.
[[nodiscard]] pdf_obj* to_mupdf(fz_context* ctx, pdf_document* document, ObjectView view);

}  // namespace prefill::pdf
