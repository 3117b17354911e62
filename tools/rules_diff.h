// `prefill rules diff`: what another set of rules changes in the form, field by field, with the documents.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/result.h"
#include "tools/evaluation.h"
#include "tools/evaluation_report.h"

namespace prefill::tools {

/// A confidence that moves by no more than this has not changed: labels elsewhere on the page move it all the time.
inline constexpr double same_confidence = 0.05;

enum class Change : std::uint8_t { only_a, only_b, other_value };

/// Which side says what is printed, as far as it is known.
enum class Right : std::uint8_t { unknown, a, b, both, neither };

/// What one side gives for a field; everything is empty when it gives nothing.
struct Side {
  std::string value;  // as a person reads it
  std::string rule;
  double confidence = 0;
};

struct FieldChange {
  std::string file;
  Field field = Field::numero_facture;
  Change change = Change::other_value;
  Side a;
  Side b;
  Right right = Right::unknown;
};

/// Counts of one field over all documents.
struct ChangeCounts {
  int same = 0;  // values given by both; their confidence may have changed
  int only_a = 0;
  int only_b = 0;
  int other_value = 0;
  int confidence = 0;  // of `same`, those whose confidence differs by more than `same_confidence`
  int a_right = 0;     // of the changes, those where A alone is right
  int b_right = 0;

  [[nodiscard]] bool any() const { return only_a + only_b + other_value + confidence > 0; }
  ChangeCounts& operator+=(const ChangeCounts& other);
};

struct RulesDiff {
  std::string version_a;
  std::string version_b;
  int documents = 0;              // read by both
  int labelled = 0;               // of these, those whose truth is known
  std::vector<Failure> failures;  // documents that could not be read, which no rule changes
  std::vector<FieldChange> changes;
  std::array<ChangeCounts, rules::field_count> counts;

  /// Whether anything changed, confidences included.
  [[nodiscard]] bool any() const;
};

/// Counts into `diff` what differs between the forms `a` and `b` of the document called `file`. `truth` is null when
/// nothing is known of it; `labelled` as in `judge`.
void compare(RulesDiff& diff, const std::string& file, const Extraction& a, const Extraction& b,
             const LabelledDocument* truth, const FieldSet& labelled);

/// Counts a value that changed, or one that both give with these confidences, without listing it.
void count_change(RulesDiff& diff, const FieldChange& change);
void count_same(RulesDiff& diff, Field field, double a, double b);

/// One change as a JSON object, as in the list of `to_json`.
[[nodiscard]] std::string to_json(const FieldChange& change);

/// The label of the document at `path`: the one whose `file` is the end of the path. Null when there is none.
[[nodiscard]] const LabelledDocument* label_of(const Labels& labels, const std::string& path);

/// A row for each field that changed, then a row for each change. Cells are cut to fit `columns`.
[[nodiscard]] std::string to_text(const RulesDiff& diff, int columns);

/// Everything as one JSON object and a line end.
[[nodiscard]] std::string to_json(const RulesDiff& diff);

}  // namespace prefill::tools
