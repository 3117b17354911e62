// The fonts of a document, each read once, however many pages name it.

#pragma once

#include "extractor/pdf/font_reader.h"
#include "extractor/pdf/number_map.h"

namespace prefill::pdf {

/// Counts what fonts take from the document's arena; beyond the budget's `memory_bytes` the document is stopped.
class FontArena : public Arena {
 public:
  FontArena(Arena* arena, Budget& budget) : arena_(arena), budget_(budget) {}

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override;
  [[nodiscard]] bool do_is_equal(const Arena& other) const noexcept override { return this == &other; }

  Arena* arena_;
  Budget& budget_;
  std::size_t taken_ = 0;
};

/// Lives as long as the document. Fonts and what is known of their codes lie in the arena of the table of objects.
class FontTable {
 public:
  explicit FontTable(ObjectTable& objects);
  FontTable(const FontTable&) = delete;
  FontTable& operator=(const FontTable&) = delete;

  /// The font behind an entry of a `Font` resource dictionary, which may be a reference. What is no font dictionary, or
  /// a broken one, gives the font that MuPDF takes instead. Null when the document went past its budget.
  [[nodiscard]] Font* font(ObjectView entry);

 private:
  using Allocator = boost::container::pmr::polymorphic_allocator<std::pair<const Byte* const, Font*>>;

  ObjectTable& objects_;
  FontArena arena_;
  FontReader reader_;
  NumberMap<Font*> fonts_;
  // Fonts written directly into a resource dictionary, by the place where they begin.
  boost::unordered_map<const Byte*, Font*, boost::hash<const Byte*>, std::equal_to<>, Allocator> direct_;
};

}  // namespace prefill::pdf
