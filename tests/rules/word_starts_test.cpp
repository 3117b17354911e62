// The marked copy against the definition, at every length and place that the sixteen bytes of a step can cut.

#include "rules/word_starts.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace prefill::rules {
namespace {

std::string marked(std::string_view text) {
  std::string out(text.size(), '?');
  mark_word_starts(text, out.data());
  return out;
}

TEST(WordStarts, AreCapitalsAndWhatBecomesOfDigits) {
  EXPECT_EQ(marked(""), "");
  EXPECT_EQ(marked("date de facture"), "Date De Facture");
  EXPECT_EQ(marked("n°de commande:17"),
            "N°De Commande:\x11"
            "7");
  EXPECT_EQ(marked("\ttotal\n(ht)"), "\tTotal\n(Ht)");
}

TEST(WordStarts, AreTheSameWhereverATextIsCut) {
  std::mt19937 random(20260301);
  const std::string_view bytes = "az09 \t\n-/\xC2\xB0`{:";
  for (std::size_t length = 1; length < 70; ++length) {
    std::string text;
    while (text.size() < length) text += bytes[random() % bytes.size()];
    const std::string whole = marked(text);
    for (std::size_t i = 0; i < length; ++i) {
      const bool begins = is_alnum(text[i]) && (i == 0 || !is_alnum(text[i - 1]));
      EXPECT_EQ(whole[i], begins ? text[i] - 0x20 : text[i]) << text << " at " << i;
      if (!begins && is_alnum(text[i])) continue;
      EXPECT_EQ(marked(text.substr(i)), whole.substr(i)) << text << " from " << i;
    }
  }
}

}  // namespace
}  // namespace prefill::rules
