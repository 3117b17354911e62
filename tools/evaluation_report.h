// The outcome of an evaluation, as text for a person or JSON for a program.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"
#include "tools/calibration.h"
#include "tools/evaluation.h"

namespace prefill::tools {

/// A value that is not right: what was expected, and what was given or at least considered.
struct Miss {
  std::string file = {};
  Field field = Field::numero_facture;
  Verdict verdict = Verdict::missed;
  std::string expected = {};  // as a person reads it; empty when nothing is printed
  std::string got = {};       // the value given, or the best that was withheld; empty when there is none
  bool withheld = false;
  std::string rule = {};
  double confidence = 0;
  int page = 0;  // 0 when nothing was got
};

/// A document that could not be read.
struct Failure {
  std::string file;
  Error error;
};

/// What documents can be put together by.
enum class GroupBy : std::uint8_t { nothing, producer, layout, language, kind, split };
/// What the user calls them: those behind `nothing`, in order.
inline constexpr std::array<std::string_view, 5> group_names = {"producer", "layout", "language", "kind", "split"};

/// Documents that share what they are put together by.
struct Group {
  std::string name;
  int documents = 0;
  Scores scores;
};

struct EvaluationReport {
  std::string rules_version;
  GroupBy group_by = GroupBy::nothing;  // set before the first document is added
  int documents = 0;                    // judged, those that could not be read included
  std::vector<std::string> missing;     // named in the labels and not in the directory; not judged
  std::vector<Failure> failures;
  int others = 0;                         // documents that are no invoice
  std::vector<std::string> others_typed;  // of these, the ones that were taken for one
  Scores scores;
  std::vector<Group> groups;  // by name
  std::vector<Miss> misses;
  std::vector<Winner> winners;
};

/// Counts the verdicts on `document` into `report` and keeps what is not right. `given` is null when it was not read.
void add_document(EvaluationReport& report, const LabelledDocument& document, const FieldSet& labelled,
                  const Extraction* given);

/// A row for each field with anything to count, the sums, a row for each group, and the documents that did not take
/// part; with `misses`, each value that is not right. The line `confidence` says how far it can be
/// believed. Cells are cut to fit `columns`.
[[nodiscard]] std::string to_text(const EvaluationReport& report, bool misses, int columns);

/// Everything, misses included, as one JSON object and a line end; with `winners`, each of these too.
[[nodiscard]] std::string to_json(const EvaluationReport& report, bool winners = false);

}  // namespace prefill::tools
