// MuPDF is called with trivial locals alone, since errors leave by longjmp.

#include "extractor/pdf/colour.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>
#include <array>

#include "extractor/pdf/mupdf_object.h"

namespace prefill::pdf {

namespace {

constexpr std::size_t most_components = FZ_MAX_COLORS;

std::uint32_t channel(float share) {
  // Written so that what is not a number is 0.
  return share > 0 ? static_cast<std::uint32_t>(std::min(share, 1.0F) * 255 + 0.5F) : 0;
}

float at(std::span<const float> values, std::size_t index) {
  return index < values.size() ? values[index] : 0;
}

fz_colorspace* load_space(fz_context* ctx, pdf_document* document, ObjectView written) {
  fz_colorspace* space = nullptr;
  pdf_obj* object = nullptr;
  if (!document) return nullptr;
  fz_var(object);
  fz_var(space);
  fz_try(ctx) {
    object = to_mupdf(ctx, document, written);
    space = pdf_load_colorspace(ctx, object);
  }
  fz_always(ctx) {
    pdf_drop_obj(ctx, object);
  }
  fz_catch(ctx) {
    return nullptr;
  }
  return space;
}

bool convert(fz_context* ctx, fz_colorspace* space, const float* values, float* rgb) {
  fz_try(ctx) {
    fz_convert_color(ctx, space, values, fz_device_rgb(ctx), rgb, nullptr, fz_default_color_params);
  }
  fz_catch(ctx) {
    return false;
  }
  return true;
}

}  // namespace

std::uint32_t gray_colour(float gray) {
  return channel(gray) * 0x010101;
}

std::uint32_t rgb_colour(float red, float green, float blue) {
  return channel(red) << 16 | channel(green) << 8 | channel(blue);
}

std::uint32_t cmyk_colour(float cyan, float magenta, float yellow, float black) {
  return rgb_colour(1 - cyan - black, 1 - magenta - black, 1 - yellow - black);
}

void ColourSpaces::begin(Document& document) {
  end();
  context_ = &document.context();
  document_ = &document;
  objects_ = &document.objects();
}

void ColourSpaces::end() {
  for (const Loaded& loaded : loaded_) fz_drop_colorspace(context_->raw(), loaded.space);
  loaded_.clear();
}

ColourSpace ColourSpaces::kind_of(ObjectView written) {
  using Family = ColourSpace::Family;
  const ObjectView view = objects_->resolve(written);
  std::string_view name = view.name();
  ArrayWalk element(view);
  if (element.next()) name = objects_->resolve(element.value()).name();
  if (same_name(name, "DeviceGray") || same_name(name, "G") || same_name(name, "CalGray")) return {Family::gray, {}};
  if (same_name(name, "DeviceRGB") || same_name(name, "RGB") || same_name(name, "CalRGB")) return {Family::rgb, {}};
  if (same_name(name, "DeviceCMYK") || same_name(name, "CMYK")) return {Family::cmyk, {}};
  if (same_name(name, "Pattern")) return {Family::pattern, {}};
  if (same_name(name, "ICCBased") && element.next()) {
    switch (objects_->get(objects_->resolve(element.value()), "N").integer()) {
      case 1:
        return {Family::gray, {}};
      case 3:
        return {Family::rgb, {}};
      case 4:
        return {Family::cmyk, {}};
      default:
        break;
    }
  }
  return {Family::other, written};
}

ColourSpace ColourSpaces::find(std::string_view name, ObjectView resources) {
  using Family = ColourSpace::Family;
  if (name == "DeviceGray") return {Family::gray, {}};
  if (name == "DeviceRGB") return {Family::rgb, {}};
  if (name == "DeviceCMYK") return {Family::cmyk, {}};
  if (name == "Pattern") return {Family::pattern, {}};
  return kind_of(objects_->get(resources, "ColorSpace").find(name));
}

fz_colorspace* ColourSpaces::load(ObjectView written) {
  for (const Loaded& loaded : loaded_) {
    if (loaded.written == written.begin()) return loaded.space;
  }
  fz_colorspace* space = load_space(context_->raw(), document_->mupdf(), written);
  loaded_.push_back({written.begin(), space});
  return space;
}

std::uint32_t ColourSpaces::initial(const ColourSpace& space) {
  if (space.family != ColourSpace::Family::other) return 0;
  fz_colorspace* loaded = load(space.written);
  const int type = loaded ? static_cast<int>(fz_colorspace_type(context_->raw(), loaded)) : FZ_COLORSPACE_NONE;
  // Palettes begin with their first entry, spot colours with all of each.
  std::array<float, most_components> values{};
  if (type == FZ_COLORSPACE_SEPARATION) values.fill(1);
  return colour(space, values);
}

std::uint32_t ColourSpaces::colour(const ColourSpace& space, std::span<const float> values) {
  switch (space.family) {
    case ColourSpace::Family::gray:
      return gray_colour(at(values, 0));
    case ColourSpace::Family::rgb:
      return rgb_colour(at(values, 0), at(values, 1), at(values, 2));
    case ColourSpace::Family::cmyk:
      return cmyk_colour(at(values, 0), at(values, 1), at(values, 2), at(values, 3));
    case ColourSpace::Family::pattern:
      return 0;
    case ColourSpace::Family::other:
      break;
  }
  fz_colorspace* loaded = load(space.written);
  std::array<float, most_components> all{};
  std::copy_n(values.begin(), std::min(values.size(), all.size()), all.begin());
  std::array<float, 4> rgb{};
  if (!loaded || !convert(context_->raw(), loaded, all.data(), rgb.data())) return 0;
  return rgb_colour(rgb[0], rgb[1], rgb[2]);
}

}  // namespace prefill::pdf
