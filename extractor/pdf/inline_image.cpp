// Where the data end is known from the size of the picture, or from how the filter ends its data. For the other filters
// it is the first `EI` between white space behind which text follows, as content streams are text.

#include "extractor/pdf/inline_image.h"

#include <algorithm>
#include <cstdint>

namespace prefill::pdf {

namespace {

struct Parameters {
  double width = 0;
  double height = 0;
  double bits = 8;
  int components = 0;  // 0 when the colour space is not one of the device's
  std::string_view filter;
  bool stencil = false;
};

int components_of(std::string_view space) {
  if (space == "G" || space == "DeviceGray") return 1;
  if (space == "RGB" || space == "DeviceRGB") return 3;
  if (space == "CMYK" || space == "DeviceCMYK") return 4;
  return 0;
}

void set(Parameters& parameters, std::string_view key, ObjectView value) {
  if (key == "W" || key == "Width") {
    parameters.width = value.number();
  } else if (key == "H" || key == "Height") {
    parameters.height = value.number();
  } else if (key == "BPC" || key == "BitsPerComponent") {
    parameters.bits = value.number(8);
  } else if (key == "IM" || key == "ImageMask") {
    parameters.stencil = value.boolean();
  } else if (key == "CS" || key == "ColorSpace") {
    ArrayWalk element(value);
    parameters.components = element.next() ? 1 : components_of(value.name());  // an array is a palette
  } else if (key == "F" || key == "Filter") {
    ArrayWalk element(value);
    parameters.filter = element.next() ? element.value().name() : value.name();
  }
}

// Reads keys and values up to `ID`; returns where the data begin.
const Byte* read_parameters(const Byte* at, const Byte* end, Parameters& parameters) {
  for (;;) {
    at = lexical::skip_space(at, end);
    if (at == end) return end;
    if (*at != '/') break;
    const Byte* const key = at + 1;
    at = lexical::skip_regular(key, end);
    const ObjectView value(at, end);
    set(parameters, {reinterpret_cast<const char*>(key), static_cast<std::size_t>(at - key)}, value);
    at = std::max(value.end(), at);
  }
  at = lexical::skip_regular(at, end);  // ID
  if (at < end && *at == '\r') ++at;
  if (at < end && lexical::is_space(*at)) ++at;
  return at;
}

bool is_text(Byte c) {
  return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
}

// True when the `EI` at `at` ends a picture.
bool ends_picture(const Byte* at, const Byte* end) {
  constexpr std::ptrdiff_t looked_at = 16;
  if (end - at < 2 || at[0] != 'E' || at[1] != 'I') return false;
  const Byte* const behind = at + 2;
  if (behind == end) return true;
  return !lexical::is_regular(*behind) && std::all_of(behind, behind + std::min(looked_at, end - behind), is_text);
}

const Byte* find_end(const Byte* at, const Byte* end) {
  for (; at < end; ++at) {
    if (*at == 'E' && ends_picture(at, end)) return at + 2;
  }
  return end;
}

// Behind the end-of-data mark of RunLengthDecode.
const Byte* skip_run_lengths(const Byte* at, const Byte* end) {
  while (at < end && *at != 128) {
    const std::ptrdiff_t length = *at < 128 ? *at + 2 : 2;
    at += std::min(length, end - at);
  }
  return at;
}

const Byte* skip_data(const Byte* at, const Byte* end, const Parameters& parameters) {
  const std::string_view filter = parameters.filter;
  if (filter == "A85" || filter == "ASCII85Decode" || filter == "AHx" || filter == "ASCIIHexDecode") {
    return std::find(at, end, '>');
  }
  if (filter == "RL" || filter == "RunLengthDecode") return skip_run_lengths(at, end);
  const int components = parameters.stencil ? 1 : parameters.components;
  if (!filter.empty() || components == 0) return at;
  const double bits = parameters.stencil ? 1 : parameters.bits;
  const double row = std::min(parameters.width * components * bits / 8 + 0.875, 1e9);
  const double size =
      row > 0 && parameters.height > 0 ? static_cast<double>(static_cast<std::int64_t>(row)) * parameters.height : 0;
  return at + static_cast<std::ptrdiff_t>(std::min(size, static_cast<double>(end - at)));
}

}  // namespace

InlineImage read_inline_image(const Byte* at, const Byte* end) {
  Parameters parameters;
  const Byte* const data = read_parameters(at, end, parameters);
  const Byte* const behind = find_end(skip_data(data, end, parameters), end);
  // A size that is a lie must not cost the rest of the page.
  return {behind < end ? behind : find_end(data, end), parameters.stencil};
}

}  // namespace prefill::pdf
