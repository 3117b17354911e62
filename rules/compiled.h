// What `Database` holds and `Scanner` reads: Hyperscan's databases and the way from their numbers back to the rules.
// Of no concern outside this folder.

#pragma once

#include <array>
#include <memory>
#include <string>

#include "rules/database.h"
#include "rules/literal_table.h"

struct hs_database;
struct hs_scratch;

namespace prefill::rules {

struct FreeHyperscan {
  void operator()(hs_database* database) const;
  void operator()(hs_scratch* scratch) const;
};
using DatabaseHandle = std::unique_ptr<hs_database, FreeHyperscan>;
using ScratchHandle = std::unique_ptr<hs_scratch, FreeHyperscan>;

struct Database::Compiled {
  RulePack pack;
  std::string version;
  bool from_cache = false;
  LiteralTable literals;
  DatabaseHandle heads;  // of the literals; empty in a pack without rules
  // One for each field, so that a value is never held against another field's shapes; empty without preferences.
  // The number of a pattern is its index in FieldRules::preferences.
  std::array<DatabaseHandle, field_count> shapes;
};

}  // namespace prefill::rules
