// Identifiers of companies and accounts, and what can be checked of them.

#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string_view>

#include "extractor/fields/ascii.h"

namespace prefill {

/// The letters and digits of an identifier, without memory of their own: the longest, an IBAN, has at most 34.
class Identifier {
 public:
  Identifier() = default;
  explicit Identifier(std::string_view text) {
    for (const char c : text) push_back(c);
  }

  void push_back(char c) {
    assert(size_ < characters_.size());
    characters_[size_++] = c;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view view() const { return {characters_.data(), size_}; }
  // NOLINTNEXTLINE(google-explicit-constructor): it is a text
  operator std::string_view() const { return view(); }

 private:
  std::array<char, 34> characters_{};
  std::size_t size_ = 0;
};

/// An identifier without spaces, in capitals, and the bytes it takes in the text.
struct ParsedIdentifier {
  Identifier value;
  std::size_t length = 0;
};

inline constexpr std::size_t kSirenDigits = 9;
inline constexpr std::size_t kSiretDigits = 14;

/// A SIRET or a SIREN, of which only one can begin at a place: how many digits it has tells which. 14 digits in one
/// piece, with spaces or points between groups, or one by one. Pairs of digits are a telephone number. Tabs and
/// newlines count as spaces, since printed boxes stand apart; over them, only a number that passes Luhn and cannot be a
/// SIREN with a postcode is taken. Or 9 digits, in one piece or in groups of three in one cell, not followed by the
/// five digits that would make them a SIRET.
[[nodiscard]] std::optional<ParsedIdentifier> parse_siret_or_siren(std::string_view text);
/// The letters of a country and a digit close behind, right behind them a letter only where VAT ids have one: what
/// every VAT id and IBAN begins with, and few words.
[[nodiscard]] bool may_begin_with_country(std::string_view text);
/// The countries.
[[nodiscard]] const WordStarts& country_starts();
/// Nine digits or more in groups: what every SIRET and SIREN begins with, and few numbers.
[[nodiscard]] bool may_begin_with_siren(std::string_view text);
/// A VAT id of a member state, of the United Kingdom, Switzerland or Norway, by the shapes of the VIES: `FR 11
/// 123 456 782`, `DE123456789`, `ATU12345678`.
[[nodiscard]] std::optional<ParsedIdentifier> parse_vat_id(std::string_view text);
/// An IBAN with digits and letters where the accounts of its country have them. Its keys may be wrong, unless it could
/// be a VAT id and what stands behind: in several lines or cells, with groups without a digit, or where that id's key
/// fits.
[[nodiscard]] std::optional<ParsedIdentifier> parse_iban(std::string_view text);
/// 8 or 11 characters in the shape of ISO 9362. Many words have this shape: trust it beside a label only.
[[nodiscard]] std::optional<ParsedIdentifier> parse_bic(std::string_view text);

/// Luhn's check over 14 digits and over the first nine; for establishments of La Poste (356000000) the digits sum up to
/// a multiple of five instead. Fictional and sandbox identifiers often fail.
[[nodiscard]] bool siret_valid(std::string_view siret);
/// Luhn's check over nine digits.
[[nodiscard]] bool siren_valid(std::string_view siren);
/// The SIREN inside a French VAT id; empty for other countries and for Monaco.
[[nodiscard]] std::string_view siren_of_vat_id(std::string_view vat_id);
/// True when the key of a French VAT id fits its SIREN; true for other countries.
[[nodiscard]] bool vat_id_valid(std::string_view vat_id);
/// ISO 7064 mod 97-10.
[[nodiscard]] bool iban_valid(std::string_view iban);

}  // namespace prefill
