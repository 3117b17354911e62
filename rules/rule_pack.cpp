// From the text of packs to checked rules, or to all mistakes in them.
//
// Reading goes on behind every mistake, with a default in its place, so that an author sees all of them in one run.
// Each object of the format is a table of keys; what holds for all objects is checked against the tables, and only what
// is particular to a key has code of its own. Packs that are read together share what is taken: names, ids, phrases,
// and what holds for a field as a whole.

#include "rules/rule_pack.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

#include "rules/json_tree.h"
#include "rules/nearest.h"
#include "rules/pack_checker.h"
#include "rules/pattern.h"
#include "rules/phrase.h"

namespace prefill::rules {
namespace {

using Kind = JsonNode::Kind;
using Target = std::variant<Field, Mark>;

constexpr Key pack_keys[] = {{"$schema", Kind::string},     {"name", Kind::string, true}, {"description", Kind::string},
                             {"calibration", Kind::object}, {"fields", Kind::object},     {"marks", Kind::object}};
constexpr Key calibration_keys[] = {{"intercept", Kind::number, true}, {"slope", Kind::number, true},
                                    {"rival", Kind::number},           {"unannounced", Kind::number},
                                    {"shifts", Kind::object},          {"comment", Kind::string}};
constexpr Key shift_keys[] = {{"references", Kind::number}, {"dates", Kind::number}, {"amounts", Kind::number},
                              {"parties", Kind::number},    {"names", Kind::number}, {"rest", Kind::number}};
constexpr Key field_keys[] = {
    {"threshold", Kind::number}, {"preferences", Kind::array}, {"rules", Kind::array}, {"comment", Kind::string}};
constexpr Key preference_keys[] = {
    {"pattern", Kind::string, true}, {"factor", Kind::number, true}, {"comment", Kind::string}};
constexpr Key field_rule_keys[] = {{"id", Kind::string, true},        {"phrases", Kind::array, true},
                                   {"weight", Kind::number},          {"value", Kind::array},
                                   {"position", Kind::string},        {"source", Kind::string},
                                   {"shared", Kind::boolean},         {"examples", Kind::array},
                                   {"counter_examples", Kind::array}, {"comment", Kind::string}};
constexpr Key stating_rule_keys[] = {
    {"id", Kind::string, true}, {"phrases", Kind::array, true},    {"code", Kind::string},   {"weight", Kind::number},
    {"value", Kind::array},     {"position", Kind::string},        {"source", Kind::string}, {"shared", Kind::boolean},
    {"examples", Kind::array},  {"counter_examples", Kind::array}, {"comment", Kind::string}};
constexpr Key mark_rule_keys[] = {
    {"id", Kind::string, true}, {"phrases", Kind::array, true},    {"weight", Kind::number},
    {"position", Kind::string}, {"source", Kind::string},          {"shared", Kind::boolean},
    {"examples", Kind::array},  {"counter_examples", Kind::array}, {"comment", Kind::string}};
constexpr Key currency_rule_keys[] = {{"id", Kind::string, true},        {"phrases", Kind::array, true},
                                      {"code", Kind::string, true},      {"weight", Kind::number},
                                      {"position", Kind::string},        {"source", Kind::string},
                                      {"shared", Kind::boolean},         {"examples", Kind::array},
                                      {"counter_examples", Kind::array}, {"comment", Kind::string}};
constexpr Key example_keys[] = {{"text", Kind::string, true}, {"value", Kind::string, true}, {"comment", Kind::string}};
constexpr Key counter_example_keys[] = {
    {"text", Kind::string, true}, {"value", Kind::string}, {"comment", Kind::string}};
constexpr Key mark_example_keys[] = {{"text", Kind::string, true}, {"comment", Kind::string}};

constexpr ForeignKey code_is_foreign{"code",
                                     "`code` names the currency of a rule of the mark `currency_other`, or what "
                                     "the phrases of a field of codes state"};
constexpr ForeignKey foreign_to_fields[] = {code_is_foreign};
constexpr ForeignKey foreign_to_marks[] = {
    code_is_foreign, {"value", "`value` says where the value of a field stands; a mark has no value"}};
constexpr ForeignKey foreign_to_mark_examples[] = {
    {"value", "a mark has no value; its example holds when the rule counts in the text"}};

constexpr Shape pack_shape{"a rule pack", pack_keys};
constexpr Shape calibration_shape{"a calibration", calibration_keys};
constexpr Shape shift_shape{"the shifts of a calibration", shift_keys};
constexpr Shape field_shape{"a field", field_keys};
constexpr Shape preference_shape{"a preference", preference_keys};
constexpr Shape field_rule_shape{"a rule of a field", field_rule_keys, foreign_to_fields};
constexpr Shape stating_rule_shape{"a rule of a field of codes", stating_rule_keys};
constexpr Shape mark_rule_shape{"a rule of a mark", mark_rule_keys, foreign_to_marks};
constexpr Shape currency_rule_shape{"a rule of `currency_other`", currency_rule_keys, foreign_to_marks};
constexpr Shape example_shape{"an example of a field's rule", example_keys};
constexpr Shape counter_example_shape{"a counter-example of a field's rule", counter_example_keys};
constexpr Shape mark_example_shape{"an example of a mark's rule", mark_example_keys, foreign_to_mark_examples};

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

/// True for the fields whose value a phrase states: "par virement".
bool is_stated_by_phrases(Field field) {
  return field == Field::type_tva || field == Field::mode_paiement || field == Field::cadre_facturation ||
         field == Field::mention_subrogative;
}

/// Closed above; below as `open_below` says.
struct Interval {
  double least;
  double most;
  bool open_below;
  std::string_view text;
};

/// The phrases of all packs so far. Phrases with the same literals are the same phrase.
class KnownPhrases {
 public:
  struct Use {
    Target target;
    Position position;
    PackPlace place;
    bool shared;  // its rule knows that another pack may mean something else by it
  };

  /// Everything that the phrase with these literals stands for, in order; whoever finds nothing wrong adds its own.
  std::vector<Use>& uses(std::vector<std::string> literals) {
    std::ranges::sort(literals);
    std::string key;
    for (const std::string& literal : literals) key += literal + '\n';
    return uses_[std::move(key)];
  }

 private:
  std::unordered_map<std::string, std::vector<Use>> uses_;
};

std::string target_name(const Target& target) {
  const auto* field = std::get_if<Field>(&target);
  return std::string(field != nullptr ? field_name(*field) : mark_name(std::get<Mark>(target)));
}

std::string hash_of(std::string_view bytes) {
  std::array<char, 17> hash{};
  std::snprintf(hash.data(), hash.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(bytes.data(), bytes.size())));
  return hash.data();
}

class Reader {
 public:
  explicit Reader(std::span<const SourceText> packs) : packs_(packs), checker_(packs) {}

  ParsedPack read() {
    std::string hashes;
    for (std::size_t i = 0; i < packs_.size(); ++i) {
      checker_.enter(i);
      read_text();
      hashes += hash_of(packs_[i].text);
    }
    pack_.hash = packs_.size() == 1 ? hashes : hash_of(hashes);
    ParsedPack result;
    result.diagnostics = checker_.take();
    if (result.diagnostics.empty()) result.pack = std::move(pack_);
    result.examples = std::move(examples_);
    return result;
  }

 private:
  void report(std::string code, std::string title, Span span, std::string label, std::string help) {
    checker_.report(std::move(code), std::move(title), span, std::move(label), std::move(help));
  }

  void read_text() {
    Diagnostic broken;
    if (const auto root = parse_json(checker_.text(), broken)) {
      read_pack(*root);
    } else {
      report("R001", "this is not JSON", {broken.offset, broken.length}, broken.label,
             "the rest of the pack is checked once its JSON can be read");
    }
  }

  static std::string nearest_or_all(std::string_view name, std::span<const std::string_view> known) {
    const auto near = nearest(name, known);
    return near.empty() ? "known are " + listed(known) : "did you mean " + listed(near) + "?";
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
           nearest_and_all(node.text, names_of(words)));
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
      if (!checker_.check_kind(item, Kind::string, "a direction in `value`")) continue;
      if (const auto side = word<bool Directions::*>(item, "value", directions)) result.*(*side) = true;
    }
    return result;
  }

  void check_phrase(const JsonNode& node, const Rule& rule, bool shared) {
    auto literals = literals_of(node.text);
    if (literals.empty()) {
      report("R011", "empty phrase", node.span, "nothing is left of this to search for",
             "write words as they stand on an invoice");
      return;
    }
    std::vector<KnownPhrases::Use>& uses = known_phrases_.uses(std::move(literals));
    const auto same = std::ranges::find_if(
        uses, [&](const KnownPhrases::Use& use) { return use.target == rule.target && use.position == rule.position; });
    const auto foreign = std::ranges::find_if(uses, [&](const KnownPhrases::Use& use) {
      return use.target != rule.target && use.place.source != rule.pack && !use.shared;
    });
    if (same != uses.end()) {
      report(
          "R012", "phrase " + quoted(node.text) + " stands twice", node.span,
          "it stands first on " + checker_.where(same->place),
          "case, accents, spaces, dashes and the spellings of `n°` do not make a new phrase; keep one of the two, or "
          "give their rules different positions");
    } else if (foreign != uses.end() && !shared) {
      report("R021", "phrase " + quoted(node.text) + " announces something else in another pack", node.span,
             "it stands for " + quoted(target_name(foreign->target)) + " on " + checker_.where(foreign->place),
             "packs are searched as one, so that these words would announce both; keep one of the two, or write "
             "`\"shared\": true` in this rule when both are meant");
    } else {
      uses.push_back({rule.target, rule.position, checker_.place(node.span), shared});
    }
  }

  std::vector<std::string> read_phrases(const JsonNode& node, const Rule& rule) {
    std::vector<std::string> phrases;
    const JsonNode* list = value_of(node, "phrases", Kind::array);
    if (list == nullptr || !check_filled(*list, "phrases")) return phrases;
    const JsonNode* shared = value_of(node, "shared", Kind::boolean);
    for (const JsonNode& item : list->items) {
      if (!checker_.check_kind(item, Kind::string, "a phrase")) continue;
      check_phrase(item, rule, shared != nullptr && shared->truth);
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

  /// What the phrases of a field of codes state; "" in a rule of labels.
  std::string read_statement(const JsonNode& rule) {
    const JsonNode* node = value_of(rule, "code", Kind::string);
    if (node == nullptr) return "";
    const auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    if (node->text.empty() || !std::all_of(node->text.begin(), node->text.end(), allowed)) {
      report("R023", quoted(node->text) + " is not a code of the portal", node->span, "",
             "write capitals, digits and `_`, like `VIREMENT`");
    }
    return node->text;
  }

  void read_rules(const JsonNode& list, Target target, const Shape& shape) {
    const bool of_field = std::holds_alternative<Field>(target);
    for (const JsonNode& node : list.items) {
      if (!checker_.check_object(node, shape)) continue;
      Rule rule;
      rule.target = target;
      rule.pack = checker_.source();
      rule.id = kebab(node, "id");
      rule.name = target_name(target) + "/" + rule.id;
      rule.position = word_under<Position>(node, "position", rule.position, positions);
      rule.phrases = read_phrases(node, rule);
      rule.weight = number(node, "weight", rule.weight, {0, 1, true, "above 0 and at most 1"});
      if (of_field) rule.directions = read_directions(node);
      rule.source = word_under<Source>(node, "source", rule.source, sources);
      if (shape.keys.data() == currency_rule_keys) rule.code = read_code(node);
      if (shape.keys.data() == stating_rule_keys) rule.code = read_statement(node);
      check_id(node, rule);
      read_examples(node, "examples", of_field ? example_shape : mark_example_shape);
      read_examples(node, "counter_examples", of_field ? counter_example_shape : mark_example_shape);
      pack_.rules.push_back(std::move(rule));
    }
  }

  void check_id(const JsonNode& node, const Rule& rule) {
    if (rule.id.empty()) return;
    const Span span = node.find("id")->span;
    const auto [first, added] = known_rules_.try_emplace(rule.name, checker_.place(span));
    if (added) return;
    report("R008", "id " + quoted(rule.id) + " is taken", span, "the other rule is on " + checker_.where(first->second),
           "an id is unique within its field or mark; results name the rule by it");
  }

  /// Examples of the rule that is read next into `pack_.rules`.
  void read_examples(const JsonNode& rule, std::string_view key, const Shape& shape) {
    const JsonNode* list = value_of(rule, key, Kind::array);
    if (list == nullptr) return;
    for (const JsonNode& node : list->items) {
      if (!checker_.check_object(node, shape)) continue;
      const JsonNode* text = value_of(node, "text", Kind::string);
      if (text == nullptr) continue;
      const bool blank = text->text.find_first_not_of(" \t\n") == std::string::npos;
      if (blank) report("R022", "empty example", text->span, "", "write the words as they stand on an invoice");
      const JsonNode* value = value_of(node, "value", Kind::string);
      examples_.push_back({pack_.rules.size(), key == "counter_examples", text->text,
                           value != nullptr ? std::optional(value->text) : std::nullopt, text->span.offset});
    }
  }

  void read_preference(const JsonNode& node, FieldRules& rules) {
    if (!checker_.check_object(node, preference_shape)) return;
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
    const Span span =
        mistake->index ? Span{offset_in_string(checker_.text(), node.span.offset, *mistake->index), 1} : node.span;
    report("R015", "invalid regular expression", span, mistake->reason,
           "the syntax is PCRE without back-references and look-around; a backslash is written twice in JSON");
  }

  /// What holds for a field as a whole, or for all of them, stands in one pack: false when another one has said `what`
  /// already.
  bool decides(const JsonNode& node, const std::string& what, std::string_view help) {
    const auto [first, added] = decided_.try_emplace(what, checker_.place(node.span));
    if (added) return true;
    report("R019", what + " given in two packs", node.span, "it stands first on " + checker_.where(first->second),
           std::string(help));
    return false;
  }

  bool decides(const JsonNode& node, std::string_view key, Field field) {
    return decides(node, quoted(key) + " of " + quoted(field_name(field)),
                   "one pack decides what holds for a field, the others add rules to it; take it away here or there");
  }

  void read_calibration(const JsonNode& node) {
    if (!checker_.check_object(node, calibration_shape)) return;
    if (!decides(node, quoted("calibration"),
                 "one calibration holds for all packs that are read together; take it away here or there")) {
      return;
    }
    constexpr Interval log_odds{-10, 10, false, "from -10 to 10"};
    Calibration& calibration = pack_.calibration.emplace();
    calibration.intercept = number(node, "intercept", calibration.intercept, log_odds);
    calibration.slope = number(node, "slope", calibration.slope, {0, 10, true, "above 0 and at most 10"});
    calibration.rival = number(node, "rival", 0, log_odds);
    calibration.unannounced = number(node, "unannounced", 0, log_odds);
    const JsonNode* shifts = value_of(node, "shifts", Kind::object);
    if (shifts == nullptr || !checker_.check_object(*shifts, shift_shape)) return;
    for (std::size_t i = 0; i < field_group_count; ++i) {
      calibration.shifts[i] = number(*shifts, field_group_name(static_cast<FieldGroup>(i)), 0, log_odds);
    }
  }

  void read_field(const JsonNode& node, Field field) {
    if (!checker_.check_object(node, field_shape)) return;
    FieldRules& rules = pack_.fields[static_cast<std::size_t>(field)];
    if (const JsonNode* threshold = value_of(node, "threshold", Kind::number)) {
      if (decides(*threshold, "threshold", field)) {
        rules.threshold = number(node, "threshold", rules.threshold, {0, 1, false, "from 0 to 1"});
      }
    }
    if (const JsonNode* preferences = value_of(node, "preferences", Kind::array)) {
      if (decides(*preferences, "preferences", field)) {
        for (const JsonNode& item : preferences->items) read_preference(item, rules);
      }
    }
    if (const JsonNode* list = value_of(node, "rules", Kind::array)) {
      read_rules(*list, field, is_stated_by_phrases(field) ? stating_rule_shape : field_rule_shape);
    }
  }

  void read_fields(const JsonNode& fields) {
    checker_.check_doubled(fields);
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
    checker_.check_doubled(marks);
    for (const JsonMember& member : marks.members) {
      if (const auto mark = mark_of(member.key)) {
        if (marks.find(member.key) != &member.value) continue;
        const bool currency = *mark == Mark::currency_other;
        if (checker_.check_kind(member.value, Kind::array, quoted(member.key))) {
          read_rules(member.value, *mark, currency ? currency_rule_shape : mark_rule_shape);
        }
      } else {
        report("R006", "unknown mark " + quoted(member.key), member.span, "there is no such mark",
               nearest_or_all(member.key, all_names<Mark>(mark_name, mark_count)));
      }
    }
  }

  /// False when another pack has this name: then it is the same file most likely, and all of it would be said twice.
  bool read_name(const JsonNode& root) {
    const std::string name = kebab(root, "name");
    pack_.name += (pack_.name.empty() ? "" : "+") + name;
    if (name.empty()) return true;
    const auto [first, added] = known_names_.try_emplace(name, checker_.place(root.span));
    if (added) return true;
    report("R020", "pack name " + quoted(name) + " is taken", root.find("name")->span,
           "it is the name of " + std::string(checker_.file(first->second)),
           "results name every pack, as in `fr+en+de@3f9c01`; name each pack otherwise, and give each file once");
    return false;
  }

  void read_pack(const JsonNode& root) {
    if (!checker_.check_object(root, pack_shape) || !read_name(root)) return;
    const std::size_t rules_before = pack_.rules.size();
    if (const JsonNode* calibration = value_of(root, "calibration", Kind::object)) read_calibration(*calibration);
    if (const JsonNode* fields = value_of(root, "fields", Kind::object)) read_fields(*fields);
    if (const JsonNode* marks = value_of(root, "marks", Kind::object)) read_marks(*marks);
    if (pack_.rules.size() == rules_before && checker_.found_none()) {
      report("R016", "a pack without any phrase", root.span, "no field and no mark has a rule",
             "add a rule with `id` and `phrases` to a field or mark");
    }
  }

  std::span<const SourceText> packs_;
  PackChecker checker_;
  RulePack pack_;
  std::vector<RuleExample> examples_;
  KnownPhrases known_phrases_;
  std::map<std::string, PackPlace> known_names_;  // of packs
  std::map<std::string, PackPlace> known_rules_;  // by name: "numeroFacture/facture-n"
  std::map<std::string, PackPlace> decided_;      // what holds for fields: "`threshold` of `bic`"
};

}  // namespace

ParsedPack parse_packs(std::span<const SourceText> packs) {
  return Reader(packs).read();
}

ParsedPack parse_pack(std::string_view text) {
  const SourceText only{"", text};
  return parse_packs({&only, 1});
}

}  // namespace prefill::rules
