// Keys: Luhn for SIREN and SIRET, 97 for VAT ids, accounts and IBANs.

#include "corpus/bulk/identifiers.h"

#include <algorithm>
#include <cstddef>

namespace prefill::bulk {
namespace {

char luhn_digit(std::string_view digits) {
  int total = 0;
  bool doubled = true;
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    const int value = (digits[i] - '0') * (doubled ? 2 : 1);
    total += value > 9 ? value - 9 : value;
  }
  return static_cast<char>('0' + (10 - total % 10) % 10);
}

std::string with_luhn(std::string digits) {
  digits += luhn_digit(digits);
  return digits;
}

int rest_of_97(std::string_view digits) {
  int rest = 0;
  for (const char digit : digits) rest = (rest * 10 + (digit - '0')) % 97;
  return rest;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string make_siren(Random& random, std::string_view prefix) {
  return with_luhn(std::string(prefix) + random.digits(8 - static_cast<int>(prefix.size())));
}

std::string make_siret(Random& random, std::string_view siren) {
  const int establishment = random.between(1, 47);
  return with_luhn(std::string(siren) + "00" + two_digits(establishment));
}

std::string french_vat(std::string_view siren) {
  return "FR" + two_digits((12 + 3 * rest_of_97(siren)) % 97) + std::string(siren);
}

std::string make_iban(Random& random) {
  const std::string bank = random.digits(5);
  const std::string branch = random.digits(5);
  const std::string account = random.digits(11);
  const int key = 97 - (89 * rest_of_97(bank) + 15 * rest_of_97(branch) + 3 * rest_of_97(account)) % 97;
  const std::string whole = bank + branch + account + two_digits(key);
  // F is 15 and R is 27, and the key itself counts as 00.
  return "FR" + two_digits(98 - rest_of_97(whole + "152700")) + whole;
}

std::string grouped(std::string_view text, std::string_view groups, std::string_view mark) {
  std::string out;
  for (const char group : groups) {
    const std::size_t size = std::min(text.size(), static_cast<std::size_t>(group - '0'));
    if (!out.empty() && size > 0) out += mark;
    out += text.substr(0, size);
    text.remove_prefix(size);
  }
  return out + std::string(text);
}

std::string in_fours(std::string_view text) {
  return grouped(text, "444444444", " ");
}

}  // namespace prefill::bulk
