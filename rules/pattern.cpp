// Asks Hyperscan twice: first for the bare pattern, so that the place it names is the author's and `a)(b` does not slip
// through inside our own group; then for the anchored one, which is what runs.

#include "rules/pattern.h"

#include <hs/hs.h>

#include <cctype>
#include <charconv>
#include <cstdlib>

namespace prefill::rules {
namespace {

constexpr std::string_view head = "^(?:";
constexpr std::string_view tail = ")\\z";

/// Splits "Missing close parenthesis for group started at index 0." into its sentence and its number.
PatternMistake mistake_of(std::string_view message, std::size_t skipped, std::size_t length) {
  PatternMistake mistake;
  while (!message.empty() && message.back() == '.') message.remove_suffix(1);
  constexpr std::string_view marker = " at index ";
  if (const std::size_t at = message.rfind(marker); at != std::string_view::npos) {
    std::size_t index = 0;
    const std::string_view digits = message.substr(at + marker.size());
    if (std::from_chars(digits.data(), digits.data() + digits.size(), index).ec == std::errc()) {
      mistake.index = index < skipped ? 0 : index - skipped;
      if (*mistake.index > length) mistake.index = length;
      message = message.substr(0, at);
    }
  }
  mistake.reason = message;
  if (!mistake.reason.empty()) {
    mistake.reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(mistake.reason[0])));
  }
  return mistake;
}

std::optional<PatternMistake> take(hs_compile_error_t* error, std::size_t skipped, std::size_t length) {
  PatternMistake mistake = mistake_of(error->message, skipped, length);
  hs_free_compile_error(error);
  return mistake;
}

}  // namespace

unsigned pattern_flags() {
  return HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH;
}

std::string anchored(std::string_view pattern) {
  return std::string(head).append(pattern).append(tail);
}

std::optional<PatternMistake> check_pattern(std::string_view pattern) {
  // Hyperscan takes C strings and would silently read half of it.
  if (const std::size_t zero = pattern.find('\0'); zero != std::string_view::npos) {
    return PatternMistake{"a zero byte can never match", zero};
  }
  hs_compile_error_t* error = nullptr;
  hs_expr_info_t* info = nullptr;
  if (hs_expression_info(std::string(pattern).c_str(), pattern_flags(), &info, &error) != HS_SUCCESS) {
    return take(error, 0, pattern.size());
  }
  std::free(info);
  hs_database_t* database = nullptr;
  if (hs_compile(anchored(pattern).c_str(), pattern_flags(), HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
    return take(error, head.size(), pattern.size());
  }
  hs_free_database(database);
  return std::nullopt;
}

}  // namespace prefill::rules
