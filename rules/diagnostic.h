// A mistake in a rule pack, as an object with a place: one struct, rendered as text with a caret or as JSON.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prefill::rules {

/// One mistake. `code` is stable ("R004"); every code has a section in docs/rules.md and a golden case in tests/rules.
struct Diagnostic {
  std::string code;
  std::string title;       // lower case, no full stop: "unknown field `numeroFactur`"
  std::size_t offset = 0;  // byte offset in the pack's text
  std::size_t length = 1;  // bytes underlined, at least one
  std::string label;       // said under the caret; may be empty
  std::string help;        // what would be right; may be empty
};

/// The mistakes as a person reads them, in the order given: title, file:line:column, the line, a caret under the place,
/// the help. Columns count characters, not bytes; long lines are cut around the caret.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& diagnostics, std::string_view file,
                                  std::string_view source);

/// The same as one JSON array: code, title, file, line, column, label, help.
[[nodiscard]] std::string to_json(const std::vector<Diagnostic>& diagnostics, std::string_view file,
                                  std::string_view source);

}  // namespace prefill::rules
