// The list of kids: counted in one walk where it is plain, and reached into from both ends. Trees as a whole are tested
// with the table of objects.

#include "extractor/pdf/page_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace prefill::pdf::test {

namespace {

ObjectView view_of(std::string_view text) {
  const auto* const begin = reinterpret_cast<const Byte*>(text.data());
  return {begin, begin + text.size()};
}

TEST(KidList, EachKidIsReached) {
  for (const char* const gap : {" ", "\r\n", "  "}) {
    for (int length = 0; length < 12; ++length) {
      std::string array = "[";
      for (int i = 1; i <= length; ++i) array += std::to_string(i * 7) + gap + "0 R" + gap;
      array += "] /R 5 0 R";
      const KidList kids(view_of(array));
      ASSERT_EQ(kids.length(), length);
      for (int i = 0; i < length; ++i) EXPECT_EQ(kids.at(i).reference(), (i + 1) * 7);
    }
  }
}

TEST(KidList, KidsNeedNotBeReferences) {
  const KidList kids(view_of("[1 0 R <</A 2 0 R>> null % 3 0 R ]\n 4 0 R 5]"));
  ASSERT_EQ(kids.length(), 5);
  EXPECT_EQ(kids.at(0).reference(), 1);
  EXPECT_TRUE(kids.at(1).is_dictionary());
  EXPECT_TRUE(kids.at(2).is_null());
  EXPECT_EQ(kids.at(3).reference(), 4);
  EXPECT_EQ(kids.at(4).integer(), 5);
}

TEST(KidList, CountsAsAWalkThroughTheArrayDoes) {
  for (const char* const array : {"[]", "[1 0 R2 0 R]", "[1 2 3 R]", "[1 0R]", "[1 0 R R]", "[1 0 R 2]", "[1 0 R 2 0]",
                                  "[R]", "[1 0 R", "[", "12", "", "<</A 1>>", "[1 0 R>>2 0 R]"}) {
    int walked = 0;
    for (ArrayWalk element(view_of(array)); element.next();) ++walked;
    EXPECT_EQ(KidList(view_of(array)).length(), walked) << array;
  }
}

}  // namespace

}  // namespace prefill::pdf::test
