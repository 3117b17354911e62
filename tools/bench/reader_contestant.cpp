// The digest of glyphs. Member by member: what lies between the members has no value.

#include "tools/bench/reader_contestant.h"

#include <bit>

namespace prefill::tools {
namespace {

/// A digest of numbers in their order.
class Digest {
 public:
  void add(std::uint64_t number) {
    state_ = (state_ ^ number) * 0x9E3779B97F4A7C15U;
    state_ ^= state_ >> 29;
  }
  void add(float number) { add(std::uint64_t{std::bit_cast<std::uint32_t>(number)}); }
  void add(const pdf::Glyph& glyph) {
    for (const float number :
         {glyph.box.x0, glyph.box.y0, glyph.box.x1, glyph.box.y1, glyph.origin.x, glyph.origin.y, glyph.size}) {
      add(number);
    }
    const bool flags[] = {glyph.invisible, glyph.covered, glyph.unlit};
    for (const bool flag : flags) add(std::uint64_t{flag});
    for (const std::uint32_t number : {static_cast<std::uint32_t>(glyph.code), glyph.fill, glyph.paint_order,
                                       static_cast<std::uint32_t>(glyph.direction)}) {
      add(std::uint64_t{number});
    }
  }
  [[nodiscard]] std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace

std::uint64_t ReaderContestant::answer() const {
  Digest digest;
  for (const pdf::PageGlyphs& page : reader_.pages()) {
    for (const pdf::Glyph& glyph : page.glyphs) digest.add(glyph);
    digest.add(std::uint64_t{page.glyphs.size()});
  }
  return digest.value();
}

}  // namespace prefill::tools
