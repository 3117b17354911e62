// Widths come from utf8proc, since one character is neither one byte nor one column.

#include "tools/terminal_table.h"

#include <utf8proc.h>

#include <algorithm>
#include <cassert>
#include <numeric>

namespace prefill::tools {
namespace {

constexpr int gap = 2;
constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view ellipsis = "…";

struct Character {
  std::string_view bytes;
  int width = 0;
};

bool steers(utf8proc_int32_t code) {
  const utf8proc_category_t category = utf8proc_category(code);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

// The first character of `text`, made harmless; takes it away from `text`.
Character take(std::string_view& text) {
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code);
  const std::string_view taken = text.substr(0, length > 0 ? static_cast<std::size_t>(length) : 1);
  text.remove_prefix(taken.size());
  if (length <= 0 || steers(code)) return {replacement, 1};
  return {taken, utf8proc_charwidth(code)};
}

std::string padded(const std::string& text, int columns, Align align) {
  const std::string space(static_cast<std::size_t>(std::max(0, columns - display_width(text))), ' ');
  return align == Align::left ? text + space : space + text;
}

void append_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) width += take(text).width;
  return width;
}

std::string displayable(std::string_view text, int columns) {
  const bool cut = display_width(text) > columns;
  int left = columns - (cut ? 1 : 0);
  std::string out;
  while (!text.empty()) {
    const Character next = take(text);
    if (next.width > left) break;
    left -= next.width;
    out += next.bytes;
  }
  if (cut) out += ellipsis;
  return out;
}

void TerminalTable::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = displayable(cells[i], columns_[i].widest);
  rows_.push_back(std::move(cells));
}

void TerminalTable::add_rule() {
  rows_.emplace_back();
}

std::string TerminalTable::to_string(int indent) const {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int width = display_width(columns_[i].title);
    for (const auto& row : rows_) width = row.empty() ? width : std::max(width, display_width(row[i]));
    widths.push_back(width);
  }
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const auto line_of = [&](auto cell) {
    std::string line = margin;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      line += padded(cell(i), widths[i], columns_[i].align) + std::string(gap, ' ');
    }
    return line;
  };
  std::string out;
  append_line(out, line_of([&](std::size_t i) { return columns_[i].title; }));
  const int total = std::accumulate(widths.begin(), widths.end(), gap * (static_cast<int>(widths.size()) - 1));
  for (const auto& row : rows_) {
    append_line(out, row.empty() ? margin + std::string(static_cast<std::size_t>(total), '-')
                                 : line_of([&](std::size_t i) { return row[i]; }));
  }
  return out;
}

}  // namespace prefill::tools
