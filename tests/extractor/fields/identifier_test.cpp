// Shapes and keys of identifiers. The numbers are those of public documents, or made up to fit their key.

#include "extractor/fields/identifier.h"

#include <gtest/gtest.h>

#include "rules/normalise.h"

namespace prefill {
namespace {

std::string read(std::optional<ParsedIdentifier> (*parse)(std::string_view), std::string_view printed) {
  const auto found = parse(rules::normalise(printed));
  return std::string(found ? found->value.view() : "none");
}

std::string of_digits(std::size_t digits, std::string_view text) {
  const auto found = parse_siret_or_siren(text);
  return std::string(found && found->value.size() == digits ? found->value.view() : "none");
}
std::string siret(std::string_view printed) {
  return of_digits(kSiretDigits, rules::normalise(printed));
}
std::string siren(std::string_view printed) {
  return of_digits(kSirenDigits, rules::normalise(printed));
}
std::string vat_id(std::string_view printed) {
  return read(parse_vat_id, printed);
}
std::string iban(std::string_view printed) {
  return read(parse_iban, printed);
}
std::string bic(std::string_view printed) {
  return read(parse_bic, printed);
}

TEST(Siret, ReadsEveryPrintedForm) {
  for (const std::string_view printed :
       {"73282932000074", "732 829 320 00074", "732829320 00074", "732.829.320.00074", "732 829 320 000 74",
        "732\u00A0829\u00A0320\u202F00074", "732 829 320  00074", "7 3 2 8 2 9 3 2 0 0 0 0 7 4", "732829320-00074"}) {
    EXPECT_EQ(siret(printed), "73282932000074") << printed;
  }
}

TEST(Siret, ReadsPrintedBoxesInCellsOfTheirOwn) {
  EXPECT_EQ(parse_siret_or_siren("7\t3\t2\t8\t2\t9\t3\t2\t0\t0\t0\t0\t7\t4")->value.view(), "73282932000074");
  EXPECT_EQ(parse_siret_or_siren("732\t829\t320\t00074")->value.view(), "73282932000074");
  EXPECT_EQ(parse_siret_or_siren("732829320\t00074")->value.view(), "73282932000074");
  EXPECT_EQ(of_digits(kSiretDigits, "732829320\t000\t74"), "none") << "columns of a table";
}

TEST(Siret, TelephoneNumbersAreNone) {
  EXPECT_EQ(siret("01 23 45 67 89 01 23"), "none");
  EXPECT_EQ(siret("01 23 45 67 89"), "none");
  EXPECT_EQ(siret("0123456789 0123"), "none");
  EXPECT_EQ(siret("01.23.45.67.89.01.23"), "none");
}

TEST(Siret, OtherLengthsAreNone) {
  for (const std::string_view printed : {"7328293200007", "732829320000745", "732 829 320 000745", "732 829 320",
                                         "732829320 0007", "73282932000074a", "1 234 567 890 1234", ""}) {
    EXPECT_EQ(siret(printed), "none") << printed;
  }
}

TEST(Siret, ZerosOfATemplateAreNone) {
  EXPECT_EQ(siret("000 000 000 00000"), "none");
  EXPECT_EQ(siren("000 000 000"), "none");
  EXPECT_EQ(siret("00000000415073"), "00000000415073") << "of the sandbox";
}

TEST(Siret, KeyIsLuhnTwice) {
  EXPECT_TRUE(siret_valid("73282932000074"));
  EXPECT_FALSE(siret_valid("73282932000075"));
  // The whole passes and the SIREN does not.
  EXPECT_FALSE(siret_valid("10000000000008"));
  for (const std::string_view sandbox : {"93125027408770", "73442027438548", "00000000415073", "19672337516762"}) {
    EXPECT_FALSE(siret_valid(sandbox)) << sandbox;
  }
}

TEST(Siret, EstablishmentsOfLaPosteSumUpToAMultipleOfFive) {
  EXPECT_TRUE(siret_valid("35600000000048")) << "the head office follows Luhn";
  EXPECT_TRUE(siret_valid("35600000049837"));
  EXPECT_FALSE(siret_valid("35600000049836"));
}

TEST(Siren, ReadsOnePieceAndGroupsOfThree) {
  EXPECT_EQ(siren("732829320"), "732829320");
  EXPECT_EQ(of_digits(kSirenDigits, "732 829 320"), "732829320");
  EXPECT_EQ(siren("732.829.320"), "732829320");
  EXPECT_EQ(siren("732 829 320 RCS Paris"), "732829320");
  EXPECT_EQ(siren("73 28 29 32 0"), "none");
  EXPECT_EQ(siren("7328 29320"), "none");
  EXPECT_EQ(siren("7328293201"), "none");
}

TEST(Siren, BeginningOfASiretIsNone) {
  EXPECT_EQ(siren("732 829 320 00074"), "none");
  EXPECT_EQ(siren("732829320 00074"), "none");
  EXPECT_EQ(siren("732 829 320 75002"), "none") << "a postcode looks like an establishment: better nothing";
}

TEST(Siren, KeyIsLuhn) {
  EXPECT_TRUE(siren_valid("732829320"));
  EXPECT_TRUE(siren_valid("356000000"));
  EXPECT_FALSE(siren_valid("732829321"));
}

TEST(VatId, ReadsFrench) {
  for (const std::string_view printed : {"FR83404833048", "FR 83 404 833 048", "FR 83404833048", "FR83 404 833 048",
                                         "FR.83.404.833.048", "fr83404833048", "FR 83 404833048"}) {
    EXPECT_EQ(vat_id(printed), "FR83404833048") << printed;
  }
  EXPECT_EQ(vat_id("FRK7399859412"), "FRK7399859412") << "a key with a letter";
}

TEST(VatId, ReadsThoseOfTheUnionAndOfNeighbours) {
  for (const std::string_view id :
       {"DE123456789", "ATU12345678", "BE0123456789", "LU12345678", "IT12345678901", "ESB12345678", "ESX1234567X",
        "NL123456789B01", "PT123456789", "IE1234567WA", "IE1A34567W", "PL1234567890", "CZ12345678", "EL123456789",
        "SE123456789012", "GB123456789"}) {
    EXPECT_EQ(vat_id(id), id);
  }
  EXPECT_EQ(vat_id("CHE-123.456.789 MWST"), "CHE123456789");
  EXPECT_EQ(vat_id("DE 123 456 789"), "DE123456789");
}

TEST(VatId, RefusesOtherShapes) {
  for (const std::string_view printed : {"FR8340483304", "FR834048330481", "FR 83 404 833 04A", "XX123456789",
                                         "DE12345", "ATX12345678", "FRANCE 404 833 048", "83404833048", "", "FR"}) {
    EXPECT_EQ(vat_id(printed), "none") << printed;
  }
}

TEST(VatId, KeyFollowsFromTheSiren) {
  EXPECT_TRUE(vat_id_valid("FR83404833048"));
  EXPECT_TRUE(vat_id_valid("FR39356000000"));
  EXPECT_FALSE(vat_id_valid("FR84404833048"));
  EXPECT_TRUE(vat_id_valid("FRK7399859412")) << "keys with letters are not checked";
  EXPECT_TRUE(vat_id_valid("DE123456789")) << "nor those of other countries";
}

TEST(VatId, HoldsTheSirenExceptForMonaco) {
  EXPECT_EQ(siren_of_vat_id("FR83404833048"), "404833048");
  EXPECT_EQ(siren_of_vat_id("FR53000004605"), "");
  EXPECT_EQ(siren_of_vat_id("DE123456789"), "");
}

TEST(Iban, ReadsGroupsAndPieces) {
  for (const std::string_view printed :
       {"FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606", "fr14 2004 1010 0505 0001 3m02 606",
        "FR14 20041 01005 0500013M026 06", "FR14\u00A02004\u00A01010\u00A00505\u00A00001\u00A03M02\u00A0606"}) {
    EXPECT_EQ(iban(printed), "FR1420041010050500013M02606") << printed;
  }
  EXPECT_EQ(iban("DE89 3704 0044 0532 0130 00"), "DE89370400440532013000");
  EXPECT_EQ(iban("BE68 5390 0754 7034 BIC"), "BE68539007547034");
}

TEST(Iban, RefusesOtherLengthsAndCountries) {
  for (const std::string_view printed :
       {"FR1420041010050500013M0260", "FR1420041010050500013M026061", "XX1420041010050500",
        "FRXX20041010050500013M02606", "FR14", "Franchise en base de TVA article 293", "DE89 3704 0044 0532 0130"}) {
    EXPECT_EQ(iban(printed), "none") << printed;
  }
}

TEST(Iban, HasLettersAndDigitsWhereItsCountryHasThem) {
  // What follows a VAT id may make it as long as an account, and pass the check by accident.
  for (const std::string_view made_up : {"FR90977541291RCSBESANCON977", "FR0032390763473340ROQUEFERE"}) {
    EXPECT_TRUE(iban_valid(made_up)) << made_up;
  }
  EXPECT_FALSE(parse_iban("fr 90 977 541 291\nrcs besancon 977 541 291"));
  EXPECT_FALSE(parse_iban("fr00 323907634\n73340 roquefere"));
  EXPECT_FALSE(parse_iban("gb82 1234 1234 5698 7654 32")) << "a British bank has four letters";
  EXPECT_FALSE(parse_iban("de89 3704 0044 0532 013a 00")) << "a German account has none";
  EXPECT_TRUE(parse_iban("it60 x054 2811 1010 0000 0123 456"));
}

TEST(Iban, NumberBehindAVatIdMakesItNoAccount) {
  EXPECT_TRUE(vat_id_valid("FR90977541291"));
  EXPECT_FALSE(parse_iban("fr90 977541291 0102030405 0607"));
  EXPECT_TRUE(parse_iban("fr91 977541291 0102030405 0607")) << "an account printed with a mistake";
}

TEST(Iban, OverSeveralLinesHasTheKeyOfTheRib) {
  const std::string_view wrong_rib = "FR2130006000011234567890112";
  EXPECT_TRUE(iban_valid(wrong_rib));
  EXPECT_EQ(iban(wrong_rib), wrong_rib);
  EXPECT_FALSE(parse_iban("fr21 3000 6000 0112\n3456 7890 112"));
  EXPECT_TRUE(parse_iban("fr76 3000 6000 0112\n3456 7890 189"));
  EXPECT_TRUE(parse_iban("fr14 2004 1010 0505\n0001 3m02 606")) << "letters count as digits";
}

TEST(Iban, KeyIsMod97) {
  for (const std::string_view id : {"FR1420041010050500013M02606", "FR7630006000011234567890189",
                                    "DE89370400440532013000", "GB82WEST12345698765432", "BE68539007547034"}) {
    EXPECT_TRUE(iban_valid(id)) << id;
  }
  EXPECT_FALSE(iban_valid("FR1520041010050500013M02606"));
  EXPECT_FALSE(iban_valid("FR7630006000011234567890198")) << "two digits changed places";
}

TEST(Bic, ReadsEightAndElevenCharacters) {
  EXPECT_EQ(bic("BNPAFRPP"), "BNPAFRPP");
  EXPECT_EQ(bic("BNPAFRPPXXX"), "BNPAFRPPXXX");
  EXPECT_EQ(bic("BNPA FR PP XXX"), "BNPAFRPPXXX");
  EXPECT_EQ(bic("BNPAFRPP 75001 Paris"), "BNPAFRPP");
}

TEST(Bic, WordBehindItIsNoBranch) {
  EXPECT_EQ(bic("BNPAFRPP RIB"), "BNPAFRPP");
  EXPECT_EQ(bic("BNPAFRPP 123"), "BNPAFRPP");
  EXPECT_EQ(bic("BNPAFRPP XXX"), "BNPAFRPPXXX");
}

TEST(Bic, RefusesOtherShapes) {
  for (const std::string_view printed : {"BNPAFRP", "BNPAFRPPXX", "BNPAFRPPXXXX", "1NPAFRPP", "B N P A F R P P", ""}) {
    EXPECT_EQ(bic(printed), "none") << printed;
  }
}

TEST(Identifier, EndsWhereItEnds) {
  EXPECT_EQ(parse_siret_or_siren("732 829 320 00074 - ape 6201z")->length, 17U);
  EXPECT_EQ(parse_siret_or_siren("732 829 320 rcs paris")->length, 11U);
  EXPECT_EQ(parse_vat_id("fr 83 404 833 048, siret")->length, 17U);
  EXPECT_TRUE(parse_vat_id("fr\t83\t404833048")) << "proves itself over gaps";
  EXPECT_FALSE(parse_vat_id("fr01-2230765\t28-may-2026")) << "a number, and a date in the next column";
  EXPECT_EQ(parse_iban("be68 5390 0754 7034 bic")->length, 19U);
}

TEST(Identifier, WordsAndNumbersThatBeginNoneAreKnownByTheirHead) {
  for (const std::string_view text : {"fr11 123456782", "de123456789 ", "ie 9x99999a"}) {
    EXPECT_TRUE(may_begin_with_country(text)) << text;
  }
  for (const std::string_view text : {"facture 1", "xx123456789", "fr rennes", "fr11"}) {
    EXPECT_FALSE(may_begin_with_country(text)) << text;
  }
  for (const std::string_view text :
       {"123456782", "123 456 782", "1 2 3 4 5 6 7 8 9", "123  456-782", "123456782\t00015"}) {
    EXPECT_TRUE(may_begin_with_siren(text)) << text;
  }
  for (const std::string_view text :
       {"", "12345678", "1 234,56", "12/03/2026 123456", "123   456 782", "12 ab 3456789"}) {
    EXPECT_FALSE(may_begin_with_siren(text)) << text;
  }
}

TEST(Identifier, SirenStandsInOneCell) {
  EXPECT_EQ(of_digits(kSirenDigits, "732 829 320"), "732829320");
  EXPECT_EQ(of_digits(kSirenDigits, "242\t218 299 444 00347"), "none");
}

TEST(Identifier, IbanWithAWrongKeyIsPrintedAsAccountsAre) {
  EXPECT_TRUE(parse_iban("fr20 1254 2547 2569 8542 5874 698"));
  EXPECT_TRUE(parse_iban("nl64 oudm 3170 9590 85"));
  EXPECT_FALSE(parse_iban("fr33 893 252 734\tsiret 205.212.889.00237"));
  EXPECT_FALSE(parse_iban("de 8 000 euros siret 873 683 023 00055"));
  EXPECT_FALSE(parse_iban("ch26-91709\tbiomed\t262 772 247 00280"));
}

}  // namespace
}  // namespace prefill
