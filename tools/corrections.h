// `prefill eval --submitted`: what suppliers made of the forms that were filled in for them.
//
// One JSON object a line: `extraction`, as `prefill extract` printed it; `submitted`, the form as it was sent, {field:
// value} in the names and types of the engine; `date` of the deposit, "2026-03-05", which may be left out. A field that
// `submitted` does not name was not on the form and is not judged; null or an empty text is one that the supplier left
// or made empty. No PDF is needed.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "tools/evaluation.h"

namespace prefill::tools {

/// A form as it was filled in, and as it was sent.
struct Deposit {
  Extraction proposed;  // fields with value and confidence alone; nothing when the file could not be read
  std::array<std::string, rules::field_count> rules;  // that gave them
  LabelledDocument submitted;                         // the values sent
  FieldSet on_form;                                   // fields that `submitted` names
  std::string week;                                   // of the ISO calendar: "2026-W10"; empty when no date is given
};

/// Reads one line. On failure what is wrong with it: "`submitted` has an unknown field `numero`".
[[nodiscard]] tl::expected<Deposit, std::string> read_deposit(std::string_view line);

/// What became of proposed values, and what they cost and saved. Typing is counted in letters and digits.
struct Corrections {
  int stood = 0;            // sent as proposed
  int changed = 0;          // another value was sent
  int removed = 0;          // the field was made empty
  int typed = 0;            // nothing was proposed, and a value was sent
  double expected = 0;      // corrections that the confidences of the values given own up to
  std::int64_t saved = 0;   // typing that values which stood have saved
  std::int64_t spent = 0;   // typing over values that were wrong
  std::int64_t missed = 0;  // typing where nothing was proposed

  [[nodiscard]] int given() const { return stood + changed + removed; }
  [[nodiscard]] int corrected() const { return changed + removed; }
  /// Share of the values given that were corrected, 0 to 1; 0 when none was given.
  [[nodiscard]] double rate() const;
  Corrections& operator+=(const Corrections& other);
};

/// Values given with a confidence between the start of a bin and that of the next.
struct ConfidenceBin {
  int given = 0;
  int stood = 0;
  double said = 0;  // sum of the confidences
};

/// Where the bins of confidence begin; the last one ends at 1.
inline constexpr std::array<double, 9> bin_starts = {0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98};
using ConfidenceBins = std::array<ConfidenceBin, bin_starts.size()>;

/// For each bin the share that stood, made never to fall as confidence rises: neighbours that fall are put together
/// (pool adjacent violators). Negative for bins without values.
[[nodiscard]] std::array<double, bin_starts.size()> calibrated(const ConfidenceBins& bins);

struct BrokenLine {
  std::size_t number = 0;  // from 1
  std::string why;
};

struct CorrectionsReport {
  int deposits = 0;
  std::vector<BrokenLine> broken;  // left out
  std::array<Corrections, rules::field_count> fields;
  std::map<std::string, Corrections, std::less<>> rules;      // by name: "numeroFacture/facture-n"
  std::map<std::string, Corrections, std::less<>> producers;  // of the PDFs; "" where it is not known
  std::map<std::string, Corrections, std::less<>> weeks;      // "" where no date is given
  std::array<ConfidenceBins, rules::field_count> bins;
};

/// Counts one deposit into `report`.
void add_deposit(CorrectionsReport& report, const Deposit& deposit);

/// Counts every line of `lines`; empty ones do not count. `advance` is called after each line.
[[nodiscard]] CorrectionsReport read_deposits(std::string_view lines, const std::function<void()>& advance);

/// Of fewer values or corrections no threshold is made: that would be chance.
inline constexpr int least_given = 30;
inline constexpr int least_kept_out = 3;

/// The threshold of a field that leaves out the bins whose calibrated share is below `target` (0 to 1); 1 when all of
/// them are. Nothing when none is, when fewer than `least_given` values were given, or when fewer than `least_kept_out`
/// of those left out were corrected.
[[nodiscard]] std::optional<double> threshold_for(const ConfidenceBins& bins, double target);

}  // namespace prefill::tools
