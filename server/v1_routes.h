// The engine's own calls, and what operators and probes ask. docs/http-api.md and docs/openapi.yaml describe them.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/http/route.h"
#include "server/rule_texts.h"

namespace prefill::server {

/// What the calls below ask of the server that has them. On the loop's thread.
struct Backstage {
  std::function<std::string()> rules_version;      // "fr+en+de@3f9c01"
  std::function<std::string()> rules_description;  // the answer to GET /v1/rules
  std::function<bool()> ready;                     // documents can be read
  std::function<std::string()> metrics;
};

/// /v1/extract, /v1/text, /v1/picture, /v1/rules.
[[nodiscard]] Mount v1_mount(Backstage backstage);
/// The desk's files, /openapi.yaml, /healthz, /readyz, /metrics; and whatever path is nowhere else.
[[nodiscard]] Mount root_mount(Backstage backstage);

/// The answer to GET /v1/rules: version of program and rules, names of the packs, fields with their thresholds.
[[nodiscard]] std::string describe_rules(const RuleTexts& rules, const std::string& version);

}  // namespace prefill::server
