// The table of a document: values, lists, what is said when there is nothing to show.

#include "tools/extraction_table.h"

#include <gmock/gmock.h>

#include <string>

namespace prefill::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Extraction invoice() {
  Extraction extraction;
  extraction.kind = DocumentKind::invoice;
  extraction.document.pages = 5;
  extraction.document.pages_read = {1, 4, 5};
  extraction.document.text_layer = TextLayer::text;
  FieldValue number;
  number.value = "FA-2017-0010";
  number.confidence = 0.99;
  number.page = 1;
  number.label = Label{"Facture n°", {}};
  number.rule = "numeroFacture/facture-n";
  number.warning = "is longer than 20 characters";
  extraction.field(Field::numero_facture) = number;
  FieldValue taxes;
  const auto cents = Decimal::of_cents;
  taxes.value = std::vector<TaxLine>{{cents(2000), cents(10000), cents(2000)}, {cents(550), cents(1000), cents(55)}};
  taxes.confidence = 0.9;
  taxes.page = 5;
  taxes.rule = "lignesTva/table";
  extraction.field(Field::lignes_tva) = taxes;
  extraction.checks = {{"TOTALS_AGREE", true}, {"DUE_AGREES", false}};
  return extraction;
}

std::string table(const Result<Extraction>& result, TableStyle style = {200, false}) {
  std::string out;
  append_table(out, "facture.pdf", result, style);
  return out;
}

TEST(ExtractionTable, ShowsEachValueWithWhatAnnouncedIt) {
  EXPECT_EQ(table(invoice()),
            "facture.pdf: invoice, pages 1, 4, 5 of 5 read, text layer: text\n"
            "  field          value               conf  page  announced by\n"
            "  numeroFacture  FA-2017-0010        0.99     1  \"Facture n°\" numeroFacture/facture-n\n"
            "  lignesTva      20 % of 100 = 20    0.90     5  lignesTva/table\n"
            "                 5.5 % of 10 = 0.55\n"
            "  warning: numeroFacture: is longer than 20 characters\n"
            "  checks: TOTALS_AGREE holds, DUE_AGREES fails\n"
            "\n");
}

TEST(ExtractionTable, ColoursOnlyWhenAsked) {
  EXPECT_THAT(table(invoice()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(table(invoice(), {120, true}), HasSubstr("\x1b[1mfacture.pdf\x1b[0m"));
}

TEST(ExtractionTable, SaysWhyThereIsNothing) {
  Extraction empty;
  empty.document.pages = 1;
  empty.document.pages_read = {1};
  empty.document.text_layer = TextLayer::scan;
  EXPECT_EQ(table(empty),
            "facture.pdf: other, page 1 of 1 read, text layer: scan\n"
            "  no text layer: this is a scan; fields stay empty\n\n");
  empty.document.text_layer = TextLayer::none;
  EXPECT_THAT(table(empty), HasSubstr("blank"));
  empty.document.text_layer = TextLayer::text;
  EXPECT_THAT(table(empty), HasSubstr("  not recognised as an invoice\n"));
  empty.kind = DocumentKind::invoice;
  EXPECT_THAT(table(empty), HasSubstr("  no field was found\n"));
}

TEST(ExtractionTable, SaysAnErrorInPlaceOfValues) {
  EXPECT_EQ(table(failure(ErrorCode::limit, "too many glyphs", 3)),
            "facture.pdf: error: limit: page 3: too many glyphs\n\n");
  EXPECT_EQ(table(failure(ErrorCode::not_pdf, "is a ZIP archive")),
            "facture.pdf: error: not_pdf: is a ZIP archive\n\n");
}

TEST(ExtractionTable, NamesOfFilesCannotSteerTheTerminal) {
  std::string out;
  append_table(out, "a\x1b[2J.pdf", failure(ErrorCode::io, "x"), {});
  EXPECT_EQ(out, "a\uFFFD[2J.pdf: error: io: x\n\n");
}

}  // namespace
}  // namespace prefill::tools
