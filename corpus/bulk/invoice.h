// One invoice of a supplier: whom it bills what for, with an arithmetic that is right to the cent.
//
// Amounts are cents and rates hundredths of a percent, so that sums agree exactly, as they do in accounting programs.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/bulk/supplier.h"

namespace prefill::bulk {

struct Line {
  const Good* good = nullptr;
  int quantity = 1;
  int price = 0;
  int rate = 0;
  [[nodiscard]] std::int64_t total() const { return std::int64_t{quantity} * price; }
};

struct VatLine {
  int rate = 0;
  std::int64_t base = 0;
  std::int64_t amount = 0;
};

struct Invoice {
  std::uint64_t index = 0;  // in the corpus; no two invoices of a supplier share a number, since it holds this
  bool credit = false;
  int pages = 1;  // wanted
  std::string number;
  std::chrono::sys_days issued;
  std::chrono::sys_days due;
  Party buyer;
  // Empty where the invoice does not have it.
  std::string engagement;
  std::string service;
  std::string contract;
  std::string origin;
  std::string client_number;
  std::string seller_order;
  std::string delivery_note;
  std::string_view site;
  bool due_printed = true;
  bool negative = false;  // the amounts of a credit note are printed with a minus
  int discount_rate = 0;
  int paid_rate = 0;
  std::vector<Line> lines;
  std::int64_t discount = 0;
  std::vector<VatLine> vat;  // from the highest rate down
  std::int64_t paid = 0;

  [[nodiscard]] std::int64_t gross() const;
  [[nodiscard]] std::int64_t net() const { return gross() - discount; }
  [[nodiscard]] std::int64_t tax() const;
  [[nodiscard]] std::int64_t total() const { return net() + tax(); }
  [[nodiscard]] std::int64_t payable() const { return total() - paid; }
};

/// Invoice `index` of the corpus of `seed`, without its lines.
[[nodiscard]] Invoice make_invoice(std::uint64_t seed, std::uint64_t index, const Supplier& supplier);

/// Gives the invoice `count` lines, at least one, and its sums.
void fill(Invoice& invoice, std::uint64_t seed, const Supplier& supplier, int count);

}  // namespace prefill::bulk
