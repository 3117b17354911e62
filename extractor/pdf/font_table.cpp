// Fonts are found by the number of their object, which is what pages name them by.

#include "extractor/pdf/font_table.h"

namespace prefill::pdf {

void* FontArena::do_allocate(std::size_t bytes, std::size_t alignment) {
  taken_ += bytes;
  if (taken_ > budget_.limits().memory_bytes) budget_.stop(Stop::memory);
  return arena_->allocate(bytes, alignment);
}

void FontArena::do_deallocate(void* block, std::size_t bytes, std::size_t alignment) {
  arena_->deallocate(block, bytes, alignment);
}

FontTable::FontTable(ObjectTable& objects)
    : objects_(objects),
      arena_(objects.arena(), objects.budget()),
      reader_(objects, &arena_),
      fonts_(&arena_),
      direct_(Allocator(&arena_)) {}

Font* FontTable::font(ObjectView entry) {
  const int number = entry.reference();
  if (number > 0) {
    if (Font** known = fonts_.find(number)) return *known;
  } else if (const auto known = direct_.find(entry.begin()); known != direct_.end()) {
    return known->second;
  }
  if (objects_.budget().exceeded()) return nullptr;
  Font* font = reader_.read(objects_.resolve(entry));
  if (number > 0) {
    fonts_.put(number, font);
  } else {
    direct_.emplace(entry.begin(), font);
  }
  return font;
}

}  // namespace prefill::pdf
