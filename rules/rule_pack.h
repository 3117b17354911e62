// A rule pack: what an author wrote, read from JSON and checked. docs/rules.md is the author's manual.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
  std::string id;                    // unique in its field or mark: "facture-n"
  std::string name;                  // as shown in results: "numeroFacture/facture-n"
  std::variant<Field, Mark> target;  // what the phrases announce
  std::vector<std::string> phrases;  // as written: "N° de facture"
  double weight = 0.8;               // in (0, 1]: how sure a value directly beside the phrase is
  Directions directions;
  Position position = Position::anywhere;
  Source source = Source::unsourced;
  std::string code;  // for `currency_other`: ISO 4217
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

/// A checked rule pack. Immutable after `parse_pack`; safe to share between threads.
struct RulePack {
  std::string name;  // "fr"
  std::string hash;  // hexadecimal XXH3 of the text: changes when a byte of the pack changes
  std::array<FieldRules, field_count> fields;
  std::vector<Rule> rules;
};

/// Result of reading a pack: a pack when there is no mistake, else every mistake in order of place.
struct ParsedPack {
  std::optional<RulePack> pack;
  std::vector<Diagnostic> diagnostics;
};

/// Reads and checks the text of a pack. Regular expressions are compiled one by one, so that each mistake is found.
/// Costs a millisecond for 1 000 phrases.
[[nodiscard]] ParsedPack parse_pack(std::string_view text);

}  // namespace prefill::rules
