// A mistake in a rule pack, as an object with a place: one struct, rendered as text with a caret or as JSON.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prefill::rules {

/// A text in which mistakes may be made. Views: whoever holds the text outlives this.
struct SourceText {
  std::string_view file;  // what messages call it: the path as the user wrote it
  std::string_view text;
};

/// A place as people count: from 1, and columns in characters.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Where byte `offset` of `text` stands. Linear in the text before it.
[[nodiscard]] LineColumn line_and_column(std::string_view text, std::size_t offset);

/// One mistake. `code` is stable ("R004"); every code has a section in docs/rules.md and a golden case in tests/rules.
struct Diagnostic {
  std::string code;
  std::string title;       // lower case, no full stop: "unknown field `numeroFactur`"
  std::size_t offset = 0;  // byte offset in the pack's text
  std::size_t length = 1;  // bytes underlined, at least one
  std::string label;       // said under the caret; may be empty
  std::string help;        // what would be right; may be empty
  std::size_t source = 0;  // which of the texts read together it stands in
};

/// The mistakes as a person reads them, in the order given: title, file:line:column, the line, a caret under the place,
/// the help. Columns count characters, not bytes; long lines are cut around the caret.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& diagnostics, std::span<const SourceText> sources);
/// The same for mistakes in one text.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& diagnostics, std::string_view file,
                                  std::string_view source);

/// The same as one JSON array: code, title, file, line, column, label, help.
[[nodiscard]] std::string to_json(const std::vector<Diagnostic>& diagnostics, std::span<const SourceText> sources);

}  // namespace prefill::rules
