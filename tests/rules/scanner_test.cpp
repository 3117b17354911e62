// What is found and where, and a differential test against a matcher too slow and too simple to be wrong.

#include "rules/scanner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "rules/normalise.h"
#include "rules/phrase.h"

namespace prefill::rules {
namespace {

using Matches = boost::container::pmr::vector<Match>;

std::shared_ptr<const Database> database_of(std::string_view text) {
  ParsedPack parsed = parse_pack(text);
  EXPECT_EQ(to_text(parsed.diagnostics, "pack.json", text), "");
  return Database::compile(std::move(parsed.pack.value()), std::nullopt);
}

/// A pack with one field that has these phrases, one rule each.
std::shared_ptr<const Database> with_phrases(const std::vector<std::string>& phrases) {
  std::string rules;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    rules +=
        (i > 0 ? "," : "") + std::string(R"({"id":"r)") + std::to_string(i) + R"(","phrases":[")" + phrases[i] + "\"]}";
  }
  return database_of(R"({"name":"x","fields":{"numeroFacture":{"rules":[)" + rules + "]}}}");
}

Matches scan(Scanner& scanner, std::string_view text) {
  Matches matches;
  scanner.scan(text, matches);
  return matches;
}

std::vector<std::string> found(const std::vector<std::string>& phrases, std::string_view source) {
  Scanner scanner(with_phrases(phrases));
  const std::string text = normalise(source);
  std::vector<std::string> texts;
  for (const Match& match : scan(scanner, text)) texts.push_back(text.substr(match.from, match.to - match.from));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Scanner, FindsEverySpellingOfAPhrase) {
  for (const std::string_view source : {"N° de facture", "NUMERO DE FACTURE", "Nº de facture : 12",
                                        "numéro\u00A0de\u00A0facture", "Ndefacture n. de facture"}) {
    EXPECT_EQ(found({"Numéro de facture"}, source).size(), 1U) << source;
  }
  EXPECT_EQ(found({"Date de facture"}, "Datedefacture:01/02/2026"), Texts{"datedefacture"});
}

TEST(Scanner, WantsWordBoundariesOnBothSides) {
  EXPECT_EQ(found({"EJ"}, "rejet ej, EJ: (ej) ej2"), (Texts{"ej", "ej", "ej"}));
  EXPECT_EQ(found({"commande"}, "recommandé commandes commande"), Texts{"commande"});
}

TEST(Scanner, WantsNoBoundaryBesideASign) {
  EXPECT_EQ(found({"Facture n°"}, "Facture n°123"), Texts{"facture n°"});
  EXPECT_EQ(found({"€"}, "12€50"), Texts{"€"});
  EXPECT_EQ(found({"£"}, "£12"), Texts{"£"});
}

TEST(Scanner, OrdersByPlaceTheLongerFirstAndMarksTheCovered) {
  Scanner scanner(with_phrases({"facture", "n° de facture", "de facture associée", "associée", "autre"}));
  const std::string text = normalise("N° de facture associée facture");
  const Matches matches = scan(scanner, text);
  std::vector<std::tuple<std::uint32_t, std::uint32_t, bool>> seen;
  for (const Match& match : matches) seen.emplace_back(match.rule, match.from, match.covered);
  const std::vector<std::tuple<std::uint32_t, std::uint32_t, bool>> expected{
      {1, 0, false}, {2, 4, false}, {0, 7, true}, {3, 15, true}, {0, 24, false}};
  EXPECT_EQ(seen, expected);
}

TEST(Scanner, ReportsAPhraseOfTwoFieldsForBothAndCoversNeither) {
  Scanner scanner(database_of(R"({"name":"x","fields":{"bic":{"rules":[{"id":"a","phrases":["Code"]}]},
                                  "ibans":{"rules":[{"id":"a","phrases":["x","Code"]}]}}})"));
  const Matches matches = scan(scanner, "code");
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].rule, 0U);
  EXPECT_EQ(matches[1].rule, 1U);
  EXPECT_EQ(matches[1].phrase, 1U);
  EXPECT_FALSE(matches[0].covered);
  EXPECT_FALSE(matches[1].covered);
}

TEST(Scanner, DoesNotReachAcrossCellsAndLines) {
  Scanner scanner(with_phrases({"date de facture"}));
  EXPECT_TRUE(scan(scanner, "date de\tfacture").empty());
  EXPECT_TRUE(scan(scanner, "date\nde facture").empty());
  EXPECT_EQ(scan(scanner, "x\tdate de facture\n").size(), 1U);
}

TEST(Scanner, SaysWhatAMatchAnnounces) {
  Scanner scanner(database_of(R"({"name":"x","fields":{"bic":{"rules":[{"id":"a","phrases":["Code"]}]}},
                                  "marks":{"siret":[{"id":"a","phrases":["Siret"]}]}})"));
  const Matches matches = scan(scanner, "code siret");
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_TRUE(matches[0].is(Field::bic));
  EXPECT_FALSE(matches[0].is(Field::ibans));
  EXPECT_FALSE(matches[0].is(Mark::siret));
  EXPECT_TRUE(matches[1].is(Mark::siret));
  EXPECT_FALSE(matches[1].is(Mark::siren));
  EXPECT_FALSE(matches[1].is(Field::bic));
}

/// Whether "total" in `text` stands where a rule with `position` wants it.
bool placed(std::string_view position, std::string_view text) {
  Scanner scanner(database_of(R"({"name":"x","fields":{"montantTtcTotal":{"rules":[
      {"id":"a","phrases":["Total"],"position":")" +
                              std::string(position) + R"("}]}}})"));
  const Matches matches = scan(scanner, text);
  EXPECT_EQ(matches.size(), 1U) << text;
  return !matches.empty() && matches[0].well_placed;
}

TEST(Scanner, KnowsWhereInItsCellAPhraseMustStand) {
  EXPECT_TRUE(placed("anywhere", "le total net"));

  EXPECT_TRUE(placed("cell_start", "total 12"));
  EXPECT_TRUE(placed("cell_start", "a\t- total")) << "signs before it do not count";
  EXPECT_TRUE(placed("cell_start", "a\ntotal"));
  EXPECT_FALSE(placed("cell_start", "sous total 12"));

  EXPECT_TRUE(placed("cell_end", "honoraires total"));
  EXPECT_TRUE(placed("cell_end", "honoraires total : (%)\t12"));
  EXPECT_TRUE(placed("cell_end", "total eur\n12"));
  EXPECT_TRUE(placed("cell_end", "total en euros"));
  EXPECT_FALSE(placed("cell_end", "total en euros 12"));
  EXPECT_FALSE(placed("cell_end", "total net"));

  EXPECT_TRUE(placed("whole_cell", "total"));
  EXPECT_TRUE(placed("whole_cell", "total : 12"));
  EXPECT_TRUE(placed("whole_cell", "total n° bc12"));
  EXPECT_TRUE(placed("whole_cell", "total\tnet"));
  EXPECT_FALSE(placed("whole_cell", "total du mois"));
  EXPECT_FALSE(placed("whole_cell", "votre total"));

  EXPECT_TRUE(placed("before_number", "total 12"));
  EXPECT_FALSE(placed("before_number", "total net"));
  EXPECT_FALSE(placed("before_number", "total\t12")) << "in the same cell";
  EXPECT_FALSE(placed("before_number", "sous total 12"));
}

TEST(Scanner, AppendsAndLeavesWhatIsThere) {
  Scanner scanner(with_phrases({"total"}));
  Matches matches;
  scanner.scan("le total", matches);
  scanner.scan("", matches);
  scanner.scan("total", matches);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].from, 3U);
  EXPECT_EQ(matches[1].from, 0U);
  EXPECT_FALSE(matches[1].covered);
}

TEST(Scanner, MultipliesTheFactorsOfShapesThatFitTheWholeValue) {
  Scanner scanner(database_of(R"({"name":"x","fields":{
    "numeroFacture":{"preferences":[{"pattern":"fa|fac-\\d+","factor":2},{"pattern":"[a-zé]+-\\d+","factor":1.5},
                                    {"pattern":"\\d{4}","factor":0}],
                     "rules":[{"id":"a","phrases":["Facture"]}]},
    "bic":{"preferences":[{"pattern":".+","factor":7}]}}})"));
  EXPECT_EQ(scanner.preference(Field::numero_facture, "FAC-12"), 3);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "fa"), 2);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "É-1"), 1.5);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "fac-12 "), 1);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "x fac-12"), 1);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "2024"), 0);
  EXPECT_EQ(scanner.preference(Field::numero_facture, "2024\n"), 1);
  EXPECT_EQ(scanner.preference(Field::numero_facture, ""), 1);
  EXPECT_EQ(scanner.preference(Field::bic, "BNPAFRPP"), 7);
  EXPECT_EQ(scanner.preference(Field::bic, "\xFF\xFE"), 1);
  EXPECT_EQ(scanner.preference(Field::ibans, "FR76"), 1);
}

TEST(Scanner, WorksWithoutPhrasesOrWithoutShapes) {
  RulePack pack;
  pack.name = "empty";
  Scanner scanner(Database::compile(std::move(pack), std::nullopt));
  EXPECT_TRUE(scan(scanner, "facture").empty());
  EXPECT_EQ(scanner.preference(Field::bic, "x"), 1);
}

// The obvious matcher: every literal at every place, each pair of matches compared.
struct Found {
  std::uint32_t from, to, rule, phrase;
  bool covered;
  auto operator<=>(const Found&) const = default;
};

bool word_at(std::string_view text, std::size_t at) {
  return is_word_byte(static_cast<unsigned char>(text[at]));
}

bool stands_at(std::string_view text, std::size_t at, const std::string& literal) {
  const std::size_t end = at + literal.size();
  if (text.substr(at, literal.size()) != literal) return false;
  if (at > 0 && word_at(text, at) && word_at(text, at - 1)) return false;
  return !(end < text.size() && word_at(text, end - 1) && word_at(text, end));
}

std::set<Found> obvious(const RulePack& pack, std::string_view text) {
  std::vector<Found> all;
  for (std::uint32_t rule = 0; rule < pack.rules.size(); ++rule) {
    for (std::uint32_t phrase = 0; phrase < pack.rules[rule].phrases.size(); ++phrase) {
      for (const std::string& literal : literals_of(pack.rules[rule].phrases[phrase])) {
        for (std::uint32_t at = 0; at < text.size(); ++at) {
          if (!stands_at(text, at, literal)) continue;
          all.push_back({at, at + static_cast<std::uint32_t>(literal.size()), rule, phrase, false});
        }
      }
    }
  }
  std::set<Found> result;
  for (Found match : all) {
    match.covered = std::any_of(all.begin(), all.end(), [&](const Found& other) {
      return other.from <= match.from && other.to >= match.to && other.to - other.from > match.to - match.from;
    });
    result.insert(match);
  }
  return result;
}

/// Texts of `pieces` give what the obvious matcher gives; how many matches there were.
std::size_t agree(const std::shared_ptr<const Database>& database, const std::vector<std::string>& pieces) {
  Scanner scanner(database);
  std::mt19937 random(20260301);
  std::size_t matches_seen = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t length = random() % 60; length > 0; --length) text += pieces[random() % pieces.size()];
    const Matches matches = scan(scanner, text);
    std::set<Found> found;
    for (const Match& m : matches) found.insert({m.from, m.to, m.rule, m.phrase, m.covered});
    EXPECT_EQ(found.size(), matches.size()) << "a match twice in: " << text;
    EXPECT_TRUE(found == obvious(database->pack(), text)) << text;
    EXPECT_TRUE(std::is_sorted(matches.begin(), matches.end(), [](const Match& x, const Match& y) {
      return std::tuple(x.from, ~x.to) < std::tuple(y.from, ~y.to);
    })) << text;
    matches_seen += matches.size();
  }
  return matches_seen;
}

TEST(Scanner, AgreesWithTheObviousMatcher) {
  const auto database =
      with_phrases({"a", "a b", "b a", "ab", "a b c", "N° a", "N°", "facture", "N° de facture", "de", "facture n°",
                    "sous-total", "total", "€", "€ a", "a / b", "total facture", "b-c d"});
  const std::vector<std::string> pieces{"a", "b", "c", " ", " ",     "\t",   "\n", "n°", "numero", "facture", "de",
                                        "/", "-", "€", "1", "total", "sous", ":",  "d",  " de ",   "ω"};
  EXPECT_GT(agree(database, pieces), 10000U);
}

TEST(Scanner, TellsApartPhrasesThatBeginAlike) {
  // Every length around the bytes that are searched, and around those that are compared at once.
  std::vector<std::string> phrases;
  for (const std::string stem : {"factures", "facture", "date de facture"}) {
    for (const std::string end : {"", "s", " a", " ab", " abc de f", " abc de g", " abc de fa cture", " b"}) {
      phrases.push_back(stem + end);
    }
  }
  const std::set<std::string> once(phrases.begin(), phrases.end());
  const std::vector<std::string> pieces{"facture", "factures", "date de ", "s", " a",  " b",    "b", "c",
                                        "abc",     " de ",     "f",        "g", " fa", "cture", " ", "\n"};
  EXPECT_GT(agree(with_phrases({once.begin(), once.end()}), pieces), 1000U);
}

}  // namespace
}  // namespace prefill::rules
