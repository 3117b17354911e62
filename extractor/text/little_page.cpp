// Puts characters where a printer of fixed pitch would, so that layout finds cells, lines and columns as it does on a
// real page.

#include "extractor/text/little_page.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace prefill::text {
namespace {

constexpr float kWidth = 595;  // A4
constexpr float kHeight = 842;
constexpr float kLeft = 50;
constexpr float kTop = 0.45F * kHeight;
constexpr float kSize = 10;
constexpr float kPitch = 0.5F * kSize;
constexpr float kAscent = 0.8F * kSize;
constexpr float kDescent = 0.2F * kSize;
constexpr float kLeading = 1.25F * kSize;
constexpr float kColumnGap = 3 * kSize;  // far more than a space, and near enough to belong together

constexpr char32_t kUnknown = 0xFFFD;

using Cell = std::u32string;
using Lines = std::vector<std::vector<Cell>>;

/// The character at the front of `text`, which loses it.
char32_t take(std::string_view& text) {
  utf8proc_int32_t code = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
  text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
  return length > 0 ? static_cast<char32_t>(code) : kUnknown;
}

Lines lines_of(std::string_view text) {
  Lines lines(1, {Cell()});
  while (!text.empty()) {
    const char32_t code = take(text);
    if (code == U'\n') {
      lines.push_back({Cell()});
    } else if (code == U'\t') {
      lines.back().emplace_back();
    } else {
      lines.back().back() += code;
    }
  }
  return lines;
}

/// Where each column begins. The last cell of a line may run on as it likes.
std::vector<float> columns_of(const Lines& lines) {
  std::vector<float> widths;
  for (const std::vector<Cell>& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      widths[i] = std::max(widths[i], kPitch * static_cast<float>(line[i].size()) + kColumnGap);
    }
  }
  float x = kLeft;
  for (float& width : widths) x += std::exchange(width, x);
  return widths;
}

void paint(const Cell& cell, float x, float baseline, ArenaVector<pdf::Glyph>& glyphs) {
  for (const char32_t code : cell) {
    if (code != U' ') {
      pdf::Glyph& glyph = glyphs.emplace_back();
      glyph.code = code;
      glyph.box = {x, baseline - kAscent, x + kPitch, baseline + kDescent};
      glyph.origin = {x, baseline};
      glyph.size = kSize;
      glyph.paint_order = static_cast<std::uint32_t>(glyphs.size());
    }
    x += kPitch;
  }
}

}  // namespace

pdf::PageGlyphs little_page(std::string_view text, Arena* arena) {
  pdf::PageGlyphs page(arena);
  page.number = 1;
  page.width = kWidth;
  page.height = kHeight;
  const Lines lines = lines_of(text);
  const std::vector<float> columns = columns_of(lines);
  float baseline = kTop;
  for (const std::vector<Cell>& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) paint(line[i], columns[i], baseline, page.glyphs);
    baseline += kLeading;
  }
  return page;
}

}  // namespace prefill::text
