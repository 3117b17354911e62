// The text reader beside MuPDF's: the same pages of the same files in one run, opening included for both.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/bench/rounds.h"

namespace prefill::tools {

struct TextBench {
  std::vector<BenchDocument> documents;  // those that both readers can read
  std::size_t left_out = 0;              // that they cannot
  std::size_t pages = 0;
  std::size_t fallback_pages = 0;  // read by MuPDF's reader on behalf of ours
  std::size_t characters = 0;      // of our reader
  std::size_t content_bytes = 0;   // of the pages' contents, inflated

  // Visible characters of the pages that did not fall back.
  std::size_t compared = 0;
  std::size_t equal = 0;
  struct Differing {
    std::string name;
    double unequal = 0;  // share of its characters
  };
  std::vector<Differing> differing;  // the files where it is more than `worth_naming`

  // The most memory that MuPDF held at once, in bytes, over all documents.
  std::size_t text_memory = 0;
  std::size_t reference_memory = 0;

  std::size_t rounds = 0;
  std::vector<std::string> unsteady;  // files that gave different answers in different rounds
  Timing text;
  Timing reference;
  Timing floor;  // opening, and inflating the pages' contents, alone
};

/// The share of characters that must differ for a file to be named.
inline constexpr double worth_naming = 0.005;

/// Measures for about `seconds`. No documents are left when none can be read.
[[nodiscard]] TextBench bench_text(std::vector<BenchDocument> documents, double seconds);

}  // namespace prefill::tools
