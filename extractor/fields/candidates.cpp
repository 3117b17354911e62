// From labels to candidates: for each label of a field, the first value of the field's type in each of its places.

#include "extractor/fields/candidates.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"
#include "extractor/fields/reference.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

/// Belief lost for each word between a label and its value.
constexpr double kWordBetween = 0.9;
constexpr int kMostWordsBetween = 6;
/// Belief lost for each amount between a label and the amount.
constexpr double kFurther = 0.8;
/// Belief left in a value that stands under the head of a column of items, or of a list.
constexpr double kUnderItems = 0.55;
/// The factor of a place beyond which others are not looked for, and belief left in those.
constexpr double kNatural = 0.94;
constexpr double kSecondPlace = 0.75;
/// Belief left in an amount under a head such as "Cumul" or "Précédent".
constexpr double kForeignColumn = 0.3;

double power(double base, int exponent) {
  double product = 1;
  for (; exponent > 0; --exponent) product *= base;
  return product;
}

int words_in(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool word = is_alnum(c);
    words += word && !inside ? 1 : 0;
    inside = word;
  }
  return words;
}

/// Collects what one field's labels announce.
class Collector {
 public:
  Collector(const DocumentView& document, rules::Field field)
      : document_(document), field_(field), type_(rules::field_type(field)), found_(document.arena) {}

  /// From the pages `first` to `last`, exclusive.
  Candidates collect(Index first, Index last) {
    for (Index p = first; p < last; ++p) {
      for (const rules::Match* match : document_.pages[p].announcing(field_)) {
        if (!match->covered && match->well_placed) take(p, *match, document_.rule(*match));
      }
    }
    merge(found_);
    return std::move(found_);
  }

 private:
  void take(Index page, const rules::Match& match, const rules::Rule& rule) {
    if (type_ == rules::ValueType::amount && stands_with_subtotal(document_.pages[page], match)) return;
    under_items_.reset();
    left_ = 1;
    own_seen_ = Own::unknown;
    for (const Place& place : places_of(document_.pages[page], match, rule.directions)) {
      switch (type_) {
        case rules::ValueType::reference:
        case rules::ValueType::code:
          take_reference(page, match, rule, place);
          break;
        case rules::ValueType::date:
          take_typed(page, match, rule, place, FoundType::date);
          break;
        case rules::ValueType::amount:
          take_typed(page, match, rule, nearest_own(place), FoundType::amount);
          break;
        default:
          return;
      }
    }
  }

  /// The place as it counts for an amount: behind columns that are not the invoice's own, the first that is.
  [[nodiscard]] Place nearest_own(Place place) {
    if (place.below) return place;
    if (own_seen_ == Own::unknown) nearest_ = place.factor;
    if (own_seen_ == Own::none) place.factor = nearest_;
    return place;
  }

  void take_reference(Index page, const rules::Match& match, const rules::Rule& rule, const Place& place) {
    const text::PageText& text = *document_.pages[page].text;
    constexpr double kSpecific = 0.85;  // "Code service" against "Service"
    const Letters letters = field_ != rules::Field::code_service_executant ? Letters::no
                            : rule.weight > kSpecific                      ? Letters::yes
                                                                           : Letters::apart;
    const auto reference = find_reference(text, place.span, letters);
    if (!reference) return;
    const ArenaVector<Span> parts = parts_of(text, place.cell, reference->span, document_.arena);
    std::string printed = text.printed(parts[0]);
    for (auto part = parts.begin() + 1; part != parts.end(); ++part) printed += text.printed(*part);
    const std::string_view packed = without_spaces(printed);
    const double shape = document_.scanner->preference(field_, packed);
    const double items = items_factor(document_.pages[page], match, place);
    const double label = label_factor(document_.pages[page], match, place);
    const double score =
        scored(document_, field_, page, parts[0], {match.from, match.to}, Term{"rule", rule.weight},
               Term{"words between", label}, Term{"place", place.factor}, Term{"surroundings", reference->factor},
               Term{"shape", shape}, Term{"items", items}, Term{"second place", left_});
    if (place.factor > kNatural && std::ranges::any_of(packed, is_digit)) left_ = kSecondPlace;
    if (score <= 0) return;
    add(page, kept(printed, document_.arena), std::min(score, 0.99), parts[0], match, rule);
    found_.back().rest = kept_rest(parts);
  }

  [[nodiscard]] std::string_view without_spaces(std::string_view text) const {
    auto* const packed = static_cast<char*>(document_.arena->allocate(text.size(), 1));
    return {packed, std::remove_copy(text.begin(), text.end(), packed, ' ')};
  }

  /// The spans of `parts` but the first.
  [[nodiscard]] std::span<const Span> kept_rest(const ArenaVector<Span>& parts) const {
    if (parts.size() == 1) return {};
    auto* const rest = static_cast<Span*>(document_.arena->allocate((parts.size() - 1) * sizeof(Span), alignof(Span)));
    return {rest, std::copy(parts.begin() + 1, parts.end(), rest)};
  }

  /// Belief lost for words between the label and the end of its cell, for a value that stands in another:
  /// "Contrat-cadre de mise à disposition" is the label of something else than "Contrat" is.
  [[nodiscard]] double label_factor(const PageView& view, const rules::Match& match, const Place& place) const {
    const Index own = view.cell_of(match);
    if (place.cell == own) return 1;
    std::string_view rest = view.text->text({match.to, view.text->cells()[own].text.to});
    const std::size_t remark = rest.find('(');
    if (remark != std::string_view::npos) rest = rest.substr(0, remark);
    return power(kWordBetween, std::min(words_in(rest), kMostWordsBetween));
  }

  void take_typed(Index page, const rules::Match& match, const rules::Rule& rule, const Place& place, FoundType type) {
    const PageView& view = document_.pages[page];
    int order = 0;
    for (const FoundValue& value : view.values_from(place.cell)) {
      if (value.span.from >= place.span.to) return;
      if (value.type != type || value.span.from < place.span.from) continue;
      if (field_ == rules::Field::date_echeance && ends_discount(view, match, value)) return;
      const int words = words_in(view.text->text({place.span.from, value.span.from}));
      if (words > kMostWordsBetween) return;
      const bool amount = type == FoundType::amount;
      const bool foreign = amount && in_foreign_column(view, value);
      if (amount && !place.below && own_seen_ != Own::some) own_seen_ = foreign ? Own::none : Own::some;
      const double score =
          scored(document_, field_, page, value.span, {match.from, match.to}, Term{"rule", rule.weight},
                 Term{"place", place.factor}, Term{"words between", power(kWordBetween, words)},
                 Term{"order", power(kFurther, order)}, Term{"items", items_factor(view, match, place)},
                 Term{"look", amount ? amount_factor(value) : 1}, Term{"column", foreign ? kForeignColumn : 1});
      if (amount) {
        add(page, value.number, score, value.span, match, rule);
      } else {
        add(page, kept(to_string(value.date), document_.arena), score, value.span, match, rule);
      }
      if (type == FoundType::date || ++order == 4) return;
    }
  }

  /// True for a date up to which one may pay less, "escompte 2 % pour règlement avant le": a percentage in the sentence
  /// of the label, and the name of something that changes what is due.
  [[nodiscard]] static bool ends_discount(const PageView& view, const rules::Match& match, const FoundValue& date) {
    const Index cell = view.text->cells()[view.cell_of(match)].text.from;
    const std::string_view before = view.text->text({cell, match.from});
    // Where nothing is found, the place behind it is 0.
    const std::size_t sentence = std::max(before.rfind(". ") + 1, before.rfind("; ") + 1);
    const Index from = cell + static_cast<Index>(sentence);
    const auto inside = [&](Index at) { return at >= from && at < date.span.from; };
    return std::ranges::any_of(view.announcing(rules::Mark::not_due),
                               [&](const rules::Match* mark) { return inside(mark->from); }) &&
           std::ranges::any_of(view.values, [&](const FoundValue& value) {
             return value.type == FoundType::percent && value.number > Decimal{} && inside(value.span.from);
           });
  }

  /// Asked for every place under a label, worked out once for the label.
  double items_factor(const PageView& page, const rules::Match& match, const Place& place) {
    if (!place.below) return 1;
    if (!under_items_) under_items_ = heads_items(page, match) || heads_list(page, match);
    return *under_items_ ? kUnderItems : 1;
  }

  /// "Total HT à reporter": the sum of a page, whatever its label is called.
  [[nodiscard]] static bool stands_with_subtotal(const PageView& view, const rules::Match& match) {
    return std::ranges::any_of(view.announcing(rules::Mark::subtotal), [&](const rules::Match* other) {
      return !other->covered && other->well_placed && view.cell_of(*other) == view.cell_of(match);
    });
  }

  /// True when three values or more stand under the label in a column, one in each line: deliveries, sites, rates.
  [[nodiscard]] bool heads_list(const PageView& view, const rules::Match& match) const {
    constexpr int kList = 3;
    constexpr float kAligned = 3;       // points
    constexpr std::size_t kReach = 64;  // values: a few rows of a wide table
    const FoundType type = type_ == rules::ValueType::date ? FoundType::date : FoundType::amount;
    if (type == FoundType::amount && type_ != rules::ValueType::amount) return false;
    const auto& cells = view.text->cells();
    const text::Cell& head = cells[view.cell_of(match)];
    const text::Cell* last = &head;
    int listed = 0;
    const auto values = view.values_from(view.cell_of(match));
    for (const FoundValue& value : values.first(std::min(kReach, values.size()))) {
      const text::Cell& cell = cells[value.cell];
      if (listed == kList || cell.line > last->line + 2) break;  // a row may have a second line
      if (value.type != type || cell.line == last->line) continue;
      if (overlap(cell.box.x0, cell.box.x1, head.box.x0, head.box.x1) <= 0) continue;
      const float left = std::abs(cell.box.x0 - last->box.x0);
      const float right = std::abs(cell.box.x1 - last->box.x1);
      const float centre = std::abs(cell.box.x0 + cell.box.x1 - last->box.x0 - last->box.x1) / 2;
      const bool aligned = listed == 0 || std::min({left, right, centre}) < kAligned;
      if (!aligned) break;
      last = &cell;
      ++listed;
    }
    return listed == kList;
  }

  /// True when the amount stands in a column that is not the invoice's own: "Cumul", "Précédent", "Montant du marché".
  [[nodiscard]] bool in_foreign_column(const PageView& view, const FoundValue& value) const {
    const text::PageText& text = *view.text;
    return std::ranges::any_of(view.announcing(rules::Mark::subtotal), [&](const rules::Match* match) {
      if (match->covered || !match->well_placed) return false;
      const Rect box = text.box(value.span);
      const text::Cell& head = text.cells()[view.cell_of(*match)];
      return head.line < text.cells()[value.cell].line && box.y0 - head.box.y1 < 0.6F * text.height() &&
             view.cell_of(*match) == column_head(text, text.lines()[head.line], box);
    });
  }

  /// The cell of a line of heads that stands over `box`, or nearest to it.
  static Index column_head(const text::PageText& text, const text::Line& heads, const Rect& box) {
    Index nearest = text::none;
    float most = 0;
    for (Index c = heads.first_cell; c < heads.last_cell; ++c) {
      const Rect& head = text.cells()[c].box;
      const float shared = overlap(head.x0, head.x1, box.x0, box.x1);
      if (nearest == text::none || shared > most) {
        nearest = c;
        most = shared;
      }
    }
    return nearest;
  }

  /// A total has two decimals or a currency; a bare whole number is more often a quantity or a year.
  static double amount_factor(const FoundValue& value) {
    if (value.decimals == 2) return 1;
    if (value.decimals > 2) return 0.5;
    if (value.currency) return 0.95;
    return value.decimals == 1 ? 0.7 : 0.35;
  }

  void add(Index page, CandidateValue value, double score, Span span, const rules::Match& match,
           const rules::Rule& rule) {
    constexpr std::size_t kUsual = 6;
    if (found_.empty()) found_.reserve(kUsual);
    found_.push_back({value, score, page, span, {match.from, match.to}, rule.name});
  }

  const DocumentView& document_;
  rules::Field field_;
  rules::ValueType type_;
  Candidates found_;
  std::optional<bool> under_items_;  // whether the label at hand heads a column of items
  double left_ = 1;                  // belief left for further places of the label at hand
  /// Whether amounts in the line of the label at hand stood in a column of the invoice's own so far.
  enum class Own : std::uint8_t { unknown, none, some };
  Own own_seen_ = Own::unknown;
  double nearest_ = 1;  // factor of the first place in the line
};

/// Best first; of equals, the one that came first. There is one at least. Lists are short, and the buffer that
/// std::stable_sort takes from the heap would cost more than the sorting.
void sort_by_score(Candidates& candidates) {
  const auto better = [](const Candidate& a, const Candidate& b) { return a.score > b.score; };
  constexpr std::size_t kShort = 32;
  if (candidates.size() > kShort) {
    std::stable_sort(candidates.begin(), candidates.end(), better);
    return;
  }
  for (auto next = candidates.begin() + 1; next != candidates.end(); ++next) {
    if (!better(*next, *(next - 1))) continue;
    std::rotate(std::upper_bound(candidates.begin(), next, *next, better), next, next + 1);
  }
}

/// One label sees the same value again in each row under it.
bool same_label(const Candidate& a, const Candidate& b) {
  return a.label.from < a.label.to && a.page == b.page && a.label.from == b.label.from;
}

/// What is printed in the place of the candidate, its lines separated by spaces.
std::string printed(const text::PageText& page, const Candidate& candidate) {
  std::string all = page.printed(candidate.span);
  for (const Span part : candidate.rest) all += ' ' + page.printed(part);
  return all;
}

Rect box(const text::PageText& page, const Candidate& candidate) {
  Rect all = page.box(candidate.span);
  for (const Span part : candidate.rest) all.extend(page.box(part));
  return all;
}

/// Gives `own` a copy of `value`.
void copy(const CandidateValue& value, Value& own) {
  if (const auto* const number = std::get_if<Decimal>(&value)) {
    own.emplace<Decimal>(*number);
  } else if (const auto* const text = std::get_if<std::string_view>(&value)) {
    own.emplace<std::string>(*text);
  } else if (const auto* const list = std::get_if<const std::vector<std::string>*>(&value)) {
    own = **list;
  } else {
    own = **std::get_if<const std::vector<TaxLine>*>(&value);
  }
}

}  // namespace

void merge(Candidates& candidates) {
  if (candidates.size() < 2) return;
  sort_by_score(candidates);
  // A page made of labels must not cost the square of their number.
  constexpr std::size_t kMost = 256;
  if (candidates.size() > kMost) candidates.erase(candidates.begin() + kMost, candidates.end());
  auto end = candidates.begin();  // of those that stay
  for (const Candidate& candidate : candidates) {
    const auto same =
        std::find_if(candidates.begin(), end, [&](const Candidate& other) { return other.value == candidate.value; });
    if (same == end) {
      *end++ = candidate;
    } else if (!same_label(*same, candidate)) {
      // Seen again elsewhere: half of what is missing to certainty, by the strength of the second sight.
      same->score += (0.99 - same->score) * 0.5 * candidate.score;
    }
  }
  candidates.erase(end, candidates.end());
  sort_by_score(candidates);
}

Candidates labelled_candidates(const DocumentView& document, rules::Field field) {
  return Collector(document, field).collect(0, static_cast<Index>(document.pages.size()));
}

Candidates labelled_candidates(const DocumentView& document, rules::Field field, Index page) {
  return Collector(document, field).collect(page, page + 1);
}

std::string_view rule_name(const DocumentView& document, rules::Field field, std::string_view how) {
  const std::string_view name = rules::field_name(field);
  const std::size_t size = name.size() + 1 + how.size();
  auto* const text = static_cast<char*>(document.arena->allocate(size, 1));
  *std::copy(name.begin(), name.end(), text) = '/';
  std::copy(how.begin(), how.end(), text + name.size() + 1);
  return {text, size};
}

Alternative to_alternative(const DocumentView& document, const Candidate& candidate, double confidence, Texts& texts) {
  const text::PageText& page = *document.pages[candidate.page].text;
  Alternative alternative{
      {}, printed(page, candidate), confidence, page.number(), box(page, candidate), texts.keep(candidate.rule)};
  copy(candidate.value, alternative.value);
  return alternative;
}

void add_alternatives(const DocumentView& document, const Candidates& candidates, std::size_t chosen, double confidence,
                      std::vector<Alternative>& alternatives, Texts& texts) {
  if (candidates.size() < 2) return;
  const std::size_t first = alternatives.size();
  alternatives.reserve(first + std::min(kMostAlternatives, candidates.size() - 1));
  for (std::size_t i = 0; i < candidates.size() && alternatives.size() < first + kMostAlternatives; ++i) {
    if (i == chosen) continue;
    const double score = std::min(candidates[i].score, 1 - confidence);
    alternatives.push_back(to_alternative(document, candidates[i], score, texts));
  }
}

void fill(const DocumentView& document, const Candidates& candidates, std::size_t chosen, double confidence,
          FieldValue& field, Texts& texts) {
  const Candidate& candidate = candidates[chosen];
  const text::PageText& page = *document.pages[candidate.page].text;
  copy(candidate.value, field.value);
  field.raw = printed(page, candidate);
  field.confidence = confidence;
  field.page = page.number();
  field.box = box(page, candidate);
  field.rule = texts.keep(candidate.rule);
  if (candidate.label.from < candidate.label.to) {
    field.label = Label{page.printed(candidate.label), page.box(candidate.label)};
  }
  add_alternatives(document, candidates, chosen, confidence, field.alternatives, texts);
}

}  // namespace prefill
