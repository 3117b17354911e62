// By simdjson's tree: a microsecond or two a line. Fields stand in the order of the form, so that no name is looked up.

#include "tools/batch/record.h"

#include <simdjson.h>

#include <algorithm>

namespace prefill::tools::batch {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int error_codes = static_cast<int>(ErrorCode::internal) + 1;
constexpr int kinds = static_cast<int>(DocumentKind::other) + 1;

std::string_view text_of(const object& from, std::string_view key) {
  std::string_view text;
  return from[key].get(text) == SUCCESS ? text : std::string_view();
}

std::optional<ErrorCode> error_of(std::string_view name) {
  for (int i = 0; i < error_codes; ++i) {
    if (error_name(static_cast<ErrorCode>(i)) == name) return static_cast<ErrorCode>(i);
  }
  return std::nullopt;
}

DocumentKind kind_of(std::string_view name) {
  for (int i = 0; i < kinds; ++i) {
    if (kind_name(static_cast<DocumentKind>(i)) == name) return static_cast<DocumentKind>(i);
  }
  return DocumentKind::other;
}

// Tells of each member that is named as a field.
template <typename Take>
void each_field(const object& members, Take take) {
  std::size_t next = 0;
  for (const auto& member : members) {
    for (std::size_t tried = 0; tried < rules::field_count; ++tried) {
      const std::size_t f = (next + tried) % rules::field_count;
      if (rules::field_name(static_cast<Field>(f)) != member.key) continue;
      take(f, member.value);
      next = f + 1;
      break;
    }
  }
}

}  // namespace

struct RecordReader::State {
  simdjson::dom::parser parser;
  Record record;
  std::array<element, rules::field_count> values;  // of the fields given

  bool read(std::string_view line) {
    record = {};
    object root;
    if (parser.parse(line.data(), line.size()).get(root) != SUCCESS) return false;
    if (root["file"].get(record.file) != SUCCESS) return false;
    record.same_as = text_of(root, "sameAs");
    if (!record.same_as.empty()) return true;
    object part;
    if (root["error"].get(part) == SUCCESS) {
      record.error = error_of(text_of(part, "code"));
      record.error_message = text_of(part, "message");
      return record.error.has_value();
    }
    return read_form(root);
  }

  bool read_form(const object& root) {
    object part;
    std::int64_t pages = 0;
    if (root["document"]["pages"].get(pages) == SUCCESS) record.pages = static_cast<int>(pages);
    record.kind = kind_of(text_of(root, "kind"));
    if (root["fields"].get(part) != SUCCESS) return false;
    each_field(part, [&](std::size_t f, const element& field) {
      GivenField& given = record.fields[f].emplace();
      if (field["confidence"].get(given.confidence) != SUCCESS) given.confidence = 0;
      if (field["rule"].get(given.rule) != SUCCESS) given.rule = {};
      if (field["value"].get(values[f]) != SUCCESS) record.fields[f].reset();
    });
    if (root["withheld"].get(part) != SUCCESS) return false;
    each_field(part, [&](std::size_t f, const element&) { record.withheld.set(f); });
    return true;
  }
};

RecordReader::RecordReader() : state_(std::make_unique<State>()) {}
RecordReader::~RecordReader() = default;

const Record* RecordReader::read(std::string_view line) {
  return state_->read(line) ? &state_->record : nullptr;
}

std::optional<std::string> RecordReader::json(Field field) const {
  const auto f = static_cast<std::size_t>(field);
  if (!state_->record.fields[f]) return std::nullopt;
  return simdjson::minify(state_->values[f]);
}

std::string RecordReader::text(Field field) const {
  const auto f = static_cast<std::size_t>(field);
  std::string_view text;
  if (!state_->record.fields[f]) return "";
  if (state_->values[f].get(text) == SUCCESS) return std::string(text);
  return simdjson::minify(state_->values[f]);
}

}  // namespace prefill::tools::batch
