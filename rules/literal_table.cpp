// Sorts the literals of all phrases and cuts the sorted row into heads.

#include "rules/literal_table.h"

#include <algorithm>
#include <map>

#include "rules/normalise.h"
#include "rules/phrase.h"
#include "rules/word_starts.h"

namespace prefill::rules {
namespace {

// Longer heads are found less often in vain, shorter ones make smaller tables; between five and eight it is all one.
constexpr std::size_t longest_head = 6;
static_assert(longest_head <= HeadId::longest);

bool is_word_at(std::string_view text, std::size_t at) {
  return is_word_byte(static_cast<unsigned char>(text[at]));
}

}  // namespace

std::uint64_t LiteralTable::classes_behind_words() {
  std::uint64_t classes = 0;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<unsigned char>(byte);
    if (!is_word_byte(c)) classes |= class_of(c);
  }
  return classes;
}

LiteralTable::LiteralTable(const RulePack& pack) {
  const std::uint64_t behind_words = classes_behind_words();
  // In the pack's order, which decides between rules that a literal is equally good for.
  std::map<std::string, std::vector<Use>, std::less<>> found;
  for (std::uint32_t rule = 0; rule < pack.rules.size(); ++rule) {
    const auto& phrases = pack.rules[rule].phrases;
    for (std::uint32_t phrase = 0; phrase < phrases.size(); ++phrase) {
      for (const std::string& literal : literals_of(phrases[phrase])) {
        found[literal].push_back({rule, phrase, pack.rules[rule].position, pack.rules[rule].target});
      }
    }
  }
  std::vector<std::string_view> texts;
  for (const auto& [text, uses] : found) {
    const auto number = static_cast<std::uint32_t>(literals_.size());
    std::string begin(std::min(text.size(), longest_head), 0);
    mark_word_starts(text.substr(0, longest_head), begin.data());
    const std::string_view behind = std::string_view(text).substr(begin.size());
    if (heads_.empty() || begin != head_texts_.back()) {
      head_ids_.push_back(HeadId(static_cast<std::uint32_t>(heads_.size()), begin.size()).id());
      head_texts_.push_back(std::move(begin));
      heads_.push_back({0, number, number});
    }
    Head& head = heads_.back();
    const std::string_view rest = rest_of(behind);
    Literal& literal = literals_.emplace_back();
    literal.key = key_of(behind);
    literal.key_bytes = static_cast<std::uint8_t>(std::min(behind.size(), key_bytes));
    literal.rest = static_cast<std::uint32_t>(letters_.size());
    literal.rest_length = static_cast<std::uint32_t>(rest.size());
    literal.first_use = static_cast<std::uint32_t>(uses_.size());
    literal.use_count = static_cast<std::uint32_t>(uses.size());
    literal.word_ends = is_word_at(text, text.size() - 1);
    if (!behind.empty()) {
      head.next |= class_of(static_cast<unsigned char>(behind[0]));
    } else {
      head.next |= literal.word_ends ? behind_words : ~std::uint64_t{0};
    }
    literal.prefix = number > head.first ? static_cast<std::int32_t>(number) - 1 : -1;
    while (literal.prefix >= 0 && !text.starts_with(texts[literal.prefix]))
      literal.prefix = literals_[literal.prefix].prefix;
    letters_ += rest;
    texts.push_back(text);
    uses_.insert(uses_.end(), uses.begin(), uses.end());
    head.last = number + 1;
  }
}

}  // namespace prefill::rules
