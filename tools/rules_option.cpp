// A pack with mistakes stops a command before the first document: half a pack would give half the truth.

#include "tools/rules_option.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <string_view>
#include <utility>

#include "rules/builtin_pack.h"
#include "tools/extraction_table.h"
#include "tools/mapped_file.h"
#include "tools/output.h"

namespace prefill::tools {
namespace {

std::shared_ptr<const rules::Database> compile(std::string_view source, const std::string& name) {
  rules::ParsedPack parsed = rules::parse_pack(source);
  if (!parsed.pack) {
    complain("the rule pack has mistakes; nothing was read\n" + rules::to_text(parsed.diagnostics, name, source));
    return nullptr;
  }
  try {
    return rules::Database::compile(std::move(*parsed.pack), rules::Database::default_cache());
  } catch (const std::runtime_error& error) {
    complain("the rules of `" + name + "` cannot be compiled: " + error.what());
    return nullptr;
  }
}

}  // namespace

void add_rules_option(CLI::App& command, std::string& path) {
  command.add_option("--rules", path, "Rule pack to use instead of the built-in one")->type_name("PACK");
}

std::shared_ptr<const rules::Database> load_rules(const std::string& path) {
  if (path.empty()) return compile(rules::builtin_pack(), "built-in rules");
  const Result<std::string> source = read_text(path);
  if (source) return compile(*source, path);
  complain("rule pack `" + path + "` " + source.error().message);
  return nullptr;
}

}  // namespace prefill::tools
