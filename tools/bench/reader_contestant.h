// A page reader as a contestant of a measurement.

#pragma once

#include <memory>

#include "tools/bench/pages_reader.h"
#include "tools/bench/rounds.h"

namespace prefill::tools {

/// Opens a document and reads its pages. The answer is made of all that is known of each glyph.
class ReaderContestant : public Contestant {
 public:
  explicit ReaderContestant(std::unique_ptr<pdf::PageReader> reader) : reader_(std::move(reader)) {}

  bool run(std::span<const unsigned char> bytes) override { return reader_.read(bytes).has_value(); }
  [[nodiscard]] std::uint64_t answer() const override;

  [[nodiscard]] const PagesReader& reader() const { return reader_; }

 private:
  PagesReader reader_;
};

}  // namespace prefill::tools
