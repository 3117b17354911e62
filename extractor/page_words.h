// The words of a page with their places, for who looks at a page and marks text on it.

#pragma once

#include <string>
#include <vector>

#include "extractor/geometry.h"
#include "extractor/text/page_text.h"

namespace prefill {

struct Word {
  std::string text;  // as printed
  Rect box;
};

struct PageWords {
  int page = 0;  // 1-based
  float width = 0;
  float height = 0;
  std::string text;         // as printed: cells parted by tabs, lines ended by newlines
  std::vector<Word> words;  // in reading order; what a person does not see is left out
};

/// The words of a page: what stands between two spaces of a cell. Owns what it returns.
[[nodiscard]] PageWords words_of(const text::PageText& page);

}  // namespace prefill
