// References cut out of text: what belongs to one, and what is none.

#include "extractor/fields/reference.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::SketchedPage;

/// The reference at the beginning of `line` as printed, or "none".
std::string read(std::string_view line, Letters letters = Letters::no) {
  SketchedPage page({{50, 100, line}});
  const text::Span whole = page.page().cells()[0].text;
  const auto found = find_reference(page.page(), whole, letters);
  return found ? page.page().printed(found->span) : "none";
}

double factor(std::string_view line, Letters letters = Letters::no) {
  SketchedPage page({{50, 100, line}});
  const auto found = find_reference(page.page(), page.page().cells()[0].text, letters);
  return found ? found->factor : 0;
}

TEST(Reference, IsOneWordWithADigit) {
  for (const std::string_view word : {"FA-2026-001", "2026/17", "F2026_17", "BC24/0456", "A+12", "1402345678",
                                      "FAC.2026.01", "M1A156109_1234567890"}) {
    EXPECT_EQ(read(word), word);
  }
}

TEST(Reference, StandsBehindColonsNumberSignsAndLeaders) {
  for (const std::string_view line :
       {": FA-12", ":FA-12", "n° FA-12", ": n° FA-12", "N°: FA-12", "= FA-12", "- FA-12", "....... FA-12",
        "........: FA-12", "______ FA-12", "| FA-12", ". : FA-12", ", n° FA-12"}) {
    EXPECT_EQ(read(line), "FA-12") << line;
  }
}

TEST(Reference, JoinsPartsThatCannotBeWords) {
  EXPECT_EQ(read("FA 2026-001"), "FA 2026-001");
  EXPECT_EQ(read("6 002 393"), "6 002 393");
  EXPECT_EQ(read("1 234 567.001"), "1 234 567.001");
  EXPECT_EQ(read("2026 / 17"), "2026 / 17");
  EXPECT_EQ(read("2026 -17"), "2026 -17");
  EXPECT_EQ(read("2026- 17"), "2026- 17");
}

TEST(Reference, EndsBeforeWords) {
  EXPECT_EQ(read("FA-12 du 12/03/2026"), "FA-12");
  EXPECT_EQ(read("FA-12, votre commande"), "FA-12");
  EXPECT_EQ(read("FA-12 (duplicata)"), "FA-12");
  EXPECT_EQ(read("FA-12."), "FA-12");
}

TEST(Reference, DatesPricesAndWordsAreNone) {
  for (const std::string_view line :
       {"12/03/2026", "12 mars 2026", "le 12/03/2026", "12,50 €", "1 234,56", "20 %", "100 €", "client", "du client 12",
        "du 12/03/2026", "du 12 mars 2026", "", ":", "- -"}) {
    EXPECT_EQ(line.empty() ? "none" : read(line), "none") << line;
  }
}

TEST(Reference, EightDigitsMayBeAReference) {
  EXPECT_EQ(read("20260312"), "20260312");
}

TEST(Reference, LongerThanFiftyCharactersIsNone) {
  EXPECT_EQ(read(std::string(50, '1')), std::string(50, '1'));
  EXPECT_EQ(read(std::string(51, '1')), "none");
}

TEST(Reference, WordOfCapitalsIsACodeWhereOneMayBe) {
  EXPECT_EQ(read("SFACETAT", Letters::yes), "SFACETAT");
  EXPECT_EQ(read("SFACETAT"), "none");
  EXPECT_EQ(read("Comptabilité", Letters::yes), "none");
  EXPECT_EQ(read("SERVICE comptable", Letters::yes), "none");
  EXPECT_EQ(read("A", Letters::yes), "none");
}

TEST(Reference, NumberThatAWordFollowsIsBelievedLess) {
  EXPECT_EQ(factor("FA-12"), 1);
  EXPECT_LT(factor("75015 Paris"), 0.6);
  EXPECT_LT(factor("FA-12 Paris"), factor("FA-12"));
  EXPECT_GT(factor("FA-12 du 12/03/2026"), 0.95);
  EXPECT_LT(factor("7"), factor("17")) << "one character";
}

TEST(Reference, StandsBehindARemarkInBracketsAndBehindWordsThatEndInANumberSign) {
  EXPECT_EQ(read("(Chorus) : ENG2622284"), "ENG2622284");
  EXPECT_EQ(read("d'analyses n° 202509-3769"), "202509-3769");
  EXPECT_EQ(read("d'analyses de septembre 2025"), "none");
}

TEST(Reference, StandsBehindADateThatEndsInANumberSign) {
  EXPECT_EQ(read("du 12/03/2026 n° FA-7"), "FA-7");
  EXPECT_EQ(read("du 12/03/2026"), "none");
}

TEST(Reference, OfLettersNeedsAColonWhereTheLabelIsVague) {
  EXPECT_EQ(read(": SFACETAT", Letters::apart), "SFACETAT");
  EXPECT_EQ(read("SFACETAT / Engagement", Letters::no), "none");
}

TEST(Reference, PrefixIsNoOrdinaryWord) {
  EXPECT_EQ(read("de 250", Letters::yes), "none");
  EXPECT_EQ(read("Ligne 06", Letters::yes), "none");
  EXPECT_EQ(read("Fact 250"), "Fact 250");
}

TEST(Reference, MayBeFollowedByASentence) {
  EXPECT_GT(factor("1402345678 et notre livraison"), factor("75015 paris"));
  EXPECT_GT(factor("1402345678."), factor("75015 paris"));
}

TEST(Reference, UnderscoreMakesACodeOfLetters) {
  EXPECT_GT(factor("DST_VOIRIE", Letters::yes), factor("VOIRIE", Letters::yes));
}

/// The parts of the reference in the first cell of a column, joined by bars.
std::string parts(std::string_view column) {
  SketchedPage page({{50, 100, column}});
  boost::container::pmr::monotonic_buffer_resource arena;
  const auto found = find_reference(page.page(), page.page().cells()[0].text, Letters::no);
  if (!found) return "none";
  std::string all;
  for (const text::Span part : parts_of(page.page(), 0, found->span, &arena)) {
    all += (all.empty() ? "" : "|") + page.page().printed(part);
  }
  return all;
}

TEST(Reference, GoesOnUnderAHyphenAtTheBreak) {
  EXPECT_EQ(parts("2026-SUR\n-5370-L2"), "2026-SUR|-5370-L2");
  EXPECT_EQ(parts("2026-SUR-\n5370\n-L2"), "2026-SUR-|5370|-L2");
  EXPECT_EQ(parts("2026/\n17"), "2026/|17");
}

TEST(Reference, EndsWhereNothingSaysThatItGoesOn) {
  EXPECT_EQ(parts("2026-SUR\n5370-L2"), "2026-SUR");
  EXPECT_EQ(parts("2026-SUR\n- 5370"), "2026-SUR");
  EXPECT_EQ(parts("2026-SUR\n-5370 Brest"), "2026-SUR");
  EXPECT_EQ(parts("2026-SUR\n-12,50"), "2026-SUR");
  EXPECT_EQ(parts("2026-SUR lot 1\n-5370"), "2026-SUR");
}

}  // namespace
}  // namespace prefill
