// The JSON is parsed as a whole, which also checks its UTF-8, and then walked once. Summaries are counted here and not
// asked of the worker: there is only one thing to believe.

#include "extractor/sandbox/answer_check.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>

namespace prefill::sandbox {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::int64_t most_pages = 10'000'000;
constexpr double most_points = std::numeric_limits<float>::max();

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_text(element value) {
  return value.is_string();
}

bool is_text(element value, std::string_view expected) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS && text == expected;
}

bool is_number(element value, double from, double to) {
  double number = 0;
  return value.get(number) == simdjson::SUCCESS && number >= from && number <= to;
}

// Every element of an array, when it is one.
template <typename Holds>
bool all_of(element value, Holds holds) {
  array items;
  if (value.get(items) != simdjson::SUCCESS) return false;
  return std::all_of(items.begin(), items.end(), holds);
}

// Every member of an object, when it is one.
template <typename Holds>
bool all_members(element value, Holds holds) {
  object members;
  if (value.get(members) != simdjson::SUCCESS) return false;
  return std::all_of(members.begin(), members.end(),
                     [&](const auto& member) { return holds(member.key, member.value); });
}

// Whether the members are these and no other, in this order.
bool has_members(element value, std::initializer_list<std::string_view> keys) {
  object members;
  if (value.get(members) != simdjson::SUCCESS || members.size() != keys.size()) return false;
  return std::equal(keys.begin(), keys.end(), members.begin(),
                    [](std::string_view key, const auto& member) { return key == member.key; });
}

bool is_box(element value) {
  array edges;
  constexpr std::size_t kEdges = 4;
  return value.get(edges) == simdjson::SUCCESS && edges.size() == kEdges &&
         all_of(value, [](element edge) { return is_number(edge, -most_points, most_points); });
}

/// Walks one extraction.
class ExtractionCheck {
 public:
  explicit ExtractionCheck(Summary& summary) : summary_(summary) {}

  [[nodiscard]] bool holds(element json, std::string_view rules_version) {
    return has_members(json, {"file", "kind", "document", "fields", "withheld", "checks", "advice", "engine"}) &&
           is_text(json["file"].value()) && kind(json["kind"].value()) && document(json["document"].value()) &&
           fields(json["fields"].value()) && withheld(json["withheld"].value()) && checks(json["checks"].value()) &&
           advice(json["advice"].value()) && has_members(json["engine"].value(), {"version", "rules"}) &&
           is_text(json["engine"]["version"].value()) && is_text(json["engine"]["rules"].value(), rules_version);
  }

 private:
  bool kind(element value) {
    for (int kind = 0; kind <= static_cast<int>(DocumentKind::other); ++kind) {
      summary_.kind = static_cast<DocumentKind>(kind);
      if (is_text(value, kind_name(summary_.kind))) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_page(element value) const { return is_number(value, 1, static_cast<double>(pages_)); }

  bool document(element value) {
    if (!value["pages"].is_int64() || !is_number(value["pages"].value(), 1, most_pages)) return false;
    pages_ = value["pages"].get_int64().value();
    const auto member = [this](std::string_view key, element part) {
      if (is_one_of(key, {"pagesRead", "referencePages"})) {
        return all_of(part, [this](element page) { return page.is_int64() && is_page(page); });
      }
      if (key == "encrypted") return part.is_bool();
      return key == "pages" || (is_one_of(key, {"textLayer", "producer"}) && is_text(part));
    };
    return all_members(value, member);
  }

  // A value given or considered.
  bool found(element value) {
    const auto member = [this](std::string_view key, element part) {
      if (key == "page") return part.is_int64() && is_page(part);
      if (key == "confidence") return is_number(part, 0, 1);
      if (key == "box") return is_box(part);
      if (key == "value") return !part.is_object() && !part.is_null();
      if (key == "label") {
        return has_members(part, {"text", "box"}) && is_text(part["text"].value()) && is_box(part["box"].value());
      }
      if (key == "alternatives") return all_of(part, [this](element other) { return found(other); });
      return is_one_of(key, {"raw", "rule", "warning"}) && is_text(part);
    };
    return !value["value"].error() && !value["page"].error() && !value["confidence"].error() && !value["box"].error() &&
           all_members(value, member);
  }

  bool fields(element value) {
    return all_members(value, [this](std::string_view name, element given) {
      const auto field = rules::field_of(name);
      if (!field || !found(given)) return false;
      summary_.given.set(static_cast<std::size_t>(*field));
      return true;
    });
  }

  bool withheld(element value) {
    return all_members(value, [this](std::string_view name, element alternatives) {
      const auto field = rules::field_of(name);
      if (!field || !all_of(alternatives, [this](element other) { return found(other); })) return false;
      summary_.withheld.set(static_cast<std::size_t>(*field));
      return true;
    });
  }

  static bool checks(element value) {
    return all_of(value, [](element check) {
      return has_members(check, {"code", "ok"}) && is_text(check["code"].value()) && check["ok"].is_bool();
    });
  }

  bool advice(element value) {
    return all_of(value, [this](element piece) {
      return !piece["code"].error() && all_members(piece, [this](std::string_view key, element part) {
        if (key == "page") return part.is_int64() && is_page(part);
        if (key == "box") return is_box(part);
        return is_one_of(key, {"code", "field", "text", "fr", "en"}) && is_text(part);
      });
    });
  }

  Summary& summary_;
  std::int64_t pages_ = 0;
};

bool is_word(element value) {
  return has_members(value, {"text", "box"}) && is_text(value["text"].value()) && is_box(value["box"].value());
}

bool is_page_of_words(element value) {
  return has_members(value, {"page", "width", "height", "text", "words"}) && value["page"].is_int64() &&
         is_number(value["page"].value(), 1, most_pages) && is_number(value["width"].value(), 0, most_points) &&
         is_number(value["height"].value(), 0, most_points) && is_text(value["text"].value()) &&
         all_of(value["words"].value(), is_word);
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, sizeof number)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

struct AnswerCheck::Parser {
  simdjson::dom::parser json;
};

AnswerCheck::AnswerCheck() : parser_(std::make_unique<Parser>()) {}
AnswerCheck::~AnswerCheck() = default;

bool AnswerCheck::extraction(const std::string& json, std::string_view rules_version, Summary& summary) {
  summary = Summary{};
  element root;
  return parser_->json.parse(json).get(root) == simdjson::SUCCESS &&
         ExtractionCheck(summary).holds(root, rules_version);
}

bool AnswerCheck::text(const std::string& json) {
  element root;
  return parser_->json.parse(json).get(root) == simdjson::SUCCESS && has_members(root, {"file", "pages"}) &&
         is_text(root["file"].value()) && all_of(root["pages"].value(), is_page_of_words);
}

// PNG, third edition, section 5: a signature of 8 bytes, then chunks of length, type, data and CRC.
bool AnswerCheck::picture(std::string_view bytes) {
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t kChunkFrame = 12;
  constexpr std::size_t kHeaderData = 13;
  constexpr std::uint64_t kMostPixels = 33'000'000;  // 16 million, and both sides rounded up on a very long page
  if (bytes.substr(0, kSignature.size()) != kSignature) return false;
  bytes.remove_prefix(kSignature.size());
  for (bool first = true; bytes.size() >= kChunkFrame; first = false) {
    const std::size_t size = big_endian(bytes);
    const std::string_view type = bytes.substr(4, 4);
    if (size > bytes.size() - kChunkFrame || first != (type == "IHDR")) return false;
    if (first) {
      const std::uint64_t width = big_endian(bytes.substr(8));
      const std::uint64_t height = big_endian(bytes.substr(12));
      if (size != kHeaderData || width == 0 || height == 0 || width * height > kMostPixels) return false;
    }
    bytes.remove_prefix(size + kChunkFrame);
    if (type == "IEND") return size == 0 && bytes.empty();
    if (!is_one_of(type, {"IHDR", "IDAT", "iCCP", "sRGB", "gAMA", "cHRM", "pHYs", "PLTE", "tRNS"})) return false;
  }
  return false;
}

bool AnswerCheck::message(std::string_view text) {
  constexpr std::size_t kLongest = 1000;
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; };
  return text.size() <= kLongest && simdjson::validate_utf8(text.data(), text.size()) &&
         std::none_of(text.begin(), text.end(), control);
}

}  // namespace prefill::sandbox
