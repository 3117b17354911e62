// The words that invoices of the bulk corpus are made of: trades and their goods, towns, public buyers, sentences.
//
// Towns, companies and people are invented. Combined at random they give more suppliers and buyers than anyone asks
// for.

#pragma once

#include <span>
#include <string_view>

namespace prefill::bulk {

struct Good {
  std::string_view reference;
  std::string_view label;
  std::string_view unit;
  int price;  // cents
  int rate;   // VAT in hundredths of a percent
};

struct Trade {
  std::span<const std::string_view> names;  // what a company of the trade calls itself, before or instead of a name
  std::string_view ape;                     // code of the activity
  std::span<const Good> goods;
  bool services;  // VAT falls due with the payment, unless the supplier opted otherwise
  bool site;      // work is done at a place that the invoice names, and may be photographed
};
[[nodiscard]] std::span<const Trade> trades();

struct BuyerKind {
  std::string_view siren_prefix;                  // of public bodies of this kind
  std::span<const std::string_view> names;        // `{}` stands for the town
  std::span<const std::string_view> departments;  // which order
  int weight;                                     // of a hundred invoices
};
[[nodiscard]] std::span<const BuyerKind> buyer_kinds();

struct Bank {
  std::string_view name;
  std::string_view bic;
};
[[nodiscard]] std::span<const Bank> banks();

[[nodiscard]] std::span<const std::string_view> family_names();
[[nodiscard]] std::span<const std::string_view> first_names();
[[nodiscard]] std::span<const std::string_view> town_heads();
[[nodiscard]] std::span<const std::string_view> town_tails();
[[nodiscard]] std::span<const std::string_view> streets();
[[nodiscard]] std::span<const std::string_view> sites();
[[nodiscard]] std::span<const std::string_view> registries();
[[nodiscard]] std::span<const std::string_view> service_codes();
[[nodiscard]] std::span<const std::string_view> months();
/// Articles of general terms; amounts and percentages in them are none of the invoice.
[[nodiscard]] std::span<const std::string_view> terms();

}  // namespace prefill::bulk
