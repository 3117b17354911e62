// The truth is found on the page however it is written.

#include "tools/report_places.h"

#include <gtest/gtest.h>

#include "tests/tools/sample_pdf.h"
#include "tools/laid_out_pages.h"

namespace prefill::tools {
namespace {

class FindPlace : public testing::Test {
 protected:
  void SetUp() override {
    content_ = test::pdf_with_lines({"Facture n\xb0 F-2026-0012 du 12 mars 2026", "SIRET : 732 829 320 00074",
                                     "Base 1 000,00  TVA 200,00  Total 1 200,00 \x80", "Soci\xe9t\xe9 D\xfbpont SARL",
                                     "IBAN FR76 3000 6000 0112 3456 7890 189"});
    const auto* bytes = reinterpret_cast<const unsigned char*>(content_.data());
    ASSERT_TRUE(pages_.read({bytes, content_.size()}).has_value());
  }

  // The line, from 1, in which the value is found; 0 when it is not.
  int line_of(Field field, const Value& value) {
    const auto place = find_place(pages_.texts(), pages_.arena(), field, value);
    if (!place || place->page != 1 || place->box.empty()) return 0;
    return static_cast<int>((place->box.centre().y - (842 - 780) + 12) / 24) + 1;
  }

  std::string content_;
  LaidOutPages pages_;
};

TEST_F(FindPlace, AmountsByTheirNumber) {
  EXPECT_EQ(line_of(Field::montant_ttc_total, Decimal::of_cents(120'000)), 3);
  EXPECT_EQ(line_of(Field::montant_ttc_total, Decimal::of_cents(-120'000)), 3);
  EXPECT_EQ(line_of(Field::montant_ttc_total, Decimal::of_cents(120'001)), 0);
}

TEST_F(FindPlace, DatesByTheirDay) {
  EXPECT_EQ(line_of(Field::date_facture, std::string("2026-03-12")), 1);
  EXPECT_EQ(line_of(Field::date_facture, std::string("2026-03-13")), 0);
}

TEST_F(FindPlace, IdentifiersByTheirDigits) {
  EXPECT_EQ(line_of(Field::code_fournisseur, std::string("73282932000074")), 2);
  EXPECT_EQ(line_of(Field::siren_fournisseur, std::string("732829320")), 2);
  EXPECT_EQ(line_of(Field::siren_fournisseur, std::string("111111111")), 0);
}

TEST_F(FindPlace, WordsWithoutAccentsAndCaseAndOnlyWhole) {
  EXPECT_EQ(line_of(Field::nom_fournisseur, std::string("SOCIETE DUPONT")), 4);
  EXPECT_EQ(line_of(Field::numero_facture, std::string("F-2026-0012")), 1);
  EXPECT_EQ(line_of(Field::numero_facture, std::string("F-2026-001")), 0);
  EXPECT_EQ(line_of(Field::numero_facture, std::string()), 0);
}

TEST_F(FindPlace, ListsByTheirFirst) {
  EXPECT_EQ(line_of(Field::ibans, std::vector<std::string>{"FR7630006000011234567890189"}), 5);
  EXPECT_EQ(line_of(Field::ibans, std::vector<std::string>{}), 0);
  EXPECT_EQ(line_of(Field::lignes_tva, std::vector<TaxLine>{{{20'000'000}, Decimal::of_cents(100'000), {}}}), 3);
}

TEST_F(FindPlace, CodesOfThePortalAreNotLookedFor) {
  EXPECT_EQ(line_of(Field::type_identifiant_fournisseur, std::string("SIRET")), 0);
}

TEST_F(FindPlace, NothingIsLeftOfADocumentThatWasClosed) {
  pages_.close();
  EXPECT_EQ(line_of(Field::numero_facture, std::string("F-2026-0012")), 0);
}

}  // namespace
}  // namespace prefill::tools
