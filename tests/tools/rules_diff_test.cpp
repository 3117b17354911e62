// What differs between two forms, and which of them is right.

#include "tools/rules_diff.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace prefill::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

Extraction with(Extraction form, Field field, Value value, double confidence = 0.9) {
  FieldValue& given = form.field(field).emplace();
  given.value = std::move(value);
  given.confidence = confidence;
  given.rule = "a/rule";
  return form;
}

Extraction numbered(const char* number, double confidence = 0.9) {
  return with({}, Field::numero_facture, std::string(number), confidence);
}

// A document with the number 12, of which everything is known.
struct Truth {
  LabelledDocument document;
  FieldSet labelled = FieldSet().set();

  Truth() {
    document.truth[static_cast<std::size_t>(Field::numero_facture)] = std::string("12");
    document.complete = true;
  }
};

Right right_between(const Extraction& a, const Extraction& b) {
  const Truth truth;
  RulesDiff diff;
  compare(diff, "a.pdf", a, b, &truth.document, truth.labelled);
  return diff.changes.empty() ? Right::unknown : diff.changes.front().right;
}

const ChangeCounts& of_number(const RulesDiff& diff) {
  return diff.counts[static_cast<std::size_t>(Field::numero_facture)];
}

TEST(RulesDiff, EqualFormsAreNoDifference) {
  RulesDiff diff;
  compare(diff, "a.pdf", numbered("12"), numbered("12"), nullptr, {});
  compare(diff, "b.pdf", {}, {}, nullptr, {});
  EXPECT_FALSE(diff.any());
  EXPECT_EQ(of_number(diff).same, 1);
  EXPECT_EQ(diff.documents, 2);
}

TEST(RulesDiff, TellsWhoGivesWhat) {
  RulesDiff diff;
  compare(diff, "a.pdf", numbered("12"), {}, nullptr, {});
  compare(diff, "b.pdf", {}, numbered("12"), nullptr, {});
  compare(diff, "c.pdf", numbered("12"), numbered("13"), nullptr, {});
  EXPECT_TRUE(diff.any());
  EXPECT_EQ(of_number(diff).only_a, 1);
  EXPECT_EQ(of_number(diff).only_b, 1);
  EXPECT_EQ(of_number(diff).other_value, 1);
  ASSERT_THAT(diff.changes, SizeIs(3));
  EXPECT_EQ(diff.changes[2].b.value, "13");
  EXPECT_EQ(diff.changes[2].right, Right::unknown);
}

TEST(RulesDiff, AConfidenceCountsWhenItMovesByMoreThanFiveHundredths) {
  RulesDiff diff;
  compare(diff, "a.pdf", numbered("12", 0.9), numbered("12", 0.85), nullptr, {});
  EXPECT_FALSE(diff.any());
  compare(diff, "b.pdf", numbered("12", 0.9), numbered("12", 0.84), nullptr, {});
  EXPECT_TRUE(diff.any());
  EXPECT_EQ(of_number(diff).confidence, 1);
  EXPECT_EQ(of_number(diff).same, 2);
  EXPECT_THAT(diff.changes, SizeIs(0));
}

TEST(RulesDiff, TheTruthSaysWhoIsRight) {
  EXPECT_EQ(right_between(numbered("12"), {}), Right::a);
  EXPECT_EQ(right_between(numbered("13"), numbered("12")), Right::b);
  EXPECT_EQ(right_between(numbered("1 2"), numbered("12")), Right::both);
  EXPECT_EQ(right_between(numbered("13"), numbered("14")), Right::neither);
  EXPECT_EQ(right_between(numbered("13"), {}), Right::neither);
}

TEST(RulesDiff, NothingIsRightWhereNothingIsPrinted) {
  const Extraction invented = with({}, Field::numero_marche, std::string("M-1"));
  EXPECT_EQ(right_between(invented, {}), Right::b);
  EXPECT_EQ(right_between({}, invented), Right::a);
}

TEST(RulesDiff, LabelsAreFoundByTheEndOfThePath) {
  Labels labels;
  for (const char* file : {"a.pdf", "in/a.pdf", "b.pdf"}) labels.documents.emplace_back().file = file;
  ASSERT_NE(label_of(labels, "/tmp/in/a.pdf"), nullptr);
  EXPECT_EQ(label_of(labels, "/tmp/in/a.pdf")->file, "in/a.pdf");
  EXPECT_EQ(label_of(labels, "a.pdf")->file, "a.pdf");
  EXPECT_EQ(label_of(labels, "/tmp/aa.pdf"), nullptr);
}

TEST(RulesDiff, TextHasCountsThenChanges) {
  const Truth truth;
  RulesDiff diff;
  diff.version_a = "fr@1";
  diff.version_b = "fr@2";
  compare(diff, "a.pdf", numbered("12"), numbered("13"), &truth.document, truth.labelled);
  const std::string text = to_text(diff, 500);
  EXPECT_THAT(text, StartsWith("A is fr@1, B is fr@2\n"));
  EXPECT_THAT(text, HasSubstr("numeroFacture     0       0       0            1           0        1        0\n"));
  EXPECT_THAT(text, HasSubstr("a.pdf  numeroFacture  other value  12 (0.90)  13 (0.90)  a/rule     a/rule     A\n"));
}

TEST(RulesDiff, WithoutTruthNobodyIsCalledRight) {
  RulesDiff diff;
  compare(diff, "a.pdf", numbered("12"), {}, nullptr, {});
  EXPECT_THAT(to_text(diff, 500), Not(HasSubstr("right")));
  EXPECT_THAT(to_json(diff), Not(HasSubstr("right")));
}

TEST(RulesDiff, JsonHoldsEverything) {
  const Truth truth;
  RulesDiff diff;
  diff.failures.push_back({"x.pdf", {ErrorCode::not_pdf, "has no header"}});
  compare(diff, "a.pdf", numbered("12"), {}, &truth.document, truth.labelled);
  const std::string json = to_json(diff);
  EXPECT_THAT(json, HasSubstr(R"("failed":[{"file":"x.pdf","code":"not_pdf","message":"has no header"}])"));
  EXPECT_THAT(json, HasSubstr(R"("fields":{"numeroFacture":{"same":0,"onlyA":1,"onlyB":0,"otherValue":0,)"
                              R"("confidence":0,"aRight":1,"bRight":0}})"));
  EXPECT_THAT(json, HasSubstr(R"({"file":"a.pdf","field":"numeroFacture","change":"only A",)"
                              R"("a":{"value":"12","confidence":0.9,"rule":"a/rule"},"right":"A"})"));
}

}  // namespace
}  // namespace prefill::tools
