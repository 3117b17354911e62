// The literals of a rule pack in alphabetical order, and the heads by which Hyperscan finds them.
//
// A pack has some ten thousand literals, and Hyperscan's tables for all of them take a megabyte, which every document
// has to bring through the caches again. Most literals begin like others, so Hyperscan looks for their first few bytes
// alone, with a third of the tables, and what follows a head is looked up here.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/rule_pack.h"

namespace prefill::rules {

/// A phrase that a literal stands for, with what a match needs to know of its rule.
struct Use {
  std::uint32_t rule = 0;
  std::uint32_t phrase = 0;
  Position position = Position::anywhere;
  std::variant<Field, Mark> target;
};

/// A literal as it is searched. Most of them are told by the key alone, and none lies in two lines of the caches, so
/// that one look into them is enough.
struct alignas(32) Literal {
  std::uint64_t key = 0;          // the first bytes behind the head, most significant first
  std::uint32_t rest = 0;         // where the bytes behind the key begin
  std::uint32_t rest_length = 0;  // bytes
  std::uint32_t first_use = 0;
  std::uint32_t use_count = 0;
  std::int32_t prefix = -1;    // the longest other literal of the same head that it begins with; -1 when there is none
  std::uint8_t key_bytes = 0;  // of the key, those that there are
  bool word_ends = false;      // needs a word boundary behind it

  [[nodiscard]] std::uint32_t length_behind_head() const { return key_bytes + rest_length; }
};

/// What Hyperscan calls a head: its number, and what tells at once where it begins.
class HeadId {
 public:
  static constexpr std::size_t longest = 7;  // bytes of a head

  explicit HeadId(std::uint32_t id) : id_(id) {}
  HeadId(std::uint32_t number, std::size_t length) : id_(number << 3U | static_cast<std::uint32_t>(length)) {}
  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] std::uint32_t number() const { return id_ >> 3U; }
  [[nodiscard]] std::uint32_t length() const { return id_ & longest; }  // bytes

 private:
  std::uint32_t id_;
};

/// The beginning that literals share. Its length is in its id.
struct Head {
  std::uint64_t next = 0;   // by class of bytes, those that may stand behind it
  std::uint32_t first = 0;  // its literals: [first, last)
  std::uint32_t last = 0;
};

/// Immutable once made; safe for concurrent use.
class LiteralTable {
 public:
  LiteralTable() = default;
  explicit LiteralTable(const RulePack& pack);

  /// What is to be searched, with the starts of words marked: each head once.
  [[nodiscard]] const std::vector<std::string>& head_texts() const { return head_texts_; }
  /// What Hyperscan is to call them, in the same order.
  [[nodiscard]] const std::vector<unsigned>& head_ids() const { return head_ids_; }
  [[nodiscard]] const Literal& literal(std::uint32_t number) const { return literals_[number]; }
  /// What the literal stands for, in the order of the pack.
  [[nodiscard]] std::span<const Use> uses(const Literal& literal) const {
    return {uses_.data() + literal.first_use, literal.use_count};
  }

  /// False when no literal of a head stands where `next` comes behind the head, as behind one in six. Otherwise they
  /// are brought into the caches.
  [[nodiscard]] bool expect(HeadId id, char next) const {
    const Head& head = heads_[id.number()];
    if ((head.next & class_of(static_cast<unsigned char>(next))) == 0) return false;
    __builtin_prefetch(&literals_[head.first + (head.last - head.first) / 2]);
    return true;
  }

  /// Calls `found` with the number of each literal of a head that `text` begins with, the longest first. `text` must
  /// begin with the head. Costs a binary search among the literals of the head, and a step for each that has the key of
  /// `text` and comes behind it.
  template <typename Found>
  void find(HeadId id, std::string_view text, Found found) const {
    const Head& head = heads_[id.number()];
    const std::string_view behind = text.substr(id.length());
    const std::uint64_t key = key_of(behind);
    // By the keys alone, in steps without branches: where the next half lies cannot be guessed.
    const Literal* const first = &literals_[head.first];
    const Literal* low = first;
    for (std::uint32_t count = head.last - head.first; count > 1;) {
      const std::uint32_t half = count / 2;
      low += low[half].key <= key ? half : 0;
      count -= half;
    }
    // Few literals are so long that others have their key.
    while (low != first && low->key == key && is_behind(*low, behind)) --low;
    // Whatever `text` begins with is not behind it in the alphabet, and is a prefix of everything between the two: so
    // all of it lies on the way from the last literal that is not behind.
    bool begins = false;
    for (auto i = static_cast<std::int32_t>(low - literals_.data()); i >= 0; i = literals_[i].prefix) {
      begins = begins || is_begin(literals_[i], key, behind);
      if (begins) found(static_cast<std::uint32_t>(i));
    }
  }

 private:
  static constexpr std::size_t key_bytes = sizeof(Literal::key);
  /// By number of bytes, the bits of a key that they take.
  static constexpr std::array<std::uint64_t, key_bytes + 1> key_masks = [] {
    std::array<std::uint64_t, key_bytes + 1> masks{};
    for (std::size_t i = 1; i <= key_bytes; ++i) masks[i] = masks[i - 1] >> 8U | std::uint64_t{0xFF} << 56U;
    return masks;
  }();

  /// The class of a byte, as a bit: one for each letter, digit, space, tab and newline, and others share theirs.
  [[nodiscard]] static constexpr std::uint64_t class_of(unsigned char byte) {
    // Without a branch: letters take the lower half, since they have the bit 0x40.
    return std::uint64_t{1} << ((byte & 31U) | (~static_cast<unsigned>(byte) >> 1U & 32U));
  }
  /// The classes of what may stand behind a word.
  [[nodiscard]] static std::uint64_t classes_behind_words();

  /// The first bytes of `text`, in numbers that are ordered as in the alphabet.
  [[nodiscard]] static std::uint64_t key_of(std::string_view text) {
    std::uint64_t key = 0;
    // Nearly always there are enough, and copying a number of bytes that the compiler knows is one step.
    if (text.size() >= key_bytes) {
      std::memcpy(&key, text.data(), key_bytes);
    } else {
      std::memcpy(&key, text.data(), text.size());
    }
    return __builtin_bswap64(key);
  }
  /// What the key does not hold of a literal.
  [[nodiscard]] std::string_view rest_of(const Literal& literal) const {
    return {letters_.data() + literal.rest, literal.rest_length};
  }
  [[nodiscard]] static std::string_view rest_of(std::string_view behind_head) {
    return behind_head.substr(std::min(behind_head.size(), key_bytes));
  }
  /// True for a literal that has the key of `text` and comes behind it in the alphabet.
  [[nodiscard]] bool is_behind(const Literal& literal, std::string_view text) const {
    return literal.rest_length > 0 && rest_of(text).substr(0, literal.rest_length) < rest_of(literal);
  }
  [[nodiscard]] bool is_begin(const Literal& literal, std::uint64_t key, std::string_view text) const {
    return ((key ^ literal.key) & key_masks[literal.key_bytes]) == 0 &&
           (literal.rest_length == 0 || rest_of(text).starts_with(rest_of(literal)));
  }

  std::string letters_;  // of all rests
  std::vector<Literal> literals_;
  std::vector<Head> heads_;
  std::vector<std::string> head_texts_;
  std::vector<unsigned> head_ids_;
  std::vector<Use> uses_;
};

}  // namespace prefill::rules
