// JSON as a tree in which each value and key knows its place in the text, so that a mistake can be shown where it is.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"

namespace prefill::rules {

/// A part of the text: bytes from `offset`, never empty.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 1;
};

struct JsonMember;

/// A JSON value. Members keep their order, and a key that stands twice is there twice.
struct JsonNode {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  Span span;         // of a scalar the whole token, quotes included; of an array or object its opening bracket
  std::string text;  // of a string, escapes resolved
  double number = 0;
  bool truth = false;  // of a boolean
  std::vector<JsonNode> items;
  std::vector<JsonMember> members;

  /// The first value under `key` in an object, or nullptr. Lives as long as this node.
  [[nodiscard]] const JsonNode* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Span span;  // of the key, quotes included
  JsonNode value;
};

/// Reads the whole of `text`. When it is not JSON, nothing is returned and `mistake` says where it breaks and how; its
/// code is left to the caller.
[[nodiscard]] std::optional<JsonNode> parse_json(std::string_view text, Diagnostic& mistake);

/// The place, in the raw token of a string that begins at `token` (with its quote), of byte `index` of its value.
[[nodiscard]] std::size_t offset_in_string(std::string_view text, std::size_t token, std::size_t index);

}  // namespace prefill::rules
