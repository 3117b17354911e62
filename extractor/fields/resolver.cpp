// The order of resolving: which pages are the invoice's and what it is, then references and dates, totals, parties,
// accounts. Each step uses what the ones before have settled, and none goes back.

#include "extractor/fields/resolver.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "extractor/fields/accounts.h"
#include "extractor/fields/document_kind.h"
#include "extractor/fields/document_parts.h"
#include "extractor/fields/mentions.h"
#include "extractor/fields/parties.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/totals.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

using text::Index;

void give_type(const DocumentView& document, Extraction& extraction, const FoundKind& kind) {
  const bool credit = kind.kind == DocumentKind::credit_note;
  Candidates candidates(document.arena);
  candidates.push_back(
      {std::string_view(credit ? "AVOIR" : "FACTURE"), kind.confidence, kind.page, kind.span, {}, kind.rule});
  settle(document, extraction, Field::type_facture, candidates, 0, kind.confidence);
}

/// The portal takes up to 20 characters of `A-Za-z0-9-+_/`.
std::string_view number_warning(std::string_view number) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '+' ||
           c == '_' || c == '/';
  };
  if (number.size() > 20) return "longer than the 20 characters that Chorus Pro takes";
  if (!std::all_of(number.begin(), number.end(), allowed)) return "holds characters that Chorus Pro does not take";
  return {};
}

/// True when a mark of the kind shares words with the label of `candidate`.
bool names(const DocumentView& document, const Candidate& candidate, rules::Mark mark) {
  return std::ranges::any_of(document.pages[candidate.page].announcing(mark), [&](const rules::Match* match) {
    return match->from < candidate.label.to && match->to > candidate.label.from;
  });
}

/// "Annule la facture du 12/03/2026": the label is the end of words that announce an original.
bool ends_original(const DocumentView& document, const Candidate& candidate) {
  return std::ranges::any_of(document.pages[candidate.page].announcing(Field::numero_facture_origine),
                             [&](const rules::Match* match) {
                               return match->from < candidate.label.from && match->to > candidate.label.from;
                             });
}

/// Parts the document's own numbers from those of the invoices that it corrects or replaces. On a credit note that is
/// what a label of `original` announces and, beside a number of its own, what is announced as an invoice's; an invoice
/// may call its own number "our invoice" too.
void part_numbers(const DocumentView& document, bool credit, Candidates& numbers, Candidates& original) {
  if (!credit) {
    remove_if(numbers, [&](const Candidate& c) { return ends_original(document, c); });
    if (!numbers.empty()) remove_if(original, [&](const Candidate& c) { return c.value == numbers[0].value; });
    return;
  }
  const auto is_original = [&](const Candidate& number) {
    return std::ranges::any_of(original, [&](const Candidate& other) { return other.value == number.value; });
  };
  const auto of_credit_note = [&](const Candidate& c) { return names(document, c, rules::Mark::credit_note); };
  remove_if(numbers, [&](const Candidate& c) { return is_original(c) && !of_credit_note(c); });
  if (numbers.empty() || !of_credit_note(numbers[0])) return;
  for (const Candidate& number : numbers) {
    const bool other = number.value != numbers[0].value && !of_credit_note(number);
    if (other && names(document, number, rules::Mark::invoice)) original.push_back(number);
  }
  merge(original);
  remove_if(numbers, is_original);
}

/// How sure the best reference is. Beside another that the same words announce nearly as well it is a guess.
double certainty(const Candidates& candidates) {
  constexpr double kRival = 0.85;
  constexpr double kGuess = 0.8;
  const bool guess = candidates.size() > 1 && candidates[1].rule == candidates[0].rule &&
                     candidates[1].score > kRival * candidates[0].score;
  return (guess ? kGuess : 1) * confidence_of(candidates);
}

void give_references(const DocumentView& document, const Candidates& numbers, const Candidates& original,
                     Extraction& extraction) {
  if (!numbers.empty()) settle(document, extraction, Field::numero_facture, numbers, 0, certainty(numbers));
  auto& number = extraction.field(Field::numero_facture);
  if (number) number->warning = number_warning(std::get<std::string>(number->value));
  // The number of the invoice itself is no order, no contract, and not the invoice that it corrects.
  const auto give = [&](Field field, Candidates candidates) {
    if (number) {
      const std::string_view own = std::get<std::string>(number->value);
      remove_if(candidates, [&](const Candidate& c) { return std::get<std::string_view>(c.value) == own; });
    }
    if (!candidates.empty()) settle(document, extraction, field, candidates, 0, certainty(candidates));
  };
  for (const Field field : {Field::numero_bon_commande, Field::numero_marche, Field::code_service_executant}) {
    give(field, labelled_candidates(document, field));
  }
  if (extraction.kind == DocumentKind::credit_note) give(Field::numero_facture_origine, original);
}

/// True when the labels in `cell` announce something else than the date of the invoice or, at `number`, its number.
/// Headings of parties announce no date.
bool announces_another(const PageView& page, Index cell, text::Span number) {
  bool another = false;
  for (const rules::Match& match : page.matches_of(cell)) {
    if (!is_label(match)) continue;
    if (match.is(Field::date_facture) || match.from == number.from) return false;
    another = another || !(match.is(rules::Mark::recipient) || match.is(rules::Mark::supplier) ||
                           match.is(rules::Mark::other_party));
  }
  return another;
}

/// True when what stands nearest over `date` is the label of something else, "Échéance", without a value of its own.
bool stands_under_another_label(const PageView& page, const FoundValue& date, text::Span number) {
  constexpr float kReach = 4.5F;  // sizes of the date
  const text::PageText& text = *page.text;
  const Rect box = text.box(date.span);
  const text::Cell& own = text.cells()[date.cell];
  for (Index line = own.line; line-- > 0;) {
    const text::Line& above = text.lines()[line];
    if (above.direction != text.lines()[own.line].direction || box.y0 - above.box.y1 > kReach * own.size) return false;
    for (Index c = above.first_cell; c < above.last_cell; ++c) {
      const text::Cell& cell = text.cells()[c];
      if (overlap(cell.box.x0, cell.box.x1, box.x0, box.x1) <= 0) continue;
      const auto values = page.values_from(c);
      const bool answered = !values.empty() && values.front().cell == c;
      return page.is_label_cell(c) && !answered && announces_another(page, c, number);
    }
  }
  return false;
}

/// "Facture n° 2026-17 du 12 mars 2026": the dates that follow the numbers, or `only` the one that was given. In a
/// row under heads a date may follow that is another's.
Candidates dates_behind(const DocumentView& document, const Candidates& numbers, const Value* only = nullptr) {
  static constexpr std::array<std::string_view, 13> kJoints = {
      "", "du", "le", "en date du", "-", ",", ", le", "vom", "of", "dated", "/", "(", "emise le"};
  Candidates dates(document.arena);
  constexpr double kBehindNumber = 0.93;
  for (const Candidate& number : numbers) {
    if (only != nullptr && std::get<std::string>(*only) != std::get<std::string_view>(number.value)) continue;
    const PageView& page = document.pages[number.page];
    for (const FoundValue& value : page.values_from(page.text->cell_at(number.span.from))) {
      if (value.type != FoundType::date || value.span.from < number.span.to) continue;
      std::string_view between = page.text->text({number.span.to, value.span.from});
      while (!between.empty() && (between.front() == ' ' || between.front() == '\t')) between.remove_prefix(1);
      while (!between.empty() && (between.back() == ' ' || between.back() == '\t')) between.remove_suffix(1);
      if (std::find(kJoints.begin(), kJoints.end(), between) == kJoints.end()) break;
      if (between.empty() && stands_under_another_label(page, value, number.label)) break;
      const text::Span label{number.label.from, number.span.to};
      const double score = scored(document, Field::date_facture, number.page, value.span, label,
                                  Term{"behind number", kBehindNumber}, Term{"number", number.score});
      dates.push_back({kept(to_string(value.date), document.arena), score, number.page, value.span, label,
                       "dateFacture/behind-number"});
      break;
    }
  }
  return dates;
}

void give_dates(const DocumentView& document, const Candidates& numbers, const Candidates& original,
                Extraction& extraction) {
  Candidates issue = labelled_candidates(document, Field::date_facture);
  // What follows the number of another document, of a payment on account or of a delivery, is the date of that one.
  const auto& number = extraction.field(Field::numero_facture);
  const Candidates behind = dates_behind(document, numbers, number ? &number->value : nullptr);
  issue.insert(issue.end(), behind.begin(), behind.end());
  merge(issue);
  // The date of the invoice that is corrected says nothing of the credit note's own.
  const Candidates others = dates_behind(document, original);
  remove_if(issue, [&](const Candidate& c) {
    const auto same = [&](const Candidate& other) { return other.page == c.page && other.span.from == c.span.from; };
    return std::ranges::any_of(others, same) || ends_original(document, c);
  });
  if (!issue.empty()) settle(document, extraction, Field::date_facture, issue, 0, confidence_of(issue));
  const auto& given = extraction.field(Field::date_facture);
  Candidates due = labelled_candidates(document, Field::date_echeance);
  if (given) {
    // Nothing is due before it is invoiced.
    const std::string_view date = std::get<std::string>(given->value);
    const bool in_order = due.empty() || std::get<std::string_view>(due[0].value) >= date;
    remove_if(due, [&](const Candidate& c) { return std::get<std::string_view>(c.value) < date; });
    if (!due.empty() || !in_order) extraction.checks.push_back({"DATES_IN_ORDER", in_order});
  }
  if (!due.empty()) settle(document, extraction, Field::date_echeance, due, 0, confidence_of(due));
}

/// The currency whose sign or name stands on the pages most often; amounts count double.
void give_currency(const DocumentView& document, Extraction& extraction) {
  struct Seen {
    std::string_view code;
    std::ptrdiff_t times = 0;
    Candidate first;
  };
  ArenaVector<Seen> seen(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    const auto add = [&](const rules::Match& match, std::string_view code, std::ptrdiff_t times) {
      auto known = std::find_if(seen.begin(), seen.end(), [&](const Seen& s) { return s.code == code; });
      if (known == seen.end()) {
        const rules::Rule& rule = document.rule(match);
        seen.push_back({code, 0, {code, rule.weight, p, {match.from, match.to}, {}, rule.name}});
        known = seen.end() - 1;
      }
      known->times += times;
    };
    const auto euros = page.announcing(rules::Mark::currency_eur);
    if (!euros.empty()) add(*euros.front(), "EUR", std::ssize(euros));
    for (const rules::Match* match : page.announcing(rules::Mark::currency_other)) {
      add(*match, document.rule(*match).code, 1);
    }
  }
  if (seen.empty()) return;
  if (seen.size() > 1) {
    // Of those that stand there equally often, the first.
    const auto order = [](const Seen& s) { return std::tuple(-s.times, s.first.page, s.first.span.from); };
    std::sort(seen.begin(), seen.end(), [&](const Seen& a, const Seen& b) { return order(a) < order(b); });
  }
  Candidates candidates(document.arena);
  for (const Seen& currency : seen) candidates.push_back(currency.first);
  const double share =
      seen.size() == 1 ? 1 : 1 - 0.6 * static_cast<double>(seen[1].times) / static_cast<double>(seen[0].times);
  settle(document, extraction, Field::code_devise_facture, candidates, 0, candidates[0].score * share);
}

/// Fills in the form from pages that all belong to one document, which is of this kind.
void resolve_one(const DocumentView& document, const FoundKind& kind, Extraction& extraction) {
  extraction.kind = kind.kind;
  if (kind.kind == DocumentKind::other) return;
  constexpr std::size_t kMostChecks = 10;
  extraction.checks.reserve(kMostChecks);
  give_type(document, extraction, kind);
  Candidates numbers = labelled_candidates(document, Field::numero_facture);
  Candidates original = labelled_candidates(document, Field::numero_facture_origine);
  part_numbers(document, kind.kind == DocumentKind::credit_note, numbers, original);
  give_references(document, numbers, original, extraction);
  give_dates(document, numbers, original, extraction);
  give_currency(document, extraction);
  resolve_totals(document, extraction);
  resolve_parties(document, extraction);
  resolve_accounts(document, extraction);
  resolve_mentions(document, extraction);
}

}  // namespace

void resolve(const DocumentView& document, Extraction& extraction) {
  const DocumentParts parts = find_parts(document);
  const Index count = parts.empty() ? 0 : *std::max_element(parts.begin(), parts.end()) + 1;
  if (count < 2) {
    resolve_one(document, find_kind(document), extraction);
    return;
  }
  struct Invoice {
    DocumentView pages;
    FoundKind kind;
  };
  std::vector<Invoice> invoices;
  for (Index number = 0; number < count; ++number) {
    DocumentView pages = pages_of(document, parts, number);
    const FoundKind kind = find_kind(pages);
    if (kind.kind != DocumentKind::other) invoices.push_back({std::move(pages), kind});
  }
  if (invoices.size() == 1) resolve_one(invoices[0].pages, invoices[0].kind, extraction);
  if (invoices.size() < 2) return;
  std::vector<Extraction> forms(invoices.size());
  for (std::size_t i = 0; i < forms.size(); ++i) resolve_one(invoices[i].pages, invoices[i].kind, forms[i]);
  extraction.kind = DocumentKind::several;
  keep_agreement(forms, extraction);
}

}  // namespace prefill
