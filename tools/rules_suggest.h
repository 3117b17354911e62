// `prefill rules suggest`: phrases that labelled documents print beside values, and that no rule knows.

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/rule_pack.h"
#include "tools/evaluation_report.h"
#include "tools/labels.h"
#include "tools/rules_option.h"

namespace prefill::tools {

struct SuggestOptions {
  std::optional<Field> field;  // only this one
  int least_documents = 2;     // a phrase that fewer documents print is chance
  std::size_t most = 20;       // proposals
};

/// A rule of one phrase, and what it does.
struct Proposal {
  Field field = Field::numero_facture;
  std::string phrase;                     // as a rule has it
  int unannounced = 0;                    // documents whose value it stands beside, and no rule announces
  int right = 0;                          // documents where it stands beside a value of the field
  int wrong = 0;                          // documents where it stands beside what could be taken for one
  int won = 0;                            // values right with the rule and not without it, of all fields, measured
  int broken = 0;                         // values wrong with the rule and not without it, or right without it alone
  std::vector<std::string> documents;     // those of `unannounced`
  std::vector<std::string> other_things;  // rules of the packs that know the phrase as something else
  std::string rule;                       // JSON, as an entry of `rules` of the field; an example only when it holds
};

struct Suggestions {
  std::string rules_version;
  int documents = 0;
  std::vector<std::string> missing;
  std::vector<Failure> failures;
  std::vector<Proposal> proposals;  // the best first
};

/// Reads the documents of `labels` in `directory` with the rules of `packs`, ranks the phrases beside values that no
/// rule announces, and runs the best of them, each as a rule of its own, on the documents that print it. `rules` is
/// `packs` compiled. Costs a run over all documents, and for each phrase tried the compiling of all rules.
[[nodiscard]] Suggestions suggest(const Labels& labels, const std::filesystem::path& directory, const PackTexts& packs,
                                  const std::shared_ptr<const rules::Database>& rules, const SuggestOptions& options);

/// Two lines for each proposal: what it does, and the rule. Lists of documents are cut to fit `columns`.
[[nodiscard]] std::string to_text(const Suggestions& suggestions, int columns);

/// Everything as one JSON object and a line end.
[[nodiscard]] std::string to_json(const Suggestions& suggestions);

}  // namespace prefill::tools
