// Rule packs: what authors wrote, read from JSON and checked. Several packs, one for each language, become one set of
// rules. docs/rules.md is the author's manual.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/calibration.h"
#include "rules/diagnostic.h"
#include "rules/field.h"

namespace prefill::rules {

/// Where the value stands as seen from its label.
struct Directions {
  bool right = true;  // behind the label, in its cell or in the next one
  bool below = true;  // under the label
};

/// What a phrase must be to its cell in order to count.
enum class Position : std::uint8_t {
  anywhere,
  cell_start,     // the phrase begins the cell
  before_number,  // the phrase begins the cell and a digit follows: "Le 12 mars", but not "Le Havre"
  cell_end,       // the phrase ends the cell; signs, currencies and percentages may follow
  whole_cell,     // the phrase begins the cell and no sentence goes on: the cell ends, or a colon or a number follows
};

/// Where the knowledge comes from that these phrases announce this thing.
enum class Source : std::uint8_t { official, legal, observed, unsourced };

/// A set of phrases that mean the same thing with the same certainty.
struct Rule {
  // What every match asks for stands together.
  double weight = 0.8;               // in (0, 1]: how sure a value directly beside the phrase is
  std::variant<Field, Mark> target;  // what the phrases announce
  Directions directions;
  Position position = Position::anywhere;
  Source source = Source::unsourced;
  std::string name;                  // as shown in results: "numeroFacture/facture-n"
  std::string id;                    // unique in its field or mark: "facture-n"
  std::vector<std::string> phrases;  // as written: "N° de facture"
  std::string code;      // what the phrases state: ISO 4217 for `currency_other`, the value for a field of codes
  std::size_t pack = 0;  // which of the packs read together it stands in
};

/// A shape that raises or lowers the belief in a value of a field.
struct Preference {
  std::string pattern;  // regular expression over the whole value, as printed, case-insensitive
  double factor = 1.0;  // multiplies the score; 0 forbids
};

/// What holds for all rules of a field.
struct FieldRules {
  double threshold = 0.5;               // a value below this confidence is not given
  std::vector<Preference> preferences;  // all that match apply
};

/// Checked rules, of one pack or of several in order. Immutable after `parse_packs`; safe to share between threads.
struct RulePack {
  std::string name;  // "fr", or of several "fr+en+de"
  std::string hash;  // hexadecimal XXH3 of the texts: changes with every byte of every pack, and with their order
  std::array<FieldRules, field_count> fields;
  std::optional<Calibration> calibration;  // nothing when scores are taken for probabilities
  std::vector<Rule> rules;
};

/// A little page on which a rule announces a value, or one on which it must not. For authors and tests: extraction
/// never sees it.
struct RuleExample {
  std::size_t rule = 0;              // index into RulePack::rules
  bool counter = false;              // the rule must announce nothing, or not `value`
  std::string text;                  // a newline begins a line, a tab a column
  std::optional<std::string> value;  // as results give it; always there for an example of a field's rule
  std::size_t offset = 0;            // of `text` in the pack that the rule stands in
};

/// Result of reading packs: the rules when there is no mistake, else every mistake in order of place.
struct ParsedPack {
  std::optional<RulePack> pack;
  std::vector<Diagnostic> diagnostics;
  std::vector<RuleExample> examples;  // in order of place
};

/// Reads and checks packs that are to be searched as one. What holds for a field as a whole stands in one of them; a
/// rule's id is taken once for all of them; a phrase announces one thing. Regular expressions are compiled one by one,
/// so that each mistake is found. Costs a millisecond for 1 000 phrases.
[[nodiscard]] ParsedPack parse_packs(std::span<const SourceText> packs);
/// The same for one pack.
[[nodiscard]] ParsedPack parse_pack(std::string_view text);

}  // namespace prefill::rules
