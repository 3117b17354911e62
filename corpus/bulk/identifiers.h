// Identifiers of French parties, invented and yet with right keys: a reader of invoices trusts check digits.

#pragma once

#include <string>
#include <string_view>

#include "corpus/bulk/random.h"

namespace prefill::bulk {

/// A SIREN that begins with `prefix` and passes the Luhn check.
[[nodiscard]] std::string make_siren(Random& random, std::string_view prefix);
/// A SIRET of `siren` with a small establishment number; passes the Luhn check.
[[nodiscard]] std::string make_siret(Random& random, std::string_view siren);
/// The French VAT id of `siren`, with its numeric key.
[[nodiscard]] std::string french_vat(std::string_view siren);
/// An IBAN of a French account; both its own key and that of the account are right.
[[nodiscard]] std::string make_iban(Random& random);

/// `text` cut into groups of the sizes that the digits of `groups` say, with `mark` between: "3335" cuts a SIRET.
[[nodiscard]] std::string grouped(std::string_view text, std::string_view groups, std::string_view mark);
/// `text` cut into groups of four, as IBANs are printed.
[[nodiscard]] std::string in_fours(std::string_view text);

}  // namespace prefill::bulk
