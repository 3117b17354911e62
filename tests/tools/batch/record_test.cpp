// Lines of results read back, counted, and as rows of a table.

#include "tools/batch/record.h"

#include <gtest/gtest.h>

#include <string>

#include "extractor/json.h"
#include "tools/batch/duplicates.h"
#include "tools/batch/results.h"
#include "tools/batch/results_csv.h"
#include "tools/batch/tally.h"

namespace prefill::tools::batch {
namespace {

Extraction some_form() {
  Extraction form;
  form.kind = DocumentKind::invoice;
  form.document.pages = 3;
  form.field(Field::numero_facture) = FieldValue{std::string("=F-1,\"x\""), "F-1", 0.97, 1, {}, {}, "n/r", {}, {}};
  form.field(Field::montant_ttc_total) = FieldValue{Decimal{120'500'000}, "120,50", 1, 1, {}, {}, "t/r", {}, {}};
  form.field(Field::ibans) =
      FieldValue{std::vector<std::string>{"FR76", "DE02"}, "FR76", 0.5, 1, {}, {}, "i/r", {}, {}};
  form.withheld[static_cast<std::size_t>(Field::bic)].push_back({std::string("ABC"), "ABC", 0.3, 1, {}, "b/r"});
  return form;
}

std::string form_line() {
  std::string line;
  append_json(line, "a.pdf", some_form());
  return line;
}

TEST(BatchRecord, AFormIsReadBack) {
  RecordReader reader;
  const std::string line = form_line();
  const Record* record = reader.read(line);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->file, "a.pdf");
  EXPECT_EQ(record->kind, DocumentKind::invoice);
  EXPECT_EQ(record->pages, 3);
  EXPECT_FALSE(record->error);
  EXPECT_EQ(reader.text(Field::numero_facture), "=F-1,\"x\"");
  EXPECT_EQ(reader.json(Field::montant_ttc_total), "120.5");
  EXPECT_EQ(reader.json(Field::ibans), R"(["FR76","DE02"])");
  EXPECT_FALSE(reader.json(Field::date_facture));
  const auto& number = record->fields[static_cast<std::size_t>(Field::numero_facture)];
  ASSERT_TRUE(number);
  EXPECT_DOUBLE_EQ(number->confidence, 0.97);
  EXPECT_EQ(number->rule, "n/r");
  EXPECT_TRUE(record->withheld[static_cast<std::size_t>(Field::bic)]);
  EXPECT_EQ(record->withheld.count(), 1U);
}

TEST(BatchRecord, AnErrorAndACopyAreReadBack) {
  RecordReader reader;
  std::string failed;
  append_json(failed, "b.pdf", Error{ErrorCode::encrypted, "needs a password", 0}, "fr@1");
  const Record* record = reader.read(failed);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->error, ErrorCode::encrypted);
  EXPECT_EQ(record->error_message, "needs a password");
  std::string same;
  append_same_json(same, "c.pdf", "a.pdf", "12ab");
  record = reader.read(same);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->same_as, "a.pdf");
  EXPECT_FALSE(record->error);
}

TEST(BatchRecord, AnythingElseIsNone) {
  RecordReader reader;
  for (const char* line : {"", "{}", "[1]", R"({"file":"a"})", R"({"file":"a","error":{"code":"odd"}})", "no JSON"}) {
    EXPECT_EQ(reader.read(line), nullptr) << line;
  }
}

TEST(BatchRecord, ARowHasNoFormulaAndQuotesWhatNeedsIt) {
  RecordReader reader;
  const std::string line = form_line();
  std::string row;
  append_csv(row, reader, *reader.read(line));
  EXPECT_TRUE(row.starts_with(R"(a.pdf,invoice,,,,"'=F-1,""x""",)")) << row;
  EXPECT_NE(row.find(",120.5,"), std::string::npos);
  EXPECT_NE(row.find(R"("[""FR76"",""DE02""]")"), std::string::npos);
  const auto commas = [](const std::string& text) { return std::count(text.begin(), text.end(), ','); };
  EXPECT_EQ(commas(row), commas(csv_head()) + 2);  // one in the number, one between the accounts
}

TEST(BatchTally, AFormAndItsLineAreCountedAlike) {
  RecordReader reader;
  Extraction form = some_form();
  form.field(Field::date_facture) = FieldValue{std::string("2026-03-12"), "", 0.9449, 1, {}, {}, "d/r", {}, {}};
  form.field(Field::code_fournisseur) = FieldValue{std::string("73282932000074"), "", 0.95, 1, {}, {}, "s/r", {}, {}};
  std::string line;
  append_json(line, "a.pdf", form);
  DocumentNote of_form;
  DocumentNote of_line;
  std::string key_of_form;
  std::string key_of_line;
  take_note(of_form, form);
  take_note(of_line, *reader.read(line));
  append_invoice_key(key_of_form, form, "a.pdf");
  append_invoice_key(key_of_line, reader, "a.pdf");
  EXPECT_EQ(of_form.kind, of_line.kind);
  EXPECT_EQ(of_form.confidence, of_line.confidence);
  EXPECT_EQ(key_of_form, key_of_line);
  EXPECT_NE(key_of_form.find("732829320"), std::string::npos);
}

TEST(BatchTally, SumsOfChunksAreTheSumOfTheRun) {
  RecordReader reader;
  DocumentNote form;
  form.bytes = 1000;
  form.took = std::chrono::microseconds(300);
  form.stages[1] = std::chrono::microseconds(100);
  const std::string line = form_line();
  take_note(form, *reader.read(line));
  DocumentNote failed;
  failed.bytes = 5;
  failed.error = ErrorCode::limit;
  DocumentNote same;
  same.same = true;
  Tally one;
  one.add(form);
  one.add(failed);
  Tally two;
  two.add(same);
  two.add(form);
  Tally sum = Tally::unpacked(one.packed()).value();
  sum += Tally::unpacked(two.packed()).value();
  EXPECT_EQ(sum.documents, 4U);
  EXPECT_EQ(sum.bytes, 2005U);
  EXPECT_EQ(sum.same, 1U);
  EXPECT_EQ(sum.failed(), 1U);
  EXPECT_EQ(sum.kinds[static_cast<std::size_t>(DocumentKind::invoice)], 2U);
  const FieldTally& number = sum.fields[static_cast<std::size_t>(Field::numero_facture)];
  EXPECT_EQ(number.given, 2U);
  EXPECT_EQ(number.confidence[19], 2U);
  EXPECT_EQ(sum.fields[static_cast<std::size_t>(Field::bic)].withheld, 2U);
  EXPECT_EQ(sum.stages[1], 200'000U);
  EXPECT_GE(sum.latency_quantile(0.5), 300);
  EXPECT_LT(sum.latency_quantile(1), 300 * 1.2);
  EXPECT_FALSE(Tally::unpacked(one.packed() + "x"));
  EXPECT_FALSE(Tally::unpacked("x"));
}

}  // namespace
}  // namespace prefill::tools::batch
