// One pass of Hyperscan over a text, and the clean-up of what it reports.
//
// Hyperscan looks for plain literals and names only the end of a match; the start follows from the literal's length,
// and whether the match stands between word boundaries is looked up in the text. `\b` in every phrase would say the
// same and make compiling a hundred times slower.

#include "rules/scanner.h"

#include <hs/hs.h>
#include <simdjson.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <stdexcept>
#include <utility>

#include "rules/compiled.h"
#include "rules/normalise.h"

namespace prefill::rules {
namespace {

bool is_word_at(std::string_view text, std::size_t at) {
  return is_word_byte(static_cast<unsigned char>(text[at]));
}

bool before(const Match& left, const Match& right) {
  if (left.from != right.from) return left.from < right.from;
  if (left.to != right.to) return left.to > right.to;
  if (left.rule != right.rule) return left.rule < right.rule;
  return left.phrase < right.phrase;
}

bool same_place(const Match& left, const Match& right) {
  return left.from == right.from && left.to == right.to;
}

bool same(const Match& left, const Match& right) {
  return same_place(left, right) && left.rule == right.rule && left.phrase == right.phrase;
}

/// Sets `covered`. In the order of `before`, every match that could lie around this one has come already, and it does
/// so when the furthest end seen at another place is not short of this one's.
void mark_covered(Match* begin, Match* end) {
  std::uint32_t furthest = 0;
  for (Match* match = begin; match != end;) {
    Match* const next = std::find_if(match, end, [&](const Match& other) { return !same_place(*match, other); });
    const bool covered = match != begin && furthest >= match->to;
    furthest = std::max(furthest, match->to);
    for (; match != next; ++match) match->covered = covered;
  }
}

}  // namespace

struct Scanner::Scratch {
  std::shared_ptr<const Database> database;
  ScratchHandle hyperscan;

  struct Scan {
    const Database::Compiled& compiled;
    std::string_view text;
    boost::container::pmr::vector<Match>& matches;
  };

  static int on_literal(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    const Scan& scan = *static_cast<const Scan*>(context);
    const Literal& literal = scan.compiled.literals[id];
    const auto from = static_cast<std::uint32_t>(to - literal.length);
    if (literal.word_begins && from > 0 && is_word_at(scan.text, from - 1)) return 0;
    if (literal.word_ends && to < scan.text.size() && is_word_at(scan.text, to)) return 0;
    for (std::uint32_t i = literal.first; i < literal.last; ++i) {
      const Use& use = scan.compiled.uses[i];
      scan.matches.push_back({from, static_cast<std::uint32_t>(to), use.rule, use.phrase, false});
    }
    return 0;
  }

  std::vector<char> shape_fits;  // by number of pattern

  static int on_shape(unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
    (*static_cast<std::vector<char>*>(context))[id] = 1;
    return 0;
  }
};

Scanner::Scanner(std::shared_ptr<const Database> database) : scratch_(std::make_unique<Scratch>()) {
  const auto prepare = [this](const DatabaseHandle& handle) {
    if (!handle) return;
    hs_scratch_t* scratch = scratch_->hyperscan.release();
    const hs_error_t result = hs_alloc_scratch(handle.get(), &scratch);
    scratch_->hyperscan.reset(scratch);
    if (result != HS_SUCCESS) throw std::runtime_error("no memory for scanning");
  };
  prepare(database->compiled_->phrases);
  std::size_t most = 0;
  for (std::size_t field = 0; field < field_count; ++field) {
    prepare(database->compiled_->shapes[field]);
    most = std::max(most, database->compiled_->pack.fields[field].preferences.size());
  }
  scratch_->shape_fits.resize(most);
  scratch_->database = std::move(database);
}

Scanner::~Scanner() = default;

void Scanner::scan(std::string_view text, boost::container::pmr::vector<Match>& matches) {
  assert(text.size() <= std::numeric_limits<std::uint32_t>::max());
  const Database::Compiled& compiled = *scratch_->database->compiled_;
  if (text.empty() || !compiled.phrases) return;
  const std::size_t first = matches.size();
  Scratch::Scan scan{compiled, text, matches};
  [[maybe_unused]] const hs_error_t result =
      hs_scan(compiled.phrases.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch_->hyperscan.get(),
              &Scratch::on_literal, &scan);
  assert(result == HS_SUCCESS);
  Match* const begin = matches.data() + first;
  std::sort(begin, matches.data() + matches.size(), before);
  const Match* const end = std::unique(begin, matches.data() + matches.size(), same);
  matches.resize(static_cast<std::size_t>(end - matches.data()));
  mark_covered(matches.data() + first, matches.data() + matches.size());
}

double Scanner::preference(Field field, std::string_view value) {
  const Database::Compiled& compiled = *scratch_->database->compiled_;
  const auto index = static_cast<std::size_t>(field);
  const DatabaseHandle& database = compiled.shapes[index];
  // Hyperscan's UTF-8 mode is undefined for anything else.
  if (!database || value.empty() || !simdjson::validate_utf8(value.data(), value.size())) return 1;
  auto& fits = scratch_->shape_fits;
  std::fill(fits.begin(), fits.end(), char{0});
  [[maybe_unused]] const hs_error_t result = hs_scan(database.get(), value.data(), static_cast<unsigned>(value.size()),
                                                     0, scratch_->hyperscan.get(), &Scratch::on_shape, &fits);
  assert(result == HS_SUCCESS);
  // Multiplied in the pack's order: the order of reports, and so the last digit, may change with the processor.
  double factor = 1;
  const auto& preferences = compiled.pack.fields[index].preferences;
  for (std::size_t i = 0; i < preferences.size(); ++i) {
    if (fits[i] != 0) factor *= preferences[i].factor;
  }
  return factor;
}

const Database& Scanner::database() const {
  return *scratch_->database;
}

}  // namespace prefill::rules
