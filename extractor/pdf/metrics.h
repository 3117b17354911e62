// The widths of a font, and its vertical metrics, as the file gives them: `Widths` of simple fonts, `W` and `W2` of CID
// fonts (ISO 32000-1, 9.6.2 and 9.7.4.3).

#pragma once

#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

/// One or three numbers for each code or CID. The array is gone over as far as the codes need that are asked for, and
/// only their numbers are read: some producers write the widths of a whole font for the ten glyphs that are shown.
class Metrics {
 public:
  /// Values beyond this many are left out; there are only 65 536 CIDs.
  static constexpr std::size_t most_values = std::size_t{3} << 16;

  /// `numbers` is 1 for widths, 3 for `W2`.
  Metrics(Arena* arena, std::size_t numbers) : numbers_(numbers), runs_(arena), values_(arena), marks_(arena) {}

  /// `Widths`: the numbers of the codes from `first` to `last`. What the array lacks is 0.
  void set_row(ObjectView array, std::uint32_t first, std::uint32_t last);
  /// `W` or `W2`.
  void set_runs(ObjectView array);

  /// The numbers of `code`, in the units of the file; null when the file gives none. Valid until the next call.
  [[nodiscard]] const float* find(std::uint32_t code, ObjectTable& objects);

 private:
  struct Run {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t begin;  // in the values; of a list that has not been read, in the marks
    bool constant;        // all have the same numbers
    const Byte* list;     // the numbers as they are written; null when they are in the values
    const Byte* close;    // the end of the list
  };

  void read_row(ObjectTable& objects);
  void read_run(ObjectTable& objects);
  void read_unusual_run(ObjectTable& objects);
  void read_rest(ObjectTable& objects);
  void add(const Run& run);
  const Byte* add_list(std::uint32_t first, ObjectView array, std::size_t most, ObjectTable& objects);
  [[nodiscard]] const float* find_read(std::uint32_t code);

  std::size_t numbers_;
  ObjectView row_;  // `Widths`, until it is read
  std::uint32_t row_first_ = 0;
  std::uint32_t row_last_ = 0;
  bool row_unread_ = false;
  bool ordered_ = true;         // the runs read so far
  const Byte* next_ = nullptr;  // in `W` or `W2`, the run to be read next; null when there are none left
  const Byte* end_ = nullptr;
  std::size_t taken_ = 0;  // numbers, read or not
  ArenaVector<Run> runs_;
  ArenaVector<float> values_;
  ArenaVector<std::uint32_t> marks_;
  std::array<float, 3> found_{};
};

}  // namespace prefill::pdf
