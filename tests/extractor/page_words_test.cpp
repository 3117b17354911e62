// Words with their places, and pages as pictures.

#include "extractor/page_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractor/extractor.h"
#include "extractor/json.h"
#include "rules/builtin_pack.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill {
namespace {

using testing::ElementsAre;

std::shared_ptr<const rules::Database> builtin_rules() {
  return rules::Database::compile(*rules::parse_packs(rules::builtin_packs()).pack, std::nullopt);
}

pdf::test::Bytes two_lines() {
  return pdf::test::one_page(pdf::test::show("Total  TTC", 72, 700) + pdf::test::show("120,00", 300, 700) +
                                 pdf::test::show("N\xb0 \"7\"", 72, 600),
                             "/MediaBox [0 0 595 842]");
}

TEST(PageWords, AreInReadingOrderAsPrinted) {
  Extractor extractor(builtin_rules());
  const auto pages = extractor.words(two_lines());
  ASSERT_TRUE(pages);
  ASSERT_EQ(pages->size(), 1U);
  const PageWords& page = pages->front();
  EXPECT_EQ(page.page, 1);
  EXPECT_FLOAT_EQ(page.width, 595);
  EXPECT_FLOAT_EQ(page.height, 842);
  std::vector<std::string> words;
  for (const Word& word : page.words) words.push_back(word.text);
  EXPECT_THAT(words, ElementsAre("Total", "TTC", "120,00", "N\xc2\xb0", "\"7\""));
  EXPECT_EQ(page.text, "Total TTC\t120,00\nN\xc2\xb0 \"7\"\n");
}

TEST(PageWords, StandInTheirBoxes) {
  Extractor extractor(builtin_rules());
  const auto pages = extractor.words(two_lines());
  ASSERT_TRUE(pages);
  const std::vector<Word>& words = pages->front().words;
  ASSERT_EQ(words.size(), 5U);
  EXPECT_NEAR(words[0].box.x0, 72, 1);
  EXPECT_NEAR(words[2].box.x0, 300, 1);
  EXPECT_LT(words[0].box.x1, words[1].box.x0);
  EXPECT_LT(words[0].box.y0, 842 - 700);
  EXPECT_GT(words[0].box.y1, 842 - 702);
  EXPECT_LT(words[0].box.y1, words[3].box.y0);
}

TEST(PageWords, AreWrittenAsJson) {
  std::string json;
  append_json(json, "a.pdf", std::vector<PageWords>{{2, 595.32F, 842, "x\ty\n", {{"x", {1, 2, 3, 4.26F}}}}});
  EXPECT_EQ(json, R"({"file":"a.pdf","pages":[{"page":2,"width":595.3,"height":842,"text":"x\u0009y\u000a",)"
                  R"("words":[{"text":"x","box":[1,2,3,4.3]}]}]})");
}

TEST(PagePicture, HasTheSizeAskedFor) {
  Extractor extractor(builtin_rules());
  const auto picture = extractor.picture(two_lines(), 1, 36);
  ASSERT_TRUE(picture);
  // Width and height in the header of a PNG file.
  EXPECT_EQ(picture->substr(1, 3), "PNG");
  EXPECT_EQ(picture->substr(16, 8), std::string("\0\0\x01\x2a\0\0\x01\xa5", 8));
}

TEST(PagePicture, IsRefusedForAPageThatIsNotThere) {
  Extractor extractor(builtin_rules());
  for (const int page : {-1, 0, 2}) {
    const auto picture = extractor.picture(two_lines(), page, 36);
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, ErrorCode::limit);
    EXPECT_EQ(picture.error().message, "there is no page " + std::to_string(page) + "; ask for one of 1 to 1");
  }
}

}  // namespace
}  // namespace prefill
