// Pieces of the HTML pages that commands write: each page is one file that needs nothing else.

#pragma once

#include <string>
#include <string_view>

namespace prefill::tools {

/// A cell with a number, or with text that stands under numbers. Text is escaped, here and in all of the following.
[[nodiscard]] std::string number_cell(const std::string& text);
[[nodiscard]] std::string number_cell(int number);

/// A cell at the head of a column, of numbers or of text; one at the head of a row.
[[nodiscard]] std::string head_cell(std::string_view text, bool number = false);
[[nodiscard]] std::string row_title(std::string_view text);

/// A table; `head` are cells, `rows` whole rows.
[[nodiscard]] std::string html_table(std::string_view caption, const std::string& head, const std::string& rows);

[[nodiscard]] std::string paragraph(std::string_view text);

/// The whole page: style, the title of the window, a heading, and `body`, which is HTML.
[[nodiscard]] std::string html_page(std::string_view title, std::string_view heading, const std::string& body);

}  // namespace prefill::tools
