// Each value is read as the type of its field asks; anything else is a mistake of the label, not a missing value, since
// a truth that is dropped in silence would raise the score.

#include "tools/labels.h"

#include <simdjson.h>

#include <cmath>

namespace prefill::tools {
namespace {

using Object = simdjson::dom::object;
using Element = simdjson::dom::element;

// The labels' mistakes unwind to `read_labels`, which adds the line.
struct Mistake {
  std::string what;
};

std::string quoted(std::string_view name) {
  return "`" + std::string(name) + "`";
}

std::string string_of(Element element, std::string_view name) {
  std::string_view text;
  if (element.get(text) != simdjson::SUCCESS) throw Mistake{quoted(name) + " must be a string"};
  return std::string(text);
}

Decimal decimal_of(Element element, std::string_view name) {
  double number = 0;
  if (element.is_null()) return {};  // a rate of a sale outside VAT
  if (element.get(number) != simdjson::SUCCESS) throw Mistake{quoted(name) + " must be a number"};
  return Decimal{std::llround(number * 1e6)};
}

simdjson::dom::array array_of(Element element, std::string_view name) {
  simdjson::dom::array array;
  if (element.get(array) != simdjson::SUCCESS) throw Mistake{quoted(name) + " must be a list"};
  return array;
}

TaxLine tax_line_of(Element element) {
  const auto part = [&](std::string_view key) {
    Element value;
    if (element[key].get(value) != simdjson::SUCCESS) throw Mistake{"a VAT line has no " + quoted(key)};
    return decimal_of(value, key);
  };
  return {part("taux"), part("baseHt"), part("montantTva")};
}

Value value_of(Field field, Element element, std::string_view name) {
  switch (rules::field_type(field)) {
    case rules::ValueType::amount:
      return decimal_of(element, name);
    case rules::ValueType::iban: {
      std::vector<std::string> ibans;
      for (const Element iban : array_of(element, name)) ibans.push_back(string_of(iban, name));
      return ibans;
    }
    case rules::ValueType::tax_lines: {
      std::vector<TaxLine> lines;
      for (const Element line : array_of(element, name)) lines.push_back(tax_line_of(line));
      return lines;
    }
    default:
      return string_of(element, name);
  }
}

Field field_named(std::string_view name, std::string_view where) {
  const std::optional<Field> field = rules::field_of(name);
  if (!field) throw Mistake{quoted(where) + " has an unknown field " + quoted(name)};
  return *field;
}

// Conflicts found while reading an embedded XML carry the names of its parts.
Field conflict_named(std::string_view name) {
  if (name == "type_code") return Field::type_facture;
  if (name == "vat_breakdown") return Field::lignes_tva;
  return field_named(name, "conflicts");
}

FieldSet conflicts_of(Element element) {
  FieldSet set;
  const auto add = [&](std::string_view name) { set.set(static_cast<std::size_t>(conflict_named(name))); };
  Object object;
  if (element.get(object) == simdjson::SUCCESS) {
    for (const auto& entry : object) add(entry.key);
  } else {
    for (const Element name : array_of(element, "conflicts")) add(string_of(name, "conflicts"));
  }
  return set;
}

LabelledDocument document_of(Object object) {
  LabelledDocument document;
  bool has_truth = false;
  for (const auto& [key, value] : object) {
    if (key == "file") document.file = string_of(value, key);
    if (key == "language") document.language = string_of(value, key);
    if (key == "split") document.split = string_of(value, key);
    if (key == "kind") document.kind = string_of(value, key);
    if (key == "producer") document.producer = string_of(value, key);
    if (key == "layout") document.layout = string_of(value, key);
    if (key == "conflicts") document.conflicts = conflicts_of(value);
    if (key == "complete" && value.get(document.complete) != simdjson::SUCCESS) {
      throw Mistake{"`complete` must be true or false"};
    }
    if (key != "truth") continue;
    Object truth;
    if (value.get(truth) != simdjson::SUCCESS) throw Mistake{"`truth` must be an object"};
    has_truth = true;
    for (const auto& [name, known] : truth) {
      const Field field = field_named(name, key);
      document.truth[static_cast<std::size_t>(field)] = value_of(field, known, name);
    }
  }
  if (document.file.empty() || !has_truth) throw Mistake{"needs `file` and `truth`"};
  return document;
}

Object parse_line(simdjson::dom::parser& parser, std::string_view line) {
  Element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS) {
    throw Mistake{std::string("is not JSON: ") + simdjson::error_message(error)};
  }
  Object object;
  if (root.get(object) != simdjson::SUCCESS) throw Mistake{"must be an object"};
  return object;
}

}  // namespace

tl::expected<Labels, std::string> read_labels(std::string_view lines) {
  simdjson::dom::parser parser;
  Labels labels;
  for (int number = 1; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      labels.documents.push_back(document_of(parse_line(parser, line)));
    } catch (const Mistake& mistake) {
      return tl::unexpected("line " + std::to_string(number) + ": " + mistake.what);
    }
    const auto& truth = labels.documents.back().truth;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (truth[i]) labels.labelled.set(i);
    }
  }
  return labels;
}

}  // namespace prefill::tools
