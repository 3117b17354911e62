// Totals that agree
//
// Problem: "Total HT" stands over the column of items and again in the totals box; "Total" may be with or without tax;
// a footer says "TVA" beside a number. The nearest value is often the wrong one. What tells right from wrong is that
// the right ones agree with each other: the three totals by addition, base and tax by a rate and by the VAT table, the
// total with what was paid and what is due. So the values are chosen together, as the set that agrees with itself best.
//
// Example: candidates HT {60.00 (first item, 0.9), 100.00 (0.8)}, TVA {4.90 (0.6), 20.00 (0.8)}, TTC {104.90 (0.9)}.
// 60.00, 20.00 and 104.90 are a set of 2.6 whose values contradict each other: 1.7, less what speaks against a tax of
// that size. 100.00, 4.90 and 104.90 come to 2.3 and agree: 3.5.
//
// Method:
//   1. Labels give each of the three a list of candidates, the best ten. The last row of a table ("TOTAL  100,00  20,00
//      120,00"), the last columns of one whose columns are the rates, and names behind an amount ("soit 104,90 € TTC")
//      add theirs.
//   2. Where two of the best candidates ask for a third amount by addition and that amount is printed somewhere, it is
//      a candidate too.
//   3. Every set of base, tax and total, each of which may be missing, is weighed: the sum of the scores; a bonus for
//      base and tax when a printed rate makes one of the other, or when rows of the VAT table sum up to both; a large
//      bonus when base and tax make the total, a malus when three values do not, and when the tax is more than any
//      rate allows. Where the tax is printed rate by rate alone, base and total agree when what the rates come to lies
//      between them, and the tax of one rate is no total. What depends on base and tax alone is weighed once for the
//      pair. A set that would not be the best even if it agreed is given up at once. The heaviest set is given; it is
//      surer when it agrees.
//   4. What was paid and what is due are weighed the same way against the total (dues.h).
//
// Where no tax is charged, one amount is the total before tax, the total and what is due, whatever it is called.
//
// Cost: linear in what is printed. The sets are about a thousand, ten candidates each, and never more than
// 33 * 33 * 33, however many amounts the pages have. A VAT table is looked for among the last 24 rows that fit.

#include "extractor/fields/totals.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "extractor/fields/agreement.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/dues.h"
#include "extractor/fields/printed_amounts.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/tax_table.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

using text::Index;

constexpr std::size_t kMostCandidates = 10;
/// Candidates that arithmetic and sentences add come on top, but no more than these are weighed.
constexpr std::size_t kMostWeighed = 32;
constexpr double kAgreement = 1.2;  // for three that agree; nothing else counts as much
constexpr double kPart = -4;        // more than all that can speak for a part of the tax
constexpr double kMostTax = 0.28;   // of the base: no country of the Union takes more than 27 %

Candidates shortlist(const DocumentView& document, Field field) {
  Candidates candidates = labelled_candidates(document, field);
  if (candidates.size() > kMostCandidates) candidates.erase(candidates.begin() + kMostCandidates, candidates.end());
  return candidates;
}

/// One way to choose the three totals; indices into the lists, `kNone` for no value.
struct Choice {
  int ht = kNone;
  int tva = kNone;
  int ttc = kNone;
  double weight = -1;
  bool agrees = false;
};

class TotalsSolver {
 public:
  TotalsSolver(const DocumentView& document, Extraction& extraction)
      : document_(document),
        extraction_(extraction),
        ht_(shortlist(document, Field::montant_ht_total)),
        tva_(shortlist(document, Field::montant_tva)),
        ttc_(shortlist(document, Field::montant_ttc_total)),
        paid_(shortlist(document, Field::montant_deja_paye)),
        due_(shortlist(document, Field::montant_a_payer)),
        rows_(find_tax_rows(document)),
        rates_(printed_rates(document)),
        taxes_of_rates_(document.arena),
        printed_(document) {}

  void solve() {
    add_rows_of_totals();
    add_columns_of_totals();
    tables_.emplace(std::span(rows_.data(), rows_.size()), document_.arena);
    add_named_behind();
    find_taxes_of_rates();
    untaxed_ = charges_no_tax();
    if (untaxed_) share_announcements();
    add_by_arithmetic();
    choose();
    give_totals();
    give_dues(document_, extraction_, {paid_, due_}, printed_, best_.ht != kNone);
    give_exempt();
    give_tax_lines();
  }

 private:
  /// "TOTAL   100,00   20,00   120,00": three amounts behind a bare label, of which the last is the sum.
  void add_rows_of_totals() {
    constexpr double kRow = 0.75;
    for (std::size_t i = 0; i < ttc_.size(); ++i) {
      const Candidate total = ttc_[i];
      const PageView& page = document_.pages[total.page];
      const Index cell = page.text->cell_at(total.span.from);
      const Index line = page.text->cells()[cell].line;
      std::array<const FoundValue*, 3> row{};
      std::size_t found = 0;
      for (const FoundValue& value : page.values_from(cell)) {
        if (page.line_of(value) != line || found == row.size()) break;
        if (value.type == FoundType::amount && value.span.from >= total.span.from) row[found++] = &value;
      }
      if (found != row.size() || row[1]->number.zero()) continue;
      if (!equal(row[0]->number.abs() + row[1]->number.abs(), row[2]->number.abs())) continue;
      const auto add = [&](Candidates& list, const FoundValue& v, std::string_view rule) {
        list.push_back({v.number, kRow, total.page, v.span, total.label, rule});
        merge(list);
      };
      add(ht_, *row[0], "montantHtTotal/row");
      add(tva_, *row[1], "montantTVA/row");
      add(ttc_, *row[2], "montantTtcTotal/row");
      return;
    }
  }

  /// The last column of a table whose columns are the rates.
  void add_columns_of_totals() {
    constexpr double kColumns = 0.8;
    const TaxColumns columns = find_tax_columns(printed_.all(), rates_, document_.arena);
    if (columns.rows.empty()) return;
    rows_.insert(rows_.end(), columns.rows.begin(), columns.rows.end());
    const Index page = columns.rows.front().page;
    const auto add = [&](Candidates& list, const FoundValue* value, std::string_view rule) {
      if (value == nullptr) return;
      list.push_back({value->number, kColumns, page, value->span, {}, rule});
      merge(list);
    };
    add(ht_, columns.base, "montantHtTotal/columns");
    add(tva_, columns.tax, "montantTVA/columns");
    add(ttc_, columns.total, "montantTtcTotal/columns");
  }

  /// "pour un montant total de 283,02 € TTC, dont 14,75 € de TVA": in a sentence the name follows the amount. Small
  /// print says so of other amounts too, so it takes the others to agree.
  void add_named_behind() {
    constexpr double kNamedBehind = 0.45;
    struct Name {
      std::string_view words;
      Candidates* list;
      std::string_view rule;
    };
    const std::array<Name, 9> names = {{{"hors taxe", &ht_, "montantHtTotal/named-behind"},
                                        {"hors tva", &ht_, "montantHtTotal/named-behind"},
                                        {"ht", &ht_, "montantHtTotal/named-behind"},
                                        {"h.t", &ht_, "montantHtTotal/named-behind"},
                                        {"ttc", &ttc_, "montantTtcTotal/named-behind"},
                                        {"t.t.c", &ttc_, "montantTtcTotal/named-behind"},
                                        {"toutes taxes", &ttc_, "montantTtcTotal/named-behind"},
                                        {"tva comprise", &ttc_, "montantTtcTotal/named-behind"},
                                        {"de tva", &tva_, "montantTVA/named-behind"}}};
    const std::array before = {ht_.size(), tva_.size(), ttc_.size()};
    for (const PrintedAmount& printed : printed_.all()) {
      const text::PageText& page = *document_.pages[printed.page].text;
      const FoundValue& value = *printed.value;
      const text::Span cell = page.cells()[value.cell].text;
      if (!in_sentence(page.text({cell.from, value.span.from}))) continue;
      const std::string_view behind = behind_currency(page.text({value.span.to, cell.to}));
      for (const Name& name : names) {
        if (!behind.starts_with(name.words)) continue;
        if (behind.size() > name.words.size() && is_alnum(behind[name.words.size()]) && name.words.size() < 4) continue;
        const auto at = static_cast<Index>(behind.data() - page.text().data());
        const text::Span label{at, at + static_cast<Index>(name.words.size())};
        name.list->push_back({value.number, kNamedBehind, printed.page, value.span, label, name.rule});
        break;
      }
    }
    if (ht_.size() != before[0]) merge(ht_);
    if (tva_.size() != before[1]) merge(tva_);
    if (ttc_.size() != before[2]) merge(ttc_);
  }

  /// Three words at the least before the amount.
  static bool in_sentence(std::string_view before) {
    constexpr int kFewestWords = 3;
    int words = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      words += is_lower(before[i]) && (i + 1 == before.size() || before[i + 1] == ' ') ? 1 : 0;
    }
    return words >= kFewestWords;
  }

  static std::string_view behind_currency(std::string_view text) {
    const auto skip_spaces = [&] {
      while (text.starts_with(' ')) text.remove_prefix(1);
    };
    skip_spaces();
    for (const std::string_view currency : {"\u20ac", "euros", "eur"}) {
      if (!text.starts_with(currency)) continue;
      text.remove_prefix(currency.size());
      break;
    }
    skip_spaces();
    return text;
  }

  [[nodiscard]] bool exempt() const {
    return std::any_of(document_.pages.begin(), document_.pages.end(),
                       [](const PageView& page) { return !page.announcing(rules::Mark::vat_exempt).empty(); });
  }

  /// True when no amount of tax is printed, and either the text says why or nothing says that there is any.
  [[nodiscard]] bool charges_no_tax() const {
    const auto charged = [](const Candidate& tva) { return tva.score > kWeak && !amount_of(tva).zero(); };
    if (std::any_of(tva_.begin(), tva_.end(), charged)) return false;
    const auto taxed = [](const TaxRow& row) { return !row.line.rate.zero(); };
    if (std::any_of(rows_.begin(), rows_.end(), taxed)) return false;
    if (exempt()) return true;
    const auto speaks_of_tax = [&](const Candidate& candidate) {
      const std::string_view label = document_.pages[candidate.page].text->text(candidate.label);
      for (const std::string_view word :
           {"ht", "h.t", "hors", "ttc", "t.t.c", "tax", "tva", "vat", "netto", "brutto"}) {
        if (label.find(word) != std::string_view::npos) return true;
      }
      return false;
    };
    const bool rated = std::any_of(rates_.begin(), rates_.end(), [](Decimal rate) { return !rate.zero(); });
    return !rated && std::none_of(ht_.begin(), ht_.end(), speaks_of_tax) &&
           std::none_of(ttc_.begin(), ttc_.end(), speaks_of_tax);
  }

  /// True when less is due than `total` and the pages say why: the difference was paid, or is not due.
  [[nodiscard]] bool is_reduced(const Candidate& total, const Candidate& due) {
    if (total.score < kWeak || amount_of(total) <= amount_of(due)) return false;
    const Decimal difference = amount_of(total) - amount_of(due);
    if (std::ranges::any_of(paid_, [&](const Candidate& paid) { return equal(amount_of(paid), difference); }))
      return true;
    return printed_.announced(difference, rules::Mark::not_due);
  }

  /// A bare "Total" leaves open whether tax is in it; without tax it does not matter: what all names together speak for
  /// is the one amount.
  void share_announcements() {
    constexpr double kClearer = 1.35;
    constexpr double kSurest = 0.97;
    Candidates all(document_.arena);
    all.insert(all.end(), ht_.begin(), ht_.end());
    all.insert(all.end(), ttc_.begin(), ttc_.end());
    // What is due is less where something was paid or is retained.
    const bool unnamed = std::none_of(all.begin(), all.end(), [](const Candidate& c) { return c.score >= kWeak; });
    const std::size_t totals = all.size();
    for (const Candidate& due : due_) {
      const std::span named(all.data(), totals);
      const auto same = [&](const Candidate& total) { return equal(amount_of(total), amount_of(due)); };
      const auto more = [&](const Candidate& total) { return is_reduced(total, due); };
      if (std::ranges::any_of(named, more)) continue;
      if (unnamed || std::ranges::any_of(named, same)) all.push_back(due);
    }
    merge(all);
    if (all.empty()) return;
    const Decimal amount = amount_of(all[0]);
    const double score = std::min(kSurest, kClearer * all[0].score);
    for (Candidates* list : {&ht_, &ttc_}) {
      remove_if(*list, [&](const Candidate& c) { return !equal(amount_of(c), amount); });
      for (Candidate& candidate : *list) candidate.score = score;
    }
    if (!ht_.empty() || !ttc_.empty()) return;
    ttc_.push_back(all[0]);
    ttc_[0].score = score;
    ttc_[0].rule = "montantTtcTotal/due";
  }

  /// A rate and its tax; words announce them as "TVA 5,5 %   171,50".
  struct TaxOfRate {
    Decimal rate;
    Decimal tax;
  };

  /// The rate above zero that is printed in the line of `candidate`, when it is the only one.
  [[nodiscard]] std::optional<Decimal> rate_beside(const Candidate& candidate) const {
    const PageView& page = document_.pages[candidate.page];
    const auto& cells = page.text->cells();
    const Index line = cells[page.text->cell_at(candidate.span.from)].line;
    std::optional<Decimal> found;
    for (const FoundValue& value : page.values_from(page.text->lines()[line].first_cell)) {
      if (page.line_of(value) != line) break;
      if (value.type != FoundType::percent || value.number.zero()) continue;
      if (!std::binary_search(rates_.begin(), rates_.end(), value.number)) continue;
      if (found && *found != value.number) return std::nullopt;
      found = value.number;
    }
    return found;
  }

  /// What words announce as the tax of each rate, the best of each; and whether the rows are of several.
  void find_taxes_of_rates() {
    const auto taxed = [](const TaxRow& row) { return !row.line.amount.zero(); };
    const auto first = std::ranges::find_if(rows_, taxed);
    rows_of_rates_ = std::any_of(first, rows_.end(),
                                 [&](const TaxRow& row) { return taxed(row) && row.line.rate != first->line.rate; });
    if (rates_.size() < 2 || tva_.size() < 2) return;
    for (const Candidate& candidate : tva_) {
      const Decimal tax = amount_of(candidate);
      if (candidate.score < kWeak || tax.zero()) continue;
      const std::optional<Decimal> rate = rate_beside(candidate);
      const auto same = [&](const TaxOfRate& other) { return other.rate == rate; };
      if (rate && std::ranges::none_of(taxes_of_rates_, same)) taxes_of_rates_.push_back({*rate, tax});
    }
  }

  /// True for what belongs to one rate where another one has a tax of its own.
  [[nodiscard]] bool is_of_one_rate(const Candidate& candidate) const {
    const Decimal tax = amount_of(candidate);
    if (tax.zero()) return false;
    if (taxes_of_rates_.size() > 1 && rate_beside(candidate)) return true;
    return rows_of_rates_ && std::ranges::any_of(rows_, [&](const TaxRow& row) { return row.line.amount == tax; });
  }

  /// What several rates come to on `base`: by the rows of a table, or else by what words announce. Zero when there are
  /// none.
  [[nodiscard]] Decimal tax_of_rates(Decimal base) const {
    Decimal sum;
    if (rows_.size() < 2 && taxes_of_rates_.size() < 2) return sum;  // mostly, and asked of every base
    const std::span<const TaxRow> table = tables_->find(base, std::nullopt);
    if (table.size() > 1) {
      for (const TaxRow& row : table) sum = sum + row.line.amount;
    } else if (taxes_of_rates_.size() > 1) {
      for (const TaxOfRate& one : taxes_of_rates_) sum = sum + one.tax;
    }
    return sum;
  }

  /// Amounts that announced ones ask for, and that stand somewhere without a label of their own.
  void add_by_arithmetic() {
    constexpr std::size_t kPairs = 8;  // the right one may stand behind those of a column of items
    const auto pairs = [&](const Candidates& a, const Candidates& b, auto&& use) {
      for (std::size_t i = 0; i < std::min(kPairs, a.size()); ++i) {
        for (std::size_t j = 0; j < std::min(kPairs, b.size()); ++j) use(a[i], b[j]);
      }
    };
    pairs(ht_, tva_, [&](const Candidate& ht, const Candidate& tva) {
      if (!amount_of(tva).zero()) printed_.add(amount_of(ht) + amount_of(tva), "montantTtcTotal/sum", ht, tva, ttc_);
    });
    for (std::size_t i = 0; i < std::min(kPairs, ht_.size()); ++i) {
      const Decimal tax = tax_of_rates(amount_of(ht_[i]));
      if (!tax.zero()) printed_.add(amount_of(ht_[i]) + tax, "montantTtcTotal/rates", ht_[i], ht_[i], ttc_);
    }
    pairs(ttc_, tva_, [&](const Candidate& ttc, const Candidate& tva) {
      if (amount_of(ttc) > amount_of(tva) && !amount_of(tva).zero()) {
        printed_.add(amount_of(ttc) - amount_of(tva), "montantHtTotal/difference", ttc, tva, ht_);
      }
    });
    pairs(ttc_, ht_, [&](const Candidate& ttc, const Candidate& ht) {
      if (amount_of(ttc) > amount_of(ht)) {
        printed_.add(amount_of(ttc) - amount_of(ht), "montantTVA/difference", ttc, ht, tva_);
      }
    });
  }

  /// A candidate as it is weighed, or none.
  struct Option {
    int index = kNone;
    Decimal amount;
    double number = 0;  // the amount, rounded
    double score = 0;
    Decimal tax_of_rates = {};  // of a base; zero when the rates are unknown
    bool of_one_rate = false;   // of a tax, where there are several

    [[nodiscard]] bool given() const { return index != kNone; }
  };

  /// No candidate, and the best of `list`.
  [[nodiscard]] ArenaVector<Option> options(const Candidates& list) const {
    ArenaVector<Option> options(document_.arena);
    const std::size_t count = std::min(list.size(), kMostWeighed);
    options.reserve(count + 1);
    options.push_back({});
    for (std::size_t i = 0; i < count; ++i) {
      const Decimal amount = amount_of(list[i]);
      options.push_back({static_cast<int>(i), amount, static_cast<double>(amount.millionths), list[i].score});
    }
    return options;
  }

  void choose() {
    ArenaVector<Option> bases = options(ht_);
    ArenaVector<Option> taxes = options(tva_);
    for (std::size_t i = 1; i < bases.size(); ++i) bases[i].tax_of_rates = tax_of_rates(bases[i].amount);
    for (std::size_t i = 1; i < taxes.size(); ++i) taxes[i].of_one_rate = is_of_one_rate(tva_[i - 1]);
    const ArenaVector<Option> totals = options(ttc_);
    if (document_.trace != nullptr) return choose_traced(bases, taxes, totals, *document_.trace);
    for (const Option& ht : bases) {
      for (const Option& tva : taxes) {
        const double pair = weight_of_pair(ht, tva, AsItIs());
        for (const Option& ttc : totals) {
          // At most what it weighs when it agrees.
          if (pair + ht.score + tva.score + ttc.score + kAgreement <= best_.weight + kSame) continue;
          const Choice choice = weigh(ht, tva, ttc, pair, AsItIs());
          if (choice.weight > best_.weight + kSame) best_ = choice;
        }
      }
    }
  }

  using Options = ArenaVector<Option>;

  /// The same, with every set weighed to the end, and the best noted that gives the field asked about another value.
  void choose_traced(const Options& bases, const Options& taxes, const Options& totals, Trace& trace) {
    const auto changed = [&](std::string_view name, double value) { return trace.summand(name, value); };
    const auto each = [&](auto&& use) {
      for (const Option& ht : bases) {
        for (const Option& tva : taxes) {
          const double pair = weight_of_pair(ht, tva, changed);
          for (const Option& ttc : totals) use(weigh(ht, tva, ttc, pair, changed));
        }
      }
    };
    each([&](const Choice& choice) {
      if (choice.weight > best_.weight + kSame) best_ = choice;
    });
    const auto asked = [&](const Choice& choice) {
      switch (trace.field()) {
        case Field::montant_ht_total:
          return choice.ht;
        case Field::montant_tva:
          return choice.tva;
        default:
          return choice.ttc;
      }
    };
    Choice rival;
    each([&](const Choice& choice) {
      if (asked(choice) != asked(best_) && choice.weight > rival.weight + kSame) rival = choice;
    });
    const auto noted = [&](const Choice& choice) { return noted_set(bases, taxes, totals, choice); };
    if (is_total(trace.field())) trace.choose(noted(best_), noted(rival));
  }

  static bool is_total(Field field) {
    return field == Field::montant_ht_total || field == Field::montant_tva || field == Field::montant_ttc_total;
  }

  /// The members of a set and what speaks for it; nothing for no set.
  [[nodiscard]] std::optional<TracedSet> noted_set(const Options& bases, const Options& taxes, const Options& totals,
                                                   const Choice& choice) const {
    if (choice.weight < 0) return std::nullopt;
    const auto option = [](const Options& options, int index) -> const Option& {
      return options[static_cast<std::size_t>(index + 1)];  // the first is none
    };
    const Option& ht = option(bases, choice.ht);
    const Option& tva = option(taxes, choice.tva);
    const Option& ttc = option(totals, choice.ttc);
    TracedSet set;
    const auto member = [&](Field field, const Option& own) {
      if (!own.given()) return;
      set.members.emplace_back(field, own.amount);
      set.terms.push_back({rules::field_name(field), own.score});
    };
    member(Field::montant_ht_total, ht);
    member(Field::montant_tva, tva);
    member(Field::montant_ttc_total, ttc);
    const auto note = [&](std::string_view name, double value) {
      set.terms.push_back({name, document_.trace->summand(name, value)});
      return set.terms.back().value;
    };
    set.weight = weigh(ht, tva, ttc, weight_of_pair(ht, tva, note), note).weight;
    return set;
  }

  [[nodiscard]] bool fits_printed_rate(Decimal base, Decimal tax) const {
    return std::any_of(rates_.begin(), rates_.end(),
                       [&](Decimal rate) { return !rate.zero() && is_tax_on(base, rate, tax, 2); });
  }

  /// What speaks for the tax being the tax on the base, whatever the total is. `term` is told each summand.
  template <typename Note>
  [[nodiscard]] double weight_of_pair(const Option& ht, const Option& tva, Note term) const {
    if (!ht.given() || !tva.given()) return 0;
    double weight = 0;
    if (!may_be_tax_on(ht, tva)) weight += term("tax above any rate", -0.7);
    if (fits_printed_rate(ht.amount, tva.amount)) weight += term("printed rate", 0.3);
    // A single row may be one of several; more of them that sum up are the table.
    const std::size_t rows = tables_->find(ht.amount, tva.amount).size();
    if (rows > 0) weight += term("VAT table", rows == 1 ? 0.5 : 1);
    if (tva.of_one_rate && tables_->has_part(ht.amount, tva.amount)) weight += term("part of a table", kPart);
    return weight;
  }

  static bool may_be_tax_on(const Option& base, const Option& tax) { return tax.number <= kMostTax * base.number; }

  static bool may_be_total_of(const Option& base, const Option& total) {
    return total.number <= (1 + kMostTax) * base.number;
  }

  /// What speaks for a total and a tax whose base is not known.
  [[nodiscard]] double weight_without_base(const Option& ttc, const Option& tva) const {
    const Decimal base = ttc.amount - tva.amount;
    if (tva.number > kMostTax * static_cast<double>(base.millionths)) return -1.2;
    return fits_printed_rate(base, tva.amount) ? 0.2 : -0.8;
  }

  /// The three and what they weigh; `pair` is the weight of base and tax, `term` is told each summand of the rest.
  template <typename Note>
  [[nodiscard]] Choice weigh(const Option& ht, const Option& tva, const Option& ttc, double pair, Note term) const {
    Choice choice{ht.index, tva.index, ttc.index, pair + ht.score + tva.score + ttc.score, false};
    if (ht.given() && tva.given() && ttc.given()) {
      const bool possible = may_be_tax_on(ht, tva) && !ttc.amount.zero();
      const bool agrees = possible && equal(ht.amount + tva.amount, ttc.amount);
      const bool nearly = possible && equal(ht.amount + tva.amount, ttc.amount, 2);
      const double gain = agrees   ? term("agreement", kAgreement)
                          : nearly ? term("near agreement", 0.4)
                                   : term("contradiction", -0.9);
      choice.weight += gain;
      choice.agrees = agrees && gain > 0;
    }
    if (tva.of_one_rate && !choice.agrees) choice.weight += term("tax of one rate", kPart);
    const bool by_rates = !tva.given() && ttc.given() && !ht.tax_of_rates.zero();
    if (by_rates && equal(ht.amount + ht.tax_of_rates, ttc.amount)) {
      const double gain = term("taxes of the rates", kAgreement);
      choice.weight += gain;
      choice.agrees = gain > 0;
    }
    if (ht.given() && ttc.given() && ttc.amount < ht.amount) choice.weight += term("total below base", -0.6);
    if (ht.given() && ttc.given() && !may_be_total_of(ht, ttc)) choice.weight += term("total above any rate", -1.2);
    if (!ht.given() && tva.given() && ttc.given() && !tva.amount.zero()) {
      choice.weight += term("tax and total alone", weight_without_base(ttc, tva));
    }
    return choice;
  }

  void give_totals() {
    // A tax that words announce clearly, and that is not what lies between the two totals.
    constexpr double kClear = 0.8;
    const bool contradicted =
        best_.ht != kNone && best_.ttc != kNone && best_.tva == kNone && !tva_.empty() && tva_[0].score > kClear;
    const auto give = [&](Field field, const Candidates& list, int index) {
      if (index == kNone) return;
      const double score = list[static_cast<std::size_t>(index)].score;
      const bool all = best_.ht != kNone && best_.tva != kNone && best_.ttc != kNone;
      const double confidence = best_.agrees ? 0.9 + 0.09 * score : all || contradicted ? 0.5 * score : 0.93 * score;
      settle(document_, extraction_, field, list, static_cast<std::size_t>(index), confidence);
    };
    give(Field::montant_ht_total, ht_, best_.ht);
    give(Field::montant_tva, tva_, best_.tva);
    give(Field::montant_ttc_total, ttc_, best_.ttc);
    if (best_.ht != kNone && best_.tva != kNone && best_.ttc != kNone) {
      extraction_.checks.push_back({"TOTALS_AGREE", best_.agrees});
    }
  }

  /// Where no tax is charged, the total with tax is the total without.
  void give_exempt() {
    const auto& tva = extraction_.field(Field::montant_tva);
    const bool charged = tva && !std::get<Decimal>(tva->value).zero();
    if (charged || (!untaxed_ && !exempt())) return;
    const auto copy = [&](Field to, Field from) {
      const auto& source = extraction_.field(from);
      if (source && !extraction_.field(to)) derive(document_, extraction_, to, from, source->value, 0.93, "exempt");
    };
    copy(Field::montant_ttc_total, Field::montant_ht_total);
    copy(Field::montant_ht_total, Field::montant_ttc_total);
    copy(Field::montant_a_payer, Field::montant_ttc_total);
  }

  /// The rows of the table alone, not what stands beside and between them.
  void show_rows(std::span<const TaxRow> table) {
    auto& field = extraction_.field(Field::lignes_tva);
    if (!field) return;
    field->raw.clear();
    field->box = {};
    for (const TaxRow& row : table) {
      const text::PageText& page = *document_.pages[row.page].text;
      if (!field->raw.empty()) field->raw += "; ";
      field->raw += page.printed(row.span);
      if (row.page == table.front().page) field->box.extend(page.box(row.span));
    }
  }

  void give_tax_lines() {
    const std::optional<Decimal> ht = given_amount(extraction_, Field::montant_ht_total);
    std::optional<Decimal> tva = given_amount(extraction_, Field::montant_tva);
    if (ht && best_.tva == kNone && best_.agrees) tva = tax_of_rates(*ht);
    const std::span<const TaxRow> table = tables_->find(ht, tva);
    Candidates lines(document_.arena);
    if (!table.empty()) {
      std::vector<TaxLine> value;
      text::Span span = table.front().span;
      for (const TaxRow& row : table) {
        value.push_back(row.line);
        if (row.page == table.front().page) span = {std::min(span.from, row.span.from), std::max(span.to, row.span.to)};
      }
      lines.push_back({&value, 0.95, table.front().page, span, {}, "lignesTva/table"});
      settle(document_, extraction_, Field::lignes_tva, lines, 0, ht && tva ? 0.96 : 0.75);
      show_rows(table);
      extraction_.checks.push_back({"VAT_LINES_AGREE", true});
      return;
    }
    if (!rows_.empty() && ht && tva) extraction_.checks.push_back({"VAT_LINES_AGREE", false});
    if (!ht || !tva) return;
    // No table: a single printed rate that fits the totals is the only line there is.
    const auto fits = [&](Decimal rate) { return is_tax_on(*ht, rate, *tva, 2) && (!rate.zero() || tva->zero()); };
    const auto rate = std::find_if(rates_.begin(), rates_.end(), fits);
    if (rate == rates_.end() || std::count_if(rates_.begin(), rates_.end(), fits) != 1) return;
    derive(document_, extraction_, Field::lignes_tva, Field::montant_tva, std::vector<TaxLine>{{*rate, *ht, *tva}},
           0.97, "single-rate");
  }

  const DocumentView& document_;
  Extraction& extraction_;
  Candidates ht_;
  Candidates tva_;
  Candidates ttc_;
  Candidates paid_;
  Candidates due_;
  ArenaVector<TaxRow> rows_;
  std::optional<TaxTables> tables_;  // of `rows_`, once these are complete
  ArenaVector<Decimal> rates_;
  ArenaVector<TaxOfRate> taxes_of_rates_;
  bool rows_of_rates_ = false;
  PrintedAmounts printed_;
  bool untaxed_ = false;
  Choice best_;
};

}  // namespace

void resolve_totals(const DocumentView& document, Extraction& extraction) {
  TotalsSolver(document, extraction).solve();
  if (extraction.kind != DocumentKind::credit_note) return;
  for (const Field field : {Field::montant_ht_total, Field::montant_tva, Field::montant_ttc_total,
                            Field::montant_deja_paye, Field::montant_a_payer}) {
    if (auto& value = extraction.field(field)) value->value = std::get<Decimal>(value->value).abs();
  }
}

}  // namespace prefill
