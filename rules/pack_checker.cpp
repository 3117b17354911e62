// Objects are held against tables of keys, so that what is common to all of them is written once.

#include "rules/pack_checker.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "rules/nearest.h"

namespace prefill::rules {
namespace {

using Kind = JsonNode::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "true or false";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "a list";
    case Kind::object:
      return "an object";
  }
  return "";
}

std::vector<std::string_view> names_of(std::span<const Key> keys, bool required_only) {
  std::vector<std::string_view> names;
  for (const Key& key : keys) {
    if (key.required || !required_only) names.push_back(key.name);
  }
  return names;
}

}  // namespace

std::string quoted(std::string_view name) {
  return "`" + std::string(name) + "`";
}

std::string nearest_and_all(std::string_view name, std::span<const std::string_view> known) {
  const auto near = nearest(name, known);
  const std::string all = "allowed are " + listed(known);
  return near.empty() ? all : "did you mean " + listed(near) + "? " + all;
}

const JsonNode* value_of(const JsonNode& object, std::string_view key, Kind kind) {
  const JsonNode* node = object.find(key);
  return node != nullptr && node->kind == kind ? node : nullptr;
}

std::string PackChecker::where(PackPlace place) const {
  const std::string line = "line " + std::to_string(line_and_column(packs_[place.source].text, place.offset).line);
  return place.source == source_ ? line : line + " of " + std::string(file(place));
}

void PackChecker::report(std::string code, std::string title, Span span, std::string label, std::string help) {
  diagnostics_.push_back({std::move(code), std::move(title), span.offset, std::max<std::size_t>(span.length, 1),
                          std::move(label), std::move(help), source_});
}

bool PackChecker::check_kind(const JsonNode& node, Kind kind, const std::string& name) {
  if (node.kind == kind) return true;
  report("R002", name + " must be " + std::string(name_of(kind)), node.span,
         "this is " + std::string(name_of(node.kind)), "");
  return false;
}

void PackChecker::check_doubled(const JsonNode& object) {
  std::map<std::string_view, Span> seen;
  for (const JsonMember& member : object.members) {
    const auto [first, added] = seen.try_emplace(member.key, member.span);
    if (added) continue;
    report("R007", "key " + quoted(member.key) + " stands twice", member.span,
           "it stands first on " + where(place(first->second)), "put both together under one key");
  }
}

bool PackChecker::check_object(const JsonNode& node, const Shape& shape) {
  if (!check_kind(node, Kind::object, std::string(shape.noun))) return false;
  check_doubled(node);
  for (const JsonMember& member : node.members) {
    const auto key = std::ranges::find(shape.keys, member.key, &Key::name);
    if (key == shape.keys.end()) {
      report_unknown(member, shape);
    } else {
      check_kind(member.value, key->kind, quoted(member.key));
    }
  }
  for (const Key& key : shape.keys) {
    if (key.required && node.find(key.name) == nullptr) report_missing(node, shape, key);
  }
  return true;
}

void PackChecker::report_unknown(const JsonMember& member, const Shape& shape) {
  const auto foreign = std::ranges::find(shape.foreign, member.key, &ForeignKey::name);
  if (foreign != shape.foreign.end()) {
    report("R017", quoted(member.key) + " does not belong here", member.span,
           std::string(shape.noun) + " has no " + quoted(member.key), std::string(foreign->help));
    return;
  }
  report("R004", "unknown key " + quoted(member.key), member.span, std::string(shape.noun) + " has no such key",
         nearest_and_all(member.key, names_of(shape.keys, false)));
}

void PackChecker::report_missing(const JsonNode& node, const Shape& shape, const Key& key) {
  report("R003", quoted(key.name) + " is missing", node.span, "this is " + std::string(shape.noun),
         std::string(shape.noun) + " needs " + listed(names_of(shape.keys, true)));
}

std::vector<Diagnostic> PackChecker::take() {
  std::ranges::stable_sort(diagnostics_, {}, [](const Diagnostic& d) { return std::tuple(d.source, d.offset); });
  return std::exchange(diagnostics_, {});
}

}  // namespace prefill::rules
