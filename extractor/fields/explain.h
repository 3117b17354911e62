// Why a field of the form is filled in as it is, and what would have changed it.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/fields/trace.h"

namespace prefill {

/// What the form has for a field: a value given, the best of those withheld, or none.
struct Outcome {
  std::optional<Value> value;
  double confidence = 0;
  bool given = false;

  /// True when the form would look the same.
  [[nodiscard]] bool same_form(const Outcome& other) const {
    return given == other.given && (!given || value == other.value);
  }
};

/// The form filled in once more with one thing changed.
struct WhatIf {
  std::string change;  // "without the words `N° de facture`"
  Outcome outcome;
};

/// Words of a rule of the field that announced nothing.
struct SilentLabel {
  Label label;
  int page = 0;
  std::string rule;
  std::string reason;
};

struct Explanation {
  Field field = Field::numero_facture;
  Extraction form;  // as it was filled in, without advice
  Outcome outcome;
  std::unique_ptr<const Trace> trace;
  std::vector<WhatIf> what_ifs;  // those that change the form first; then by what they change of the confidence
  std::vector<SilentLabel> silent;
};

/// Fills in the form with a trace, and once more for every term of the best candidates, the parties and the sets of
/// totals. Costs some tens of times what filling it in does.
[[nodiscard]] Explanation explain(const DocumentView& document, Field field);

}  // namespace prefill
