// The one place that knows the order of the columns.

#include "server/store/rows.h"

#include <charconv>
#include <chrono>

namespace prefill::server {

std::string text_of(Moment moment) {
  return std::to_string(moment.time_since_epoch().count());
}

std::int64_t number_of(const Cell& cell) {
  std::int64_t number = 0;
  if (cell) std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return number;
}

Moment moment_of(const Cell& cell) {
  return Moment(std::chrono::seconds(number_of(cell)));
}

Invoice invoice_of(const Row& row) {
  Invoice invoice;
  invoice.id = number_of(row[0]);
  invoice.client = *row[1];
  invoice.supplier = *row[2];
  invoice.year = static_cast<int>(number_of(row[3]));
  invoice.number = *row[4];
  invoice.recipient = *row[5];
  invoice.mode = *row[6];
  invoice.date = *row[7];
  invoice.type = *row[8];
  invoice.amount = *row[9];
  invoice.body = *row[10];
  invoice.seal = *row[11];
  invoice.status = *row[12];
  invoice.status_since = moment_of(row[13]);
  invoice.deposited = moment_of(row[14]);
  return invoice;
}

}  // namespace prefill::server
