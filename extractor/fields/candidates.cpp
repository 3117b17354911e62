// From labels to candidates: for each label of a field, the first value of the field's type in each of its places.

#include "extractor/fields/candidates.h"

#include <algorithm>

#include "extractor/fields/ascii.h"
#include "extractor/fields/places.h"
#include "extractor/fields/reference.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

/// Belief lost for each word between a label and its value.
constexpr double kWordBetween = 0.9;
constexpr int kMostWordsBetween = 6;
/// Belief left in a value that stands under the head of a column of items.
constexpr double kUnderItems = 0.55;
/// Belief left in an amount under a head such as "Cumul" or "Précédent".
constexpr double kForeignColumn = 0.3;

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

  Candidates collect() {
    for (Index p = 0; p < document_.pages.size(); ++p) {
      for (const rules::Match& match : document_.pages[p].matches) {
        const rules::Rule& rule = document_.rule(match);
        const auto* field = std::get_if<rules::Field>(&rule.target);
        if (field == nullptr || *field != field_ || match.covered) continue;
        if (well_placed(document_.pages[p], match, rule)) take(p, match, rule);
      }
    }
    merge(found_);
    return std::move(found_);
  }

 private:
  void take(Index page, const rules::Match& match, const rules::Rule& rule) {
    for (const Place& place : places_of(document_.pages[page], document_, match, rule.directions)) {
      switch (type_) {
        case rules::ValueType::reference:
        case rules::ValueType::code:
          take_reference(page, match, rule, place);
          break;
        case rules::ValueType::date:
          take_typed(page, match, rule, place, FoundType::date);
          break;
        case rules::ValueType::amount:
          take_typed(page, match, rule, place, FoundType::amount);
          break;
        default:
          return;
      }
    }
  }

  void take_reference(Index page, const rules::Match& match, const rules::Rule& rule, const Place& place) {
    const text::PageText& text = *document_.pages[page].text;
    constexpr double kSpecific = 0.85;  // "Code service" against "Service"
    const Letters letters = field_ != rules::Field::code_service_executant ? Letters::no
                            : rule.weight > kSpecific                      ? Letters::yes
                                                                           : Letters::apart;
    const auto reference = find_reference(text, place.span, letters);
    if (!reference) return;
    std::string printed = text.printed(reference->span);
    std::string packed = printed;
    std::erase(packed, ' ');
    const double shape = document_.scanner->preference(field_, packed);
    const double items = place.below && heads_items(document_.pages[page], document_, match) ? kUnderItems : 1;
    const double score = rule.weight * place.factor * reference->factor * shape * items;
    if (score <= 0) return;
    add(page, std::move(printed), std::min(score, 0.99), reference->span, match, rule);
  }

  void take_typed(Index page, const rules::Match& match, const rules::Rule& rule, const Place& place, FoundType type) {
    const PageView& view = document_.pages[page];
    auto value = std::lower_bound(view.values.begin(), view.values.end(), place.span.from,
                                  [](const FoundValue& v, Index at) { return v.span.from < at; });
    int order = 0;
    for (; value != view.values.end() && value->span.from < place.span.to; ++value) {
      if (value->type != type) continue;
      const int words = words_in(view.text->text({place.span.from, value->span.from}));
      if (words > kMostWordsBetween) return;
      double score = rule.weight * place.factor;
      for (int i = 0; i < words; ++i) score *= kWordBetween;
      for (int i = 0; i < order; ++i) score *= 0.8;
      if (place.below && heads_items(document_.pages[page], document_, match)) score *= kUnderItems;
      if (type == FoundType::amount) {
        score *= amount_factor(*value) * (in_foreign_column(view, *value) ? kForeignColumn : 1);
        add(page, value->number, score, value->span, match, rule);
      } else {
        add(page, to_string(value->date), score, value->span, match, rule);
      }
      if (type == FoundType::date || ++order == 4) return;
    }
  }

  /// True when the amount stands in a column that is not the invoice's own: "Cumul", "Précédent", "Montant du marché".
  [[nodiscard]] bool in_foreign_column(const PageView& view, const FoundValue& value) const {
    const text::PageText& text = *view.text;
    const Rect box = text.box(value.span);
    return std::any_of(view.matches.begin(), view.matches.end(), [&](const rules::Match& match) {
      const rules::Rule& rule = document_.rule(match);
      if (!is_mark(rule, rules::Mark::subtotal) || match.covered || !well_placed(view, match, rule)) return false;
      const text::Cell& head = text.cells()[text.cell_at(match.from)];
      return head.line < text.cells()[value.cell].line && box.y0 - head.box.y1 < 0.6F * text.height() &&
             text.cell_at(match.from) == column_head(text, text.lines()[head.line], box);
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

  void add(Index page, Value value, double score, Span span, const rules::Match& match, const rules::Rule& rule) {
    found_.push_back({std::move(value), score, page, span, {match.from, match.to}, rule.name});
  }

  const DocumentView& document_;
  rules::Field field_;
  rules::ValueType type_;
  Candidates found_;
};

}  // namespace

void merge(Candidates& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  // A page made of labels must not cost the square of their number.
  constexpr std::size_t kMost = 256;
  if (candidates.size() > kMost) candidates.erase(candidates.begin() + kMost, candidates.end());
  Candidates merged(candidates.get_allocator());
  for (Candidate& candidate : candidates) {
    const auto same = std::find_if(merged.begin(), merged.end(),
                                   [&](const Candidate& other) { return other.value == candidate.value; });
    if (same == merged.end()) {
      merged.push_back(std::move(candidate));
    } else {
      // Seen again elsewhere: half of what is missing to certainty, by the strength of the second sight.
      same->score += (0.99 - same->score) * 0.5 * candidate.score;
    }
  }
  std::stable_sort(merged.begin(), merged.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  candidates = std::move(merged);
}

Candidates labelled_candidates(const DocumentView& document, rules::Field field) {
  return Collector(document, field).collect();
}

Alternative to_alternative(const DocumentView& document, const Candidate& candidate, double confidence) {
  const text::PageText& page = *document.pages[candidate.page].text;
  return {candidate.value, page.printed(candidate.span), confidence,
          page.number(),   page.box(candidate.span),     candidate.rule};
}

FieldValue to_field(const DocumentView& document, const Candidates& candidates, std::size_t chosen, double confidence) {
  const Candidate& candidate = candidates[chosen];
  const text::PageText& page = *document.pages[candidate.page].text;
  FieldValue field;
  field.value = candidate.value;
  field.raw = page.printed(candidate.span);
  field.confidence = confidence;
  field.page = page.number();
  field.box = page.box(candidate.span);
  field.rule = candidate.rule;
  if (candidate.label.from < candidate.label.to) {
    field.label = Label{page.printed(candidate.label), page.box(candidate.label)};
  }
  constexpr std::size_t kMostAlternatives = 4;
  for (std::size_t i = 0; i < candidates.size() && field.alternatives.size() < kMostAlternatives; ++i) {
    if (i == chosen) continue;
    field.alternatives.push_back(
        to_alternative(document, candidates[i], std::min(candidates[i].score, 1 - confidence)));
  }
  return field;
}

}  // namespace prefill
