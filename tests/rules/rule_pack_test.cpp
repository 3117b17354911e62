// What a correct pack becomes; the mistakes are in golden_test.cpp.

#include "rules/rule_pack.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "rules/builtin_pack.h"

namespace prefill::rules {
namespace {

RulePack parsed(std::string_view text) {
  ParsedPack result = parse_pack(text);
  EXPECT_EQ(to_text(result.diagnostics, "pack.json", text), "");
  return result.pack.value_or(RulePack{});
}

TEST(RulePack, ReadsEveryKey) {
  const RulePack pack = parsed(R"({
    "$schema": "schema.json", "name": "fr", "description": "d",
    "fields": {
      "numeroFacture": {
        "threshold": 0.25, "comment": "c",
        "preferences": [{"pattern": "[0-9]{10}", "factor": 0, "comment": "c"}, {"pattern": "a+", "factor": 1.5}],
        "rules": [{"id": "facture-n", "phrases": ["N° de facture", "Facture n°"], "weight": 0.9, "value": ["below"],
                   "position": "cell_start", "source": "official", "comment": "c"}]
      }
    },
    "marks": {"currency_other": [{"id": "chf", "phrases": ["CHF"], "code": "CHF", "position": "whole_cell",
                                  "source": "legal"}]}
  })");
  EXPECT_EQ(pack.name, "fr");
  const FieldRules& field = pack.fields[static_cast<std::size_t>(Field::numero_facture)];
  EXPECT_EQ(field.threshold, 0.25);
  ASSERT_EQ(field.preferences.size(), 2U);
  EXPECT_EQ(field.preferences[0].pattern, "[0-9]{10}");
  EXPECT_EQ(field.preferences[0].factor, 0);
  EXPECT_EQ(field.preferences[1].factor, 1.5);

  ASSERT_EQ(pack.rules.size(), 2U);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.id, "facture-n");
  EXPECT_EQ(rule.name, "numeroFacture/facture-n");
  EXPECT_EQ(std::get<Field>(rule.target), Field::numero_facture);
  EXPECT_EQ(rule.phrases, (std::vector<std::string>{"N° de facture", "Facture n°"}));
  EXPECT_EQ(rule.weight, 0.9);
  EXPECT_FALSE(rule.directions.right);
  EXPECT_TRUE(rule.directions.below);
  EXPECT_EQ(rule.position, Position::cell_start);
  EXPECT_EQ(rule.source, Source::official);

  const Rule& currency = pack.rules[1];
  EXPECT_EQ(currency.name, "currency_other/chf");
  EXPECT_EQ(std::get<Mark>(currency.target), Mark::currency_other);
  EXPECT_EQ(currency.code, "CHF");
  EXPECT_EQ(currency.position, Position::whole_cell);
  EXPECT_EQ(currency.source, Source::legal);
}

TEST(RulePack, FillsInDefaults) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {"bic": {"rules": [{"id": "bic", "phrases": ["BIC"]}]}}})");
  ASSERT_EQ(pack.rules.size(), 1U);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.weight, 0.8);
  EXPECT_TRUE(rule.directions.right);
  EXPECT_TRUE(rule.directions.below);
  EXPECT_EQ(rule.position, Position::anywhere);
  EXPECT_EQ(rule.source, Source::unsourced);
  EXPECT_EQ(rule.code, "");
  EXPECT_EQ(pack.fields[static_cast<std::size_t>(Field::bic)].threshold, 0.5);
}

TEST(RulePack, LetsAPhraseStandInTwoFields) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {
    "bic": {"rules": [{"id": "a", "phrases": ["Code"]}]}, "ibans": {"rules": [{"id": "a", "phrases": ["Code"]}]}}})");
  EXPECT_EQ(pack.rules.size(), 2U);
}

TEST(RulePack, LetsAPhraseStandTwiceAtTwoPositions) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {"montantHtTotal": {"rules": [
    {"id": "a", "phrases": ["HT"], "position": "cell_end"}, {"id": "b", "phrases": ["H.T."], "position": "whole_cell"}]}}})");
  EXPECT_EQ(pack.rules.size(), 2U);
  EXPECT_EQ(pack.rules[0].position, Position::cell_end);
}

TEST(RulePack, HashFollowsEveryByte) {
  constexpr std::string_view one = R"({"name": "x", "marks": {"siret": [{"id": "a", "phrases": ["SIRET"]}]}})";
  const std::string other = std::string(one) + "\n";
  EXPECT_EQ(parsed(one).hash, parsed(one).hash);
  EXPECT_EQ(parsed(one).hash.size(), 16U);
  EXPECT_NE(parsed(one).hash, parsed(other).hash);
}

TEST(RulePack, TellsAllMistakesInOrderOfPlace) {
  const ParsedPack result = parse_pack(R"({
    "name": "X y",
    "fields": {
      "numeroFactur": {},
      "bic": {"threshold": 2, "preferences": [{"pattern": "(", "factor": 1}],
              "rules": [{"id": "a", "phrases": [], "wieght": 1}, {"phrases": [3]}]}
    },
    "marks": {"siret": [{"id": "a", "phrases": ["x", "X"], "value": ["right"]}]}
  })");
  EXPECT_FALSE(result.pack);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : result.diagnostics) codes.push_back(diagnostic.code);
  EXPECT_EQ(codes,
            (std::vector<std::string>{"R009", "R005", "R013", "R015", "R010", "R004", "R003", "R002", "R012", "R017"}));
}

TEST(RulePack, SurvivesEveryPrefixAndEveryLostByte) {
  const std::string text = R"p({"name":"x","fields":{"bic":{"preferences":[{"pattern":"\\d\u00e9(a|b)","factor":1}],)p"
                           R"p("rules":[{"id":"a","phrases":["B\"IC","\ud83d\ude00 é"],"weight":0.5}]}}})p";
  ASSERT_TRUE(parse_pack(text).pack);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::string& broken : {text.substr(0, i), text.substr(0, i) + text.substr(i + 1)}) {
      const ParsedPack result = parse_pack(broken);
      EXPECT_EQ(result.pack.has_value(), result.diagnostics.empty()) << broken;
      for (const Diagnostic& diagnostic : result.diagnostics) {
        EXPECT_LE(diagnostic.offset, broken.size()) << broken;
        EXPECT_FALSE(to_text({diagnostic}, "pack.json", broken).empty());
      }
    }
  }
}

TEST(RulePack, BuiltInPackHasNoMistake) {
  const RulePack pack = parsed(builtin_pack());
  EXPECT_EQ(pack.name, "fr");
  EXPECT_FALSE(pack.rules.empty());
}

}  // namespace
}  // namespace prefill::rules
