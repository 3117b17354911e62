// Suggestions for mistyped names.

#include "rules/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace prefill::rules {
namespace {

constexpr std::array<std::string_view, 4> names{"weight", "value", "phrases", "position"};

TEST(Nearest, FindsASlipOfTheKeyboard) {
  EXPECT_EQ(nearest("wieght", names), std::vector<std::string_view>{"weight"});
  EXPECT_EQ(nearest("phrase", names), std::vector<std::string_view>{"phrases"});
  EXPECT_EQ(nearest("VALUE", names), std::vector<std::string_view>{"value"});
}

TEST(Nearest, SuggestsNothingForSomethingElse) {
  EXPECT_TRUE(nearest("colour", names).empty());
}

TEST(Nearest, PutsTheNearestFirstAndStopsAtThree) {
  constexpr std::array<std::string_view, 5> similar{"montantXYA", "montantXVA", "montantTVA", "montantTV", "montant"};
  const std::vector<std::string_view> expected{"montantTVA", "montantXVA", "montantTV"};
  EXPECT_EQ(nearest("montantTva", similar), expected);
}

TEST(Nearest, ListsNamesInBackticks) {
  EXPECT_EQ(listed(std::span(names).first(2)), "`weight`, `value`");
  EXPECT_EQ(listed({}), "");
}

}  // namespace
}  // namespace prefill::rules
