// Packs are checked here, where their mistakes can be shown, before workers are begun with them.

#include "server/rule_texts.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "rules/builtin_pack.h"

namespace prefill::server {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return file.bad() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::vector<rules::SourceText> RuleTexts::sources() const {
  std::vector<rules::SourceText> sources;
  for (std::size_t i = 0; i < names.size(); ++i) sources.push_back({names[i], texts[i]});
  return sources;
}

tl::expected<RuleTexts, std::string> read_rules(const std::vector<std::string>& packs) {
  RuleTexts read;
  const auto add = [&](std::string_view name, std::string_view text) {
    read.names.emplace_back(name);
    read.texts.emplace_back(text);
  };
  if (packs.empty()) {
    for (const rules::SourceText& builtin : rules::builtin_packs()) add(builtin.file, builtin.text);
  }
  for (const std::string& pack : packs) {
    if (const auto builtin = rules::builtin_pack(pack)) {
      add(builtin->file, builtin->text);
      continue;
    }
    const std::optional<std::string> text = read_file(pack);
    if (!text) return tl::unexpected("rule pack `" + pack + "` cannot be read; check the name and its permissions");
    add(pack, *text);
  }
  rules::ParsedPack parsed = rules::parse_packs(read.sources());
  if (!parsed.pack)
    return tl::unexpected("the rules have mistakes\n" + rules::to_text(parsed.diagnostics, read.sources()));
  read.pack = *std::move(parsed.pack);
  return read;
}

}  // namespace prefill::server
