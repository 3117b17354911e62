// simdjson On-Demand walked once from end to end into a tree.
//
// On-Demand tells where it stands, which the DOM of simdjson does not; and because every value is visited, everything
// is validated. What its first stage refuses (bad UTF-8, broken strings) comes without a place: that is looked for
// here.

#include "rules/json_tree.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace prefill::rules {
namespace {

namespace ondemand = simdjson::ondemand;

/// Length of the string token at `token`, quotes included.
std::size_t string_length(std::string_view text, std::size_t token) {
  for (std::size_t i = token + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1 - token;
    }
  }
  return text.size() - token;
}

/// Bytes of the string's value that the raw piece at `at` stands for, and bytes of that piece.
struct Piece {
  std::size_t raw;
  std::size_t value;
};

unsigned hex4(std::string_view text, std::size_t at) {
  unsigned result = 0;
  for (std::size_t i = at; i < std::min(at + 4, text.size()); ++i) {
    const char c = text[i];
    result = result * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return result;
}

Piece piece_at(std::string_view text, std::size_t at) {
  if (text[at] != '\\') return {1, 1};
  if (at + 1 >= text.size() || text[at + 1] != 'u') return {2, 1};
  const unsigned unit = hex4(text, at + 2);
  if (unit >= 0xD800 && unit < 0xDC00) return {12, 4};
  return {6, unit < 0x80 ? 1U : unit < 0x800 ? 2U : 3U};
}

/// Walks a document; the first error ends it.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text), padded_(text) {}

  std::optional<JsonNode> run(Diagnostic& mistake) {
    ondemand::parser parser;
    ondemand::document document;
    error_ = parser.iterate(padded_).get(document);
    if (error_ != simdjson::SUCCESS) {
      explain_first_stage(mistake);
      return std::nullopt;
    }
    JsonNode root;
    if (read_root(document, root)) return root;
    explain(document, mistake);
    return std::nullopt;
  }

 private:
  bool failed(simdjson::error_code error) {
    error_ = error;
    return error != simdjson::SUCCESS;
  }

  bool read_root(ondemand::document& document, JsonNode& root) {
    ondemand::json_type type{};
    if (failed(document.type().get(type))) return false;
    // On-Demand reads a document that is a scalar in another way. Its kind is all that a message needs.
    if (type != ondemand::json_type::object && type != ondemand::json_type::array) {
      root.kind = kind_of(type);
      root.span = {first_of_text(), text_.find_last_not_of(" \t\r\n") + 1 - first_of_text()};
      return true;
    }
    ondemand::value value;
    return !failed(document.get_value().get(value)) && read(value, root) && !trails(document);
  }

  static JsonNode::Kind kind_of(ondemand::json_type type) {
    switch (type) {
      case ondemand::json_type::object:
        return JsonNode::Kind::object;
      case ondemand::json_type::array:
        return JsonNode::Kind::array;
      case ondemand::json_type::string:
        return JsonNode::Kind::string;
      case ondemand::json_type::number:
        return JsonNode::Kind::number;
      case ondemand::json_type::boolean:
        return JsonNode::Kind::boolean;
      case ondemand::json_type::null:
        break;
    }
    return JsonNode::Kind::null;
  }

  static bool trails(ondemand::document& document) { return document.current_location().error() == simdjson::SUCCESS; }

  std::size_t offset_of(const char* place) const {
    return std::min(static_cast<std::size_t>(place - padded_.data()), text_.size());
  }

  std::size_t first_of_text() const {
    const std::size_t first = text_.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? 0 : first;
  }

  bool read(ondemand::value value, JsonNode& node) {
    const std::string_view token = value.raw_json_token();
    node.span.offset = offset_of(token.data());
    ondemand::json_type type{};
    if (failed(value.type().get(type))) return false;
    node.kind = kind_of(type);
    switch (node.kind) {
      case JsonNode::Kind::object:
        return read_object(value, node);
      case JsonNode::Kind::array:
        return read_array(value, node);
      case JsonNode::Kind::string:
        node.span.length = string_length(text_, node.span.offset);
        return read_string(value.get_string(), node.span.offset, node.text);
      default:
        node.span.length = token.find_last_not_of(" \t\r\n") + 1;
        return read_scalar(value, node);
    }
  }

  bool read_string(simdjson::simdjson_result<std::string_view> string, std::size_t token, std::string& text) {
    std::string_view view;
    if (failed(std::move(string).get(view))) {
      broken_string_ = token;
      return false;
    }
    text = view;
    return true;
  }

  bool read_scalar(ondemand::value value, JsonNode& node) {
    if (node.kind == JsonNode::Kind::number) return !failed(value.get_double().get(node.number));
    if (node.kind == JsonNode::Kind::boolean) return !failed(value.get_bool().get(node.truth));
    return value.is_null() || !failed(simdjson::N_ATOM_ERROR);
  }

  bool read_array(ondemand::value value, JsonNode& node) {
    ondemand::array array;
    if (failed(value.get_array().get(array))) return false;
    for (auto item : array) {
      ondemand::value element;
      if (failed(std::move(item).get(element)) || !read(element, node.items.emplace_back())) return false;
    }
    return true;
  }

  bool read_object(ondemand::value value, JsonNode& node) {
    ondemand::object object;
    if (failed(value.get_object().get(object))) return false;
    for (auto entry : object) {
      ondemand::field field;
      if (failed(std::move(entry).get(field))) return false;
      JsonMember& member = node.members.emplace_back();
      member.span.offset = offset_of(field.key().raw()) - 1;
      member.span.length = string_length(text_, member.span.offset);
      if (!read_string(field.unescaped_key(), member.span.offset, member.key)) return false;
      if (!read(field.value(), member.value)) return false;
    }
    return true;
  }

  void explain(ondemand::document& document, Diagnostic& mistake) {
    const char* place = nullptr;
    mistake.offset = document.current_location().get(place) == simdjson::SUCCESS ? offset_of(place) : text_.size();
    if (error_ == simdjson::SUCCESS) {
      mistake.label = "nothing may follow the closing bracket";
    } else if (error_ == simdjson::STRING_ERROR) {
      mistake.label = "JSON has no such escape; a backslash itself is written twice";
      mistake.offset = first_wrong_escape(broken_string_);
      mistake.length = 2;
    } else if (error_ == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || mistake.offset >= text_.size()) {
      mistake.label = "a bracket is never closed";
      mistake.offset = text_.size();
    } else {
      mistake.label = label_of(error_);
    }
    // A place behind the text cannot be underlined: the last character stands for it.
    const std::size_t last = text_.find_last_not_of(" \t\r\n");
    mistake.offset = std::min(mistake.offset, last == std::string_view::npos ? 0 : last);
  }

  static std::string_view label_of(simdjson::error_code error) {
    switch (error) {
      case simdjson::NUMBER_ERROR:
        return "this is not a number";
      case simdjson::DEPTH_ERROR:
        return "too many brackets inside each other";
      default:
        return "a comma, a colon or a value is missing or superfluous here";
    }
  }

  void explain_first_stage(Diagnostic& mistake) {
    mistake.offset = 0;
    if (error_ == simdjson::EMPTY) {
      mistake.label = "the file is empty";
    } else if (error_ == simdjson::UTF8_ERROR) {
      mistake.offset = first_bad_utf8();
      mistake.label = "this byte is not UTF-8";
    } else {
      mistake.offset = first_broken_string();
      mistake.label = "the closing quote of this string is missing";
    }
  }

  std::size_t first_bad_utf8() const {
    // The longest prefix that is valid; validity of prefixes is not monotonous inside a character, hence whole ones.
    std::size_t at = 0;
    while (at < text_.size()) {
      std::size_t length = 1;
      while (at + length < text_.size() && (static_cast<unsigned char>(text_[at + length]) & 0xC0U) == 0x80U) ++length;
      if (!simdjson::validate_utf8(text_.data() + at, length)) return at;
      at += length;
    }
    return 0;
  }

  std::size_t first_wrong_escape(std::size_t token) const {
    const std::size_t end = token + string_length(text_, token);
    for (std::size_t at = token + 1; at + 1 < end; at += text_[at] == '\\' ? 2 : 1) {
      if (text_[at] != '\\' || std::string_view("\"\\/bfnrt").find(text_[at + 1]) != std::string_view::npos) continue;
      // `\u` may be right; when every other escape is, the broken one is taken to be the first `\u`.
      if (text_[at + 1] != 'u') return at;
    }
    const std::size_t unicode = text_.find("\\u", token);
    return unicode < end ? unicode : token;
  }

  /// The first string that a line's end cuts off, or behind which no string can end: its closing quote is missing.
  std::size_t first_broken_string() const {
    for (std::size_t at = 0; (at = text_.find('"', at)) != std::string_view::npos;) {
      const std::size_t length = string_length(text_, at);
      const std::string_view token = text_.substr(at, length);
      const bool control = std::any_of(token.begin(), token.end(), [](char c) { return c >= 0 && c < 0x20; });
      const std::size_t next = text_.find_first_not_of(" \t\r\n", at + length);
      const bool ends =
          next == std::string_view::npos || std::string_view(",:]}").find(text_[next]) != std::string_view::npos;
      if (control || length < 2 || token.back() != '"' || !ends) return at;
      at += length;
    }
    return 0;
  }

  std::string_view text_;
  simdjson::padded_string padded_;
  simdjson::error_code error_ = simdjson::SUCCESS;
  std::size_t broken_string_ = 0;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const JsonMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::optional<JsonNode> parse_json(std::string_view text, Diagnostic& mistake) {
  return Walk(text).run(mistake);
}

std::size_t offset_in_string(std::string_view text, std::size_t token, std::size_t index) {
  std::size_t at = token + 1;
  std::size_t value = 0;
  while (at < text.size() && text[at] != '"') {
    const Piece piece = piece_at(text, at);
    if (value + piece.value > index) break;
    value += piece.value;
    at += piece.raw;
  }
  return at;
}

}  // namespace prefill::rules
