// The smallest invoice that has everything a reader needs, made when it is first asked for.

#include "extractor/sandbox/self_test.h"

#include <array>
#include <string>
#include <vector>

namespace prefill::sandbox {
namespace {

std::string ten_digits(std::size_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}

std::string make_document() {
  const std::string content =
      "BT /F1 12 Tf 72 780 Td 24 TL (Facture n\260 F-2026-001) Tj T* (Date de facture : 12/03/2026) Tj T* "
      "(Total HT : 100,00 EUR) Tj T* (TVA 20 % : 20,00 EUR) Tj T* (Total TTC : 120,00 EUR) Tj ET";
  const std::array objects = {
      std::string("<</Type/Catalog/Pages 2 0 R>>"),
      std::string("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
      std::string("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"),
      "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream",
      std::string("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
  };
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += ten_digits(pdf.size()) + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(pdf.size());
  return pdf + "xref\n0 " + size + "\n" + table + "trailer<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + start +
         "\n%%EOF\n";
}

}  // namespace

std::span<const unsigned char> self_test_document() {
  static const std::string document = make_document();
  return {reinterpret_cast<const unsigned char*>(document.data()), document.size()};
}

bool is_self_test_answer(std::string_view json) {
  return json.find("\"pages\":1,\"pagesRead\":[1],\"textLayer\":\"text\"") != std::string_view::npos &&
         json.find("\"fields\":{") != std::string_view::npos;
}

}  // namespace prefill::sandbox
