// IBAN and BIC on a page.

#include "extractor/fields/accounts.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::checked;
using test::given;
using test::Sketch;
using test::SketchedDocument;

Extraction accounts_of(const std::vector<Sketch>& pages) {
  const SketchedDocument document(pages);
  Extraction extraction;
  resolve_accounts(document.view(), extraction);
  return extraction;
}

Extraction accounts_of(std::string_view lines) {
  return accounts_of({{{50, 100, lines}}});
}

TEST(Accounts, IbanIsFoundByItsLabelOrItsKey) {
  const Extraction labelled = accounts_of("IBAN : FR14 2004 1010 0505 0001 3M02 606");
  EXPECT_EQ(given(labelled, Field::ibans), "FR1420041010050500013M02606");
  EXPECT_EQ(labelled.field(Field::ibans)->label->text, "IBAN");
  EXPECT_EQ(labelled.field(Field::ibans)->raw, "FR14 2004 1010 0505 0001 3M02 606");
  const Extraction bare = accounts_of("à verser sur FR14 2004 1010 0505 0001 3M02 606");
  EXPECT_EQ(given(bare, Field::ibans), "FR1420041010050500013M02606");
  EXPECT_FALSE(bare.field(Field::ibans)->label);
  EXPECT_EQ(bare.field(Field::ibans)->rule, "ibans/by-shape");
}

TEST(Accounts, WrongKeyNeedsALabelAndIsSaid) {
  const Extraction labelled = accounts_of("IBAN : FR15 2004 1010 0505 0001 3M02 606");
  EXPECT_EQ(given(labelled, Field::ibans), "FR1520041010050500013M02606");
  EXPECT_EQ(checked(labelled, "IBAN_KEY"), "not ok");
  const Extraction right = accounts_of("IBAN : FR14 2004 1010 0505 0001 3M02 606");
  EXPECT_LT(labelled.field(Field::ibans)->confidence, right.field(Field::ibans)->confidence - 0.05);
  EXPECT_EQ(given(accounts_of("réf. FR15 2004 1010 0505 0001 3M02 606"), Field::ibans), "");
}

TEST(Accounts, EachIbanIsListedOnce) {
  const Extraction extraction =
      accounts_of({{{50, 100, "IBAN FR14 2004 1010 0505 0001 3M02 606\nIBAN DE89 3704 0044 0532 0130 00"}},
                   {{50, 100, "IBAN FR1420041010050500013M02606"}}});
  EXPECT_EQ(given(extraction, Field::ibans), "FR1420041010050500013M02606,DE89370400440532013000");
  EXPECT_EQ(checked(extraction, "IBAN_KEY"), "ok");
  EXPECT_EQ(extraction.field(Field::ibans)->page, 1);
}

TEST(Accounts, BicStandsBesideItsLabel) {
  for (const std::string_view line : {"BIC : BNPAFRPPXXX", "BIC BNPAFRPPXXX", "BIC\tBNPAFRPPXXX", "BIC\nBNPAFRPPXXX",
                                      "Code SWIFT : BNPAFRPPXXX", "BIC/SWIFT: BNPAFRPPXXX", "BIC (SWIFT) BNPAFRPPXXX",
                                      "IBAN FR14 2004 1010 0505 0001 3M02 606 BIC BNPAFRPPXXX"}) {
    EXPECT_EQ(given(accounts_of(line), Field::bic), "BNPAFRPPXXX") << line;
  }
}

TEST(Accounts, BicOfTheIbansCountryNeedsNoLabel) {
  for (const std::string_view line :
       {"FR14 2004 1010 0505 0001 3M02 606 / BNPAFRPPXXX", "FR14 2004 1010 0505 0001 3M02 606 (BNPAFRPPXXX).",
        "FR14 2004 1010 0505 0001 3M02 606 auprès de la Banque du Midi, BNPAFRPPXXX",
        "FR14 2004 1010 0505 0001 3M02 606\nBNPAFRPPXXX"}) {
    EXPECT_EQ(given(accounts_of(line), Field::bic), "BNPAFRPPXXX") << line;
  }
  for (const std::string_view line :
       {"FR14 2004 1010 0505 0001 3M02 606 / DEUTDEFF", "FR14 2004 1010 0505 0001 3M02 606 en chiffres",
        "FR14 2004 1010 0505 0001 3M02 606\nBNPAFRPPXXX ou autrement"}) {
    EXPECT_EQ(given(accounts_of(line), Field::bic), "") << line;
  }
}

TEST(Accounts, SentenceGoesOnInTheNextLine) {
  const Extraction extraction = accounts_of(
      "Règlement par virement au crédit du compte IBAN FR14 2004 1010 0505 0001 3M02 606 - BIC\nBNPAFRPP. Merci");
  EXPECT_EQ(given(extraction, Field::bic), "BNPAFRPP");
}

TEST(Accounts, IbanIsReadFromTheLinesOfANarrowColumn) {
  const Extraction extraction =
      accounts_of({{{50, 100, "Libellé\nVis\nÉcrous"}, {450, 100, "IBAN\nFR14 2004 1010\n0505 0001\n3M02 606"}}});
  EXPECT_EQ(given(extraction, Field::ibans), "FR1420041010050500013M02606");
}

TEST(Accounts, WordOfEightLettersIsNoBic) {
  EXPECT_EQ(given(accounts_of("PEINTURE et FACTURES"), Field::bic), "");
}

TEST(Accounts, PageWithoutAnyHasNothingToCheck) {
  const Extraction extraction = accounts_of("Total 12,00");
  EXPECT_FALSE(extraction.field(Field::ibans));
  EXPECT_TRUE(extraction.checks.empty());
}

}  // namespace
}  // namespace prefill
