// The picture of the pages is embedded, so that the file is complete by itself; the figures stay lines and text, so
// that they are sharp in print, can be searched, and can be highlighted.

#include "tools/drawing.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

constexpr int any_width = 1'000'000;

std::string colour_text(std::uint32_t colour) {
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "#%06x", colour & 0xFFFFFFU);
  return digits.data();
}

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
}

std::string attribute(std::string_view name, float value) {
  return attribute(name, length_text(value));
}

std::string pen_text(const pdf::Pen& pen) {
  std::string text = attribute("stroke", colour_text(pen.colour)) + attribute("stroke-width", pen.width);
  if (pen.dash > 0) text += attribute("stroke-dasharray", length_text(pen.dash) + ' ' + length_text(pen.gap));
  return text;
}

std::string outline_text(const pdf::Outline& outline) {
  std::string corners;
  for (const Point& corner : outline.corners) {
    corners += (corners.empty() ? "" : " ") + length_text(corner.x) + ',' + length_text(corner.y);
  }
  return std::string(outline.closed ? "<polygon" : "<polyline") + attribute("points", corners) +
         attribute("fill", outline.fill ? colour_text(*outline.fill) : "none") +
         (outline.pen ? pen_text(*outline.pen) : "") + "/>";
}

std::string words_text(const pdf::Words& words) {
  return "<text" + attribute("x", words.at.x) + attribute("y", words.at.y) + attribute("font-size", words.size) +
         attribute("fill", colour_text(words.colour)) + (words.bold ? attribute("font-weight", "bold") : "") +
         (words.centred ? attribute("text-anchor", "middle") : "") + '>' + escaped(words.text) + "</text>";
}

std::string figure_text(const pdf::Figure& figure) {
  std::string text = "<g";
  if (!figure.name.empty()) text += attribute("class", "figure") + attribute("data-name", figure.name);
  text += '>';
  if (!figure.title.empty()) text += "<title>" + escaped(figure.title) + "</title>";
  for (const pdf::Outline& outline : figure.outlines) text += outline_text(outline);
  for (const pdf::Words& words : figure.words) text += words_text(words);
  return text + "</g>\n";
}

std::string image_text(const pdf::Sheet& sheet, std::string_view png) {
  // Nothing here needs escaping, and there is much of it.
  return "<image" + attribute("width", sheet.width) + attribute("height", sheet.height) +
         attribute("preserveAspectRatio", "none") + " href=\"data:image/png;base64," + base64(png) + "\"/>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string harmless = displayable(text, any_width);
  for (const std::string_view refused : {"\uFFFE", "\uFFFF"}) {
    for (std::size_t at = 0; (at = harmless.find(refused, at)) != std::string::npos;) harmless[at + 2] = '\xBD';
  }
  std::string out;
  for (const char c : harmless) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
  };
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int shift = 18; shift >= 0; shift -= 6) out += digits[group >> shift & 63];
  }
  const std::size_t padding = (3 - bytes.size() % 3) % 3;
  out.replace(out.size() - padding, padding, padding, '=');
  return out;
}

std::string length_text(float length) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", static_cast<double>(length));
  std::string text = digits.data();
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string to_svg(const pdf::Sheet& sheet, std::string_view title, std::string_view png) {
  const std::string width = length_text(sheet.width);
  const std::string height = length_text(sheet.height);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", width) +
                    attribute("height", height) + attribute("viewBox", "0 0 " + width + ' ' + height) +
                    attribute("role", "img") + attribute("font-family", "Helvetica, Arial, sans-serif") +
                    attribute("aria-label", title) + ">\n";
  if (!png.empty()) svg += image_text(sheet, png);
  for (const pdf::Figure& figure : sheet.figures) svg += figure_text(figure);
  return svg + "</svg>\n";
}

Result<std::string> to_svg(pdf::Document& document, const pdf::Sheet& sheet, std::string_view title, float resolution,
                           pdf::Tone tone) {
  const Result<std::string> png = pdf::draw_png(document, sheet, resolution, tone, pdf::Layer::pages);
  if (!png) return tl::unexpected(png.error());
  return to_svg(sheet, title, *png);
}

}  // namespace prefill::tools
