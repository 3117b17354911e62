// The order of the rows is that of the form, so that two documents compare at a glance.

#include "tools/extraction_table.h"

#include <algorithm>

#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

constexpr int indent = 2;
// What the field names, the numbers and the gaps between columns take.
constexpr int fixed_columns = 46;
constexpr int least_value_columns = 24;

std::string bold(const std::string& text, TableStyle style) {
  return style.colours ? "\x1b[1m" + text + "\x1b[0m" : text;
}
std::string red(const std::string& text, TableStyle style) {
  return style.colours ? "\x1b[31m" + text + "\x1b[0m" : text;
}

std::string pages_text(const DocumentInfo& document) {
  std::string text = document.pages_read.size() == 1 ? "page " : "pages ";
  for (std::size_t i = 0; i < document.pages_read.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(document.pages_read[i]);
  }
  return text + " of " + std::to_string(document.pages);
}

std::string header(const Extraction& extraction) {
  return std::string(kind_name(extraction.kind)) + ", " + pages_text(extraction.document) +
         " read, text layer: " + std::string(text_layer_name(extraction.document.text_layer));
}

std::string announced_by(const FieldValue& value) {
  const std::string rule(value.rule);
  return value.label ? "\"" + value.label->text + "\" " + rule : rule;
}

TerminalTable table_of(const Extraction& extraction, int columns) {
  const int room = std::max(columns - fixed_columns, 2 * least_value_columns) / 2;
  TerminalTable table({{"field"},
                       {"value", Align::left, room},
                       {"conf", Align::right},
                       {"page", Align::right},
                       {"announced by", Align::left, room}});
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto& found = extraction.fields[i];
    if (!found) continue;
    const std::vector<std::string> lines = value_lines(found->value);
    table.add({std::string(rules::field_name(static_cast<Field>(i))), lines.empty() ? "" : lines.front(),
               confidence_text(found->confidence), std::to_string(found->page), announced_by(*found)});
    for (std::size_t line = 1; line < lines.size(); ++line) table.add({"", lines[line], "", "", ""});
  }
  return table;
}

void append_notes(std::string& out, const Extraction& extraction, TableStyle style) {
  const std::string margin(indent, ' ');
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto& found = extraction.fields[i];
    if (!found || found->warning.empty()) continue;
    const std::string field(rules::field_name(static_cast<Field>(i)));
    out += margin + red("warning", style) + ": " + field + ": " + displayable(found->warning, style.columns) + '\n';
  }
  std::string checks;
  for (const Check& check : extraction.checks) {
    checks +=
        (checks.empty() ? "" : ", ") + std::string(check.code) + (check.ok ? " holds" : " " + red("fails", style));
  }
  if (!checks.empty()) out += margin + "checks: " + checks + '\n';
}

}  // namespace

std::string why_empty(const Extraction& extraction) {
  switch (extraction.document.text_layer) {
    case TextLayer::scan:
      return "no text layer: this is a scan; fields stay empty";
    case TextLayer::none:
      return "the pages read are blank; fields stay empty";
    default:
      return extraction.kind == DocumentKind::other ? "not recognised as an invoice" : "no field was found";
  }
}

std::string error_text(const Error& error) {
  const std::string page = error.page > 0 ? "page " + std::to_string(error.page) + ": " : "";
  return std::string(error_name(error.code)) + ": " + page + error.message;
}

void append_table(std::string& out, std::string_view file, const Result<Extraction>& result, TableStyle style) {
  const std::string title = bold(displayable(file, style.columns), style) + ": ";
  if (!result) {
    out += title + red("error", style) + ": " + error_text(result.error()) + "\n\n";
    return;
  }
  out += title + header(*result) + '\n';
  const TerminalTable table = table_of(*result, style.columns);
  out += table.empty() ? std::string(indent, ' ') + why_empty(*result) + '\n' : table.to_string(indent);
  append_notes(out, *result, style);
  out += '\n';
}

}  // namespace prefill::tools
