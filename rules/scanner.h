// Finds the phrases of a database in normalised text, and checks the shape of values.

#pragma once

#include <boost/container/pmr/vector.hpp>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include "rules/database.h"

namespace prefill::rules {

/// A phrase found in a text. Offsets are bytes of the normalised text, `to` exclusive.
struct Match {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t rule = 0;            // index into RulePack::rules
  std::uint32_t phrase = 0;          // index into Rule::phrases
  bool covered = false;              // lies inside a longer match: "facture" in "n° de facture associée"
  bool well_placed = false;          // stands in its cell where its rule wants it
  std::variant<Field, Mark> target;  // what its rule announces

  [[nodiscard]] bool is(Field field) const {
    const Field* own = std::get_if<Field>(&target);
    return own != nullptr && *own == field;
  }
  [[nodiscard]] bool is(Mark mark) const {
    const Mark* own = std::get_if<Mark>(&target);
    return own != nullptr && *own == mark;
  }
};

/// Scratch space for scanning. One per thread; not safe for concurrent use. Allocates when made, not when scanning.
class Scanner {
 public:
  explicit Scanner(std::shared_ptr<const Database> database);
  ~Scanner();
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  /// Appends every phrase of the pack that stands in `text` with a word boundary on both sides, ordered by place, the
  /// longer first. A phrase found through several of its literals at one place is reported once. Tabs and newlines in
  /// `text` part cells. Linear in the text and its matches; cannot fail.
  void scan(std::string_view text, boost::container::pmr::vector<Match>& matches);

  /// Product of the factors of the field's preferences whose pattern matches the whole of `value` (as printed; case
  /// does not count). 1 when none does.
  [[nodiscard]] double preference(Field field, std::string_view value);

  [[nodiscard]] const Database& database() const;

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace prefill::rules
