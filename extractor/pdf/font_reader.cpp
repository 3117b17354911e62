// Reads the dictionaries of a font, each in one pass over its entries. Where producers leave things out, what MuPDF
// does is done here.

#include "extractor/pdf/font_reader.h"

#include <algorithm>
#include <new>
#include <utility>

#include "extractor/pdf/cmap_parser.h"
#include "extractor/pdf/decoded_name.h"

namespace prefill::pdf {

// The entries of font dictionaries, descriptors among them, that text needs.
struct FontReader::Entries {
  ObjectView subtype;
  ObjectView base_font;
  ObjectView encoding;
  ObjectView to_unicode;
  ObjectView descriptor;
  ObjectView descendants;
  ObjectView widths;
  ObjectView first_char;
  ObjectView last_char;
  ObjectView char_procs;
  ObjectView matrix;
  ObjectView box;
  ObjectView cid_widths;
  ObjectView default_width;
  ObjectView vertical;
  ObjectView default_vertical;
  ObjectView system_info;

  explicit Entries(ObjectView dictionary);
};

namespace {

constexpr int most_used_cmaps = 8;  // that build on each other

// What a FontDescriptor says, in em where it is a length.
struct Descriptor {
  int flags = 0;
  ObjectView box;
  float ascent = 0;
  float descent = 0;
  double missing_width = 0;  // in thousandths
  int truetype = 0;          // the number of the program, if it is a TrueType one
  bool embedded = false;

  Descriptor(ObjectView dictionary, ObjectTable& objects) {
    for (DictionaryWalk entry(dictionary); entry.next();) {
      const std::string_view key = entry.key();
      if (key.starts_with("FontFile")) {
        embedded = embedded || entry.value().reference() > 0;
        if (key == "FontFile2") truetype = entry.value().reference();
      } else if (key == "Flags") {
        flags = objects.resolve(entry.value()).integer();
      } else if (key == "Ascent") {
        ascent = static_cast<float>(objects.resolve(entry.value()).number()) / 1000;
      } else if (key == "Descent") {
        descent = static_cast<float>(objects.resolve(entry.value()).number()) / 1000;
      } else if (key == "MissingWidth") {
        missing_width = objects.resolve(entry.value()).number();
      } else if (key == "FontBBox") {
        box = objects.resolve(entry.value());
      }
    }
  }

  [[nodiscard]] bool symbolic() const {
    return (flags & font_flag::symbolic) != 0 && (flags & font_flag::nonsymbolic) == 0;
  }
};

// Bottom and top of a FontBBox, in its own units.
struct Extent {
  double bottom = 0;
  double top = 0;
};

Extent extent_of(ObjectView box, ObjectTable& objects) {
  std::array<double, 4> numbers{};
  std::size_t count = 0;
  for (ArrayWalk element(box); count < numbers.size() && element.next();) {
    numbers[count++] = objects.resolve(element.value()).number();
  }
  return {std::min(numbers[1], numbers[3]), std::max(numbers[1], numbers[3])};
}

double number_at(ObjectView array, std::size_t index, ObjectTable& objects, double otherwise) {
  ArrayWalk element(array);
  for (std::size_t i = 0; element.next(); ++i) {
    if (i == index) return objects.resolve(element.value()).number(otherwise);
  }
  return otherwise;
}

void set_heights(const StandardFont& font, FontSource& source) {
  source.ascent = 0.001f * static_cast<float>(font.ascent);
  source.descent = 0.001f * static_cast<float>(font.descent);
}

// MuPDF takes the heights of the font program. Those of TrueType programs are the descriptor's as a rule, those of
// other programs are their bounding boxes.
void set_heights(const Descriptor& descriptor, ObjectTable& objects, FontSource& source) {
  float ascent = descriptor.ascent;
  float descent = descriptor.descent > 0 ? -descriptor.descent : descriptor.descent;
  if (descriptor.truetype == 0 && descriptor.box.is_array()) {
    const Extent extent = extent_of(descriptor.box, objects);
    ascent = static_cast<float>(extent.top / 1000);
    descent = static_cast<float>(extent.bottom / 1000);
  }
  constexpr float most = 3;
  if (ascent > 0 && ascent < most) source.ascent = ascent;
  if (descent < 0 && descent > -most) source.descent = descent;
}

}  // namespace

FontReader::Entries::Entries(ObjectView dictionary) {
  struct Field {
    std::string_view key;
    ObjectView Entries::*value;
  };
  static constexpr std::array<Field, 17> fields = {{{"Subtype", &Entries::subtype},
                                                    {"BaseFont", &Entries::base_font},
                                                    {"Encoding", &Entries::encoding},
                                                    {"ToUnicode", &Entries::to_unicode},
                                                    {"FontDescriptor", &Entries::descriptor},
                                                    {"DescendantFonts", &Entries::descendants},
                                                    {"Widths", &Entries::widths},
                                                    {"FirstChar", &Entries::first_char},
                                                    {"LastChar", &Entries::last_char},
                                                    {"CharProcs", &Entries::char_procs},
                                                    {"FontMatrix", &Entries::matrix},
                                                    {"FontBBox", &Entries::box},
                                                    {"W", &Entries::cid_widths},
                                                    {"DW", &Entries::default_width},
                                                    {"W2", &Entries::vertical},
                                                    {"DW2", &Entries::default_vertical},
                                                    {"CIDSystemInfo", &Entries::system_info}}};
  for (DictionaryWalk entry(dictionary); entry.next();) {
    const std::string_view key = entry.key();
    const bool escaped = key.find('#') != std::string_view::npos;
    for (const Field& field : fields) {
      if (key != field.key && !(escaped && same_name(key, field.key))) continue;
      this->*field.value = entry.value();
      break;
    }
  }
}

Font* FontReader::read(ObjectView dictionary) {
  FontSource source(objects_, arena_);
  if (!read_entries(Entries(dictionary), source)) {
    source = FontSource(objects_, arena_);
    read_simple(Entries({}), source);
  }
  return new (arena_->allocate(sizeof(Font), alignof(Font))) Font(std::move(source));
}

bool FontReader::read_entries(const Entries& font, FontSource& source) {
  const ObjectView subtype = objects_.resolve(font.subtype);
  if (subtype.is_name("Type0")) return read_composite(font, source);
  if (subtype.is_name("Type3")) return read_type3(font, source);
  const bool simple = subtype.is_name("TrueType") || subtype.is_name("Type1") || subtype.is_name("MMType1");
  if (!simple && !font.char_procs.is_null()) return read_type3(font, source);
  if (!simple && !font.descendants.is_null()) return read_composite(font, source);
  return read_simple(font, source);
}

bool FontReader::read_simple(const Entries& font, FontSource& source) {
  objects_.expect(font.to_unicode);
  objects_.expect(font.widths);
  const ObjectView dictionary = objects_.resolve(font.descriptor);
  const Descriptor descriptor(dictionary, objects_);
  const DecodedName name(objects_.resolve(font.base_font).name());
  source.embedded = descriptor.embedded;
  source.truetype = descriptor.truetype;
  source.default_width = static_cast<float>(descriptor.missing_width);
  read_row(font, source);
  bool symbolic = descriptor.symbolic();
  if (source.embedded) {
    set_heights(descriptor, objects_, source);
  } else {
    source.standard = standard_font(name.c_str());
    if (!source.standard) {
      source.standard = dictionary.is_dictionary() ? &substitute_font(name.view(), descriptor.flags) : &times_roman();
    }
    set_heights(*source.standard, source);
    const bool own = source.standard->encoding != &font_data::standard_encoding;
    symbolic = symbolic || (own && (descriptor.flags & font_flag::nonsymbolic) == 0);
  }
  read_encoding(font, symbolic, source);
  source.to_unicode = cmap(font.to_unicode);
  return true;
}

// A font that is not embedded has the encoding of the font that stands in for it, where nothing else is said.
void FontReader::read_encoding(const Entries& font, bool symbolic, FontSource& source) {
  const ObjectView encoding = objects_.resolve(font.encoding);
  const ObjectView base = encoding.is_dictionary() ? objects_.get(encoding, "BaseEncoding") : encoding;
  const font_data::Encoding* names = base_encoding(base.name());
  if (!names && source.standard) {
    const bool named = base.kind() == Kind::name;
    names = named || symbolic ? source.standard->encoding : &font_data::standard_encoding;
  }
  source.names = SimpleEncoding(names, encoding.is_dictionary() ? objects_.get(encoding, "Differences") : ObjectView());
}

bool FontReader::read_type3(const Entries& font, FontSource& source) {
  if (font.encoding.is_null() || font.widths.is_null() || font.char_procs.is_null()) return false;
  const ObjectView matrix = objects_.resolve(font.matrix);
  source.type3 = true;
  source.unit = static_cast<float>(number_at(matrix, 0, objects_, 0.001));
  read_row(font, source);
  read_encoding(font, true, source);
  source.to_unicode = cmap(font.to_unicode);
  const Extent extent = extent_of(objects_.resolve(font.box), objects_);
  const double height = number_at(matrix, 3, objects_, 0.001);
  if (extent.bottom < extent.top) {
    source.ascent = static_cast<float>(std::max(height * extent.bottom, height * extent.top));
    source.descent = static_cast<float>(std::min(height * extent.bottom, height * extent.top));
  }
  return true;
}

void FontReader::read_row(const Entries& font, FontSource& source) {
  const ObjectView array = objects_.resolve(font.widths);
  source.has_widths = !array.is_null();
  if (!source.has_widths) return;
  const int first = objects_.resolve(font.first_char).integer();
  const int last = objects_.resolve(font.last_char).integer();
  const bool sound = first >= 0 && last <= 255 && first <= last;
  source.widths.set_row(array, sound ? static_cast<std::uint32_t>(first) : 0,
                        sound ? static_cast<std::uint32_t>(last) : 0);
}

bool FontReader::read_composite(const Entries& font, FontSource& source) {
  objects_.expect(font.to_unicode);
  ArrayWalk first(objects_.resolve(font.descendants));
  if (!first.next()) return false;
  const ObjectView dictionary = objects_.resolve(first.value());
  source.encoding = cmap(font.encoding);
  if (!dictionary.is_dictionary() || !source.encoding) return false;
  const Entries descendant(dictionary);
  objects_.expect(descendant.descriptor);
  objects_.expect(descendant.cid_widths);
  source.default_width = static_cast<float>(objects_.resolve(descendant.default_width).number(1000));
  source.widths.set_runs(objects_.resolve(descendant.cid_widths));
  source.is_vertical = source.encoding->vertical();
  if (source.is_vertical) read_vertical(descendant, source);
  source.to_unicode = cmap(font.to_unicode);
  source.collection = collection(objects_.resolve(descendant.system_info));
  const Descriptor descriptor(objects_.resolve(descendant.descriptor), objects_);
  source.embedded = descriptor.embedded;
  if (source.embedded || source.collection) {
    set_heights(descriptor, objects_, source);
  } else {
    const DecodedName name(objects_.resolve(descendant.base_font).name());
    set_heights(substitute_font(name.view(), descriptor.flags), source);
  }
  return true;
}

void FontReader::read_vertical(const Entries& descendant, FontSource& source) {
  const ObjectView otherwise = objects_.resolve(descendant.default_vertical);
  source.default_rise = static_cast<float>(number_at(otherwise, 0, objects_, source.default_rise));
  source.default_drop = static_cast<float>(number_at(otherwise, 1, objects_, source.default_drop));
  source.vertical.set_runs(objects_.resolve(descendant.vertical));
}

const CMap* FontReader::collection(ObjectView system_info) {
  std::array<Byte, 16> ordering{};
  const std::size_t length = objects_.get(system_info, "Ordering").string(ordering);
  const std::string_view name(reinterpret_cast<const char*>(ordering.data()), length);
  if (name == "GB1") return named_cmap("Adobe-GB1-UCS2");
  if (name == "CNS1") return named_cmap("Adobe-CNS1-UCS2");
  if (name == "Japan1") return named_cmap("Adobe-Japan1-UCS2");
  if (name == "Korea1") return named_cmap("Adobe-Korea1-UCS2");
  return nullptr;
}

const CMap* FontReader::cmap(ObjectView view, int depth) {
  const ObjectView resolved = objects_.resolve(view);
  if (resolved.kind() == Kind::name) return named_cmap(DecodedName(resolved.name()).c_str());
  if (!resolved.is_dictionary() || depth == most_used_cmaps) return nullptr;
  return embedded_cmap(view.reference(), resolved, depth);
}

const CMap* FontReader::embedded_cmap(int number, ObjectView dictionary, int depth) {
  ByteBuffer& decoded = objects_.context().cmap_buffer();
  decoded.clear();
  if (!objects_.decode(number, decoded)) return nullptr;
  CMap* cmap = keep(CMap(arena_));
  const DecodedName used(parse_cmap(decoded.bytes(), *cmap));
  const CMap* base = used.view().empty() ? nullptr : named_cmap(used.c_str());
  if (const ObjectView mode = objects_.get(dictionary, "WMode"); mode.kind() == Kind::number) {
    cmap->set_vertical(mode.integer() == 1);
  }
  if (const ObjectView view = dictionary.find("UseCMap"); !view.is_null()) base = this->cmap(view, depth + 1);
  if (base) cmap->set_base(base);
  cmap->finish();
  return cmap;
}

const CMap* FontReader::named_cmap(const char* name) {
  const std::string_view known = name;
  if (known == "Identity-H" || known == "Identity-V") return keep(CMap::identity(arena_, known.back() == 'V'));
  std::optional<CMap> cmap = CMap::predefined(objects_.context().raw(), name, arena_);
  return cmap ? keep(std::move(*cmap)) : nullptr;
}

CMap* FontReader::keep(CMap cmap) {
  return new (arena_->allocate(sizeof(CMap), alignof(CMap))) CMap(std::move(cmap));
}

}  // namespace prefill::pdf
