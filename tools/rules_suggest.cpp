// How a phrase is chosen
//
// The survey looks at every document once and notes what stands beside each value (phrase_sightings.h). Counting tells
// which phrases stand beside true values of a field that no rule announces, and beside what else they stand: a value of
// another field that could be read as one of this field, or something of the same shape. Direction and position are
// narrowed only where that leaves out something wrong. Of two phrases that win the same the shorter one is tried first.
//
// Counting is a guess about an engine that weighs much more than neighbours. So the best guesses are tried: each
// becomes a rule in a pack of its own beside the others, the documents that print its words are read again, and only
// what they gain and lose is promised. A phrase whose documents have been won by a better one is not proposed again.

#include "tools/rules_suggest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extractor/extractor.h"
#include "extractor/fields/rule_trial.h"
#include "extractor/json_writer.h"
#include "rules/normalise.h"
#include "tools/mapped_file.h"
#include "tools/phrase_sightings.h"
#include "tools/progress.h"
#include "tools/terminal_table.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

using Verdicts = std::array<std::optional<Verdict>, rules::field_count>;

/// A document that could be read.
struct Surveyed {
  const LabelledDocument* label = nullptr;
  std::string path;
  std::string text;    // in normal form
  FieldSet announced;  // by a label that the rules know
  Verdicts verdicts;   // on what the rules give
};

/// One sight of a phrase.
struct Seen {
  std::uint32_t document = 0;
  bool below = false;
  bool cell_start = false;
  FieldSet truth;
  FieldSet readable;
};

struct Phrase {
  std::vector<Seen> seen;                                            // in order of the documents
  std::map<std::string, int> printed;                                // how often each spelling stands there
  std::map<std::size_t, std::pair<std::string, std::string>> shown;  // field -> a little page, and the value on it
};

struct Survey {
  std::vector<Surveyed> documents;
  std::unordered_map<std::string, Phrase> phrases;  // by normal form
};

/// What a rule asks of the place of its phrase.
struct Shape {
  bool right = true;
  bool below = true;
  bool cell_start = false;

  [[nodiscard]] bool fits(const Seen& seen) const {
    return (seen.below ? below : right) && (seen.cell_start || !cell_start);
  }
};

/// A phrase for a field, and the documents where it stands beside something.
struct Candidate {
  Field field = Field::numero_facture;
  const std::string* phrase = nullptr;
  const Phrase* sights = nullptr;
  Shape shape;
  std::vector<std::uint32_t> unannounced;
  int lacking = 0;  // of `unannounced`, those whose value is not given or wrong
  int right = 0;
  int wrong = 0;

  [[nodiscard]] int worth() const { return lacking + static_cast<int>(unannounced.size()) - 2 * wrong; }
};

/// `n°` and `numéro` stand for each other in phrases, and so they do here.
std::string one_spelling(std::string phrase) {
  constexpr std::string_view spelled_out = "numero";
  for (std::size_t at = 0; (at = phrase.find(spelled_out, at)) != std::string::npos; ++at) {
    const std::size_t end = at + spelled_out.size();
    const bool word = (at == 0 || phrase[at - 1] == ' ') && (end == phrase.size() || phrase[end] == ' ');
    if (word) phrase.replace(at, spelled_out.size(), "n°");
  }
  return phrase;
}

std::size_t words_in(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(std::ranges::count(phrase, ' '));
}

Verdicts verdicts_on(const LabelledDocument& document, const FieldSet& labelled, const Extraction& given) {
  Verdicts verdicts;
  for (const Judgement& judgement : judge(document, labelled, &given)) {
    verdicts[static_cast<std::size_t>(judgement.field)] = judgement.verdict;
  }
  return verdicts;
}

/// The fields whose true value the phrase of a rule announces, whether it is given for that or not.
FieldSet announced_on(const LabelledDocument& document, const Extraction& given, const std::set<std::string>& rules) {
  FieldSet announced;
  const auto note = [&](std::size_t i, const auto& found) {
    const auto field = static_cast<Field>(i);
    if (!document.truth[i] || !same_value(field, *document.truth[i], found.value)) return;
    if (rules.contains(std::string(found.rule))) announced.set(i);
  };
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    for (const Alternative& withheld : given.withheld[i]) note(i, withheld);
    if (!given.fields[i]) continue;
    note(i, *given.fields[i]);
    for (const Alternative& alternative : given.fields[i]->alternatives) note(i, alternative);
  }
  return announced;
}

std::set<std::string> names_of(const rules::RulePack& pack) {
  std::set<std::string> names;
  for (const rules::Rule& rule : pack.rules) names.insert(rule.name);
  return names;
}

void note_sightings(Survey& survey, const DocumentSightings& found, const LabelledDocument& document) {
  const auto number = static_cast<std::uint32_t>(survey.documents.size());
  for (const Sighting& sighting : found.sightings) {
    Phrase& phrase = survey.phrases[one_spelling(sighting.phrase)];
    phrase.seen.push_back({number, sighting.below, sighting.cell_start, sighting.truth, sighting.readable});
    ++phrase.printed[sighting.printed];
    for (std::size_t i = 0; i < rules::field_count; ++i) {
      if (!sighting.truth.test(i)) continue;
      phrase.shown.try_emplace(i, sighting.example, value_lines(*document.truth[i]).front());
    }
  }
}

Survey survey_of(const Labels& labels, const std::filesystem::path& directory,
                 const std::shared_ptr<const rules::Database>& rules, Suggestions& out) {
  Survey survey;
  const std::set<std::string> names = names_of(rules->pack());
  PhraseFinder finder;
  Extractor extractor(rules);
  Progress progress(labels.documents.size());
  for (const LabelledDocument& document : labels.documents) {
    progress.advance();
    const std::string path = (directory / document.file).string();
    if (!std::filesystem::exists(path)) {
      out.missing.push_back(document.file);
      continue;
    }
    Surveyed surveyed{&document, path, {}, {}, {}};
    auto found = read_document(path, [&](std::span<const unsigned char> bytes) -> Result<DocumentSightings> {
      const Result<Extraction> given = extractor.extract(bytes);
      if (!given) return tl::unexpected(given.error());
      surveyed.verdicts = verdicts_on(document, labels.labelled, *given);
      surveyed.announced = announced_on(document, *given, names);
      return finder.look(bytes, document);
    });
    if (!found) {
      out.failures.push_back({document.file, found.error()});
      continue;
    }
    note_sightings(survey, *found, document);
    surveyed.text = std::move(found->text);
    survey.documents.push_back(std::move(surveyed));
  }
  out.documents = static_cast<int>(survey.documents.size());
  return survey;
}

/// Chooses candidates from what was seen.
class Chooser {
 public:
  Chooser(const Survey& survey, const FieldSet& labelled, const rules::RulePack& pack, const SuggestOptions& options)
      : survey_(survey), labelled_(labelled), options_(options) {
    for (const rules::Rule& rule : pack.rules) {
      for (const std::string& phrase : rule.phrases) rules_of_[normal(phrase)].insert(&rule);
    }
  }

  /// The best first.
  [[nodiscard]] std::vector<Candidate> choose() const {
    std::vector<Candidate> candidates;
    for (const auto& [text, phrase] : survey_.phrases) {
      for (std::size_t f = 0; f < rules::field_count; ++f) {
        const auto field = static_cast<Field>(f);
        if ((options_.field && *options_.field != field) || !phrase.shown.contains(f) || known(text, field)) continue;
        Candidate best = narrowed(text, phrase, field);
        if (enough(best)) candidates.push_back(std::move(best));
      }
    }
    std::ranges::sort(candidates, {}, [](const Candidate& c) {
      return std::tuple(-c.worth(), words_in(*c.phrase), c.phrase->size(), std::string_view(*c.phrase), c.field);
    });
    return candidates;
  }

  /// The names of the rules that have the phrase for something else than `field`.
  [[nodiscard]] std::vector<std::string> others(const std::string& phrase, Field field) const {
    std::vector<std::string> names;
    const auto found = rules_of_.find(phrase);
    if (found == rules_of_.end()) return names;
    for (const rules::Rule* rule : found->second) {
      if (!announces(*rule, field)) names.push_back(rule->name);
    }
    std::ranges::sort(names);
    return names;
  }

 private:
  static std::string normal(const std::string& phrase) {
    std::string text = rules::normalise(phrase);
    while (!text.empty() && (text.back() == ':' || text.back() == ' ')) text.pop_back();
    return one_spelling(std::move(text));
  }

  static bool announces(const rules::Rule& rule, Field field) {
    const Field* own = std::get_if<Field>(&rule.target);
    return own != nullptr && *own == field;
  }

  [[nodiscard]] bool known(const std::string& phrase, Field field) const {
    const auto found = rules_of_.find(phrase);
    return found != rules_of_.end() &&
           std::ranges::any_of(found->second, [&](const rules::Rule* rule) { return announces(*rule, field); });
  }

  [[nodiscard]] bool enough(const Candidate& candidate) const {
    return static_cast<int>(candidate.unannounced.size()) >= options_.least_documents && candidate.lacking > 0 &&
           candidate.worth() > 0;
  }

  /// The least narrow shape of those that are worth most.
  [[nodiscard]] Candidate narrowed(const std::string& text, const Phrase& phrase, Field field) const {
    constexpr std::array<Shape, 6> shapes{
        {{}, {true, true, true}, {true, false, false}, {true, false, true}, {false, true, false}, {false, true, true}}};
    Candidate best;
    for (const Shape& shape : shapes) {
      Candidate candidate{field, &text, &phrase, shape, {}, 0, 0, 0};
      count(candidate);
      if (best.phrase == nullptr || candidate.worth() > best.worth()) best = std::move(candidate);
    }
    return best;
  }

  /// By document: one that prints the phrase ten times says no more than one that prints it once.
  void count(Candidate& candidate) const {
    const auto f = static_cast<std::size_t>(candidate.field);
    const auto& seen = candidate.sights->seen;
    for (auto next = seen.begin(); next != seen.end();) {
      const std::uint32_t number = next->document;
      bool right = false;
      bool wrong = false;
      for (; next != seen.end() && next->document == number; ++next) {
        if (!candidate.shape.fits(*next)) continue;
        right |= next->truth.test(f);
        wrong |= next->readable.test(f) && !next->truth.test(f);
      }
      const Surveyed& document = survey_.documents[number];
      if (document.label->conflicts.test(f)) continue;
      candidate.right += right ? 1 : 0;
      if (right && !document.announced.test(f)) {
        candidate.unannounced.push_back(number);
        candidate.lacking += document.verdicts[f] == Verdict::right ? 0 : 1;
      }
      const bool judged = document.label->truth[f] || (document.label->complete && labelled_.test(f));
      candidate.wrong += wrong && !right && judged ? 1 : 0;
    }
  }

  const Survey& survey_;
  const FieldSet& labelled_;
  const SuggestOptions& options_;
  std::map<std::string, std::set<const rules::Rule*>, std::less<>> rules_of_;  // by phrase in normal form
};

std::string id_of(std::string_view phrase) {
  std::string id;
  for (const char c : phrase) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) id += c;
    if (!plain && !id.empty() && id.back() != '-') id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() ? "label" : id;
}

/// How sure a value beside the phrase is: what was seen, with one of each kind added, since little was seen.
double weight_of(const Candidate& candidate) {
  const double share = (candidate.right + 1.0) / (candidate.right + candidate.wrong + 2.0);
  return std::clamp(std::round(share * 20) / 20, 0.3, 0.95);
}

struct Example {
  std::string text;
  std::string value;
};

/// The rule as an author would write it; `shared` is for a trial beside packs that know the phrase otherwise.
std::string rule_json(const Candidate& candidate, const std::string& id, const std::string& phrase,
                      const std::optional<Example>& example, bool shared) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("id", std::string_view(id));
  json.member("source", "observed");
  json.member("weight");
  json.number(weight_of(candidate), 2);
  json.member("phrases");
  json.begin_array();
  json.value(std::string_view(phrase));
  json.end_array();
  if (!candidate.shape.right || !candidate.shape.below) {
    json.member("value");
    json.begin_array();
    json.value(candidate.shape.right ? "right" : "below");
    json.end_array();
  }
  if (candidate.shape.cell_start) {
    json.member("position", "cell_start");
  }
  if (shared) {
    json.member("shared", true);
  }
  if (example) {
    json.member("examples");
    json.begin_array();
    json.begin_object();
    json.member("text", std::string_view(example->text));
    json.member("value", std::string_view(example->value));
    json.end_object();
    json.end_array();
  }
  json.end_object();
  return out;
}

/// Runs rules beside the packs.
class Trials {
 public:
  Trials(const Survey& survey, const Labels& labels, const PackTexts& packs, const rules::RulePack& pack)
      : survey_(survey), labels_(labels), packs_(packs), names_(names_of(pack)) {}

  /// What the phrase does as a rule. Nothing when the packs do not take it: it is another spelling of one they have.
  [[nodiscard]] std::optional<Proposal> run(const Candidate& candidate) const {
    const std::string phrase = usual_spelling(*candidate.sights);
    const std::string id = free_id(candidate);
    const auto rules = compile(candidate, id, phrase);
    if (!rules) return std::nullopt;
    const std::optional<Example> example = example_that_holds(candidate, phrase, rules);
    Proposal proposal;
    proposal.field = candidate.field;
    proposal.phrase = phrase;
    proposal.unannounced = static_cast<int>(candidate.unannounced.size());
    proposal.right = candidate.right;
    proposal.wrong = candidate.wrong;
    for (const std::uint32_t number : candidate.unannounced) {
      proposal.documents.push_back(survey_.documents[number].label->file);
    }
    proposal.rule = rule_json(candidate, id, phrase, example, false);
    measure(*candidate.phrase, rules, proposal);
    return proposal;
  }

 private:
  /// The spelling that most documents print, of equals one that is not all capitals.
  static std::string usual_spelling(const Phrase& phrase) {
    const auto shouts = [](const std::string& text) {
      return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    };
    return std::ranges::max_element(
               phrase.printed, {},
               [&](const auto& spelling) { return std::tuple(spelling.second, !shouts(spelling.first)); })
        ->first;
  }

  [[nodiscard]] std::string free_id(const Candidate& candidate) const {
    const std::string id = id_of(*candidate.phrase);
    const std::string field(rules::field_name(candidate.field));
    std::string free = id;
    for (int number = 2; names_.contains(field + "/" + free); ++number) free = id + "-" + std::to_string(number);
    return free;
  }

  /// All rules with the one on trial, which is the last. Null when it clashes with one of the others.
  [[nodiscard]] std::shared_ptr<const rules::Database> compile(const Candidate& candidate, const std::string& id,
                                                               const std::string& phrase) const {
    const std::string pack = R"({"name":"on-trial","fields":{")" + std::string(rules::field_name(candidate.field)) +
                             R"(":{"rules":[)" + rule_json(candidate, id, phrase, std::nullopt, true) + "]}}}";
    std::vector<rules::SourceText> sources = packs_.sources;
    sources.push_back({"on-trial", pack});
    rules::ParsedPack parsed = rules::parse_packs(sources);
    return parsed.pack ? rules::Database::compile(*std::move(parsed.pack), std::nullopt) : nullptr;
  }

  /// The place on a document where the phrase was seen, or the barest page, when it shows what the rule does.
  static std::optional<Example> example_that_holds(const Candidate& candidate, const std::string& phrase,
                                                   const std::shared_ptr<const rules::Database>& rules) {
    constexpr std::size_t longest = 100;  // a paragraph is no example
    const auto& [text, value] = candidate.sights->shown.at(static_cast<std::size_t>(candidate.field));
    const std::string barest = phrase + (candidate.shape.right ? " : " : "\n") + value;
    RuleTrial trial(rules);
    for (const std::string& page : {text, barest}) {
      const rules::RuleExample example{rules->pack().rules.size() - 1, false, page, value};
      if (page.size() <= longest && trial.run(example).holds) return Example{page, value};
    }
    return std::nullopt;
  }

  /// True when every word of the phrase stands somewhere in the document: `n°` may be spelled out.
  static bool prints(const Surveyed& document, std::string_view phrase) {
    while (!phrase.empty()) {
      const std::string_view word = phrase.substr(0, phrase.find(' '));
      phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
      if (word != "n°" && document.text.find(word) == std::string::npos) return false;
    }
    return true;
  }

  void measure(std::string_view phrase, const std::shared_ptr<const rules::Database>& rules, Proposal& proposal) const {
    Extractor extractor(rules);
    for (const Surveyed& document : survey_.documents) {
      if (!prints(document, phrase)) continue;
      const auto given =
          read_document(document.path, [&](std::span<const unsigned char> bytes) { return extractor.extract(bytes); });
      if (!given) continue;  // it could be read a moment ago: somebody else is writing it
      const Verdicts now = verdicts_on(*document.label, labels_.labelled, *given);
      for (std::size_t i = 0; i < rules::field_count; ++i) add(document.verdicts[i], now[i], proposal);
    }
  }

  static void add(std::optional<Verdict> before, std::optional<Verdict> now, Proposal& proposal) {
    const auto misleads = [](std::optional<Verdict> v) { return v == Verdict::wrong || v == Verdict::invented; };
    const bool won = now == Verdict::right && before != Verdict::right;
    const bool lost = before == Verdict::right && now != Verdict::right;
    proposal.won += won ? 1 : 0;
    proposal.broken += lost || (misleads(now) && !misleads(before)) ? 1 : 0;
  }

  const Survey& survey_;
  const Labels& labels_;
  const PackTexts& packs_;
  std::set<std::string> names_;
};

/// Tries candidates from the best on, and keeps those that win more than they break.
std::vector<Proposal> tried(std::vector<Candidate> candidates, const Chooser& chooser, const Trials& trials,
                            const SuggestOptions& options) {
  constexpr std::size_t tries_for_each = 3;
  std::vector<Proposal> proposals;
  std::map<Field, std::set<std::uint32_t>> won;  // documents, by field
  const std::size_t most_tries = tries_for_each * options.most;
  Progress progress(std::min(most_tries, candidates.size()));
  std::size_t tries = 0;
  for (Candidate& candidate : candidates) {
    if (proposals.size() == options.most || tries == most_tries) break;
    std::set<std::uint32_t>& covered = won[candidate.field];
    std::erase_if(candidate.unannounced, [&](std::uint32_t number) { return covered.contains(number); });
    if (static_cast<int>(candidate.unannounced.size()) < options.least_documents) continue;
    ++tries;
    progress.advance();
    std::optional<Proposal> proposal = trials.run(candidate);
    if (!proposal || proposal->won == 0 || 3 * proposal->broken > proposal->won) continue;
    covered.insert(candidate.unannounced.begin(), candidate.unannounced.end());
    proposal->other_things = chooser.others(*candidate.phrase, candidate.field);
    proposals.push_back(*std::move(proposal));
  }
  std::ranges::stable_sort(
      proposals, {}, [](const Proposal& p) { return std::tuple(-(p.won - 2 * p.broken), p.broken, -p.unannounced); });
  return proposals;
}

std::string list(const std::vector<std::string>& names, int columns) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string next = (i == 0 ? "" : ", ") + names[i];
    if (i > 0 && display_width(text + next) > columns) {
      return text + " and " + std::to_string(names.size() - i) + " more";
    }
    text += next;
  }
  return displayable(text, std::max(columns, 20));
}

std::string proposal_text(const Proposal& proposal, std::size_t number, int columns) {
  std::string text = std::to_string(number) + ". " + std::string(rules::field_name(proposal.field)) + ": \"" +
                     displayable(proposal.phrase, columns) + "\" wins " + std::to_string(proposal.won) + ", breaks " +
                     std::to_string(proposal.broken) + "; beside values of the field on " +
                     std::to_string(proposal.right) + " documents, " + std::to_string(proposal.unannounced) +
                     " of them not announced; beside others on " + std::to_string(proposal.wrong) + '\n';
  text += "   on " + list(proposal.documents, columns - 30) + '\n';
  if (!proposal.other_things.empty()) {
    text += "   the same words are in " + list(proposal.other_things, columns - 40) +
            "; in a pack of its own the rule needs `\"shared\": true`\n";
  }
  return text + "   " + proposal.rule + '\n';
}

void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name);
  json.begin_array();
  for (const std::string& text : texts) json.value(std::string_view(text));
  json.end_array();
}

void write(JsonWriter& json, const Proposal& proposal) {
  json.begin_object();
  json.member("field", rules::field_name(proposal.field));
  json.member("phrase", std::string_view(proposal.phrase));
  json.member("won", proposal.won);
  json.member("broken", proposal.broken);
  json.member("besideField", proposal.right);
  json.member("notAnnounced", proposal.unannounced);
  json.member("besideOthers", proposal.wrong);
  write_strings(json, "documents", proposal.documents);
  write_strings(json, "otherMeanings", proposal.other_things);
  json.member("rule");
  json.raw(proposal.rule);
  json.end_object();
}

}  // namespace

Suggestions suggest(const Labels& labels, const std::filesystem::path& directory, const PackTexts& packs,
                    const std::shared_ptr<const rules::Database>& rules, const SuggestOptions& options) {
  Suggestions out;
  out.rules_version = rules->version();
  const Survey survey = survey_of(labels, directory, rules, out);
  const Chooser chooser(survey, labels.labelled, rules->pack(), options);
  const Trials trials(survey, labels, packs, rules->pack());
  out.proposals = tried(chooser.choose(), chooser, trials, options);
  return out;
}

std::string to_text(const Suggestions& suggestions, int columns) {
  std::string text;
  for (std::size_t i = 0; i < suggestions.proposals.size(); ++i) {
    text += proposal_text(suggestions.proposals[i], i + 1, columns);
  }
  if (suggestions.proposals.empty()) text += "no phrase wins a value that no rule announces\n";
  text += "documents: " + std::to_string(suggestions.documents) + " read, " +
          std::to_string(suggestions.failures.size()) + " could not be read, " +
          std::to_string(suggestions.missing.size()) + " missing; rules " + suggestions.rules_version + '\n';
  for (const Failure& failure : suggestions.failures) {
    text += displayable(failure.file, columns) + ": " + std::string(error_name(failure.error.code)) + '\n';
  }
  for (const std::string& file : suggestions.missing) text += displayable(file, columns) + ": missing\n";
  return text;
}

std::string to_json(const Suggestions& suggestions) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("rules", std::string_view(suggestions.rules_version));
  json.member("documents", suggestions.documents);
  std::vector<std::string> failed;
  for (const Failure& failure : suggestions.failures) failed.push_back(failure.file);
  write_strings(json, "failed", failed);
  write_strings(json, "missing", suggestions.missing);
  json.member("proposals");
  json.begin_array();
  for (const Proposal& proposal : suggestions.proposals) write(json, proposal);
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace prefill::tools
