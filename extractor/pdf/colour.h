// Colours as content streams set them, turned into what a person sees. Device and ICC colours are turned by simple
// formulas: it matters whether text is white, not which shade of red a stamp has. Other spaces (spot colours, palettes)
// are rare and go through MuPDF.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractor/pdf/document.h"
#include "extractor/pdf/object_table.h"

struct fz_colorspace;

namespace prefill::pdf {

/// A colour space as far as it is needed here.
struct ColourSpace {
  enum class Family : std::uint8_t { gray, rgb, cmyk, pattern, other };
  Family family = Family::gray;
  ObjectView written;  // of `other`: its array, or the reference to it
};

/// 0xRRGGBB of a colour of a device space; `values` are cut to 0..1, missing ones are 0.
[[nodiscard]] std::uint32_t gray_colour(float gray);
[[nodiscard]] std::uint32_t rgb_colour(float red, float green, float blue);
[[nodiscard]] std::uint32_t cmyk_colour(float cyan, float magenta, float yellow, float black);

/// The colour spaces of one document at a time. Not safe for concurrent use.
class ColourSpaces {
 public:
  ColourSpaces() = default;
  ~ColourSpaces() { end(); }
  ColourSpaces(const ColourSpaces&) = delete;
  ColourSpaces& operator=(const ColourSpaces&) = delete;

  void begin(Document& document);
  /// Gives back what was loaded for the document, before it is closed.
  void end();

  /// The space that an operand of `cs` names, looked up in `resources`.
  [[nodiscard]] ColourSpace find(std::string_view name, ObjectView resources);
  /// The colour that is set along with the space.
  [[nodiscard]] std::uint32_t initial(const ColourSpace& space);
  [[nodiscard]] std::uint32_t colour(const ColourSpace& space, std::span<const float> values);

 private:
  struct Loaded {
    const Byte* written;
    fz_colorspace* space;  // null when MuPDF cannot load it
  };
  [[nodiscard]] ColourSpace kind_of(ObjectView written);
  [[nodiscard]] fz_colorspace* load(ObjectView written);

  Context* context_ = nullptr;
  Document* document_ = nullptr;
  ObjectTable* objects_ = nullptr;
  std::vector<Loaded> loaded_;
};

}  // namespace prefill::pdf
