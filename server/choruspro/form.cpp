// Lenient where clients in the wild differ without doubt of what is meant (numbers as texts, a time behind a day),
// strict elsewhere.

#include "server/choruspro/form.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "rules/ascii.h"
#include "rules/nearest.h"
#include "server/choruspro/characters.h"

namespace prefill::server {
namespace {

using rules::JsonNode;

/// A tree takes some hundred bytes a value: few bytes of body must not become many of memory.
constexpr std::ptrdiff_t kMostValues = 200'000;
/// Longer names are no slips of a keyboard.
constexpr std::size_t kLongestName = 60;

bool is_number(std::string_view text) {
  const std::size_t begin = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = rules::digits_at(text, begin);
  std::size_t end = begin + whole;
  if (end < text.size() && text[end] == '.') end += 1 + rules::digits_at(text, end + 1);
  if (whole == 0) return false;
  if (end < text.size() && (text[end] | 0x20) == 'e') {
    const std::size_t sign = end + 1 < text.size() && (text[end + 1] == '-' || text[end + 1] == '+') ? 1 : 0;
    const std::size_t digits = rules::digits_at(text, end + 1 + sign);
    if (digits == 0 || digits > 2) return false;
    end += 1 + sign + digits;
  }
  return end == text.size();
}

/// The number in millionths, rounded; nothing beyond 19 digits with them.
std::optional<Decimal> decimal_of(const std::string& text) {
  // 64 bits of mantissa hold every number of 12 digits and 6 decimals.
  const long double value = std::strtold(text.c_str(), nullptr) * 1e6L;
  if (!(std::fabs(value) < 9e18L)) return std::nullopt;
  return Decimal{std::llround(value)};
}

bool real_day(std::string_view text) {
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + count, value);
    return value;
  };
  if (rules::digits_at(text, 0) != 4 || text.size() != 10 || text[4] != '-' || rules::digits_at(text, 5) != 2 ||
      text[7] != '-' || rules::digits_at(text, 8) != 2) {
    return false;
  }
  const std::chrono::year_month_day day{std::chrono::year{number(0, 4)},
                                        std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                        std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  // Annexe 7 of the external specifications, G1.07 and G1.36.
  return day.ok() && number(0, 4) >= 2000 && number(0, 4) <= 2099;
}

}  // namespace

std::string Form::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void Form::blame(ReturnCode code, std::string_view name, std::string message, std::string hint) {
  mistakes_.push_back({code, path_of(name), std::move(message), std::move(hint)});
}

const JsonNode* Form::find(std::string_view name, Need need) {
  asked_.push_back(name);
  const JsonNode* node = object_.find(name);
  const bool nothing = node == nullptr || node->kind == JsonNode::Kind::null ||
                       (node->kind == JsonNode::Kind::string && node->text.empty());
  if (!nothing) return node;
  if (need == Need::mandatory) blame(ReturnCode::missing_member, name, "is missing");
  return nullptr;
}

std::optional<std::string> Form::scalar(std::string_view name, const JsonNode& node) {
  if (node.kind == JsonNode::Kind::string) return node.text;
  if (node.kind == JsonNode::Kind::number) return std::string(text_.substr(node.span.offset, node.span.length));
  blame(ReturnCode::wrong_type, name, "is no text and no number");
  return std::nullopt;
}

std::optional<std::string> Form::text(std::string_view name, std::size_t longest, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  auto value = scalar(name, *node);
  if (value && characters(*value) > longest) {
    blame(ReturnCode::too_long, name, "has more than " + std::to_string(longest) + " characters");
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> Form::whole(std::string_view name, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  const auto value = scalar(name, *node);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error == std::errc() && end == value->data() + value->size()) return number;
  blame(ReturnCode::wrong_type, name, "is no whole number");
  return std::nullopt;
}

std::optional<Decimal> Form::amount(std::string_view name, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  const auto value = scalar(name, *node);
  if (!value) return std::nullopt;
  if (!is_number(*value)) {
    blame(ReturnCode::wrong_type, name, "is no number", "write it as 1234.56, with a point and without spaces");
    return std::nullopt;
  }
  const auto decimal = decimal_of(*value);
  if (!decimal) blame(ReturnCode::too_long, name, "has more than 19 digits");
  return decimal;
}

std::optional<std::string> Form::date(std::string_view name, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  auto value = scalar(name, *node);
  if (!value) return std::nullopt;
  if (value->size() > 10 && (*value)[10] == 'T') value->resize(10);
  if (real_day(*value)) return value;
  blame(ReturnCode::malformed, name, "is no day from 2000 to 2099", "write it as AAAA-MM-JJ, such as 2026-11-22");
  return std::nullopt;
}

std::optional<std::string> Form::word(std::string_view name, std::span<const std::string_view> words, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  auto value = scalar(name, *node);
  if (!value || std::find(words.begin(), words.end(), *value) != words.end()) return value;
  const auto near = value->size() > kLongestName ? std::vector<std::string_view>() : rules::nearest(*value, words);
  const std::string hint = !near.empty()       ? "perhaps `" + std::string(near.front()) + "` is meant"
                           : words.size() > 12 ? "its values are listed by the calls under transverses/v1/recuperer"
                                               : "it is one of " + rules::listed(words);
  blame(ReturnCode::not_in_list, name, "has a value that is not in its list", hint);
  return std::nullopt;
}

std::optional<Form> Form::object(std::string_view name, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return std::nullopt;
  if (node->kind == JsonNode::Kind::object) return Form(text_, *node, path_of(name), mistakes_);
  blame(ReturnCode::wrong_type, name, "is no object", "write it as { ... }");
  return std::nullopt;
}

std::vector<Form> Form::list(std::string_view name, Need need) {
  const JsonNode* node = find(name, need);
  if (node == nullptr) return {};
  std::vector<Form> forms;
  if (node->kind != JsonNode::Kind::array) {
    blame(ReturnCode::wrong_type, name, "is no list", "write it as [ ... ], also around a single object");
    return forms;
  }
  if (node->items.empty() && need == Need::mandatory) blame(ReturnCode::missing_member, name, "is empty");
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const std::string place = std::string(name) + "[" + std::to_string(i) + "]";
    if (node->items[i].kind == JsonNode::Kind::object) {
      forms.emplace_back(text_, node->items[i], path_of(place), mistakes_);
    } else {
      blame(ReturnCode::wrong_type, place, "is no object", "write it as { ... }");
    }
  }
  return forms;
}

void Form::name_misnamed() {
  std::vector<std::string_view> absent;
  std::copy_if(asked_.begin(), asked_.end(), std::back_inserter(absent),
               [&](std::string_view name) { return object_.find(name) == nullptr; });
  for (const rules::JsonMember& member : object_.members) {
    const bool known = std::find(asked_.begin(), asked_.end(), member.key) != asked_.end();
    if (known || absent.empty() || member.key.size() > kLongestName) continue;
    const auto near = rules::nearest(member.key, absent);
    if (near.empty()) continue;
    const std::string meant(near.front());
    std::erase_if(mistakes_, [&](const Mistake& mistake) {
      return mistake.code == ReturnCode::missing_member && mistake.field == path_of(meant);
    });
    blame(ReturnCode::misnamed_member, member.key, "is unknown", "perhaps `" + meant + "` is meant");
    std::erase(absent, near.front());
  }
}

std::optional<JsonNode> parse_body(std::string_view body, Mistakes& mistakes) {
  if (std::count(body.begin(), body.end(), ',') > kMostValues) {
    mistakes.push_back({ReturnCode::too_long, "", "the body has too many values", "send the invoice in parts"});
    return std::nullopt;
  }
  rules::Diagnostic mistake;
  auto root = rules::parse_json(body.empty() ? std::string_view("{}") : body, mistake);
  if (root && root->kind == JsonNode::Kind::object) return root;
  std::string why = "the body is no JSON object";
  if (!root) {
    const rules::LineColumn place = rules::line_and_column(body, mistake.offset);
    why = "the body is no JSON: line " + std::to_string(place.line) + ", column " + std::to_string(place.column) +
          ": " + mistake.title;
  }
  mistakes.push_back({ReturnCode::not_json, "", why, "send a JSON object in UTF-8"});
  return std::nullopt;
}

}  // namespace prefill::server
