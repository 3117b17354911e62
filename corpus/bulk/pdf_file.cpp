// qpdf writes the objects, numbers them, and packs them into object streams; this file says which objects there are.
// It and the headers it includes are C++17: see CMakeLists.txt.

#include "corpus/bulk/pdf_file.h"

#include <array>
#include <cstdio>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include "corpus/bulk/text_encoding.h"

namespace prefill::bulk {
namespace {

using Object = QPDFObjectHandle;

Object name(std::string_view text) {
  return Object::newName("/" + std::string(text));
}

std::string hex(unsigned value, int digits) {
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%0*X", digits, value);
  return text.data();
}

// Which characters the codes of a font are, as far as they are used.
std::string to_unicode(const UsedFont& font, bool composite) {
  const int digits = composite ? 4 : 2;
  std::string map =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n";
  map += composite ? "<0000> <FFFF>\n" : "<00> <FF>\n";
  map += "endcodespacerange\n";
  std::size_t left = font.codes.size();
  std::size_t in_block = 0;
  for (const unsigned char code : font.codes) {
    constexpr std::size_t most = 100;  // entries of a block, says the specification of CMaps
    if (in_block == 0) {
      in_block = left < most ? left : most;
      map += std::to_string(in_block) + " beginbfchar\n";
    }
    const unsigned shown = composite ? font.program->glyphs[code].id : code;
    map += "<" + hex(shown, digits) + "> <" + hex(from_code_page(code), 4) + ">\n";
    --left;
    if (--in_block == 0) map += "endbfchar\n";
  }
  return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

class Assembly {
 public:
  explicit Assembly(const PdfContents& contents) : contents_(contents) { pdf_.emptyPDF(); }

  std::string write() {
    add_pages();
    add_information();
    QPDFWriter writer(pdf_);
    writer.setOutputMemory();
    writer.setObjectStreamMode(contents_.shape.object_streams ? qpdf_o_generate : qpdf_o_disable);
    writer.setMinimumPDFVersion(contents_.shape.object_streams ? "1.5" : "1.4");
    writer.setStreamDataMode(qpdf_s_compress);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setDeterministicID(true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
  }

 private:
  Object stream(const std::string& data) { return Object::newStream(&pdf_, data); }
  Object compressed_stream(const std::string& data) {
    Object made = stream(data);
    made.getDict().replaceKey("/Filter", name("FlateDecode"));
    return made;
  }
  Object indirect(const Object& object) { return pdf_.makeIndirectObject(object); }

  std::string base_font(const FontProgram& program) const {
    return program.subset ? contents_.subset_tag + "+" + program.name : program.name;
  }

  Object descriptor(const FontProgram& program) {
    constexpr int fixed_pitch = 1;
    constexpr int serif = 2;
    constexpr int symbolic = 4;
    constexpr int nonsymbolic = 32;
    constexpr int italic = 64;
    Object made = Object::newDictionary();
    made.replaceKey("/Type", name("FontDescriptor"));
    made.replaceKey("/FontName", name(base_font(program)));
    made.replaceKey("/Flags", Object::newInteger((program.fixed_pitch ? fixed_pitch : 0) + (program.serif ? serif : 0) +
                                                 (contents_.shape.composite_fonts ? symbolic : nonsymbolic) +
                                                 (program.italic ? italic : 0)));
    Object box = Object::newArray();
    for (const int side : program.box) box.appendItem(Object::newInteger(side));
    made.replaceKey("/FontBBox", box);
    made.replaceKey("/ItalicAngle", Object::newInteger(program.italic ? -12 : 0));
    made.replaceKey("/Ascent", Object::newInteger(program.ascent));
    made.replaceKey("/Descent", Object::newInteger(program.descent));
    made.replaceKey("/CapHeight", Object::newInteger(program.ascent * 3 / 4));
    made.replaceKey("/StemV", Object::newInteger(80));
    Object file = compressed_stream(program.compressed);
    file.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(program.length)));
    made.replaceKey("/FontFile2", file);
    return indirect(made);
  }

  Object simple_font(const UsedFont& font) {
    const unsigned char first = *font.codes.begin();
    const unsigned char last = *font.codes.rbegin();
    Object widths = Object::newArray();
    for (int code = first; code <= last; ++code) {
      const bool used = font.codes.count(static_cast<unsigned char>(code)) > 0;
      widths.appendItem(Object::newInteger(used ? font.program->glyphs[static_cast<std::size_t>(code)].width : 0));
    }
    Object made = Object::newDictionary();
    made.replaceKey("/Type", name("Font"));
    made.replaceKey("/Subtype", name("TrueType"));
    made.replaceKey("/BaseFont", name(base_font(*font.program)));
    made.replaceKey("/Encoding", name("WinAnsiEncoding"));
    made.replaceKey("/FirstChar", Object::newInteger(first));
    made.replaceKey("/LastChar", Object::newInteger(last));
    made.replaceKey("/Widths", widths);
    made.replaceKey("/FontDescriptor", descriptor(*font.program));
    made.replaceKey("/ToUnicode", stream(to_unicode(font, false)));
    return indirect(made);
  }

  Object composite_font(const UsedFont& font) {
    Object widths = Object::newArray();
    for (const unsigned char code : font.codes) {
      const Glyph glyph = font.program->glyphs[code];
      widths.appendItem(Object::newInteger(glyph.id));
      Object one = Object::newArray();
      one.appendItem(Object::newInteger(glyph.width));
      widths.appendItem(one);
    }
    Object descendant = Object::newDictionary();
    descendant.replaceKey("/Type", name("Font"));
    descendant.replaceKey("/Subtype", name("CIDFontType2"));
    descendant.replaceKey("/BaseFont", name(base_font(*font.program)));
    descendant.replaceKey("/CIDSystemInfo",
                          Object::parse("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"));
    descendant.replaceKey("/CIDToGIDMap", name("Identity"));
    descendant.replaceKey("/W", indirect(widths));
    descendant.replaceKey("/FontDescriptor", descriptor(*font.program));
    Object descendants = Object::newArray();
    descendants.appendItem(indirect(descendant));
    Object made = Object::newDictionary();
    made.replaceKey("/Type", name("Font"));
    made.replaceKey("/Subtype", name("Type0"));
    made.replaceKey("/BaseFont", name(base_font(*font.program)));
    made.replaceKey("/Encoding", name("Identity-H"));
    made.replaceKey("/DescendantFonts", descendants);
    made.replaceKey("/ToUnicode", stream(to_unicode(font, true)));
    return indirect(made);
  }

  void describe_image(Object image, const Picture& picture, std::string_view colours) {
    Object dictionary = image.getDict();
    dictionary.replaceKey("/Type", name("XObject"));
    dictionary.replaceKey("/Subtype", name("Image"));
    dictionary.replaceKey("/Width", Object::newInteger(picture.width));
    dictionary.replaceKey("/Height", Object::newInteger(picture.height));
    dictionary.replaceKey("/ColorSpace", name(colours));
    dictionary.replaceKey("/BitsPerComponent", Object::newInteger(8));
  }

  Object image(const Picture& picture) {
    Object made = compressed_stream(picture.bytes);
    describe_image(made, picture, "DeviceRGB");
    if (picture.jpeg) made.getDict().replaceKey("/Filter", name("DCTDecode"));
    if (!picture.mask.empty()) {
      Object mask = compressed_stream(picture.mask);
      describe_image(mask, picture, "DeviceGray");
      made.getDict().replaceKey("/SMask", mask);
    }
    return made;
  }

  Object fonts_and_pictures() {
    Object fonts = Object::newDictionary();
    for (std::size_t i = 0; i < contents_.fonts.size(); ++i) {
      const UsedFont& font = contents_.fonts[i];
      if (font.codes.empty()) continue;
      fonts.replaceKey("/F" + std::to_string(i),
                       contents_.shape.composite_fonts ? composite_font(font) : simple_font(font));
    }
    Object pictures = Object::newDictionary();
    for (std::size_t i = 0; i < contents_.pictures.size(); ++i) {
      pictures.replaceKey("/I" + std::to_string(i), image(*contents_.pictures[i]));
    }
    Object made = Object::newDictionary();
    made.replaceKey("/Font", fonts);
    if (!contents_.pictures.empty()) made.replaceKey("/XObject", pictures);
    return made;
  }

  Object box() {
    Object made = Object::newArray();
    for (const double side : {0.0, 0.0, contents_.width, contents_.height}) made.appendItem(Object::newReal(side, 2));
    return made;
  }

  Object resources() {
    Object made = fonts_and_pictures();
    if (!contents_.shape.letterhead_form) return made;
    Object form = stream(contents_.letterhead);
    form.getDict().replaceKey("/Type", name("XObject"));
    form.getDict().replaceKey("/Subtype", name("Form"));
    form.getDict().replaceKey("/BBox", box());
    form.getDict().replaceKey("/Resources", indirect(made.shallowCopy()));
    Object objects = made.hasKey("/XObject") ? made.getKey("/XObject").shallowCopy() : Object::newDictionary();
    objects.replaceKey("/X0", form);
    made.replaceKey("/XObject", objects);
    return made;
  }

  // In one stream or three; a stream ends between two operators.
  Object page_contents(const std::string& content) {
    if (!contents_.shape.split_contents) return stream(content);
    Object parts = Object::newArray();
    std::size_t begin = 0;
    for (const std::size_t end : {content.size() / 5, content.size() / 2, content.size()}) {
      std::size_t cut = end == content.size() ? end : content.find('\n', end);
      cut = cut == std::string::npos ? content.size() : cut;
      if (cut > begin) parts.appendItem(stream(content.substr(begin, cut - begin)));
      begin = cut;
    }
    return parts;
  }

  void add_pages() {
    const Object shared = indirect(resources());
    for (const std::string& content : contents_.pages) {
      Object page = Object::newDictionary();
      page.replaceKey("/Type", name("Page"));
      page.replaceKey("/MediaBox", box());
      if (!contents_.shape.inherited_resources) page.replaceKey("/Resources", shared);
      page.replaceKey("/Contents", page_contents(content));
      pdf_.addPage(indirect(page), false);
    }
    if (contents_.shape.inherited_resources) pdf_.getRoot().getKey("/Pages").replaceKey("/Resources", shared);
  }

  void add_information() {
    Object information = Object::newDictionary();
    information.replaceKey("/Title", Object::newUnicodeString(contents_.title));
    information.replaceKey("/Producer", Object::newUnicodeString(contents_.producer));
    information.replaceKey("/CreationDate", Object::newString(contents_.date));
    pdf_.getTrailer().replaceKey("/Info", indirect(information));
  }

  const PdfContents& contents_;
  QPDF pdf_;
};

}  // namespace

std::string to_pdf(const PdfContents& contents) {
  return Assembly(contents).write();
}

std::string compressed(std::string_view plain) {
  Pl_Buffer out("compressed");
  Pl_Flate deflate("deflate", &out, Pl_Flate::a_deflate);
  deflate.write(reinterpret_cast<const unsigned char*>(plain.data()), plain.size());
  deflate.finish();
  const auto bytes = out.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace prefill::bulk
