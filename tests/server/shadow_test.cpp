// What a candidate's answer differs in.

#include "server/workers/shadow.h"

#include <gmock/gmock.h>

namespace prefill::server {
namespace {

using testing::Pair;
using testing::UnorderedElementsAre;

TEST(CompareFields, TellsGainedLostAndChanged) {
  const auto differences = compare_fields(
      R"({"fields":{"a":{"value":"1","page":1},"b":{"value":2.50},"c":{"value":["x"]},"d":{"value":"y"}}})",
      R"({"fields":{"a":{"value":"1","page":2},"b":{"value":2.55},"c":{"value":["x","z"]},"e":{"value":1}}})");
  ASSERT_TRUE(differences);
  EXPECT_THAT(*differences,
              UnorderedElementsAre(Pair("b", "changed"), Pair("c", "changed"), Pair("d", "lost"), Pair("e", "gained")));
}

TEST(CompareFields, FindsNothingInTheSame) {
  const char* text = R"({"fields":{"a":{"value":[{"taux":20}]}}})";
  EXPECT_THAT(compare_fields(text, text).value(), testing::IsEmpty());
}

TEST(CompareFields, KnowsWhatIsNoExtraction) {
  EXPECT_FALSE(compare_fields(R"({"fields":{}})", "{"));
  EXPECT_FALSE(compare_fields(R"({"error":{}})", R"({"fields":{}})"));
}

}  // namespace
}  // namespace prefill::server
