// Writes the tables that font_data.h declares, as C++ on standard output. Run once by the build. It asks MuPDF, because
// the fast reader has to agree with it: the names in its encodings, its glyph list, and the widths of its built-in
// fonts.

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

namespace {

constexpr std::array<const char*, 14> font_names = {
    "Courier",     "Courier-Bold",   "Courier-Oblique",   "Courier-BoldOblique",
    "Helvetica",   "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique",
    "Times-Roman", "Times-Bold",     "Times-Italic",      "Times-BoldItalic",
    "Symbol",      "ZapfDingbats"};

void print_encoding(const char* name, const std::array<int, 256>& characters) {
  std::printf("const Encoding %s = {", name);
  for (const int c : characters) std::printf("%d,", c);
  std::printf("};\n");
}

void print_named_encoding(const char* name, const char* const (&glyphs)[256]) {
  std::array<int, 256> characters{};
  for (std::size_t i = 0; i < 256; ++i) characters[i] = glyphs[i] ? fz_unicode_from_glyph_name(glyphs[i]) : 0;
  print_encoding(name, characters);
}

// A font that is not embedded and has no Encoding, as MuPDF reads it.
class OwnEncoding {
 public:
  OwnEncoding(fz_context* ctx, const char* font_name) : ctx_(ctx), document_(pdf_create_document(ctx)) {
    pdf_obj* dictionary = pdf_new_dict(ctx, document_, 3);
    pdf_dict_put(ctx, dictionary, PDF_NAME(Subtype), PDF_NAME(Type1));
    pdf_dict_put_name(ctx, dictionary, PDF_NAME(BaseFont), font_name);
    font_ = pdf_load_font(ctx, document_, nullptr, dictionary);
    pdf_drop_obj(ctx, dictionary);
  }
  ~OwnEncoding() {
    pdf_drop_font(ctx_, font_);
    pdf_drop_document(ctx_, document_);
  }
  OwnEncoding(const OwnEncoding&) = delete;
  OwnEncoding& operator=(const OwnEncoding&) = delete;

  [[nodiscard]] int character(std::size_t code) const {
    return font_->cid_to_ucs[code] == FZ_REPLACEMENT_CHARACTER ? 0 : font_->cid_to_ucs[code];
  }
  [[nodiscard]] int width(int code) const { return pdf_lookup_hmtx(ctx_, font_, code).w; }

 private:
  fz_context* ctx_;
  pdf_document* document_;
  pdf_font_desc* font_ = nullptr;
};

void print_own_encoding(fz_context* ctx, const char* name, const char* font_name) {
  const OwnEncoding own(ctx, font_name);
  std::array<int, 256> characters{};
  for (std::size_t i = 0; i < 256; ++i) characters[i] = own.character(i);
  print_encoding(name, characters);
}

std::string own_widths(fz_context* ctx, const char* font_name) {
  const OwnEncoding own(ctx, font_name);
  std::string widths;
  for (int i = 0; i < 256; ++i) widths += std::to_string(own.width(i)) + ",";
  return widths;
}

int thousandths(float em) {
  return static_cast<int>(std::lround(em * 1000));
}

// Widths by character. Where two glyphs stand for one character, the one without a suffix (`a`, not `a.alt`) counts.
std::map<int, int> widths_of(fz_context* ctx, fz_font* font) {
  std::map<int, int> widths;
  std::array<char, 64> name{};
  for (int glyph = 0;; ++glyph) {
    name.fill(0);
    fz_get_glyph_name(ctx, font, glyph, name.data(), static_cast<int>(name.size()));
    if (!name[0]) return widths;
    const int character = fz_unicode_from_glyph_name(name.data());
    if (character == FZ_REPLACEMENT_CHARACTER || character > 0xFFFF) continue;
    const int width = thousandths(fz_advance_glyph(ctx, font, glyph, 0));
    if (std::strpbrk(name.data(), "._")) {
      widths.emplace(character, width);
    } else {
      widths[character] = width;
    }
  }
}

// Prints the widths, and returns the font's line in the list of fonts.
std::string print_font(fz_context* ctx, std::size_t index) {
  const char* name = font_names[index];
  fz_font* font = fz_new_base14_font(ctx, name);
  std::printf("constexpr CharacterWidth widths_%zu[] = {", index);
  for (const auto& [character, width] : widths_of(ctx, font)) std::printf("{%d,%d},", character, width);
  std::printf("};\n");
  const char* encoding = std::strcmp(name, "Symbol") == 0         ? "symbol"
                         : std::strcmp(name, "ZapfDingbats") == 0 ? "zapf_dingbats"
                                                                  : "standard";
  const std::string line = "StandardFont{\"" + std::string(name) + "\", &" + encoding + "_encoding, " +
                           std::to_string(thousandths(fz_font_ascender(ctx, font))) + ", " +
                           std::to_string(thousandths(fz_font_descender(ctx, font))) + ", {" + own_widths(ctx, name) +
                           "}, widths_" + std::to_string(index) + "},\n";
  fz_drop_font(ctx, font);
  return line;
}

void ignore(void* /*user*/, const char* /*message*/) {}

}  // namespace

int main() {
  fz_context* ctx = fz_new_context(nullptr, nullptr, FZ_STORE_DEFAULT);
  if (!ctx) return 1;
  fz_set_warning_callback(ctx, ignore, nullptr);
  std::printf("// Made by make_font_data.\n#include \"extractor/pdf/font_data.h\"\n");
  std::printf("namespace prefill::pdf::font_data {\n");
  print_named_encoding("standard_encoding", fz_glyph_name_from_adobe_standard);
  print_named_encoding("mac_roman_encoding", fz_glyph_name_from_mac_roman);
  print_named_encoding("mac_expert_encoding", fz_glyph_name_from_mac_expert);
  print_named_encoding("win_ansi_encoding", fz_glyph_name_from_win_ansi);
  print_own_encoding(ctx, "symbol_encoding", "Symbol");
  print_own_encoding(ctx, "zapf_dingbats_encoding", "ZapfDingbats");
  std::string fonts;
  for (std::size_t i = 0; i < font_names.size(); ++i) fonts += print_font(ctx, i);
  std::printf("const std::array<StandardFont, 14> standard_fonts = {\n%s};\n}\n", fonts.c_str());
  fz_drop_context(ctx);
  return 0;
}
