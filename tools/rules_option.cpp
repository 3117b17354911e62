// Packs with mistakes stop a command before the first document: half of the rules would give half the truth.

#include "tools/rules_option.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <utility>

#include "rules/builtin_pack.h"
#include "tools/mapped_file.h"
#include "tools/output.h"

namespace prefill::tools {

void add_rules_option(CLI::App& command, std::vector<std::string>& packs) {
  command
      .add_option(
          "--rules", packs,
          "Rule pack to use instead of the built-in ones: a file, or `fr`, `en` or `de` for one of them. Given\n"
          "several times, the packs are searched as one, the base first")
      ->type_name("PACK")
      ->allow_extra_args(false);
}

std::optional<PackTexts> read_packs(const std::vector<std::string>& packs) {
  PackTexts read;
  if (packs.empty()) {
    read.sources.assign(rules::builtin_packs().begin(), rules::builtin_packs().end());
    return read;
  }
  read.texts.reserve(packs.size());  // so that no text moves
  for (const std::string& pack : packs) {
    if (const auto builtin = rules::builtin_pack(pack)) {
      read.sources.push_back(*builtin);
      continue;
    }
    Result<std::string> text = read_text(pack);
    if (!text) {
      complain("rule pack `" + pack + "` " + text.error().message);
      return std::nullopt;
    }
    read.sources.push_back({pack, read.texts.emplace_back(*std::move(text))});
  }
  return read;
}

std::shared_ptr<const rules::Database> compile_rules(rules::RulePack pack) {
  const std::string name = pack.name;
  try {
    return rules::Database::compile(std::move(pack), rules::Database::default_cache());
  } catch (const std::runtime_error& error) {
    complain("the rules of `" + name + "` cannot be compiled: " + error.what());
    return nullptr;
  }
}

std::shared_ptr<const rules::Database> compile_texts(const PackTexts& texts) {
  rules::ParsedPack parsed = rules::parse_packs(texts.sources);
  if (parsed.pack) return compile_rules(*std::move(parsed.pack));
  complain("the rules have mistakes; nothing was read\n" + rules::to_text(parsed.diagnostics, texts.sources));
  return nullptr;
}

std::shared_ptr<const rules::Database> load_rules(const std::vector<std::string>& packs) {
  const std::optional<PackTexts> texts = read_packs(packs);
  return texts ? compile_texts(*texts) : nullptr;
}

}  // namespace prefill::tools
