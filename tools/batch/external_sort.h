// Sorting more than fits into memory: parts are sorted there, put aside in a file, and merged when they are read.
//
// Names of a folder, documents with the same bytes and invoices with the same number are all found by sorting: what
// belongs together comes to stand together, in memory that does not grow.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace prefill::tools::batch {

/// Records are texts of bytes; their order is that of the bytes. First all are added, then all are taken. One thread.
class ExternalSort {
 public:
  /// Holds about `memory` bytes of records; what is more goes to an unnamed file in `directory`, which is gone with
  /// this object however the process ends.
  explicit ExternalSort(std::string directory, std::size_t memory = std::size_t{16} << 20);
  ~ExternalSort();
  ExternalSort(const ExternalSort&) = delete;
  ExternalSort& operator=(const ExternalSort&) = delete;

  /// Throws std::system_error when the file cannot be written.
  void add(std::string_view record);

  /// The next record in order, valid until the next call; nothing behind the last. The first call ends adding. Throws
  /// std::system_error when the file cannot be read.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::tools::batch
