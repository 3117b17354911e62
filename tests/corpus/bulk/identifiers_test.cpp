// The keys of identifiers, computed here in another way than where they are made.

#include "corpus/bulk/identifiers.h"

#include <gtest/gtest.h>

#include <string>

namespace prefill::bulk {
namespace {

int luhn_sum(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = digits[i] - '0';
    const bool doubled = (digits.size() - i) % 2 == 0;
    sum += doubled ? 2 * value / 10 + 2 * value % 10 : value;
  }
  return sum;
}

int rest_of_97(const std::string& text) {
  std::string digits;
  for (const char c : text) digits += c >= 'A' ? std::to_string(c - 'A' + 10) : std::string(1, c);
  int rest = 0;
  for (const char digit : digits) rest = (rest * 10 + digit - '0') % 97;
  return rest;
}

TEST(BulkIdentifiers, SirenAndSiretPassTheLuhnCheck) {
  Random random(1, "test", 0);
  for (int i = 0; i < 200; ++i) {
    const std::string siren = make_siren(random, "21");
    const std::string siret = make_siret(random, siren);
    ASSERT_EQ(siren.size(), 9U);
    ASSERT_EQ(siret.size(), 14U);
    EXPECT_EQ(siren.substr(0, 2), "21");
    EXPECT_EQ(siret.substr(0, 9), siren);
    EXPECT_EQ(luhn_sum(siren) % 10, 0) << siren;
    EXPECT_EQ(luhn_sum(siret) % 10, 0) << siret;
  }
}

TEST(BulkIdentifiers, VatKeyIsThatOfTheSiren) {
  EXPECT_EQ(french_vat("404833048"), "FR83404833048");
  EXPECT_EQ(french_vat("356000000"), "FR39356000000");
}

TEST(BulkIdentifiers, IbanLeavesOne) {
  Random random(2, "test", 0);
  for (int i = 0; i < 200; ++i) {
    const std::string iban = make_iban(random);
    ASSERT_EQ(iban.size(), 27U);
    EXPECT_EQ(rest_of_97(iban.substr(4) + iban.substr(0, 4)), 1) << iban;
  }
}

TEST(BulkIdentifiers, AreCutIntoGroups) {
  EXPECT_EQ(grouped("73282932000074", "3335", " "), "732 829 320 00074");
  EXPECT_EQ(in_fours("FR7612345678901234567890123"), "FR76 1234 5678 9012 3456 7890 123");
}

}  // namespace
}  // namespace prefill::bulk
