// A cell that a spreadsheet would take for a formula keeps a quote before it: the text comes from documents that
// anybody can send.

#include "tools/batch/results_csv.h"

namespace prefill::tools::batch {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

std::string cell(std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r";
  const bool hostile = !text.empty() && formula.find(text.front()) != std::string_view::npos && !is_number(text);
  std::string plain = (hostile ? "'" : "") + std::string(text);
  if (plain.find_first_of(",\"\r\n") == std::string::npos) return plain;
  std::string quoted = "\"";
  for (const char c : plain) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace

std::string csv_head() {
  std::string head = "file,kind,error,message,sameAs";
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    head += ',';
    head += rules::field_name(static_cast<Field>(f));
  }
  return head + "\r\n";
}

void append_csv(std::string& out, const RecordReader& reader, const Record& record) {
  const bool read = !record.error && record.same_as.empty();
  out += cell(record.file);
  for (const std::string_view text :
       {read ? kind_name(record.kind) : std::string_view(), record.error ? error_name(*record.error) : "",
        record.error_message, record.same_as}) {
    out += ',' + cell(text);
  }
  for (std::size_t f = 0; f < rules::field_count; ++f) out += ',' + cell(reader.text(static_cast<Field>(f)));
  out += "\r\n";
}

}  // namespace prefill::tools::batch
