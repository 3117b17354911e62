// Runs a page through MuPDF's interpreter into structured text, with a device in front that tells what a person sees.
// Contents come first, then the annotations and form fields that are printed, as they are painted. A failure in one of
// them keeps what was read and goes on with the next.

#include "extractor/pdf/mupdf_reader.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "extractor/pdf/watch_device.h"

namespace prefill::pdf {

namespace {

// MuPDF's things of one page. Dropping them never fails.
struct PageObjects {
  explicit PageObjects(fz_context* owner) : ctx(owner) {}
  ~PageObjects() {
    fz_drop_device(ctx, text_device);
    fz_drop_stext_page(ctx, text);
    fz_drop_page(ctx, page ? &page->super : nullptr);
  }
  PageObjects(const PageObjects&) = delete;
  PageObjects& operator=(const PageObjects&) = delete;

  fz_context* ctx;
  pdf_page* page = nullptr;
  fz_rect bounds{};
  fz_stext_page* text = nullptr;
  fz_device* text_device = nullptr;
};

bool load(pdf_document* document, int index, PageObjects* objects) {
  fz_context* ctx = objects->ctx;
  if (!document) return false;
  fz_try(ctx) {
    objects->page = pdf_load_page(ctx, document, index);
    if (!pdf_is_dict(ctx, objects->page->obj)) fz_throw(ctx, FZ_ERROR_GENERIC, "the page is no dictionary");
    objects->bounds = pdf_bound_page(ctx, objects->page);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

bool prepare_text(PageObjects* objects) {
  fz_context* ctx = objects->ctx;
  const fz_stext_options options = {FZ_STEXT_INHIBIT_SPACES, 1};
  fz_try(ctx) {
    objects->text = fz_new_stext_page(ctx, objects->bounds);
    objects->text_device = fz_new_stext_device(ctx, objects->text, &options);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

// Runs the contents of a page, or the appearance of one annotation. An error ends the run and nothing else.
void run(fz_context* ctx, pdf_page* page, pdf_annot* annotation, Recording* recording, fz_cookie* cookie) {
  fz_device* device = nullptr;
  fz_var(device);
  fz_try(ctx) {
    device = new_watch_device(ctx, *recording);
    if (annotation) {
      pdf_run_annot(ctx, annotation, device, fz_identity, cookie);
    } else {
      pdf_run_page_contents(ctx, page, device, fz_identity, cookie);
    }
  }
  fz_always(ctx) {
    fz_drop_device(ctx, device);
    recording->watch.pop_all();
  }
  fz_catch(ctx) {
    return;
  }
}

bool is_printed(fz_context* ctx, pdf_annot* annotation) {
  int flags = 0;
  fz_var(flags);
  fz_try(ctx) {
    flags = pdf_annot_flags(ctx, annotation);
  }
  fz_catch(ctx) {
    return false;
  }
  return (flags & PDF_ANNOT_IS_PRINT) != 0 && (flags & PDF_ANNOT_IS_HIDDEN) == 0;
}

void run_all(PageObjects& objects, Recording& recording, fz_cookie& cookie) {
  fz_context* ctx = objects.ctx;
  run(ctx, objects.page, nullptr, &recording, &cookie);
  for (pdf_annot* a = pdf_first_annot(ctx, objects.page); a && !cookie.abort; a = pdf_next_annot(ctx, a)) {
    if (is_printed(ctx, a)) run(ctx, objects.page, a, &recording, &cookie);
  }
  for (pdf_annot* w = pdf_first_widget(ctx, objects.page); w && !cookie.abort; w = pdf_next_widget(ctx, w)) {
    if (is_printed(ctx, w)) run(ctx, objects.page, w, &recording, &cookie);
  }
}

class MupdfReader : public PageReader {
 public:
  Result<void> read(Document& document, int number, PageGlyphs& page) override {
    const Context& context = document.context();
    PageObjects objects(context.raw());
    if (!load(document.mupdf(), number - 1, &objects) || !prepare_text(&objects)) {
      if (context.exceeded()) return tl::unexpected<Error>(limit_error(Stop::memory, number));
      return failure(ErrorCode::damaged, "the page is damaged; export the file again and deposit the new one", number);
    }

    page.number = number;
    page.width = objects.bounds.x1 - objects.bounds.x0;
    page.height = objects.bounds.y1 - objects.bounds.y0;
    page.reference_reader = true;
    page.glyphs.clear();
    fz_cookie cookie{};
    Recording recording{.context = context,
                        .limits = document.budget().limits(),
                        .glyphs = page.glyphs,
                        .watch = {},
                        .characters = StextCursor(&objects.text->first_block),
                        .text_device = objects.text_device,
                        .abort = &cookie.abort};
    recording.watch.begin_page({0, 0, page.width, page.height}, page.glyphs);
    run_all(objects, recording, cookie);
    page.image_coverage = recording.watch.image_coverage();
    page.plain = recording.watch.plain();
    if (context.exceeded()) recording.stop = Stop::memory;
    if (recording.stop != Stop::none) return tl::unexpected<Error>(limit_error(recording.stop, number));
    return {};
  }
};

}  // namespace

std::unique_ptr<PageReader> make_mupdf_reader() {
  return std::make_unique<MupdfReader>();
}

}  // namespace prefill::pdf
