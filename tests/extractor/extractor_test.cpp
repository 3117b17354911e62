// The whole way, from the bytes of small PDFs to the form.

#include "extractor/extractor.h"

#include <gtest/gtest.h>

#include "extractor/json.h"
#include "tests/extractor/page_fixture.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill {
namespace {

using pdf::test::Bytes;
using pdf::test::bytes_of;
using pdf::test::PdfBuilder;
using pdf::test::show;
using test::given;

constexpr std::string_view a4 = "/MediaBox [0 0 595 842]";

/// The content of a page with a number and totals.
std::string invoice_page(const std::string& number) {
  return show("FACTURE n\\260 " + number, 50, 780) + show("Date de facture : 12/03/2026", 50, 740) +
         show("Total HT", 300, 400) + show("100,00", 450, 400) + show("TVA 20 %", 300, 385) + show("20,00", 450, 385) +
         show("Total TTC", 300, 370) + show("120,00 \\200", 450, 370);
}

Bytes invoice(const std::string& number) {
  return PdfBuilder().page(invoice_page(number), a4).build();
}

std::string json_of(Extractor& extractor, const Bytes& bytes) {
  const auto extraction = extractor.extract(bytes);
  std::string out;
  if (extraction) append_json(out, "a.pdf", *extraction);
  return out;
}

TEST(Extractor, FillsInTheFormOfAPdf) {
  Extractor extractor(test::builtin_database());
  const auto extraction = extractor.extract(invoice("FA-12"));
  ASSERT_TRUE(extraction);
  EXPECT_EQ(extraction->kind, DocumentKind::invoice);
  EXPECT_EQ(extraction->document.pages, 1);
  EXPECT_EQ(extraction->document.text_layer, TextLayer::text);
  EXPECT_EQ(extraction->rules_version, test::builtin_database()->version());
  EXPECT_EQ(given(*extraction, Field::numero_facture), "FA-12");
  EXPECT_EQ(given(*extraction, Field::date_facture), "2026-03-12");
  EXPECT_EQ(given(*extraction, Field::montant_ttc_total), "120");
  EXPECT_EQ(given(*extraction, Field::code_devise_facture), "EUR");
}

TEST(Extractor, ReadsTheFirstThePenultimateAndTheLastPage) {
  PdfBuilder builder;
  builder.page(invoice_page("FA-12"), a4);
  builder.page(show("Bon de commande n\\260 BC-2222", 50, 700), a4);
  builder.page(show("N\\260 de march\\351 : M-3333", 50, 700), a4);
  builder.page(show("Code service : SFACETAT", 50, 700), a4);
  Extractor extractor(test::builtin_database());
  const auto extraction = extractor.extract(builder.build());
  ASSERT_TRUE(extraction);
  EXPECT_EQ(extraction->document.pages, 4);
  EXPECT_EQ(extraction->document.pages_read, (std::vector<int>{1, 3, 4}));
  EXPECT_EQ(given(*extraction, Field::numero_bon_commande), "");
  EXPECT_EQ(given(*extraction, Field::numero_marche), "M-3333");
  EXPECT_EQ(extraction->field(Field::numero_marche)->page, 3);
  EXPECT_EQ(extraction->field(Field::code_service_executant)->page, 4);
}

TEST(Extractor, SameBytesGiveTheSameJsonWhateverCameBefore) {
  Extractor extractor(test::builtin_database());
  const std::string first = json_of(extractor, invoice("FA-12"));
  EXPECT_NE(first, "");
  EXPECT_EQ(json_of(extractor, invoice("FA-12")), first);
  EXPECT_NE(json_of(extractor, invoice("FA-13")), first);
  EXPECT_EQ(json_of(extractor, bytes_of("not a document")), "");
  EXPECT_EQ(json_of(extractor, PdfBuilder().page("", a4).build()).find("FA-12"), std::string::npos);
  EXPECT_EQ(json_of(extractor, invoice("FA-12")), first);
  Extractor fresh(test::builtin_database());
  EXPECT_EQ(json_of(fresh, invoice("FA-12")), first);
}

TEST(Extractor, InvisibleTextNeverFillsAField) {
  const Bytes bytes =
      PdfBuilder().page(show("FACTURE", 50, 780) + show("Facture n\\260 FA-99", 50, 700, "3 Tr"), a4).build();
  Extractor extractor(test::builtin_database());
  const auto extraction = extractor.extract(bytes);
  ASSERT_TRUE(extraction);
  EXPECT_EQ(given(*extraction, Field::numero_facture), "");
}

TEST(Extractor, BlankDocumentIsNoError) {
  Extractor extractor(test::builtin_database());
  const auto extraction = extractor.extract(PdfBuilder().page("", a4).build());
  ASSERT_TRUE(extraction);
  EXPECT_EQ(extraction->kind, DocumentKind::other);
  EXPECT_EQ(extraction->document.text_layer, TextLayer::none);
}

TEST(Extractor, PictureOfAPageIsAScan) {
  PdfBuilder builder;
  const int image = builder.stream(
      "\xFF", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8");
  const std::string resources = "/XObject << /I " + std::to_string(image) + " 0 R >>";
  const std::string picture = "q 595 0 0 842 0 0 cm /I Do Q\n";
  Extractor extractor(test::builtin_database());
  const auto scan = extractor.extract(PdfBuilder(builder).page(picture, a4, resources).build());
  ASSERT_TRUE(scan);
  EXPECT_EQ(scan->document.text_layer, TextLayer::scan);
  const auto mixed =
      extractor.extract(PdfBuilder(builder).page(invoice_page("FA-1"), a4).page(picture, a4, resources).build());
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->document.text_layer, TextLayer::mixed);
  EXPECT_EQ(given(*mixed, Field::numero_facture), "FA-1");
}

TEST(Extractor, SaysWhyADocumentCannotBeRead) {
  Extractor extractor(test::builtin_database());
  const auto code_of = [&](const Bytes& bytes) {
    const auto extraction = extractor.extract(bytes);
    return extraction ? std::string_view("read") : error_name(extraction.error().code);
  };
  EXPECT_EQ(code_of(bytes_of("PK\x03\x04 an archive")), "not_pdf");
  EXPECT_EQ(code_of(Bytes{}), "not_pdf");
  EXPECT_EQ(code_of(pdf::test::encrypted(invoice("FA-12"), "secret")), "encrypted");
  EXPECT_EQ(code_of(pdf::test::encrypted(invoice("FA-12"), "")), "read");
}

TEST(Extractor, PageBeyondALimitIsSaidWithItsNumber) {
  pdf::Limits limits;
  limits.glyphs_per_page = 5;
  Extractor extractor(test::builtin_database(), limits);
  const auto extraction = extractor.extract(invoice("FA-12"));
  ASSERT_FALSE(extraction);
  EXPECT_EQ(extraction.error().code, ErrorCode::limit);
  EXPECT_EQ(extraction.error().page, 1);
}

TEST(Extractor, TimesOfTheStagesAddUpOverDocuments) {
  Extractor extractor(test::builtin_database());
  StageTimes times{};
  ASSERT_TRUE(extractor.extract(invoice("FA-12"), &times));
  const StageTimes once = times;
  ASSERT_TRUE(extractor.extract(invoice("FA-12"), &times));
  for (std::size_t i = 0; i < stage_count; ++i) {
    const std::string_view stage = stage_name(static_cast<Stage>(i));
    EXPECT_GT(once[i].count(), 0) << stage;
    EXPECT_GT(times[i], once[i]) << stage;
  }
}

TEST(Extractor, ShowsTheTextThatTheRulesSee) {
  Extractor extractor(test::builtin_database());
  const Bytes bytes = PdfBuilder().page(show("Total HT", 50, 700) + show("100,00 \\200", 300, 700), a4).build();
  EXPECT_EQ(extractor.text(bytes, false).value(), "=== page 1 of 1\ntotal ht ⇥ 100,00 € ↵\n");
  EXPECT_EQ(extractor.text(bytes, true).value(), "=== page 1 of 1\nTotal HT ⇥ 100,00 € ↵\n");
  EXPECT_FALSE(extractor.text(bytes_of("nothing"), false));
}

}  // namespace
}  // namespace prefill
