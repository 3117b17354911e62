// A flat picture cannot be asked, so that it says everything in small print.

#include "tools/page_picture_legend.h"

#include <algorithm>

#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

constexpr float legend_width = 270;
constexpr float margin = 12;
constexpr float row_height = 29;
constexpr float head_height = 34;
constexpr std::uint32_t black = 0x000000;
constexpr std::uint32_t gray = 0x444444;
constexpr int title_columns = 46;  // of Helvetica in the sizes below
constexpr int value_columns = 52;
constexpr int rule_columns = 64;

void move(pdf::Sheet& sheet, float right, float down) {
  const auto moved = [=](Point& point) { point = {point.x + right, point.y + down}; };
  for (pdf::PlacedPage& page : sheet.pages) moved(page.at);
  for (pdf::Figure& figure : sheet.figures) {
    for (pdf::Outline& outline : figure.outlines) std::for_each(outline.corners.begin(), outline.corners.end(), moved);
    for (pdf::Words& words : figure.words) moved(words.at);
  }
}

pdf::Words words(std::string_view text, int columns, Point at, float size, std::uint32_t colour, bool bold = false) {
  return {displayable(text, columns), at, size, colour, bold, false};
}

std::string announced(const Finding& finding) {
  return finding.rule + (finding.label ? ", behind \"" + finding.label->text + '"' : "") +
         (finding.box.empty() ? ", without a place" : "");
}

pdf::Figure row_of(const Finding& finding, Point at) {
  pdf::Figure row;
  append_badge(row, finding, {at.x + badge_radius, at.y});
  const float text = at.x + 2 * badge_radius + 5;
  const std::string head = std::string(rules::field_name(finding.field)) + "  " + confidence_text(finding.confidence) +
                           (finding.withheld ? "  withheld" : "");
  row.words.push_back(words(head, title_columns, {text, at.y + 2.5F}, 8, black, true));
  row.words.push_back(words(finding.value, value_columns, {text, at.y + 12}, 8, black));
  row.words.push_back(words(announced(finding), rule_columns, {text, at.y + 20}, 6.5F, gray));
  return row;
}

pdf::Figure edge_of(float width, float height) {
  const pdf::Pen thin{0x999999, 0.5F};
  return {{}, {}, {{{{0, 0}, {width, 0}, {width, height}, {0, height}}, true, thin, std::nullopt}}, {}};
}

}  // namespace

pdf::Sheet with_legend(pdf::Sheet page, std::string_view title, std::span<const Finding> findings,
                       std::string_view note) {
  page.figures.insert(page.figures.begin(), edge_of(page.width, page.height));
  const float left = page.width + margin;
  pdf::Figure head;
  head.words.push_back(words(title, title_columns, {left, margin + 6}, 10, black, true));
  if (findings.empty()) head.words.push_back(words(note, rule_columns, {left, head_height}, 8, black));
  page.figures.push_back(std::move(head));
  float y = head_height;
  for (const Finding& finding : findings) {
    page.figures.push_back(row_of(finding, {left, y}));
    y += row_height;
  }
  page.width += legend_width;
  page.height = std::max(page.height, y + margin);
  return page;
}

pdf::Sheet stacked(std::vector<pdf::Sheet> sheets) {
  pdf::Sheet all;
  for (pdf::Sheet& sheet : sheets) {
    move(sheet, 0, all.height);
    all.width = std::max(all.width, sheet.width);
    all.height += sheet.height + margin;
    all.pages.insert(all.pages.end(), sheet.pages.begin(), sheet.pages.end());
    std::move(sheet.figures.begin(), sheet.figures.end(), std::back_inserter(all.figures));
  }
  return all;
}

pdf::Sheet key_of_roles() {
  constexpr float step = 84;
  pdf::Sheet key{margin + step * (role_count + 1), 24, {}, {}};
  for (std::size_t i = 0; i <= role_count; ++i) {
    const float x = margin + step * static_cast<float>(i);
    const bool withheld = i == role_count;
    const Role role = withheld ? Role::document : static_cast<Role>(i);
    pdf::Figure figure;
    figure.outlines = frame_of({x, 7, x + 22, 18}, role, withheld);
    figure.words.push_back(words(withheld ? "withheld" : role_name(role), title_columns, {x + 28, 15.5F}, 8, black));
    key.figures.push_back(std::move(figure));
  }
  return key;
}

}  // namespace prefill::tools
