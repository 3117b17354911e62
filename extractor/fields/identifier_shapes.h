// Where VAT ids and accounts have digits and letters: data apart from what reads them.

#pragma once

#include <array>
#include <string_view>

namespace prefill {

/// A shape of identifiers of a country.
struct CountryShape {
  std::string_view country;
  std::string_view shape;  // 9 digit, A letter, X either; any other is itself
};

/// What follows the country in VAT ids, by the VIES; several where a country has several.
inline constexpr std::array kVatShapes = {
    CountryShape{"FR", "XX999999999"},  CountryShape{"DE", "999999999"},    CountryShape{"BE", "9999999999"},
    CountryShape{"LU", "99999999"},     CountryShape{"IT", "99999999999"},  CountryShape{"ES", "X9999999X"},
    CountryShape{"NL", "999999999B99"}, CountryShape{"AT", "U99999999"},    CountryShape{"PT", "999999999"},
    CountryShape{"IE", "9X99999AA"},    CountryShape{"IE", "9X99999A"},     CountryShape{"PL", "9999999999"},
    CountryShape{"CZ", "99999999"},     CountryShape{"CZ", "999999999"},    CountryShape{"CZ", "9999999999"},
    CountryShape{"SK", "9999999999"},   CountryShape{"SI", "99999999"},     CountryShape{"HU", "99999999"},
    CountryShape{"RO", "9999999999"},   CountryShape{"RO", "99999999"},     CountryShape{"BG", "9999999999"},
    CountryShape{"BG", "999999999"},    CountryShape{"HR", "99999999999"},  CountryShape{"DK", "99999999"},
    CountryShape{"SE", "999999999999"}, CountryShape{"FI", "99999999"},     CountryShape{"EE", "999999999"},
    CountryShape{"LV", "99999999999"},  CountryShape{"LT", "999999999999"}, CountryShape{"LT", "999999999"},
    CountryShape{"EL", "999999999"},    CountryShape{"CY", "99999999A"},    CountryShape{"MT", "99999999"},
    CountryShape{"GB", "999999999999"}, CountryShape{"GB", "999999999"},    CountryShape{"XI", "999999999"},
    CountryShape{"NO", "999999999"}};

/// What follows the check digits in IBANs, by their registry (ISO 13616).
inline constexpr std::array kAccountShapes = {CountryShape{"FR", "9999999999XXXXXXXXXXX99"},
                                              CountryShape{"DE", "999999999999999999"},
                                              CountryShape{"BE", "999999999999"},
                                              CountryShape{"LU", "999XXXXXXXXXXXXX"},
                                              CountryShape{"CH", "99999XXXXXXXXXXXX"},
                                              CountryShape{"IT", "A9999999999XXXXXXXXXXXX"},
                                              CountryShape{"ES", "99999999999999999999"},
                                              CountryShape{"NL", "AAAA9999999999"},
                                              CountryShape{"AT", "9999999999999999"},
                                              CountryShape{"PT", "999999999999999999999"},
                                              CountryShape{"IE", "AAAA99999999999999"},
                                              CountryShape{"GB", "AAAA99999999999999"},
                                              CountryShape{"MC", "9999999999XXXXXXXXXXX99"},
                                              CountryShape{"PL", "999999999999999999999999"},
                                              CountryShape{"CZ", "99999999999999999999"},
                                              CountryShape{"SK", "99999999999999999999"},
                                              CountryShape{"SI", "999999999999999"},
                                              CountryShape{"HU", "999999999999999999999999"},
                                              CountryShape{"RO", "AAAAXXXXXXXXXXXXXXXX"},
                                              CountryShape{"BG", "AAAA999999XXXXXXXX"},
                                              CountryShape{"HR", "99999999999999999"},
                                              CountryShape{"DK", "99999999999999"},
                                              CountryShape{"SE", "99999999999999999999"},
                                              CountryShape{"FI", "99999999999999"},
                                              CountryShape{"EE", "9999999999999999"},
                                              CountryShape{"LV", "AAAAXXXXXXXXXXXXX"},
                                              CountryShape{"LT", "9999999999999999"},
                                              CountryShape{"GR", "9999999XXXXXXXXXXXXXXXX"},
                                              CountryShape{"CY", "99999999XXXXXXXXXXXXXXXX"},
                                              CountryShape{"MT", "AAAA99999XXXXXXXXXXXXXXXXXX"},
                                              CountryShape{"NO", "99999999999"},
                                              CountryShape{"LI", "99999XXXXXXXXXXXX"},
                                              CountryShape{"SM", "A9999999999XXXXXXXXXXXX"},
                                              CountryShape{"AD", "99999999XXXXXXXXXXXX"},
                                              CountryShape{"IS", "9999999999999999999999"}};

}  // namespace prefill
