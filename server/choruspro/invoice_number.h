// What the portal takes as the number of an invoice.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "rules/ascii.h"

namespace prefill::server {

/// Specification of deposerPdfFacture; BR-FR-CPRO-02 of XP Z12-012.
inline constexpr std::size_t kLongestInvoiceNumber = 20;

/// What is wrong with `number`, as "has ..."; empty when nothing is.
[[nodiscard]] inline std::string fault_of_invoice_number(std::string_view number) {
  if (number.size() > kLongestInvoiceNumber) return "has more than 20 characters";
  const auto allowed = [](char c) {
    return rules::is_alnum(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '_' || c == '/';
  };
  const bool plain = std::all_of(number.begin(), number.end(), allowed);
  return plain ? "" : "has characters other than letters without accents, digits, `-`, `+`, `_` and `/`";
}

}  // namespace prefill::server
