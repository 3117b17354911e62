// What `Database` holds and `Scanner` reads: Hyperscan's databases and the way from their numbers back to the rules.
// Of no concern outside this folder.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "rules/database.h"

struct hs_database;
struct hs_scratch;

namespace prefill::rules {

struct FreeHyperscan {
  void operator()(hs_database* database) const;
  void operator()(hs_scratch* scratch) const;
};
using DatabaseHandle = std::unique_ptr<hs_database, FreeHyperscan>;
using ScratchHandle = std::unique_ptr<hs_scratch, FreeHyperscan>;

/// A literal as it is searched; its number in Hyperscan is its index.
struct Literal {
  std::uint32_t length = 0;  // bytes
  std::uint32_t first = 0;   // its uses: [first, last) in Compiled::uses
  std::uint32_t last = 0;
  bool word_begins = false;  // needs a word boundary before it
  bool word_ends = false;    // needs one behind it
};

/// A phrase that a literal stands for, with what a match needs to know of its rule.
struct Use {
  std::uint32_t rule = 0;
  std::uint32_t phrase = 0;
  Position position = Position::anywhere;
  std::variant<Field, Mark> target;
};

struct Database::Compiled {
  RulePack pack;
  std::string version;
  bool from_cache = false;
  std::vector<Literal> literals;
  std::vector<Use> uses;
  DatabaseHandle phrases;
  // One for each field, so that a value is never held against another field's shapes; empty without preferences.
  // The number of a pattern is its index in FieldRules::preferences.
  std::array<DatabaseHandle, field_count> shapes;
};

}  // namespace prefill::rules
