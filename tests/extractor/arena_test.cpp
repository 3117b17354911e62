// Memory that is used for one document after the other.

#include "extractor/arena.h"

#include <gtest/gtest.h>

namespace prefill {
namespace {

TEST(DocumentArena, GivesTheSameMemoryToEachDocument) {
  DocumentArena arena;
  void* const first = arena.get()->allocate(1000);
  EXPECT_NE(arena.get()->allocate(1000), first);
  arena.restart();
  EXPECT_EQ(arena.get()->allocate(1000), first);
}

TEST(DocumentArena, GivesALargeDocumentMoreForAsLongAsItLives) {
  constexpr std::size_t large = std::size_t{16} << 20;
  DocumentArena arena;
  void* const first = arena.get()->allocate(1);
  ArenaVector<char> characters(large, 'x', arena.get());
  EXPECT_EQ(characters.back(), 'x');
  characters = ArenaVector<char>(arena.get());
  arena.restart();
  EXPECT_EQ(arena.get()->allocate(1), first);
}

}  // namespace
}  // namespace prefill
