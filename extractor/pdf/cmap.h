// CMaps (ISO 32000-1, 9.7.5 and 9.10.3): how the bytes of a string are cut into codes, and what a code is mapped to. An
// Encoding maps codes to CIDs, a ToUnicode CMap maps them to characters. Nearly all is said of single codes, which have
// their places in a table. Wide ranges stay ranges, so that a hostile <00000000> <FFFFFFFF> costs as much as any other
// line.

#pragma once

#include <optional>

#include "extractor/arena.h"
#include "extractor/pdf/lexical.h"

struct pdf_cmap;
struct fz_context;

namespace prefill::pdf {

/// Filled by one of its makers, then `finish`ed, and from there on only read. Lies in the arena it was made with.
class CMap {
 public:
  /// The most characters a code stands for. A longer target is a description rather than text, and MuPDF does not know
  /// it either.
  static constexpr std::size_t most_characters = 8;
  /// Ranges beyond this many are left out: a CMap of two-byte codes cannot mean more than 65 536.
  static constexpr std::size_t most_ranges = std::size_t{1} << 17;

  explicit CMap(Arena* arena) : pages_(arena), ranges_(arena), characters_(arena) {}
  /// `Identity-H` and `Identity-V`: codes of two bytes, mapped to themselves.
  [[nodiscard]] static CMap identity(Arena* arena, bool vertical);
  /// A predefined CMap of MuPDF, such as `UniGB-UCS2-H` or `Adobe-Japan1-UCS2`; nothing when there is none of the name.
  [[nodiscard]] static std::optional<CMap> predefined(fz_context* context, const char* name, Arena* arena);

  /// Codes of 1 to 4 bytes from `low` to `high`. More than MuPDF takes (39) are left out.
  void add_codespace(std::uint32_t low, std::uint32_t high, std::size_t bytes);
  /// Maps one code of up to two bytes to a number or a character.
  void map(std::uint16_t code, std::uint32_t target) { place(code) = {target, 0, ++order_ & most_order}; }
  /// Maps `first` to `number`, the next code to the next number, and so on up to `last`. What is mapped later wins.
  void map(std::uint32_t first, std::uint32_t last, std::uint32_t number);
  /// Maps `first` to `characters`; with the codes behind it, up to `last`, the last character counts up.
  void map(std::uint32_t first, std::uint32_t last, std::span<const char32_t> characters);
  void set_vertical(bool vertical) { vertical_ = vertical; }
  /// What is not mapped here is looked up in `base`, which must live as long. Its codespaces are used when there are
  /// none here.
  void set_base(const CMap* base);
  /// Puts the ranges in order; before that nothing can be looked up.
  void finish();

  [[nodiscard]] bool vertical() const { return vertical_; }
  /// True when every code up to 0xFFFF is mapped to itself.
  [[nodiscard]] bool is_identity() const;
  /// True when every two bytes are a code.
  [[nodiscard]] bool plain_two_bytes() const;
  /// Takes the next code off a string that is not empty. Bytes outside every codespace give the code 0, one at a time,
  /// as MuPDF reads them.
  [[nodiscard]] std::uint32_t next_code(const Byte*& at, const Byte* end) const;
  /// The number `code` is mapped to.
  [[nodiscard]] std::optional<std::uint32_t> number(std::uint32_t code) const;
  /// Writes the characters that `code` is mapped to; how many, 0 when it is not mapped.
  [[nodiscard]] std::size_t characters(std::uint32_t code, std::span<char32_t, most_characters> out) const {
    const Single* const single = find_single(code);
    if (!single || single->several || !ranges_.empty()) return other_characters(code, out);
    out[0] = single->target;
    return 1;
  }

 private:
  static constexpr std::uint32_t most_order = 0x7FFFFFFF;

  struct Codespace {
    std::uint32_t low;
    std::uint32_t high;
    std::uint32_t bytes;
  };
  struct Range {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t target;  // of `first`; with `several`, where its characters begin, behind their count
    std::uint32_t several : 1;
    std::uint32_t order : 31;  // in which it came
  };
  struct Single {
    std::uint32_t target = 0;
    std::uint32_t several : 1 = 0;
    std::uint32_t order : 31 = 0;  // 0 when the code is not mapped
  };
  using Page = std::array<Single, 256>;

  [[nodiscard]] Single& place(std::uint16_t code) {
    const std::size_t page = code >> 8;
    if (page >= pages_.size() || !pages_[page]) add_page(page);
    return (*pages_[page])[code & 0xFF];
  }
  void add_page(std::size_t page);
  void add(std::uint32_t first, std::uint32_t last, std::uint32_t target, bool several);
  void separate();
  [[nodiscard]] Range cut(const Range& range, std::uint32_t first, std::uint32_t last);
  [[nodiscard]] const Single* find_single(std::uint32_t code) const {
    const std::uint32_t page = code >> 8;
    if (page >= pages_.size() || !pages_[page]) return nullptr;
    const Single& single = (*pages_[page])[code & 0xFF];
    return single.order > 0 ? &single : nullptr;
  }
  [[nodiscard]] std::size_t other_characters(std::uint32_t code, std::span<char32_t, most_characters> out) const;
  [[nodiscard]] std::optional<Range> find(std::uint32_t code) const;
  [[nodiscard]] const Range* find_range(std::uint32_t code) const;

  std::array<Codespace, 39> codespaces_{};
  std::size_t codespace_count_ = 0;
  bool vertical_ = false;
  bool ordered_ = true;       // each range begins behind the one before
  std::uint32_t order_ = 0;   // of what was mapped last
  ArenaVector<Page*> pages_;  // of single codes; null where none is mapped
  ArenaVector<Range> ranges_;
  ArenaVector<char32_t> characters_;
  const CMap* base_ = nullptr;
  pdf_cmap* predefined_ = nullptr;  // static data of MuPDF
};

}  // namespace prefill::pdf
