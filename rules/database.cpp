// Literals and patterns to Hyperscan's databases, by compiling or from the cache.
//
// The compiled form is a cache and never a source: its file is named for everything it was made of, and whatever is odd
// about a file only means compiling again. Compiling takes hundredths of a second, reading back less than a
// millisecond.

#include "rules/database.h"

#include <hs/hs.h>

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "rules/compiled.h"
#include "rules/database_cache.h"
#include "rules/pattern.h"

namespace prefill::rules {
namespace {

/// What goes into the databases, before any is made.
struct Inputs {
  std::vector<std::string> heads;
  std::array<std::vector<std::string>, field_count> patterns;
};

std::array<std::vector<std::string>, field_count> collect_patterns(const RulePack& pack) {
  std::array<std::vector<std::string>, field_count> patterns;
  for (std::size_t field = 0; field < field_count; ++field) {
    for (const Preference& preference : pack.fields[field].preferences) {
      patterns[field].push_back(anchored(preference.pattern));
    }
  }
  return patterns;
}

DatabaseHandle accept(hs_error_t result, hs_database_t* database, hs_compile_error_t* error) {
  if (result == HS_SUCCESS) return DatabaseHandle(database);
  const std::string message = error != nullptr ? error->message : "unknown reason";
  hs_free_compile_error(error);
  throw std::runtime_error("the rules cannot be compiled: " + message);
}

std::vector<unsigned> numbers_up_to(std::size_t count) {
  std::vector<unsigned> numbers(count);
  for (unsigned i = 0; i < count; ++i) numbers[i] = i;
  return numbers;
}

DatabaseHandle compile_literals(const std::vector<std::string>& literals, const std::vector<unsigned>& ids) {
  if (literals.empty()) return nullptr;
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  for (const std::string& literal : literals) {
    texts.push_back(literal.data());
    lengths.push_back(literal.size());
  }
  const std::vector<unsigned> flags(literals.size(), 0);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t result =
      hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(literals.size()), HS_MODE_BLOCK, nullptr, &database, &error);
  return accept(result, database, error);
}

DatabaseHandle compile_patterns(const std::vector<std::string>& patterns) {
  if (patterns.empty()) return nullptr;
  std::vector<const char*> texts;
  for (const std::string& pattern : patterns) texts.push_back(pattern.c_str());
  const std::vector<unsigned> flags(patterns.size(), pattern_flags());
  const std::vector<unsigned> numbers = numbers_up_to(patterns.size());
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t result =
      hs_compile_multi(texts.data(), flags.data(), numbers.data(), static_cast<unsigned>(patterns.size()),
                       HS_MODE_BLOCK, nullptr, &database, &error);
  return accept(result, database, error);
}

CacheKey key_of(const Inputs& inputs) {
  CacheKeyMaker maker;
  maker.add(inputs.heads);
  for (const auto& patterns : inputs.patterns) maker.add(patterns);
  maker.add({std::to_string(pattern_flags())});
  return maker.key();
}

}  // namespace

void FreeHyperscan::operator()(hs_database* database) const {
  hs_free_database(database);
}
void FreeHyperscan::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

Database::Database(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Database::~Database() = default;

std::shared_ptr<const Database> Database::compile(RulePack pack, const std::optional<std::filesystem::path>& cache) {
  if (hs_valid_platform() != HS_SUCCESS) throw std::runtime_error("this processor lacks SSSE3, which Hyperscan needs");
  auto compiled = std::make_unique<Compiled>();
  Inputs inputs;
  compiled->literals = LiteralTable(pack);
  inputs.heads = compiled->literals.head_texts();
  inputs.patterns = collect_patterns(pack);

  // The heads first, then each field that has preferences.
  std::vector<DatabaseHandle*> slots;
  if (!inputs.heads.empty()) slots.push_back(&compiled->heads);
  for (std::size_t field = 0; field < field_count; ++field) {
    if (!inputs.patterns[field].empty()) slots.push_back(&compiled->shapes[field]);
  }
  const CacheKey key = cache ? key_of(inputs) : CacheKey{};
  compiled->from_cache = cache && load_cached(*cache, key, slots);
  if (!compiled->from_cache) {
    compiled->heads = compile_literals(inputs.heads, compiled->literals.head_ids());
    for (std::size_t field = 0; field < field_count; ++field) {
      compiled->shapes[field] = compile_patterns(inputs.patterns[field]);
    }
    if (cache) store_cached(*cache, key, slots);
  }
  compiled->version = pack.name + "@" + pack.hash.substr(0, 6);
  compiled->pack = std::move(pack);
  return std::shared_ptr<const Database>(new Database(std::move(compiled)));
}

std::optional<std::filesystem::path> Database::default_cache() {
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != 0 ? value : nullptr;
  };
  if (const char* cache = set("XDG_CACHE_HOME")) return std::filesystem::path(cache) / "prefill";
  if (const char* home = set("HOME")) return std::filesystem::path(home) / ".cache" / "prefill";
  return std::nullopt;
}

const RulePack& Database::pack() const {
  return compiled_->pack;
}
const std::string& Database::version() const {
  return compiled_->version;
}
bool Database::from_cache() const {
  return compiled_->from_cache;
}

}  // namespace prefill::rules
