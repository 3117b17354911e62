// The heaviest pair: the sum of the scores, a bonus when both make the total, or when the total is what is due, and a
// malus when they contradict it. A payment that no words announce is what lies between.

#include "extractor/fields/dues.h"

#include <algorithm>
#include <optional>

#include "extractor/fields/agreement.h"
#include "extractor/fields/amount.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

class DuesSolver {
 public:
  DuesSolver(const DocumentView& document, Extraction& extraction, Dues dues, const PrintedAmounts& printed,
             bool base_known)
      : document_(document),
        extraction_(extraction),
        paid_(dues.paid),
        due_(dues.due),
        printed_(printed),
        base_known_(base_known) {}

  void solve() {
    const std::optional<Decimal> total = given_amount(extraction_, Field::montant_ttc_total);
    if (total) add_payment_by_arithmetic(*total);
    const DueChoice choice = choose_due(total);
    const int due = choice.due;
    const int paid = choice.paid;
    const auto give = [&](Field field, const Candidates& list, int index) {
      if (index == kNone) return;
      const double score = list[static_cast<std::size_t>(index)].score;
      settle(document_, extraction_, field, list, static_cast<std::size_t>(index),
             choice.agrees ? 0.88 + 0.1 * score : 0.85 * score);
    };
    give(Field::montant_a_payer, due_, due);
    // Nothing paid is nothing to fill in.
    if (paid != kNone && !amount_of(paid_[static_cast<std::size_t>(paid)]).zero()) {
      give(Field::montant_deja_paye, paid_, paid);
    }
    if (total && due != kNone) extraction_.checks.push_back({"DUE_AGREES", choice.agrees});
    const bool due_given = extraction_.field(Field::montant_a_payer).has_value();
    const bool paid_given = extraction_.field(Field::montant_deja_paye).has_value();
    // Where words announce another amount as due, the total is not it, however sure they are.
    const bool contested = due != kNone && contests(due_[static_cast<std::size_t>(due)], total);
    if (!due_given && total && !paid_given && !contested) {
      derive(document_, extraction_, Field::montant_a_payer, Field::montant_ttc_total,
             extraction_.field(Field::montant_ttc_total)->value, 0.95, "total");
    }
    if (!total && due != kNone && !base_known_ && paid == kNone) {
      derive(document_, extraction_, Field::montant_ttc_total, Field::montant_a_payer,
             std::get<Decimal>(due_[static_cast<std::size_t>(due)].value), 0.85, "due");
    }
  }

 private:
  /// True for an announced amount that speaks against the total as what is due. "Net à payer" counts for little in the
  /// column of another sum, and still says of less than the total, printed with its cents, that something was kept
  /// back.
  [[nodiscard]] bool contests(const Candidate& due, std::optional<Decimal> total) const {
    constexpr double kContesting = 0.2;
    if (due.score >= kWeak) return true;
    if (due.score < kContesting || !total || amount_of(due) >= *total) return false;
    const auto printed = parse_amount(document_.pages[due.page].text->text(due.span), DecimalMark::comma);
    return printed && printed->decimals == 2;
  }

  /// A payment that nobody announces in words we know, but which is what lies between the total and what is due.
  void add_payment_by_arithmetic(Decimal total) {
    for (std::size_t i = 0; i < due_.size() && i < 3; ++i) {
      const Decimal due = amount_of(due_[i]);
      if (due >= total || due.zero() || is_discount(total - due)) continue;
      printed_.add(total - due, "montantDejaPaye/difference", due_[i], due_[i], paid_);
    }
  }

  /// True for an amount that is announced as the discount on the whole, which lowers what is due and is no payment.
  [[nodiscard]] bool is_discount(Decimal amount) const {
    const Candidates discounts = labelled_candidates(document_, Field::montant_remise_globale_ttc);
    return std::ranges::any_of(discounts, [&](const Candidate& c) { return equal(amount_of(c).abs(), amount); });
  }

  /// What is due and what was paid, chosen together; indices into the lists, `kNone` for no value.
  struct DueChoice {
    int due = kNone;
    int paid = kNone;
    double weight = 0;
    bool agrees = false;
  };

  template <typename Note>
  [[nodiscard]] DueChoice weigh_due(int due, int paid, std::optional<Decimal> total, Note term) const {
    const Candidate* a = at(due_, due);
    const Candidate* b = at(paid_, paid);
    DueChoice choice{due, paid, (a ? a->score : 0) + (b ? b->score : 0), false};
    if (total && a && b) {
      choice.agrees = equal(amount_of(*a) + amount_of(*b), *total);
      choice.weight += choice.agrees ? term("agreement", 0.8) : term("contradiction", -0.2);
    } else if (total && a) {
      choice.agrees = equal(amount_of(*a), *total);
      if (choice.agrees) {
        choice.weight += term("agreement", 0.4);
      } else if (amount_of(*a) > *total) {
        choice.weight += term("above the total", -0.3);
      }
    } else if (total && b && amount_of(*b) > *total) {
      choice.weight += term("above the total", -0.5);
    }
    return choice;
  }

  /// The heaviest choice that `allowed` holds of; nothing at all weighs 0.
  template <typename Note, typename Allowed>
  [[nodiscard]] DueChoice best_due(std::optional<Decimal> total, Note term, Allowed allowed) const {
    DueChoice best;
    for (int due = kNone; due < static_cast<int>(due_.size()); ++due) {
      for (int paid = kNone; paid < static_cast<int>(paid_.size()); ++paid) {
        const DueChoice choice = weigh_due(due, paid, total, term);
        if (choice.weight > best.weight + kSame && allowed(choice)) best = choice;
      }
    }
    return best;
  }

  [[nodiscard]] DueChoice choose_due(std::optional<Decimal> total) const {
    const auto any = [](const DueChoice&) { return true; };
    if (document_.trace == nullptr) return best_due(total, AsItIs(), any);
    Trace& trace = *document_.trace;
    const auto changed = [&](std::string_view name, double value) { return trace.summand(name, value); };
    const DueChoice best = best_due(total, changed, any);
    const Field field = trace.field();
    if (field != Field::montant_a_payer && field != Field::montant_deja_paye) return best;
    const auto asked = [&](const DueChoice& choice) {
      return field == Field::montant_a_payer ? choice.due : choice.paid;
    };
    const auto other = [&](const DueChoice& choice) { return asked(choice) != asked(best); };
    trace.choose(noted_due(best, total), noted_due(best_due(total, changed, other), total));
    return best;
  }

  [[nodiscard]] std::optional<TracedSet> noted_due(const DueChoice& choice, std::optional<Decimal> total) const {
    if (choice.due == kNone && choice.paid == kNone) return std::nullopt;
    TracedSet set;
    const auto member = [&](Field field, const Candidate* own) {
      if (own == nullptr) return;
      set.members.emplace_back(field, amount_of(*own));
      set.terms.push_back({rules::field_name(field), own->score});
    };
    member(Field::montant_a_payer, at(due_, choice.due));
    member(Field::montant_deja_paye, at(paid_, choice.paid));
    const auto note = [&](std::string_view name, double value) {
      set.terms.push_back({name, document_.trace->summand(name, value)});
      return set.terms.back().value;
    };
    set.weight = weigh_due(choice.due, choice.paid, total, note).weight;
    return set;
  }

  const DocumentView& document_;
  Extraction& extraction_;
  Candidates& paid_;
  Candidates& due_;
  const PrintedAmounts& printed_;
  bool base_known_;
};

}  // namespace

void give_dues(const DocumentView& document, Extraction& extraction, Dues dues, const PrintedAmounts& printed,
               bool base_known) {
  DuesSolver(document, extraction, dues, printed, base_known).solve();
}

}  // namespace prefill
