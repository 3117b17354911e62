// The rule packs that a server was told to use, as texts: read again whenever it is asked to change its rules.

#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "rules/diagnostic.h"
#include "rules/rule_pack.h"

namespace prefill::server {

/// Packs that were read and have no mistake. Owns the texts.
struct RuleTexts {
  std::vector<std::string> names;
  std::vector<std::string> texts;
  rules::RulePack pack;

  /// Views of this, in the order given.
  [[nodiscard]] std::vector<rules::SourceText> sources() const;
};

/// Reads `packs`, each a file or the name of a built-in pack; the built-in ones when there are none. What is wrong is
/// said in full, with every mistake's place.
[[nodiscard]] tl::expected<RuleTexts, std::string> read_rules(const std::vector<std::string>& packs);

}  // namespace prefill::server
