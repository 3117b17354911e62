// The lists of values that the portal knows.

#pragma once

#include <span>
#include <string_view>

namespace prefill::server {

/// A value and what it is called; for lists without names the two are the same.
struct Code {
  std::string_view code;
  std::string_view label;
};

/// A VAT rate in percent, exact, as JSON writes it.
struct RateCode {
  std::string_view code;
  std::string_view label;
  std::string_view rate;
};

/// Rates that French law has or had: Annexe 7 of the external specifications, G1.24.
[[nodiscard]] std::span<const RateCode> vat_rates();
/// ISO 4217.
[[nodiscard]] std::span<const Code> currencies();
[[nodiscard]] std::span<const Code> exemption_reasons();
/// Every `codeCadreFacturation`.
[[nodiscard]] std::span<const std::string_view> frames();
/// Those of a plain invoice: A1, A2, A9, A12.
[[nodiscard]] std::span<const std::string_view> simple_frames();
[[nodiscard]] std::span<const std::string_view> deposit_modes();
[[nodiscard]] std::span<const std::string_view> payment_modes();
[[nodiscard]] std::span<const std::string_view> invoice_types();
[[nodiscard]] std::span<const std::string_view> vat_types();
[[nodiscard]] std::span<const std::string_view> identifier_types();
[[nodiscard]] std::span<const std::string_view> deposit_formats();
/// The 35 extensions of attachments, in capitals.
[[nodiscard]] std::span<const std::string_view> attachment_extensions();

/// The codes alone, as Form::word wants them.
[[nodiscard]] std::span<const std::string_view> currency_codes();
[[nodiscard]] std::span<const std::string_view> vat_rate_codes();

}  // namespace prefill::server
