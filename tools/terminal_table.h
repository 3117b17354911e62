// Text in aligned columns, for people.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace prefill::tools {

/// Columns that `text` takes on a terminal; combining marks take none, wide characters two.
[[nodiscard]] int display_width(std::string_view text);

/// `text` as it may be shown: control and format characters, and bytes that are not UTF-8, become U+FFFD, so that the
/// text of a hostile document cannot steer the terminal. Cut to `columns` with an ellipsis when it is wider.
[[nodiscard]] std::string displayable(std::string_view text, int columns);

enum class Align : bool { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  int widest = 80;  // cells are cut to this many columns
};

/// Rows of cells under titles. A column is as wide as its widest cell; nothing is padded at the end of a line.
class TerminalTable {
 public:
  explicit TerminalTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// Adds a row; it has as many cells as there are columns.
  void add(std::vector<std::string> cells);
  /// Adds a line across all columns.
  void add_rule();

  [[nodiscard]] bool empty() const { return rows_.empty(); }

  /// The table, each line behind `indent` spaces.
  [[nodiscard]] std::string to_string(int indent) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;  // a row without cells is a line
};

}  // namespace prefill::tools
