// How the store writes values into its tables and reads them back.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/store.h"

namespace prefill::server {

/// The columns that `invoice_of` wants, in its order.
inline constexpr std::string_view kInvoiceColumns =
    "id, client, supplier, year, number, recipient, mode, date, type, amount, body, seal, status, status_since, "
    "deposited";

/// Seconds since 1970, and back.
[[nodiscard]] std::string text_of(Moment moment);
[[nodiscard]] Moment moment_of(const Cell& cell);
/// A whole number; 0 for NULL.
[[nodiscard]] std::int64_t number_of(const Cell& cell);

/// An invoice without its files.
[[nodiscard]] Invoice invoice_of(const Row& row);

}  // namespace prefill::server
