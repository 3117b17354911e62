// Makes invoices of a corpus one by one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "corpus/bulk/assets.h"
#include "corpus/bulk/font_library.h"
#include "corpus/bulk/supplier.h"

namespace prefill::bulk {

struct CorpusOptions {
  std::uint64_t seed = 1;
  std::uint64_t suppliers = 1000;
  std::string fonts = "/usr/share/fonts/truetype";
};

struct Document {
  std::string pdf;
  std::string manifest;  // its line, without the end; see corpus/README.md
  std::size_t pages = 0;
};

/// Makes any invoice of a corpus; what suppliers share is made once and kept, some 100 KB for each. One for each
/// thread.
class Maker {
 public:
  explicit Maker(const CorpusOptions& options) : options_(options), library_(options.fonts) {}

  /// Invoice `index`; `file` is what the manifest calls it. The same options and index give the same bytes. Throws
  /// std::runtime_error when a font is not installed.
  [[nodiscard]] Document make(std::uint64_t index, const std::string& file);

 private:
  using Kept = std::pair<Supplier, Assets>;
  const Kept& supplier(std::uint64_t number);

  CorpusOptions options_;
  FontLibrary library_;
  std::map<std::uint64_t, Kept> suppliers_;
};

}  // namespace prefill::bulk
