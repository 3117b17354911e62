// What is let through and what is not, without any process.

#include "extractor/sandbox/answer_check.h"

#include <gtest/gtest.h>

#include "extractor/extractor.h"
#include "extractor/sandbox/self_test.h"
#include "rules/builtin_pack.h"

namespace prefill::sandbox {
namespace {

std::string picture() {
  Extractor extractor(rules::Database::compile(*rules::parse_packs(rules::builtin_packs()).pack, std::nullopt));
  return *extractor.picture(self_test_document(), 1, 72);
}

TEST(AnswerCheck, TakesAWholePicture) {
  EXPECT_TRUE(AnswerCheck::picture(picture()));
}

TEST(AnswerCheck, TakesNoPictureThatIsCutOrGoesOn) {
  const std::string whole = picture();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_FALSE(AnswerCheck::picture(std::string_view(whole).substr(0, size))) << size;
  }
  EXPECT_FALSE(AnswerCheck::picture(whole + "<script>"));
}

TEST(AnswerCheck, TakesNoPictureOfAnImpossibleSize) {
  std::string huge = picture();
  huge[16] = '\x7f';
  EXPECT_FALSE(AnswerCheck::picture(huge));
  std::string none = picture();
  none.replace(16, 4, 4, '\0');
  EXPECT_FALSE(AnswerCheck::picture(none));
}

TEST(AnswerCheck, TakesNoPictureWithOtherChunks) {
  const std::string whole = picture();
  const std::string text("\0\0\0\4tEXtevil\0\0\0\0", 16);
  EXPECT_FALSE(AnswerCheck::picture(whole.substr(0, 33) + text + whole.substr(33)));
}

TEST(AnswerCheck, TakesMessagesOfABoundedLengthInUtf8) {
  EXPECT_TRUE(AnswerCheck::message("the file has no `%PDF-` header; d\xc3\xa9posez"));
  EXPECT_FALSE(AnswerCheck::message("\xff"));
  EXPECT_FALSE(AnswerCheck::message(std::string_view("a\0b", 3)));
  EXPECT_FALSE(AnswerCheck::message("\x1b[31m"));
  EXPECT_FALSE(AnswerCheck::message(std::string(1'001, 'x')));
}

TEST(AnswerCheck, TakesTextOfPagesAndNothingElse) {
  AnswerCheck check;
  const std::string page = R"({"page":1,"width":595,"height":842,"text":"a","words":[{"text":"a","box":[1,2,3,4]}]})";
  EXPECT_TRUE(check.text(R"({"file":"","pages":[)" + page + "]}"));
  EXPECT_TRUE(check.text(R"({"file":"","pages":[]})"));
  for (const std::string json : {
           R"({"file":"","pages":[{}]})",
           R"({"file":1,"pages":[]})",
           R"({"pages":[]})",
           R"({"file":"","pages":[],"more":1})",
           R"({"file":"","pages":[{"page":0,"width":595,"height":842,"text":"a","words":[]}]})",
           R"({"file":"","pages":[{"page":1,"width":-1,"height":842,"text":"a","words":[]}]})",
           R"({"file":"","pages":[{"page":1,"width":1,"height":842,"text":"a","words":[{"text":"a","box":[1,2,3]}]}]})",
           R"({"file":"","pages":[]}{})",
       }) {
    EXPECT_FALSE(check.text(json)) << json;
  }
}

}  // namespace
}  // namespace prefill::sandbox
