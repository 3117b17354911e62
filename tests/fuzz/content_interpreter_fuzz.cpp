// Bytes as the content of a page, over a document with resources of every kind: fonts of one and two bytes, Type 3,
// forms that run each other, pictures, colour spaces, graphics states, marks with replacement text. Whatever the bytes
// are, reading ends, stays in its memory, and gives glyphs that lie on the page.

#include <cstdlib>
#include <memory>

#include "extractor/pdf/content_interpreter.h"
#include "extractor/pdf/page_geometry.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace {

using prefill::DocumentArena;
using prefill::pdf::Byte;
using prefill::pdf::ByteBuffer;
using prefill::pdf::ContentInterpreter;
using prefill::pdf::Context;
using prefill::pdf::Document;
using prefill::pdf::Glyph;
using prefill::pdf::Limits;
using prefill::pdf::PageGlyphs;

std::vector<unsigned char> rich_document() {
  prefill::pdf::test::PdfBuilder builder;
  const auto reference = [](int number) { return std::to_string(number) + " 0 R"; };
  const int cmap = builder.stream(
      "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <0041> <42> <00660069> endbfchar "
      "1 beginbfrange <43> <5A> <0043> endbfrange");
  const int simple = builder.object(
      "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 65 /LastChar 67 /Widths [500 "
      "600 700] /ToUnicode " +
      reference(cmap) + " >>");
  const int descendant = builder.object(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Y /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) "
      "/Supplement "
      "0 >> /FontDescriptor << /Type /FontDescriptor /Ascent 800 /Descent -200 >> /DW 900 /W [1 [300 400] 5 9 600] >>");
  const int wide =
      builder.object("<< /Type /Font /Subtype /Type0 /BaseFont /Y /Encoding /Identity-H /DescendantFonts [" +
                     reference(descendant) + "] >>");
  const int upright =
      builder.object("<< /Type /Font /Subtype /Type0 /BaseFont /Y /Encoding /UniJIS-UTF16-V /DescendantFonts [" +
                     reference(descendant) + "] >>");
  const int glyph = builder.stream("600 0 d0 0 0 500 700 re f");
  const int type3 = builder.object(
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] "
      "/CharProcs << /A " +
      reference(glyph) +
      " >> /Encoding << /Differences [65 /A] >> /FirstChar "
      "65 /LastChar 65 /Widths [600] >>");
  const int form = builder.stream("BT /F1 10 Tf 20 30 Td (form) Tj ET",
                                  "/Type /XObject /Subtype /Form /BBox [0 0 150 80] "
                                  "/Matrix [1 0 0 1 5 5] /Group << /S /Transparency >>");
  const int running_form = builder.stream("q /X1 Do Q /X1 Do",
                                          "/Type /XObject /Subtype /Form /BBox [0 0 150 80] /Resources << "
                                          "/XObject << /X1 " +
                                              reference(form) + " >> >>");
  const int picture = builder.stream("\x7F",
                                     "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                                     "/BitsPerComponent 8");
  builder.page("", "",
               "/Font << /F2 " + reference(simple) + " /F3 " + reference(wide) + " /F4 " + reference(upright) +
                   " /F5 " + reference(type3) + " >> /XObject << /X1 " + reference(form) + " /X2 " +
                   reference(running_form) + " /X3 " + reference(picture) +
                   " >> /ExtGState << /G1 << /ca 0 >> /G2 << /BM /Multiply /SMask << /S /Alpha >> >> /G3 << /Font "
                   "[" +
                   reference(simple) +
                   " 7] >> >> /ColorSpace << /C1 [/Indexed /DeviceRGB 1 <000000FFFFFF>] /C2 [/Separation "
                   "/Spot /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>] >> "
                   "/Properties << /P1 << "
                   "/ActualText (mark) >> >>");
  return builder.build();
}

// A document is opened again now and then, since its arena only grows.
struct OpenDocument {
  OpenDocument() : document(*Document::open(context(), bytes(), limits(), arena.get())) {}

  static Context& context() {
    static Context kept;
    return kept;
  }
  static const std::vector<unsigned char>& bytes() {
    static const std::vector<unsigned char> made = rich_document();
    return made;
  }
  static const Limits& limits() {
    static const Limits few = {.glyphs_per_page = 20'000, .operators_per_page = 20'000};
    return few;
  }

  DocumentArena arena;
  Document document;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int inputs_a_document = 200;
  OpenDocument::context();  // made before the document, so that it outlives it
  static std::unique_ptr<OpenDocument> open;
  static ContentInterpreter interpreter;
  static int inputs = 0;
  if (!open || ++inputs % inputs_a_document == 0 || open->document.budget().exceeded()) {
    open.reset();
    open = std::make_unique<OpenDocument>();
  }
  DocumentArena arena;
  PageGlyphs page(arena.get());
  const auto object = open->document.objects().page(1);
  if (!object) std::abort();
  const auto geometry = prefill::pdf::geometry_of(open->document.objects(), *object);
  page.width = geometry.width;
  page.height = geometry.height;
  ByteBuffer content;
  content.append({data, size});
  interpreter.begin_page(open->document, geometry.to_page, page);
  interpreter.run_page(content, object->resources);
  interpreter.end_page();
  for (const Glyph& glyph : page.glyphs) {
    const prefill::Point centre = glyph.box.centre();
    const bool on_page = centre.x >= 0 && centre.x <= page.width && centre.y >= 0 && centre.y <= page.height;
    if (!on_page || glyph.code == 0 || glyph.code > 0x10FFFF) std::abort();
  }
  return 0;
}
