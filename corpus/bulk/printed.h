// The only door from an invoice to a page: a value comes out as text and enters the truth in the same call.
//
// So a layout cannot print a value that the truth misses, nor promise one that it does not print.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "corpus/bulk/invoice.h"

namespace prefill::bulk {

class Printed {
 public:
  Printed(const Supplier& supplier, const Invoice& invoice);

  // Text that is no value of the truth: prices, lines, sums on the way.
  [[nodiscard]] std::string amount(std::int64_t cents) const;
  [[nodiscard]] std::string signed_amount(std::int64_t cents) const;
  [[nodiscard]] static std::string rate(int rate);

  // Values of the truth.
  std::string item(Item item);
  std::string seller_name();
  std::string seller_siret();
  std::string seller_siren();
  std::string seller_vat();
  std::string buyer_name();
  std::string iban();
  std::string bic();
  std::string by_transfer();
  std::string net();
  std::string tax();
  std::string total();
  std::string paid();
  std::string payable();
  /// The rate of an invoice that has just one; with the totals it makes a VAT line.
  std::string only_rate();
  /// An amount of the complete VAT table.
  std::string in_vat_table(std::int64_t cents);
  std::string money(std::int64_t cents);
  /// "Montants exprimés en euros."
  std::string currency_sentence();
  /// What is said of the regime of VAT; empty when nothing is.
  std::string regime();
  std::string date(std::chrono::sys_days day) const;

  /// Whether `item` is there to be printed.
  [[nodiscard]] bool has(Item item) const;

  /// The truth as JSON: all that a careful person would read.
  [[nodiscard]] std::string truth();
  /// Fields of the truth that follow from others, as a JSON list; after `truth`.
  [[nodiscard]] std::string derived() const;

 private:
  void note(std::string_view field, std::string json);
  void note_text(std::string_view field, std::string_view text) { note(field, quoted(text)); }
  void note_amount(std::string_view field, std::int64_t cents) { note(field, decimal(cents)); }
  void follow(std::string_view field, std::string json);
  [[nodiscard]] static std::string quoted(std::string_view text);
  [[nodiscard]] static std::string decimal(std::int64_t cents);
  [[nodiscard]] std::string vat_lines() const;
  [[nodiscard]] std::string siret(std::string_view number) const;

  const Supplier& supplier_;
  const Invoice& invoice_;
  std::map<std::string, std::string, std::less<>> fields_;  // to JSON
  std::set<std::string, std::less<>> printed_;
  bool rate_shown_ = false;
  bool table_shown_ = false;
};

}  // namespace prefill::bulk
