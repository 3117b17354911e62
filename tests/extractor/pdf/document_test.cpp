// Opening: what is a PDF, what can be repaired, how many pages there are, and how each failure is said. Most files here
// are broken in one way each.

#include "extractor/pdf/document.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

Error open_error(const Bytes& bytes) {
  const Opening opening(bytes);
  EXPECT_FALSE(opening.document);
  return opening.document ? Error{} : opening.document.error();
}

int pages_of(const Bytes& bytes) {
  const Opening opening(bytes);
  return opening.document ? opening.document->page_count() : -1;
}

PdfBuilder with_pages(int count) {
  PdfBuilder builder;
  for (int i = 1; i <= count; ++i) builder.page(show("Page", 20, 30));
  return builder;
}

TEST(Document, EmptyFileIsNoPdf) {
  const Error error = open_error({});
  EXPECT_EQ(error.code, ErrorCode::not_pdf);
  EXPECT_NE(error.message.find("the file is empty"), std::string::npos);
}

TEST(Document, SaysWhatAnotherFormatLooksLike) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"\xEF\xBB\xBF  <?xml version='1.0'?><Invoice/>", "XML"},
      {"<!DOCTYPE html><html></html>", "web page"},
      {std::string_view("PK\x03\x04\x14\0\0", 7), "ZIP"},
      {"\xFF\xD8\xFF\xE0 JFIF", "JPEG"},
      {"\x89PNG\r\n", "PNG"},
      {"\x30\x82\x05\x10", "PKCS#7"},
      {"plain words", "no `%PDF-` header"},
  };
  for (const auto& [text, kind] : cases) {
    const Error error = open_error(bytes_of(text));
    EXPECT_EQ(error.code, ErrorCode::not_pdf) << kind;
    EXPECT_NE(error.message.find(kind), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("deposit a PDF"), std::string::npos) << error.message;
  }
}

TEST(Document, HeaderMayStandWithin1024Bytes) {
  const Bytes whole = one_page(show("Facture", 20, 30));
  const std::string text(whole.begin(), whole.end());
  EXPECT_EQ(pages_of(bytes_of(std::string(1000, '\n') + text)), 1);
  EXPECT_EQ(open_error(bytes_of(std::string(1100, '\n') + text)).code, ErrorCode::not_pdf);
}

TEST(Document, HeaderAloneIsDamaged) {
  const Error error = open_error(bytes_of("%PDF-1.7\n%%EOF\n"));
  EXPECT_EQ(error.code, ErrorCode::damaged);
}

TEST(Document, WithoutPagesIsDamaged) {
  const Error error = open_error(PdfBuilder().build());
  EXPECT_EQ(error.code, ErrorCode::damaged);
  EXPECT_NE(error.message.find("has no pages"), std::string::npos);
}

TEST(Document, FileCutBeforeItsTableIsRepaired) {
  Bytes bytes = with_pages(3).build();
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  bytes.resize(text.find("xref\n0"));
  EXPECT_EQ(pages_of(bytes), 3);
  const Reading reading(bytes, 3);
  ASSERT_TRUE(reading.outcome);
  EXPECT_EQ(reading.text(), U"Page");
}

TEST(Document, FileCutWithinItsFirstObjectIsDamaged) {
  Bytes bytes = with_pages(3).build();
  bytes.resize(24);
  EXPECT_EQ(open_error(bytes).code, ErrorCode::damaged);
}

TEST(Document, PasswordIsNeeded) {
  const Error error = open_error(encrypted(one_page(show("Facture", 20, 30)), "secret"));
  EXPECT_EQ(error.code, ErrorCode::encrypted);
  EXPECT_NE(error.message.find("needs a password"), std::string::npos);
}

TEST(Document, EmptyPasswordOpens) {
  const Bytes bytes = encrypted(one_page(show("Facture", 20, 30)), "");
  const Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  EXPECT_TRUE(opening.document->encrypted());
  EXPECT_EQ(Reading(bytes).text(), U"Facture");
}

TEST(Document, UnknownProtectionIsEncrypted) {
  const Bytes bytes = PdfBuilder()
                          .page(show("Facture", 20, 30))
                          .trailer("/Encrypt << /Filter /Adobe.PubSec /V 4 /R 4 >> /ID [<00> <00>]")
                          .build();
  EXPECT_EQ(open_error(bytes).code, ErrorCode::encrypted);
}

TEST(Document, PlainDocumentIsNotEncrypted) {
  const Bytes bytes = one_page("");
  const Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  EXPECT_FALSE(opening.document->encrypted());
  EXPECT_EQ(opening.document->producer(), "");
}

TEST(Document, PagesToReadAreFirstPenultimateLast) {
  const std::pair<int, std::vector<int>> cases[] = {
      {1, {1}}, {2, {1, 2}}, {3, {1, 2, 3}}, {4, {1, 3, 4}}, {9, {1, 8, 9}}};
  for (const auto& [count, pages] : cases) {
    const Bytes bytes = with_pages(count).build();
    const Opening opening(bytes);
    ASSERT_TRUE(opening.document);
    EXPECT_EQ(opening.document->page_count(), count);
    EXPECT_EQ(opening.document->pages_to_read(), pages);
  }
}

TEST(Document, CountThatLiesIsCorrected) {
  for (const char* lie : {"1000000000", "7", "1", "0", "-3", "99999999999999999999", "(two)"}) {
    EXPECT_EQ(pages_of(with_pages(2).count(lie).build()), 2) << lie;
  }
  const Reading last(with_pages(2).count("7").build(), 2);
  EXPECT_EQ(last.text(), U"Page");
}

TEST(Document, KidsThatAreNoPagesDoNotCount) {
  EXPECT_EQ(pages_of(with_pages(2).kid("null").kid("77 0 R").build()), 2);
}

TEST(Document, NestedTreesAreCounted) {
  PdfBuilder builder;
  const int leaf = builder.object("<< /Type /Page /MediaBox [0 0 200 100] >>");
  const std::string kid = std::to_string(leaf) + " 0 R ";
  const int inner = builder.object("<< /Type /Pages /Count 3 /Kids [" + kid + kid + kid + "] >>");
  builder.kid(std::to_string(inner) + " 0 R").kid(kid);
  EXPECT_EQ(pages_of(PdfBuilder(builder).count("4").build()), 4);
  EXPECT_EQ(pages_of(PdfBuilder(builder).count("40").build()), 4);
}

TEST(Document, TreeThatContainsItselfEnds) {
  EXPECT_EQ(pages_of(with_pages(1).kid("2 0 R").count("50").build()), 1);
}

TEST(Document, TreeWithMorePathsThanCanBeWalkedEnds) {
  PdfBuilder builder;
  int below = builder.object("<< /Type /Page /MediaBox [0 0 200 100] >>");
  for (int level = 0; level < 50; ++level) {
    const std::string kid = std::to_string(below) + " 0 R ";
    below = builder.object("<< /Type /Pages /Kids [" + kid + kid + "] >>");
  }
  EXPECT_GT(pages_of(builder.kid(std::to_string(below) + " 0 R").build()), 0);
}

TEST(Document, ProducerIsUtf8CutBetweenCharacters) {
  std::string utf16 = "FEFF0061";
  for (int i = 0; i < 150; ++i) utf16 += "00E9";
  const Bytes bytes = with_pages(1).trailer("/Info << /Producer <" + utf16 + "> >>").build();
  const Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  std::string wanted = "a";
  for (int i = 0; i < 99; ++i) wanted += "\u00E9";
  EXPECT_EQ(opening.document->producer(), wanted);
}

TEST(Document, BytesAreNeitherCopiedNorChanged) {
  const Bytes whole = with_pages(3).build();
  const std::string comment(std::size_t{8} << 20, '%');
  const Bytes bytes = bytes_of(std::string(whole.begin(), whole.end()) + comment);
  const Bytes before(bytes.begin(), bytes.end());
  const Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  EXPECT_EQ(opening.document->page_count(), 3);
  EXPECT_LT(opening.context.peak(), std::size_t{1} << 20);
  EXPECT_EQ(bytes, before);
}

TEST(Document, CanBeMoved) {
  const Bytes bytes = with_pages(2).build();
  Opening opening(bytes);
  ASSERT_TRUE(opening.document);
  const Document moved = std::move(*opening.document);
  EXPECT_EQ(moved.page_count(), 2);
}

}  // namespace

}  // namespace prefill::pdf::test
