// Two decimals of a confidence are all that can be measured.

#include "tools/value_text.h"

#include <array>
#include <cstdio>

namespace prefill::tools {
namespace {

struct LinesOf {
  std::vector<std::string> operator()(const std::string& text) const { return {text}; }
  std::vector<std::string> operator()(Decimal amount) const { return {to_string(amount)}; }
  std::vector<std::string> operator()(const std::vector<std::string>& texts) const { return texts; }
  std::vector<std::string> operator()(const std::vector<TaxLine>& taxes) const {
    std::vector<std::string> lines;
    lines.reserve(taxes.size());
    for (const TaxLine& tax : taxes) {
      lines.push_back(to_string(tax.rate) + " % of " + to_string(tax.base) + " = " + to_string(tax.amount));
    }
    return lines;
  }
};

}  // namespace

std::vector<std::string> value_lines(const Value& value) {
  return std::visit(LinesOf{}, value);
}

std::string value_text(const Value& value) {
  std::string text;
  for (const std::string& line : value_lines(value)) text += (text.empty() ? "" : "; ") + line;
  return text;
}

std::string confidence_text(double confidence) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", confidence);
  return digits.data();
}

}  // namespace prefill::tools
