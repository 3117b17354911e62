// Counts over documents: what a run adds up, chunk by chunk, and what its summary and report are made of.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/extractor.h"
#include "tools/batch/record.h"

namespace prefill::tools::batch {

inline constexpr std::size_t error_count = static_cast<std::size_t>(ErrorCode::internal) + 1;
inline constexpr std::size_t kind_count = static_cast<std::size_t>(DocumentKind::other) + 1;

/// Confidences in twentieths.
inline constexpr std::size_t confidence_bins = 20;

/// Times in quarters of an octave from a microsecond on: a bin is 19 % wide, the last one begins at 3 minutes.
inline constexpr std::size_t latency_bins = 112;
/// The upper end of a bin in microseconds.
[[nodiscard]] double latency_bin_end(std::size_t bin);

struct FieldTally {
  std::uint64_t given = 0;
  std::uint64_t withheld = 0;
  std::array<std::uint64_t, confidence_bins> confidence{};  // of the values given
};

/// What is counted of one document.
struct DocumentNote {
  std::uint64_t bytes = 0;
  bool same = false;  // as an earlier one, so not read
  std::optional<ErrorCode> error;
  DocumentKind kind = DocumentKind::other;
  std::array<std::int8_t, rules::field_count> confidence{};  // bin by field; -1 not given, -2 withheld
  std::chrono::nanoseconds took{};                           // reading it, from bytes to JSON
  StageTimes stages{};
};

/// Sums of notes.
struct Tally {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t same = 0;
  std::array<std::uint64_t, error_count> errors{};
  std::array<std::uint64_t, kind_count> kinds{};
  std::array<FieldTally, rules::field_count> fields{};
  std::array<std::uint64_t, latency_bins> latency{};  // of the documents read
  std::array<std::uint64_t, stage_count> stages{};    // nanoseconds, of the engine's stages
  std::uint64_t took = 0;                             // nanoseconds, all of reading

  void add(const DocumentNote& note);
  Tally& operator+=(const Tally& other);

  [[nodiscard]] std::uint64_t failed() const;
  /// The time in microseconds that this share of the documents read stayed below; 0 when there are none.
  [[nodiscard]] double latency_quantile(double share) const;

  /// The tally as bytes, and back; a broken text gives nothing.
  [[nodiscard]] std::string packed() const;
  [[nodiscard]] static std::optional<Tally> unpacked(std::string_view bytes);
};

/// Fills in what a line of results says of a form, or the form itself: both give the same.
void take_note(DocumentNote& note, const Record& record);
void take_note(DocumentNote& note, const Extraction& form);

}  // namespace prefill::tools::batch
