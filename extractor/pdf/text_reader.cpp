// A page: its contents joined and run, then what is printed over them. What cannot be known this way is left to MuPDF's
// reader, for the whole page: half a page of each would be in no order.

#include "extractor/pdf/text_reader.h"

#include "extractor/pdf/annotations.h"
#include "extractor/pdf/content_interpreter.h"
#include "extractor/pdf/mupdf_reader.h"
#include "extractor/pdf/page_geometry.h"

namespace prefill::pdf {

namespace {

class TextReader : public PageReader {
 public:
  Result<void> read(Document& document, int number, PageGlyphs& page) override {
    ObjectTable& objects = document.objects();
    const std::optional<PageObject> object = objects.page(number);
    const bool known = object && interpret(document, *object, page);
    if (document.context().exceeded()) document.budget().stop(Stop::memory);
    if (document.budget().exceeded()) return tl::unexpected<Error>(limit_error(document.budget().stopped(), number));
    if (!known) return reference_->read(document, number, page);
    page.number = number;
    page.reference_reader = false;
    return {};
  }

 private:
  // False when only MuPDF's reader can tell what stands there.
  bool interpret(Document& document, const PageObject& object, PageGlyphs& page) {
    ObjectTable& objects = document.objects();
    const PageGeometry geometry = geometry_of(objects, object);
    const Appearances appearances = printed_appearances(objects, object.annotations, geometry.rotation != 0);
    if (appearances.made_up) return false;

    read_contents(objects, object.contents);
    page.width = geometry.width;
    page.height = geometry.height;
    page.glyphs.clear();
    interpreter_.begin_page(document, geometry.to_page, page);
    interpreter_.run_page(content_, object.resources);
    for (const Appearance& appearance : appearances.list) {
      if (interpreter_.needs_font_program()) break;
      interpreter_.run_form(appearance.form, appearance.placement, object.resources);
    }
    interpreter_.end_page();
    page.image_coverage = interpreter_.image_coverage();
    page.plain = interpreter_.plain();
    return !interpreter_.needs_font_program();
  }

  // The parts of a page's contents may break anywhere between two tokens.
  void read_contents(ObjectTable& objects, ObjectView contents) {
    content_.clear();
    const ObjectView resolved = objects.resolve(contents);
    if (!resolved.is_array()) {
      objects.decode(contents.reference(), content_);
    }
    for (ArrayWalk part(resolved); part.next();) {
      objects.decode(part.value().reference(), content_);
      content_.append(separator);
    }
  }

  static constexpr std::array<Byte, 1> separator = {'\n'};

  ContentInterpreter interpreter_;
  ByteBuffer content_;
  std::unique_ptr<PageReader> reference_ = make_mupdf_reader();
};

}  // namespace

std::unique_ptr<PageReader> make_text_reader() {
  return std::make_unique<TextReader>();
}

}  // namespace prefill::pdf
