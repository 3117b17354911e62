// Compares what the engine gave with what is printed, and counts.
//
// Two values are the same when nobody would type one differently from the other: references apart from spaces, amounts
// to the cent and without sign (a credit note prints either), names without case, accents, punctuation and legal form,
// lists without order. Of a reason or mention, either may hold the other when that is at least half of its words.

#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "extractor/extraction.h"
#include "tools/labels.h"

namespace prefill::tools {

/// Whether `given` is as good as `truth` for `field`.
[[nodiscard]] bool same_value(Field field, const Value& truth, const Value& given);

enum class Verdict : std::uint8_t {
  right,
  wrong,     // another value was given
  missed,    // no value was given
  invented,  // a value was given where the document has none
};
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

struct Judgement {
  Field field;
  Verdict verdict;
};

/// The verdicts on one document, by field. `given` is null when it could not be read: then every value is missed.
/// Left out: fields in conflict; values that are not in the truth, unless the truth is complete and the field is in
/// `labelled`; a `montantDejaPaye` of zero that was not given, since nothing is printed in most such cases.
[[nodiscard]] std::vector<Judgement> judge(const LabelledDocument& document, const FieldSet& labelled,
                                           const Extraction* given);

/// Counts of verdicts.
struct Score {
  int right = 0;
  int wrong = 0;
  int missed = 0;
  int invented = 0;

  void add(Verdict verdict);
  Score& operator+=(const Score& other);

  [[nodiscard]] int expected() const { return right + wrong + missed; }
  [[nodiscard]] int given() const { return right + wrong + invented; }
  /// Share of the values given that are right, 0 to 1; 1 when none was given.
  [[nodiscard]] double precision() const;
  /// Share of the values expected that were given and are right, 0 to 1; 1 when none was expected.
  [[nodiscard]] double recall() const;
  /// Between these lies the precision of which `given` values are a sample, in 95 of 100 samples at the least (Clopper
  /// and Pearson's exact interval); 0 and 1 when none was given.
  [[nodiscard]] std::pair<double, double> precision_interval() const;
};

/// Counts by field.
using Scores = std::array<Score, rules::field_count>;

/// The sum over a set of fields.
[[nodiscard]] Score total(const Scores& scores, const FieldSet& fields);

/// The fields without which no deposit is filled in.
[[nodiscard]] FieldSet core_fields();
/// Every field.
[[nodiscard]] FieldSet all_fields();
/// `fields` without the two that are the same on nearly every invoice and flatter a sum: kind and currency.
[[nodiscard]] FieldSet without_type_and_currency(FieldSet fields);

}  // namespace prefill::tools
