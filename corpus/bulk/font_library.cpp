// HarfBuzz cuts the fonts. Tables of typography go, as in most producers' subsets: codes are glyphs there.

#include "corpus/bulk/font_library.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include <stdexcept>
#include <utility>

#include "corpus/bulk/pdf_file.h"
#include "corpus/bulk/text_encoding.h"

namespace prefill::bulk {
namespace {

constexpr std::array<Family, family_count> all_families{
    Family{"Liberation Sans",
           {"liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf",
            "liberation/LiberationSans-Italic.ttf"},
           false,
           false},
    Family{"Carlito",
           {"crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf", "crosextra/Carlito-Italic.ttf"},
           false,
           false},
    Family{"DejaVu Sans",
           {"dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSans-Oblique.ttf"},
           false,
           false},
    Family{"DejaVu Sans Condensed",
           {"dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf",
            "dejavu/DejaVuSansCondensed-Oblique.ttf"},
           false,
           false},
    Family{"Liberation Serif",
           {"liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf",
            "liberation/LiberationSerif-Italic.ttf"},
           true,
           false},
    Family{"Caladea",
           {"crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf", "crosextra/Caladea-Italic.ttf"},
           true,
           false},
    Family{"Liberation Mono",
           {"liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf",
            "liberation/LiberationMono-Italic.ttf"},
           false,
           true}};

template <typename Thing, void (*destroy)(Thing*)>
struct Destroy {
  void operator()(Thing* thing) const { destroy(thing); }
};
template <typename Thing, void (*destroy)(Thing*)>
using Held = std::unique_ptr<Thing, Destroy<Thing, destroy>>;
using Blob = Held<hb_blob_t, hb_blob_destroy>;
using FaceHandle = Held<hb_face_t, hb_face_destroy>;
using FontHandle = Held<hb_font_t, hb_font_destroy>;
using SubsetInput = Held<hb_subset_input_t, hb_subset_input_destroy>;

FaceHandle open_font(const std::string& path) {
  const Blob blob(hb_blob_create_from_file_or_fail(path.c_str()));
  if (!blob) {
    throw std::runtime_error("`" + path +
                             "` cannot be read; install fonts-liberation, fonts-dejavu-core, fonts-dejavu-extra, "
                             "fonts-crosextra-carlito and fonts-crosextra-caladea");
  }
  return FaceHandle(hb_face_create(blob.get(), 0));
}

FaceHandle subset(hb_face_t* face, Repertoire repertoire) {
  const SubsetInput input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  hb_set_t* const characters = hb_subset_input_unicode_set(input.get());
  for (int code = ' '; code <= 0xFF; ++code) {
    const char32_t character = from_code_page(static_cast<unsigned char>(code));
    // Business letters have few capitals with accents, and none of the letters of the north.
    const bool french = character < 0x7F || (character > 0xDF && character != 0xF0 && character != 0xFE) ||
                        character == 0xC9 || character == 0xC0 || character == 0xC8 || character == 0xB0 ||
                        character == 0xAB || character == 0xBB || character == 0xA0;
    if (character != 0 && (french || repertoire == Repertoire::latin)) hb_set_add(characters, character);
  }
  if (repertoire == Repertoire::latin) hb_set_add_range(characters, 0x100, 0x24F);
  if (repertoire == Repertoire::lean) hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* const dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* table : {"GSUB", "GPOS", "GDEF", "kern", "DSIG", "FFTM", "MATH"}) {
    hb_set_add(dropped, hb_tag_from_string(table, -1));
  }
  hb_face_t* const made = hb_subset_or_fail(face, input.get());
  if (made == nullptr) throw std::runtime_error("a font could not be cut");
  return FaceHandle(made);
}

std::string text_of(hb_blob_t* blob) {
  unsigned length = 0;
  const char* const data = hb_blob_get_data(blob, &length);
  return {data, length};
}

// The box of all glyphs, which the table `head` has at its byte 36.
std::array<int, 4> font_box(hb_face_t* face, double scale) {
  const Blob head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
  const std::string table = text_of(head.get());
  std::array<int, 4> box{};
  for (std::size_t i = 0; i < box.size(); ++i) {
    const auto high = static_cast<unsigned char>(table.at(36 + 2 * i));
    const auto low = static_cast<unsigned char>(table.at(37 + 2 * i));
    box[i] = static_cast<int>(static_cast<std::int16_t>((high << 8U) | low) * scale);
  }
  return box;
}

std::string postscript_name(hb_face_t* face) {
  std::array<char, 100> name{};
  auto size = static_cast<unsigned>(name.size());
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name.data());
  return name.data();
}

void measure(FontProgram& program, hb_face_t* face) {
  const FontHandle font(hb_font_create(face));
  const double scale = 1000.0 / hb_face_get_upem(face);
  for (std::size_t code = 0; code < program.glyphs.size(); ++code) {
    hb_codepoint_t id = 0;
    const char32_t character = from_code_page(static_cast<unsigned char>(code));
    if (character == 0 || hb_font_get_nominal_glyph(font.get(), character, &id) == 0) continue;
    const double width = hb_font_get_glyph_h_advance(font.get(), id) * scale;
    program.glyphs[code] = {static_cast<std::uint16_t>(id), static_cast<std::uint16_t>(width + 0.5)};
  }
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font.get(), &extents);
  program.ascent = static_cast<int>(extents.ascender * scale);
  program.descent = static_cast<int>(extents.descender * scale);
  program.box = font_box(face, scale);
}

}  // namespace

const std::array<Family, family_count>& families() {
  return all_families;
}

int FontProgram::width(std::string_view codes) const {
  int sum = 0;
  for (const char code : codes) sum += glyphs[static_cast<unsigned char>(code)].width;
  return sum;
}

const FontProgram& FontLibrary::program(std::size_t family, Face face, Repertoire repertoire) {
  auto& kept = programs_[{family, static_cast<std::size_t>(face), static_cast<std::size_t>(repertoire)}];
  if (kept) return *kept;
  const Family& wanted = all_families.at(family);
  const FaceHandle whole = open_font(directory_ + "/" + std::string(wanted.files[static_cast<std::size_t>(face)]));
  const FaceHandle part = repertoire == Repertoire::whole ? nullptr : subset(whole.get(), repertoire);
  hb_face_t* const chosen = part ? part.get() : whole.get();
  auto made = std::make_unique<FontProgram>();
  made->name = postscript_name(whole.get());
  made->subset = part != nullptr;
  const Blob bytes(hb_face_reference_blob(chosen));
  const std::string plain = text_of(bytes.get());
  made->length = plain.size();
  made->compressed = compressed(plain);
  made->serif = wanted.serif;
  made->fixed_pitch = wanted.fixed_pitch;
  made->italic = face == Face::italic;
  // A face put together by the cutter answers only once it is read back from its bytes.
  const FaceHandle readable(hb_face_create(bytes.get(), 0));
  measure(*made, readable.get());
  kept = std::move(made);
  return *kept;
}

}  // namespace prefill::bulk
