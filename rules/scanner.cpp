// One pass of Hyperscan over a text, and the clean-up of what it reports.
//
// Hyperscan looks for the heads of literals in a copy of the text in which the starts of words are marked, and names
// only the end of one; the start follows from the head's length, and what stands there, and whether between word
// boundaries, is looked up. `\b` in every phrase would say the same of boundaries and make compiling a hundred times
// slower.

#include "rules/scanner.h"

#include <hs/hs.h>
#include <simdjson.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <stdexcept>
#include <utility>

#include "rules/ascii.h"
#include "rules/compiled.h"
#include "rules/normalise.h"
#include "rules/room.h"
#include "rules/word_starts.h"

namespace prefill::rules {
namespace {

bool is_word_at(std::string_view text, std::size_t at) {
  return is_word_byte(static_cast<unsigned char>(text[at]));
}

/// A literal found. Two of them never share a place, since no literal is there twice.
struct Hit {
  std::uint64_t order = 0;  // the earlier first, at one start the longer
  std::uint32_t literal = 0;

  Hit(std::uint32_t from, std::uint32_t to, std::uint32_t number)
      : order(std::uint64_t{from} << 32 | ~to), literal(number) {}
  [[nodiscard]] std::uint32_t from() const { return static_cast<std::uint32_t>(order >> 32); }
  [[nodiscard]] std::uint32_t to() const { return ~static_cast<std::uint32_t>(order); }
};

bool ends_cell(char c) {
  return c == '\t' || c == '\n';
}

/// True when nothing but signs stands before `from` in its cell.
bool begins_cell(std::string_view text, std::size_t from) {
  while (from > 0 && !ends_cell(text[from - 1])) {
    if (is_alnum(text[--from])) return false;
  }
  return true;
}

/// True when nothing but signs or the euro in words stands behind `to` in its cell.
bool closes_cell(std::string_view text, std::size_t to) {
  const auto over = [&](std::size_t at) { return at >= text.size() || ends_cell(text[at]); };
  for (const std::string_view euro : {" eur", " en euros"}) {
    if (has_at(text, to, euro) && over(to + euro.size())) return true;
  }
  while (!over(to) && !is_alnum(text[to])) ++to;
  return over(to);
}

/// True when the words from `from` to `to` stand in their cell where `position` wants them.
bool well_placed(Position position, std::string_view text, std::size_t from, std::size_t to) {
  if (position == Position::anywhere) return true;
  if (position == Position::cell_end) return closes_cell(text, to);
  if (!begins_cell(text, from)) return false;
  if (position == Position::cell_start) return true;
  const std::size_t next = skip_spaces(text, to);
  const bool ends = next == text.size() || ends_cell(text[next]);
  if (position == Position::before_number) return !ends && is_digit(text[next]);
  // What follows must not go on as a sentence; a colon, a number or `n°` may follow.
  return ends || !is_lower(text[next]) || has_at(text, next, "n°");
}

}  // namespace

struct Scanner::Scratch {
  std::shared_ptr<const Database> database;
  ScratchHandle hyperscan;

  /// A head that begins a word and may go on as one of its literals.
  struct FoundHead {
    std::uint32_t from = 0;
    HeadId head;
  };

  struct Scan {
    const LiteralTable& literals;
    std::string_view text;
    boost::container::pmr::vector<FoundHead> heads;
    boost::container::pmr::vector<Hit> hits;
    std::size_t uses = 0;  // matches that the hits stand for

    /// Puts a hit in its place. Heads come in the order of their ends, which is nearly that of their beginnings.
    void take(const Hit& hit) {
      hits.push_back(hit);
      for (Hit* own = &hits.back(); own != hits.data() && own->order < own[-1].order; --own) std::swap(*own, own[-1]);
    }

    /// Looks up what stands at the heads found. Nothing of the table is in the caches when a page begins, so it is
    /// asked for when a head is found and needed when all are.
    void look_up() {
      for (const FoundHead& found : heads) {
        literals.find(found.head, text.substr(found.from), [&](std::uint32_t number) {
          const Literal& literal = literals.literal(number);
          const std::uint32_t end = found.from + found.head.length() + literal.length_behind_head();
          if (literal.word_ends && end < text.size() && is_word_at(text, end)) return;
          take(Hit(found.from, end, number));
          __builtin_prefetch(literals.uses(literal).data());
          uses += literal.use_count;
        });
      }
    }
  };

  static int on_head(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    Scan& scan = *static_cast<Scan*>(context);
    const HeadId head(id);
    const auto from = static_cast<std::uint32_t>(to - head.length());
    if (from > 0 && is_word_at(scan.text, from) && is_word_at(scan.text, from - 1)) return 0;
    const char next = to < scan.text.size() ? scan.text[to] : '\n';
    if (scan.literals.expect(head, next)) scan.heads.push_back({from, head});
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
  prepare(database->compiled_->heads);
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
  if (text.empty() || !compiled.heads) return;
  Scratch::Scan scan{compiled.literals, text,
                     boost::container::pmr::vector<Scratch::FoundHead>(matches.get_allocator()),
                     boost::container::pmr::vector<Hit>(matches.get_allocator())};
  constexpr std::size_t bytes_per_hit = 16;  // on a page full of labels
  scan.heads.reserve(text.size() / bytes_per_hit + 1);
  scan.hits.reserve(text.size() / bytes_per_hit + 1);
  Room<char> marked(text.size(), matches.get_allocator().resource());
  mark_word_starts(text, marked.data());
  [[maybe_unused]] const hs_error_t result =
      hs_scan(compiled.heads.get(), marked.data(), static_cast<unsigned>(text.size()), 0, scratch_->hyperscan.get(),
              &Scratch::on_head, &scan);
  assert(result == HS_SUCCESS);
  scan.look_up();
  matches.reserve(matches.size() + scan.uses);
  // In this order, every hit that could lie around one has come before it, and it does so when the furthest end seen
  // is not short of this one's.
  std::uint32_t furthest = 0;
  for (const Hit& hit : scan.hits) {
    const bool covered = furthest >= hit.to();
    furthest = std::max(furthest, hit.to());
    const Literal& literal = compiled.literals.literal(hit.literal);
    for (const Use& use : compiled.literals.uses(literal)) {
      __builtin_prefetch(&compiled.pack.rules[use.rule]);  // whoever asks for the match asks for its rule
      matches.push_back({hit.from(), hit.to(), use.rule, use.phrase, covered,
                         well_placed(use.position, text, hit.from(), hit.to()), use.target});
    }
  }
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
