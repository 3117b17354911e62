// Made anew for each test, so that each file has exactly the property its test is about.

#include "tests/tools/sample_pdf.h"

#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill::test {
namespace {

std::string text_of(const pdf::test::Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string pdf_with_lines(const std::vector<std::string>& lines) {
  std::string content;
  double y = 780;
  for (const std::string& line : lines) {
    content += pdf::test::show(line, 72, y);
    y -= 24;
  }
  return text_of(pdf::test::one_page(content, "/MediaBox [0 0 595 842]"));
}

std::string invoice_pdf() {
  return pdf_with_lines({"Facture n\xb0 F-2026-001", "Date de facture : 12/03/2026", "SIRET : 732 829 320 00074",
                         "Total HT : 100,00 \x80", "TVA 20 % : 20,00 \x80", "Total TTC : 120,00 \x80"});
}

std::string encrypted_pdf() {
  return text_of(pdf::test::encrypted(pdf::test::bytes_of(invoice_pdf()), "secret"));
}

std::string pageless_pdf() {
  return text_of(pdf::test::PdfBuilder().build());
}

}  // namespace prefill::test
