// Single codes and those of short ranges are put in their places in a table, and what comes later replaces what was
// there. Most producers write wide ranges in ascending order, so they are searched as they come. Where they do not, the
// ranges are sorted, and where they overlap they are cut so that the later one wins.

#include "extractor/pdf/cmap.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <queue>

namespace prefill::pdf {

namespace {

// MuPDF links a predefined CMap with the one it builds on at first use, in static data and without a lock.
std::mutex linking;

pdf_cmap* load_predefined(fz_context* ctx, const char* name) {
  const std::lock_guard<std::mutex> lock(linking);
  pdf_cmap* cmap = nullptr;
  fz_var(cmap);
  fz_try(ctx) {
    cmap = pdf_load_system_cmap(ctx, name);
  }
  fz_catch(ctx) {
    return nullptr;
  }
  return cmap;
}

}  // namespace

CMap CMap::identity(Arena* arena, bool vertical) {
  CMap cmap(arena);
  cmap.add_codespace(0, 0xFFFF, 2);
  cmap.map(0, 0xFFFF, 0);
  cmap.vertical_ = vertical;
  return cmap;
}

std::optional<CMap> CMap::predefined(fz_context* context, const char* name, Arena* arena) {
  pdf_cmap* loaded = load_predefined(context, name);
  if (!loaded) return std::nullopt;
  CMap cmap(arena);
  cmap.predefined_ = loaded;
  cmap.vertical_ = loaded->wmode == 1;
  for (int i = 0; i < loaded->codespace_len; ++i) {
    const auto& space = loaded->codespace[i];
    cmap.add_codespace(space.low, space.high, static_cast<std::size_t>(space.n));
  }
  return cmap;
}

void CMap::add_codespace(std::uint32_t low, std::uint32_t high, std::size_t bytes) {
  if (codespace_count_ == codespaces_.size() || bytes == 0 || bytes > 4) return;
  codespaces_[codespace_count_++] = {low, high, static_cast<std::uint32_t>(bytes)};
}

void CMap::add_page(std::size_t page) {
  if (page >= pages_.size()) pages_.resize(page + 1);
  Arena* const arena = pages_.get_allocator().resource();
  pages_[page] = new (arena->allocate(sizeof(Page), alignof(Page))) Page();
}

void CMap::add(std::uint32_t first, std::uint32_t last, std::uint32_t target, bool several) {
  ordered_ = ordered_ && (ranges_.empty() || ranges_.back().last < first);
  ranges_.push_back({first, last, target, several ? 1U : 0U, ++order_ & most_order});
}

void CMap::map(std::uint32_t first, std::uint32_t last, std::uint32_t number) {
  constexpr std::uint32_t short_range = 64;
  if (first <= last && last <= 0xFFFF && last - first < short_range) {
    for (std::uint32_t code = first; code <= last; ++code)
      map(static_cast<std::uint16_t>(code), number + (code - first));
  } else if (first <= last && ranges_.size() < most_ranges) {
    add(first, last, number, false);
  }
}

void CMap::map(std::uint32_t first, std::uint32_t last, std::span<const char32_t> characters) {
  if (characters.size() == 1) return map(first, last, characters.front());
  if (characters.empty() || characters.size() > most_characters) return;
  if (first > last || ranges_.size() == most_ranges) return;
  const auto target = static_cast<std::uint32_t>(characters_.size());
  if (first == last && first <= 0xFFFF) {
    place(static_cast<std::uint16_t>(first)) = {target, 1, ++order_ & most_order};
  } else {
    add(first, last, target, true);
  }
  characters_.push_back(static_cast<char32_t>(characters.size()));
  characters_.insert(characters_.end(), characters.begin(), characters.end());
}

void CMap::set_base(const CMap* base) {
  base_ = base;
  if (codespace_count_ > 0) return;
  codespaces_ = base->codespaces_;
  codespace_count_ = base->codespace_count_;
}

// The part of a range from `first` to `last`.
CMap::Range CMap::cut(const Range& range, std::uint32_t first, std::uint32_t last) {
  Range part = range;
  const std::uint32_t skipped = first - range.first;
  part.first = first;
  part.last = last;
  if (skipped == 0) return part;
  if (!range.several) {
    part.target += skipped;
    return part;
  }
  part.target = static_cast<std::uint32_t>(characters_.size());
  const std::size_t length = characters_[range.target] + 1;
  for (std::size_t i = 0; i < length; ++i) characters_.push_back(characters_[range.target + i]);
  characters_.back() += skipped;
  return part;
}

void CMap::finish() {
  if (codespace_count_ == 0 && order_ > 0) add_codespace(0, 0xFFFF, 2);
  if (ordered_) return;
  ordered_ = true;
  std::sort(ranges_.begin(), ranges_.end(),
            [](const Range& a, const Range& b) { return a.first != b.first ? a.first < b.first : a.order < b.order; });
  const auto overlap = [](const Range& a, const Range& b) { return b.first <= a.last; };
  if (std::adjacent_find(ranges_.begin(), ranges_.end(), overlap) != ranges_.end()) separate();
}

// Walks over the codes from range to range; of those that hold the place, the one written last is on top of the heap.
void CMap::separate() {
  const auto came_before = [this](std::uint32_t a, std::uint32_t b) { return ranges_[a].order < ranges_[b].order; };
  Arena* arena = ranges_.get_allocator().resource();
  std::priority_queue<std::uint32_t, ArenaVector<std::uint32_t>, decltype(came_before)> holding(
      came_before, ArenaVector<std::uint32_t>(arena));
  ArenaVector<Range> disjoint(arena);
  disjoint.reserve(ranges_.size());
  std::uint64_t at = 0;
  for (std::uint32_t next = 0; next < ranges_.size() || !holding.empty();) {
    if (holding.empty()) at = std::max<std::uint64_t>(at, ranges_[next].first);
    while (next < ranges_.size() && ranges_[next].first <= at) holding.push(next++);
    while (!holding.empty() && ranges_[holding.top()].last < at) holding.pop();
    if (holding.empty()) continue;
    const Range& range = ranges_[holding.top()];
    std::uint32_t last = range.last;
    if (next < ranges_.size()) last = std::min(last, ranges_[next].first - 1);
    disjoint.push_back(cut(range, static_cast<std::uint32_t>(at), last));
    at = std::uint64_t{last} + 1;
  }
  ranges_ = std::move(disjoint);
}

bool CMap::is_identity() const {
  return ranges_.size() == 1 && ranges_[0].first == 0 && ranges_[0].last == 0xFFFF && ranges_[0].target == 0 &&
         !ranges_[0].several && pages_.empty();
}

bool CMap::plain_two_bytes() const {
  const Codespace& space = codespaces_.front();
  return codespace_count_ == 1 && space.bytes == 2 && space.low == 0 && space.high >= 0xFFFF;
}

std::uint32_t CMap::next_code(const Byte*& at, const Byte* end) const {
  const std::size_t most = std::min<std::size_t>(4, static_cast<std::size_t>(end - at));
  std::uint32_t code = 0;
  for (std::size_t bytes = 1; bytes <= most; ++bytes) {
    code = code << 8 | at[bytes - 1];
    for (std::size_t i = 0; i < codespace_count_; ++i) {
      const Codespace& space = codespaces_[i];
      if (space.bytes != bytes || code < space.low || code > space.high) continue;
      at += bytes;
      return code;
    }
  }
  ++at;
  return 0;
}

const CMap::Range* CMap::find_range(std::uint32_t code) const {
  const auto behind = std::upper_bound(ranges_.begin(), ranges_.end(), code,
                                       [](std::uint32_t c, const Range& range) { return c < range.first; });
  if (behind == ranges_.begin()) return nullptr;
  const Range& range = *(behind - 1);
  return code <= range.last ? &range : nullptr;
}

// Of a code that is mapped by itself and within a range, what came later.
std::optional<CMap::Range> CMap::find(std::uint32_t code) const {
  const Range* const range = find_range(code);
  const Single* const single = find_single(code);
  if (single && (!range || single->order > range->order)) return Range{code, code, single->target, single->several, 0};
  return range ? std::optional(*range) : std::nullopt;
}

std::optional<std::uint32_t> CMap::number(std::uint32_t code) const {
  if (const std::optional<Range> range = find(code)) {
    return range->several ? std::nullopt : std::optional(range->target + (code - range->first));
  }
  if (predefined_) {
    const int number = pdf_lookup_cmap(predefined_, code);
    return number < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(number));
  }
  return base_ ? base_->number(code) : std::nullopt;
}

std::size_t CMap::other_characters(std::uint32_t code, std::span<char32_t, most_characters> out) const {
  if (const std::optional<Range> range = find(code)) {
    if (!range->several) {
      out[0] = range->target + (code - range->first);
      return 1;
    }
    const std::size_t length = characters_[range->target];
    for (std::size_t i = 0; i < length; ++i) out[i] = characters_[range->target + 1 + i];
    out[length - 1] += code - range->first;
    return length;
  }
  if (predefined_) {
    std::array<int, PDF_MRANGE_CAP> found{};
    const int length = pdf_lookup_cmap_full(predefined_, code, found.data());
    for (int i = 0; i < length; ++i) out[i] = static_cast<char32_t>(found[i]);
    return static_cast<std::size_t>(length);
  }
  return base_ ? base_->characters(code, out) : 0;
}

}  // namespace prefill::pdf
