// What a person or an embedded XML says is printed on a document: the truth that extractions are measured against.
//
// One JSON object a line: `file`, `language`, `split`, `kind`, `truth` {field: value}, `conflicts` (fields whose truth
// is in doubt, as a list or as the keys of an object), `complete` (fields that `truth` leaves out are not on the
// document), `producer` and `layout`. Other keys say where the document comes from and are not read.

#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extractor/extraction.h"

namespace prefill::tools {

/// A set of fields, by number.
using FieldSet = std::bitset<rules::field_count>;

struct LabelledDocument {
  std::string file;      // name within the directory of PDFs
  std::string language;  // "fr"; empty when not said
  std::string split;     // "develop" or "judge"; empty when not said
  std::string kind;      // as `kind_name`; empty when not said
  std::string producer;  // the program that made the PDF; empty when not said
  std::string layout;    // shared by documents that look alike; empty when not said
  std::array<std::optional<Value>, rules::field_count> truth;
  FieldSet conflicts;
  bool complete = false;
};

struct Labels {
  std::vector<LabelledDocument> documents;
  /// Fields that at least one document has in its truth. Nothing is known of the others, complete or not.
  FieldSet labelled;
};

/// The labels in `lines`, in their order; empty lines do not count. On failure the first mistake, with its line:
/// "line 3: `truth` has an unknown field `numero`".
[[nodiscard]] tl::expected<Labels, std::string> read_labels(std::string_view lines);

}  // namespace prefill::tools
