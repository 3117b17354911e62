// Discounts on the whole invoice.

#include "extractor/fields/discount.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::given;
using test::SketchedDocument;

std::string discount_of(std::string_view lines, std::int64_t total = 0, std::int64_t due = 0) {
  const SketchedDocument document({{{50, 100, lines}}});
  Extraction extraction;
  if (total != 0) extraction.field(Field::montant_ttc_total).emplace().value = Decimal::of_cents(total);
  if (due != 0) extraction.field(Field::montant_a_payer).emplace().value = Decimal::of_cents(due);
  resolve_discount(document.view(), extraction);
  return given(extraction, Field::montant_remise_globale_ttc);
}

TEST(Discount, IsNamedWithItsTax) {
  EXPECT_EQ(discount_of("Remise globale TTC\t-24,00 €"), "24");
  EXPECT_EQ(discount_of("Remise accordée TTC : 24,00 €"), "24");
}

TEST(Discount, BareWordNeedsTheArithmetic) {
  EXPECT_EQ(discount_of("Remise\t24,00 €", 12'000, 9'600), "24");
  EXPECT_EQ(discount_of("Remise\t24,00 €", 12'000, 12'000), "");
  EXPECT_EQ(discount_of("Remise\t24,00 €"), "");
  EXPECT_EQ(discount_of("Remise\t5 %", 12'000, 11'400), "");
}

TEST(Discount, NoneIsNoneToFillIn) {
  EXPECT_EQ(discount_of("Remise globale TTC\t0,00 €", 12'000, 12'000), "");
}

}  // namespace
}  // namespace prefill
