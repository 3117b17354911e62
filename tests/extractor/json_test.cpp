// The line of output, read back with another library's parser.

#include "extractor/json.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "extractor/version.h"

namespace prefill {
namespace {

using simdjson::dom::element;

/// A line of output, parsed; invalid JSON fails the test.
class Line {
 public:
  explicit Line(const Extraction& extraction, std::string_view file = "a.pdf") {
    append_json(text, file, extraction);
    parse();
  }
  explicit Line(const Error& error) {
    append_json(text, "a.pdf", error, "fr@123456");
    parse();
  }

  [[nodiscard]] element at(std::string_view pointer) const { return root_.at_pointer(pointer).value(); }
  [[nodiscard]] std::string_view string(std::string_view pointer) const { return std::string_view(at(pointer)); }
  [[nodiscard]] double number(std::string_view pointer) const { return double(at(pointer)); }
  [[nodiscard]] bool has(std::string_view pointer) const {
    return root_.at_pointer(pointer).error() == simdjson::SUCCESS;
  }

  std::string text;

 private:
  void parse() { root_ = parser_.parse(simdjson::padded_string(text)).value(); }

  simdjson::dom::parser parser_;
  element root_;
};

FieldValue field(Value value, std::string raw) {
  FieldValue given;
  given.value = std::move(value);
  given.raw = std::move(raw);
  given.confidence = 0.987654;
  given.page = 1;
  given.box = {127.1234F, 183, 201.47F, 195.26F};
  given.rule = "numeroFacture/facture-n";
  return given;
}

Extraction example() {
  Extraction extraction;
  extraction.document = {5, {1, 4, 5}, TextLayer::mixed, "Producer \"X\"", false, {}};
  extraction.kind = DocumentKind::invoice;
  extraction.rules_version = "fr@3f9c01";
  extraction.checks = {{"TOTALS_AGREE", true}, {"DUE_AGREES", false}};
  return extraction;
}

TEST(Json, NamesThePagesThatOnlyTheReferenceReaderCouldRead) {
  Extraction extraction = example();
  EXPECT_EQ(Line(extraction).text.find("referencePages"), std::string::npos);
  extraction.document.reference_pages = {4};
  EXPECT_NE(Line(extraction).text.find("\"pagesRead\":[1,4,5],\"referencePages\":[4],"), std::string::npos);
}

TEST(Json, SaysWhatTheDocumentIs) {
  const Line line(example(), "dir/facture \"1\".pdf");
  EXPECT_EQ(line.string("/file"), "dir/facture \"1\".pdf");
  EXPECT_EQ(line.string("/kind"), "invoice");
  EXPECT_EQ(line.number("/document/pages"), 5);
  EXPECT_EQ(line.number("/document/pagesRead/1"), 4);
  EXPECT_EQ(line.string("/document/textLayer"), "mixed");
  EXPECT_EQ(line.string("/document/producer"), "Producer \"X\"");
  EXPECT_FALSE(bool(line.at("/document/encrypted")));
  EXPECT_EQ(line.string("/engine/version"), version);
  EXPECT_EQ(line.string("/engine/rules"), "fr@3f9c01");
  EXPECT_EQ(line.string("/checks/0/code"), "TOTALS_AGREE");
  EXPECT_TRUE(bool(line.at("/checks/0/ok")));
  EXPECT_FALSE(bool(line.at("/checks/1/ok")));
  EXPECT_FALSE(line.has("/error"));
}

TEST(Json, IsOneLineWithoutItsEnd) {
  Extraction extraction = example();
  extraction.field(Field::nom_fournisseur) = field("a\nb", "a\r\nb");
  EXPECT_EQ(Line(extraction).text.find_first_of("\r\n"), std::string::npos);
}

TEST(Json, FieldTellsValuePlaceAndRule) {
  Extraction extraction = example();
  FieldValue number = field(std::string("FA-12"), "FA-12");
  number.label = Label{"Facture n°", {72, 183, 124.84F, 195.2F}};
  number.warning = "too long";
  number.alternatives.push_back({std::string("D-7"), "D-7", 0.125, 2, {1, 2, 3, 4}, "numeroFacture/reference"});
  extraction.field(Field::numero_facture) = number;
  const Line line(extraction);
  EXPECT_EQ(line.string("/fields/numeroFacture/value"), "FA-12");
  EXPECT_EQ(line.number("/fields/numeroFacture/confidence"), 0.99);
  EXPECT_EQ(line.number("/fields/numeroFacture/page"), 1);
  EXPECT_EQ(line.string("/fields/numeroFacture/label/text"), "Facture n°");
  EXPECT_EQ(line.string("/fields/numeroFacture/warning"), "too long");
  EXPECT_EQ(line.string("/fields/numeroFacture/alternatives/0/value"), "D-7");
  EXPECT_EQ(line.number("/fields/numeroFacture/alternatives/0/page"), 2);
  EXPECT_NE(line.text.find("\"box\":[127.1,183,201.5,195.3]"), std::string::npos) << line.text;
}

TEST(Json, WhatIsNotKnownIsLeftOut) {
  Extraction extraction = example();
  extraction.document.producer.clear();
  extraction.field(Field::numero_facture) = field(std::string("FA-12"), "FA-12");
  const Line line(extraction);
  EXPECT_FALSE(line.has("/document/producer"));
  EXPECT_FALSE(line.has("/fields/numeroFacture/label"));
  EXPECT_FALSE(line.has("/fields/numeroFacture/warning"));
  EXPECT_FALSE(line.has("/fields/dateFacture"));
}

TEST(Json, AmountsAreExact) {
  const auto value_of = [](Decimal amount) {
    Extraction extraction = example();
    extraction.field(Field::montant_ttc_total) = field(amount, "");
    const Line line(extraction);
    const std::string key = "\"montantTtcTotal\":{\"value\":";
    const std::size_t from = line.text.find(key) + key.size();
    return line.text.substr(from, line.text.find(',', from) - from);
  };
  EXPECT_EQ(value_of({671'150'000}), "671.15");
  EXPECT_EQ(value_of({-500'000}), "-0.5");
  EXPECT_EQ(value_of({1}), "0.000001");
  EXPECT_EQ(value_of({999'999'999'999'999'999}), "999999999999.999999");
  EXPECT_EQ(value_of({}), "0");
}

TEST(Json, ListsAndTaxLinesAreArrays) {
  Extraction extraction = example();
  extraction.field(Field::ibans) = field(std::vector<std::string>{"FR1", "FR2"}, "");
  extraction.field(Field::lignes_tva) =
      field(std::vector<TaxLine>{{Decimal{5'500'000}, Decimal::of_cents(10000), Decimal::of_cents(550)}}, "");
  const Line line(extraction);
  EXPECT_EQ(line.string("/fields/ibans/value/1"), "FR2");
  EXPECT_EQ(line.number("/fields/lignesTva/value/0/taux"), 5.5);
  EXPECT_EQ(line.number("/fields/lignesTva/value/0/baseHt"), 100);
  EXPECT_EQ(line.number("/fields/lignesTva/value/0/montantTva"), 5.5);
}

TEST(Json, WithheldValuesStandApart) {
  Extraction extraction = example();
  extraction.withheld[static_cast<std::size_t>(Field::code_destinataire)].push_back(
      {std::string("21750001600019"), "217 500 016 00019", 0.6, 1, {1, 2, 3, 4}, "codeDestinataire/by-shape"});
  const Line line(extraction);
  EXPECT_FALSE(line.has("/fields/codeDestinataire"));
  EXPECT_EQ(line.string("/withheld/codeDestinataire/0/value"), "21750001600019");
}

TEST(Json, EveryFieldAndKindHasItsName) {
  Extraction extraction = example();
  for (auto& slot : extraction.fields) slot = field(std::string("x"), "x");
  for (const DocumentKind kind : {DocumentKind::invoice, DocumentKind::credit_note, DocumentKind::decompte,
                                  DocumentKind::memoire, DocumentKind::several, DocumentKind::other}) {
    extraction.kind = kind;
    const Line line(extraction);
    EXPECT_EQ(line.string("/kind"), kind_name(kind));
    EXPECT_EQ(simdjson::dom::object(line.at("/fields")).size(), rules::field_count);
  }
}

TEST(Json, TextThatIsNotUtf8StillGivesValidJson) {
  Extraction extraction = example();
  extraction.document.producer = "caf\xE9";
  EXPECT_EQ(Line(extraction, "\xFF.pdf").string("/document/producer"), "caf\uFFFD");
}

TEST(Json, ErrorStandsInThePlaceOfFields) {
  const Line line(Error{ErrorCode::encrypted, "needs a password", 0});
  EXPECT_EQ(line.string("/file"), "a.pdf");
  EXPECT_EQ(line.string("/error/code"), "encrypted");
  EXPECT_EQ(line.string("/error/message"), "needs a password");
  EXPECT_FALSE(line.has("/error/page"));
  EXPECT_FALSE(line.has("/fields"));
  EXPECT_EQ(line.string("/engine/rules"), "fr@123456");
  EXPECT_EQ(Line(Error{ErrorCode::limit, "too many glyphs", 3}).number("/error/page"), 3);
}

TEST(Json, EveryErrorHasItsName) {
  for (const ErrorCode code : {ErrorCode::io, ErrorCode::not_pdf, ErrorCode::damaged, ErrorCode::encrypted,
                               ErrorCode::limit, ErrorCode::crashed, ErrorCode::timeout, ErrorCode::internal}) {
    EXPECT_EQ(Line(Error{code, "", 0}).string("/error/code"), error_name(code));
  }
}

}  // namespace
}  // namespace prefill
