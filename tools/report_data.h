// What the report of an evaluation shows beyond counts: how sure the engine was, which field's value was given for
// which other, and where each miss lies.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/calibration.h"
#include "tools/evaluation.h"
#include "tools/labels.h"

namespace prefill::tools {

/// Values given for one field that are the truth of another.
struct Confusion {
  Field given_for = Field::numero_facture;
  Field truth_of = Field::numero_facture;
  std::vector<std::string> files;  // one for each
};

/// A value of the engine's, kept beyond its extraction.
struct Got {
  Value value;
  double confidence = 0;
  int page = 0;
  Rect box;
  std::string rule;
};

/// A value that is not right, with its places.
struct MissPlace {
  std::string file;
  Field field = Field::numero_facture;
  Verdict verdict = Verdict::missed;
  std::optional<Value> expected;  // nothing when nothing is printed
  std::optional<Got> got;         // the value given, or the best that was withheld
  bool withheld = false;
};

/// Collects documents in the order they are judged.
class ReportData {
 public:
  /// Takes in what `judge` says of the document. `given` is null when it could not be read.
  void add(const LabelledDocument& document, const FieldSet& labelled, const Extraction* given);

  [[nodiscard]] const std::vector<Winner>& winners() const { return winners_; }
  /// The most frequent first.
  [[nodiscard]] std::vector<Confusion> confusions() const;
  [[nodiscard]] const std::vector<MissPlace>& misses() const { return misses_; }

 private:
  void add_confusions(const LabelledDocument& document, Field field, const Value& given);

  std::vector<Winner> winners_;
  std::vector<Confusion> confusions_;
  std::vector<MissPlace> misses_;
};

}  // namespace prefill::tools
