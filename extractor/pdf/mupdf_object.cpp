// A reference becomes a reference, so that MuPDF finds in its store what it has loaded before; anything else is parsed.

#include "extractor/pdf/mupdf_object.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

namespace prefill::pdf {

pdf_obj* to_mupdf(fz_context* ctx, pdf_document* document, ObjectView view) {
  if (const int number = view.reference(); number > 0) return pdf_new_indirect(ctx, document, number, 0);
  fz_stream* stream = nullptr;
  pdf_obj* object = nullptr;
  fz_var(stream);
  fz_try(ctx) {
    stream = fz_open_memory(ctx, view.begin(), static_cast<std::size_t>(view.limit() - view.begin()));
    object = pdf_parse_stm_obj(ctx, document, stream, &document->lexbuf.base);
  }
  fz_always(ctx) {
    fz_drop_stream(ctx, stream);
  }
  fz_catch(ctx) {
    fz_rethrow(ctx);
  }
  return object;
}

}  // namespace prefill::pdf
