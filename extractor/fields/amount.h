// Amounts and rates as invoices print them.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractor/fields/ascii.h"
#include "extractor/fields/decimal.h"

namespace prefill {

/// Which sign separates the decimals where one separator with three digits behind it leaves it open: `1.234`.
enum class DecimalMark : std::uint8_t { comma, point };

/// The decimal mark of a page: the one that it uses where it is beyond doubt, else the comma. It is found when it is
/// first asked for, since few numbers leave it open.
class PageMark {
 public:
  /// `page` must outlive this.
  explicit PageMark(std::string_view page) : page_(page) {}
  // NOLINTNEXTLINE(google-explicit-constructor): a mark that is known
  PageMark(DecimalMark mark) : mark_(mark) {}

  [[nodiscard]] DecimalMark operator()() const;

 private:
  std::string_view page_;
  mutable std::optional<DecimalMark> mark_;
};

/// A number with what stands around it.
struct ParsedAmount {
  Decimal value;           // negative for `-12,00`, `12,00-`, `(12,00)`
  std::size_t length = 0;  // bytes, with sign, currency and percent sign
  int decimals = 0;        // digits behind the decimal mark; 0 for a whole number
  bool percent = false;    // `20 %`
  bool currency = false;   // a currency sign or code stands beside it
};

/// The number that begins at the start of `text`, in normal form: `1 234,56 €`, `1.234,56`, `1,234.56`, `1234,5`,
/// `€ 1 234,56`, `1 234€56`, `27946 ,00`, `120,00-`, `(120,00)`, `- 5,00`, `20 %`. Groups have three digits. Nothing
/// when there is no number, when it has more than 12 digits before the decimals, or when it goes on as a word: `12a`,
/// `12/05`.
[[nodiscard]] std::optional<ParsedAmount> parse_amount(std::string_view text, const PageMark& mark);

/// True when `text` begins with the sign, the code or the name of a currency.
[[nodiscard]] bool begins_with_currency(std::string_view text);
/// The codes and names of currencies.
[[nodiscard]] const WordStarts& currency_starts();

}  // namespace prefill
