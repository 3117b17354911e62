// The tables of names: there and back again for every field and mark, and no name twice.

#include "rules/field.h"

#include <gtest/gtest.h>

#include <set>

namespace prefill::rules {
namespace {

TEST(Field, EachNameLeadsBackToItsField) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(field_of(field_name(field)), field) << field_name(field);
    names.insert(field_name(field));
  }
  EXPECT_EQ(names.size(), field_count);
}

TEST(Field, EachMarkNameLeadsBackToItsMark) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < mark_count; ++i) {
    const auto mark = static_cast<Mark>(i);
    EXPECT_EQ(mark_of(mark_name(mark)), mark) << mark_name(mark);
    names.insert(mark_name(mark));
  }
  EXPECT_EQ(names.size(), mark_count);
}

TEST(Field, NamesAreThoseOfThePortal) {
  EXPECT_EQ(field_name(Field::numero_facture), "numeroFacture");
  EXPECT_EQ(field_name(Field::montant_tva), "montantTVA");
  EXPECT_EQ(field_name(Field::mention_subrogative), "mentionSubrogative");
  EXPECT_EQ(mark_name(Mark::vat_rate), "vat_rate");
  EXPECT_EQ(mark_name(Mark::other), "other");
}

TEST(Field, UnknownNamesAreRefused) {
  EXPECT_FALSE(field_of("numerofacture"));
  EXPECT_FALSE(field_of(""));
  EXPECT_FALSE(mark_of("Recipient"));
}

TEST(Field, TypesFollowTheValue) {
  EXPECT_EQ(field_type(Field::code_destinataire), ValueType::siret);
  EXPECT_EQ(field_type(Field::date_echeance), ValueType::date);
  EXPECT_EQ(field_type(Field::montant_a_payer), ValueType::amount);
  EXPECT_EQ(field_type(Field::lignes_tva), ValueType::tax_lines);
}

}  // namespace
}  // namespace prefill::rules
