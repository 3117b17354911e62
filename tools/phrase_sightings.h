// The words that stand beside values on a labelled document: the raw material of `prefill rules suggest`.
//
// Seen from the value: what stands before it in its cell, in the cell to the left of it, and in the cell above it in
// its column. Of these words each beginning and each end may be a label, as far as no number, colon or end of a
// sentence parts them.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/arena.h"
#include "extractor/result.h"
#include "tools/bench/pages_reader.h"
#include "tools/labels.h"

namespace prefill::tools {

/// Words beside something that has the shape of a value.
struct Sighting {
  std::string phrase;       // in normal form
  std::string printed;      // as a rule would have it
  bool below = false;       // the value stands under the words; else behind them
  bool cell_start = false;  // the words begin their cell
  FieldSet truth;           // fields whose value on this document it is
  FieldSet readable;        // fields as whose value it could be read
  std::string example;      // a little page with both; empty where `truth` is
};

struct DocumentSightings {
  std::vector<Sighting> sightings;
  std::string text;  // of the pages read, in normal form
};

/// Whether words could be a label: some of them tell more than articles and words such as "date" or "montant" do alone.
/// `phrase` is in normal form.
[[nodiscard]] bool telling(std::string_view phrase);

/// Looks at one document after the other. Not safe for concurrent use.
class PhraseFinder {
 public:
  PhraseFinder();

  /// What stands beside the values of the document in `bytes`, whose truth is `document`. Errors: those of
  /// `PagesReader::read`.
  [[nodiscard]] Result<DocumentSightings> look(std::span<const unsigned char> bytes, const LabelledDocument& document);

 private:
  PagesReader reader_;
  DocumentArena arena_;
};

}  // namespace prefill::tools
