// Words are told in the normalised text, where every kind of space is one, and given as they are printed.

#include "extractor/page_words.h"

#include <algorithm>

namespace prefill {

PageWords words_of(const text::PageText& page) {
  PageWords words{page.number(), page.width(), page.height(), page.printed(), {}};
  const std::string_view text = page.text();
  for (const text::Cell& cell : page.cells()) {
    for (text::Index from = cell.text.from; from < cell.text.to;) {
      const auto space = static_cast<text::Index>(std::min<std::size_t>(text.find(' ', from), cell.text.to));
      const text::Span word{from, space};
      if (space > from) words.words.push_back({page.printed(word), page.box(word)});
      from = space + 1;
    }
  }
  return words;
}

}  // namespace prefill
