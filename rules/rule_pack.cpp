// From the text of a pack to checked rules, or to all mistakes in it.
//
// Reading goes on behind every mistake, with a default in its place, so that an author sees all of them in one run.
// Each object of the format is a table of keys; what holds for all objects (types, missing, unknown and doubled keys)
// is checked against the tables, and only what is particular to a key has code of its own.

#include "rules/rule_pack.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <span>
#include <utility>

#include "rules/json_tree.h"
#include "rules/nearest.h"
#include "rules/pattern.h"
#include "rules/phrase.h"

namespace prefill::rules {
namespace {

using Kind = JsonNode::Kind;

struct Key {
  std::string_view name;
  Kind kind;
  bool required = false;
};

/// What an object of the format is called and may hold.
struct Shape {
  std::string_view noun;
  std::span<const Key> keys;
};

constexpr Key pack_keys[] = {{"$schema", Kind::string},
                             {"name", Kind::string, true},
                             {"description", Kind::string},
                             {"fields", Kind::object},
                             {"marks", Kind::object}};
constexpr Key field_keys[] = {
    {"threshold", Kind::number}, {"preferences", Kind::array}, {"rules", Kind::array}, {"comment", Kind::string}};
constexpr Key preference_keys[] = {
    {"pattern", Kind::string, true}, {"factor", Kind::number, true}, {"comment", Kind::string}};
constexpr Key field_rule_keys[] = {{"id", Kind::string, true}, {"phrases", Kind::array, true}, {"weight", Kind::number},
                                   {"value", Kind::array},     {"position", Kind::string},     {"source", Kind::string},
                                   {"comment", Kind::string}};
constexpr Key mark_rule_keys[] = {{"id", Kind::string, true}, {"phrases", Kind::array, true},
                                  {"weight", Kind::number},   {"position", Kind::string},
                                  {"source", Kind::string},   {"comment", Kind::string}};
constexpr Key currency_rule_keys[] = {
    {"id", Kind::string, true}, {"phrases", Kind::array, true}, {"code", Kind::string, true}, {"weight", Kind::number},
    {"position", Kind::string}, {"source", Kind::string},       {"comment", Kind::string}};

constexpr Shape pack_shape{"a rule pack", pack_keys};
constexpr Shape field_shape{"a field", field_keys};
constexpr Shape preference_shape{"a preference", preference_keys};
constexpr Shape field_rule_shape{"a rule of a field", field_rule_keys};
constexpr Shape mark_rule_shape{"a rule of a mark", mark_rule_keys};
constexpr Shape currency_rule_shape{"a rule of `currency_other`", currency_rule_keys};

template <typename T>
struct Word {
  std::string_view name;
  T value;
};

constexpr Word<Position> positions[] = {{"anywhere", Position::anywhere},
                                        {"cell_start", Position::cell_start},
                                        {"whole_cell", Position::whole_cell},
                                        {"cell_end", Position::cell_end},
                                        {"before_number", Position::before_number}};
constexpr Word<Source> sources[] = {{"official", Source::official},
                                    {"legal", Source::legal},
                                    {"observed", Source::observed},
                                    {"unsourced", Source::unsourced}};
constexpr Word<bool Directions::*> directions[] = {{"right", &Directions::right}, {"below", &Directions::below}};

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "true or false";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "a list";
    case Kind::object:
      return "an object";
  }
  return "";
}

std::string quoted(std::string_view name) {
  return "`" + std::string(name) + "`";
}

template <typename Range>
std::vector<std::string_view> names_of(const Range& range) {
  std::vector<std::string_view> names;
  for (const auto& entry : range) names.push_back(entry.name);
  return names;
}

template <typename Id>
std::vector<std::string_view> all_names(std::string_view (*name)(Id), std::size_t count) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(name(static_cast<Id>(i)));
  return names;
}

/// Lower-case words of letters and digits, joined by single dashes.
bool is_kebab(std::string_view id) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool dash = id[i] == '-' && i > 0 && i + 1 < id.size() && plain(id[i - 1]);
    if (!plain(id[i]) && !dash) return false;
  }
  return !id.empty();
}

/// Closed above; below as `open_below` says.
struct Interval {
  double least;
  double most;
  bool open_below;
  std::string_view text;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  ParsedPack read() {
    Diagnostic broken;
    if (const auto root = parse_json(text_, broken)) {
      read_pack(*root);
    } else {
      report("R001", "this is not JSON", {broken.offset, broken.length}, broken.label,
             "the rest of the pack is checked once its JSON can be read");
    }
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.offset < b.offset; });
    ParsedPack result;
    if (diagnostics_.empty()) result.pack = std::move(pack_);
    result.diagnostics = std::move(diagnostics_);
    return result;
  }

 private:
  void report(std::string code, std::string title, Span span, std::string label, std::string help) {
    diagnostics_.push_back({std::move(code), std::move(title), span.offset, std::max<std::size_t>(span.length, 1),
                            std::move(label), std::move(help)});
  }

  std::string line_of(std::size_t offset) const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(offset);
    return "line " + std::to_string(1 + std::count(text_.begin(), end, '\n'));
  }

  static std::string nearest_or_all(std::string_view name, std::span<const std::string_view> known) {
    const auto near = nearest(name, known);
    return near.empty() ? "known are " + listed(known) : "did you mean " + listed(near) + "?";
  }

  static std::string help_for(std::string_view name, std::span<const std::string_view> known) {
    const auto near = nearest(name, known);
    const std::string others = "allowed are " + listed(known);
    return near.empty() ? others : "did you mean " + listed(near) + "? " + others;
  }

  /// Reports a value that is not of `kind`. `name` is how the message calls it.
  bool check_kind(const JsonNode& node, Kind kind, const std::string& name) {
    if (node.kind == kind) return true;
    report("R002", name + " must be " + std::string(name_of(kind)), node.span,
           "this is " + std::string(name_of(node.kind)), "");
    return false;
  }

  void check_doubled(const JsonNode& object) {
    std::map<std::string_view, Span> seen;
    for (const JsonMember& member : object.members) {
      const auto [first, added] = seen.try_emplace(member.key, member.span);
      if (added) continue;
      report("R007", "key " + quoted(member.key) + " stands twice", member.span,
             "it stands first on " + line_of(first->second.offset), "put both together under one key");
    }
  }

  void unknown_key(const JsonMember& member, const Shape& shape) {
    const bool of_rules = shape.keys.data() == field_rule_keys || shape.keys.data() == mark_rule_keys ||
                          shape.keys.data() == currency_rule_keys;
    if (of_rules && (member.key == "code" || member.key == "value")) {
      report("R017", quoted(member.key) + " does not belong here", member.span,
             std::string(shape.noun) + " has no " + quoted(member.key),
             member.key == "code" ? "`code` names the currency of a rule of the mark `currency_other`"
                                  : "`value` says where the value of a field stands; a mark has no value");
      return;
    }
    report("R004", "unknown key " + quoted(member.key), member.span, std::string(shape.noun) + " has no such key",
           help_for(member.key, names_of(shape.keys)));
  }

  /// Checks an object against its shape. False when it is no object at all.
  bool check_object(const JsonNode& node, const Shape& shape) {
    if (!check_kind(node, Kind::object, std::string(shape.noun))) return false;
    check_doubled(node);
    for (const JsonMember& member : node.members) {
      const auto* const key = std::find_if(shape.keys.data(), shape.keys.data() + shape.keys.size(),
                                           [&](const Key& k) { return k.name == member.key; });
      if (key == shape.keys.data() + shape.keys.size()) {
        unknown_key(member, shape);
      } else {
        check_kind(member.value, key->kind, quoted(member.key));
      }
    }
    for (const Key& key : shape.keys) {
      if (!key.required || node.find(key.name) != nullptr) continue;
      std::vector<std::string_view> needed;
      for (const Key& other : shape.keys) {
        if (other.required) needed.push_back(other.name);
      }
      report("R003", quoted(key.name) + " is missing", node.span, "this is " + std::string(shape.noun),
             std::string(shape.noun) + " needs " + listed(needed));
    }
    return true;
  }

  /// The value under `key` when it is there and of its kind; a wrong kind has been reported by `check_object`.
  static const JsonNode* value_of(const JsonNode& object, std::string_view key, Kind kind) {
    const JsonNode* node = object.find(key);
    return node != nullptr && node->kind == kind ? node : nullptr;
  }

  double number(const JsonNode& object, std::string_view key, double absent, const Interval& allowed) {
    const JsonNode* node = value_of(object, key, Kind::number);
    if (node == nullptr) return absent;
    const bool low = allowed.open_below ? node->number <= allowed.least : node->number < allowed.least;
    if (low || node->number > allowed.most) {
      report("R013", quoted(key) + " is out of range", node->span, "must be " + std::string(allowed.text), "");
    }
    return node->number;
  }

  template <typename T>
  std::optional<T> word(const JsonNode& node, std::string_view key, std::span<const Word<T>> words) {
    for (const Word<T>& known : words) {
      if (known.name == node.text) return known.value;
    }
    report("R014", "unknown word " + quoted(node.text) + " for " + quoted(key), node.span, "",
           help_for(node.text, names_of(words)));
    return std::nullopt;
  }

  template <typename T>
  T word_under(const JsonNode& object, std::string_view key, T absent, std::span<const Word<T>> words) {
    const JsonNode* node = value_of(object, key, Kind::string);
    return node == nullptr ? absent : word(*node, key, words).value_or(absent);
  }

  /// An identifier: "" after a mistake.
  std::string kebab(const JsonNode& object, std::string_view key) {
    const JsonNode* node = value_of(object, key, Kind::string);
    if (node == nullptr) return "";
    if (is_kebab(node->text)) return node->text;
    report("R009", quoted(key) + " is not an identifier", node->span, "",
           "write small letters and digits in words joined by single dashes, like `facture-n`");
    return "";
  }

  bool check_filled(const JsonNode& list, std::string_view key) {
    if (!list.items.empty()) return true;
    report("R010", quoted(key) + " is empty", list.span, "",
           key == "value" ? "name `right`, `below` or both, or leave `value` out for both"
                          : "write at least one phrase, or take the rule away");
    return false;
  }

  Directions read_directions(const JsonNode& rule) {
    const JsonNode* list = value_of(rule, "value", Kind::array);
    if (list == nullptr || !check_filled(*list, "value")) return {};
    Directions result{false, false};
    for (const JsonNode& item : list->items) {
      if (!check_kind(item, Kind::string, "a direction in `value`")) continue;
      if (const auto side = word<bool Directions::*>(item, "value", directions)) result.*(*side) = true;
    }
    return result;
  }

  /// Where each phrase of a field or mark stands. Phrases with the same literals are the same phrase; at another
  /// position in the cell a phrase may mean something else, and may stand again.
  using KnownPhrases = std::map<std::pair<Position, std::vector<std::string>>, std::size_t>;

  void check_phrase(const JsonNode& node, Position position, KnownPhrases& known) {
    auto literals = literals_of(node.text);
    if (literals.empty()) {
      report("R011", "empty phrase", node.span, "nothing is left of this to search for",
             "write words as they stand on an invoice");
      return;
    }
    std::sort(literals.begin(), literals.end());
    const auto [first, added] = known.try_emplace({position, std::move(literals)}, node.span.offset);
    if (added) return;
    report("R012", "phrase " + quoted(node.text) + " stands twice", node.span,
           "it stands first on " + line_of(first->second),
           "case, accents, spaces, dashes and the spellings of `n°` do not make a new phrase; keep one of the two, or "
           "give "
           "their rules different positions");
  }

  std::vector<std::string> read_phrases(const JsonNode& rule, Position position, KnownPhrases& known) {
    std::vector<std::string> phrases;
    const JsonNode* list = value_of(rule, "phrases", Kind::array);
    if (list == nullptr || !check_filled(*list, "phrases")) return phrases;
    for (const JsonNode& item : list->items) {
      if (!check_kind(item, Kind::string, "a phrase")) continue;
      check_phrase(item, position, known);
      phrases.push_back(item.text);
    }
    return phrases;
  }

  std::string read_code(const JsonNode& rule) {
    const JsonNode* node = value_of(rule, "code", Kind::string);
    if (node == nullptr) return "";
    const bool capitals =
        std::all_of(node->text.begin(), node->text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (node->text.size() != 3 || !capitals) {
      report("R018", quoted(node->text) + " is not a currency code", node->span, "",
             "write the three capitals of ISO 4217, like `CHF`");
    }
    return node->text;
  }

  void read_rules(const JsonNode& list, std::variant<Field, Mark> target, std::string_view target_name,
                  const Shape& shape) {
    KnownPhrases known_phrases;
    std::map<std::string, std::size_t> known_ids;
    for (const JsonNode& node : list.items) {
      if (!check_object(node, shape)) continue;
      Rule rule;
      rule.target = target;
      rule.id = kebab(node, "id");
      rule.name = std::string(target_name) + "/" + rule.id;
      rule.position = word_under<Position>(node, "position", rule.position, positions);
      rule.phrases = read_phrases(node, rule.position, known_phrases);
      rule.weight = number(node, "weight", rule.weight, {0, 1, true, "above 0 and at most 1"});
      if (shape.keys.data() == field_rule_keys) rule.directions = read_directions(node);
      rule.source = word_under<Source>(node, "source", rule.source, sources);
      if (shape.keys.data() == currency_rule_keys) rule.code = read_code(node);
      check_id(node, rule.id, known_ids);
      pack_.rules.push_back(std::move(rule));
    }
  }

  void check_id(const JsonNode& rule, const std::string& id, std::map<std::string, std::size_t>& known) {
    if (id.empty()) return;
    const Span span = rule.find("id")->span;
    const auto [first, added] = known.try_emplace(id, span.offset);
    if (added) return;
    report("R008", "id " + quoted(id) + " is taken", span, "the other rule is on " + line_of(first->second),
           "an id is unique within its field or mark; results name the rule by it");
  }

  void read_preference(const JsonNode& node, FieldRules& rules) {
    if (!check_object(node, preference_shape)) return;
    Preference preference;
    preference.factor = number(node, "factor", preference.factor, {0, 10, false, "from 0 to 10"});
    if (const JsonNode* pattern = value_of(node, "pattern", Kind::string)) {
      preference.pattern = pattern->text;
      check_regular_expression(*pattern);
    }
    rules.preferences.push_back(std::move(preference));
  }

  void check_regular_expression(const JsonNode& node) {
    const auto mistake = check_pattern(node.text);
    if (!mistake) return;
    const Span span = mistake->index ? Span{offset_in_string(text_, node.span.offset, *mistake->index), 1} : node.span;
    report("R015", "invalid regular expression", span, mistake->reason,
           "the syntax is PCRE without back-references and look-around; a backslash is written twice in JSON");
  }

  void read_field(const JsonNode& node, Field field) {
    if (!check_object(node, field_shape)) return;
    FieldRules& rules = pack_.fields[static_cast<std::size_t>(field)];
    rules.threshold = number(node, "threshold", rules.threshold, {0, 1, false, "from 0 to 1"});
    if (const JsonNode* preferences = value_of(node, "preferences", Kind::array)) {
      for (const JsonNode& item : preferences->items) read_preference(item, rules);
    }
    if (const JsonNode* list = value_of(node, "rules", Kind::array)) {
      read_rules(*list, field, field_name(field), field_rule_shape);
    }
  }

  void read_fields(const JsonNode& fields) {
    check_doubled(fields);
    for (const JsonMember& member : fields.members) {
      if (const auto field = field_of(member.key)) {
        if (fields.find(member.key) == &member.value) read_field(member.value, *field);
      } else {
        report("R005", "unknown field " + quoted(member.key), member.span, "the deposit form has no such field",
               nearest_or_all(member.key, all_names<Field>(field_name, field_count)));
      }
    }
  }

  void read_marks(const JsonNode& marks) {
    check_doubled(marks);
    for (const JsonMember& member : marks.members) {
      if (const auto mark = mark_of(member.key)) {
        if (marks.find(member.key) != &member.value) continue;
        const bool currency = *mark == Mark::currency_other;
        if (check_kind(member.value, Kind::array, quoted(member.key))) {
          read_rules(member.value, *mark, member.key, currency ? currency_rule_shape : mark_rule_shape);
        }
      } else {
        report("R006", "unknown mark " + quoted(member.key), member.span, "there is no such mark",
               nearest_or_all(member.key, all_names<Mark>(mark_name, mark_count)));
      }
    }
  }

  void read_pack(const JsonNode& root) {
    if (!check_object(root, pack_shape)) return;
    pack_.name = kebab(root, "name");
    std::array<char, 17> hash{};
    std::snprintf(hash.data(), hash.size(), "%016llx",
                  static_cast<unsigned long long>(XXH3_64bits(text_.data(), text_.size())));
    pack_.hash = hash.data();
    if (const JsonNode* fields = value_of(root, "fields", Kind::object)) read_fields(*fields);
    if (const JsonNode* marks = value_of(root, "marks", Kind::object)) read_marks(*marks);
    if (pack_.rules.empty() && diagnostics_.empty()) {
      report("R016", "a pack without any phrase", root.span, "no field and no mark has a rule",
             "add a rule with `id` and `phrases` to a field or mark");
    }
  }

  std::string_view text_;
  RulePack pack_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

ParsedPack parse_pack(std::string_view text) {
  return Reader(text).read();
}

}  // namespace prefill::rules
