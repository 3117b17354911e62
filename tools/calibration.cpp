// Counting by tenths of confidence, and by rank.

#include "tools/calibration.h"

#include <algorithm>
#include <cmath>

namespace prefill::tools {

std::vector<Winner> winners_of(const LabelledDocument& document, const FieldSet& labelled, const Extraction& given) {
  std::vector<Winner> winners;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto field = static_cast<Field>(i);
    const std::optional<Value>& truth = document.truth[i];
    if (document.conflicts.test(i) || (!truth && !(document.complete && labelled.test(i)))) continue;
    const auto count = [&](const Value& value, double confidence, bool withheld) {
      winners.push_back({confidence, truth && same_value(field, *truth, value), withheld, field, given.evidence[i]});
    };
    if (given.fields[i]) {
      count(given.fields[i]->value, given.fields[i]->confidence, false);
    } else if (!given.withheld[i].empty()) {
      count(given.withheld[i].front().value, given.withheld[i].front().confidence, true);
    }
  }
  return winners;
}

std::array<Bin, bin_count> bins_of(const std::vector<Winner>& winners) {
  std::array<Bin, bin_count> bins;
  for (const Winner& winner : winners) {
    const double place = std::clamp(winner.confidence, 0.0, 1.0) * bin_count;
    Bin& bin = bins[std::min(bin_count - 1, static_cast<std::size_t>(place))];
    ++(winner.withheld ? bin.withheld : bin.given);
    if (winner.right) ++(winner.withheld ? bin.withheld_right : bin.given_right);
    bin.confidence += winner.confidence;
  }
  return bins;
}

double calibration_error(const std::array<Bin, bin_count>& bins) {
  double off = 0;
  int all = 0;
  for (const Bin& bin : bins) {
    off += std::fabs(bin.confidence - bin.right());
    all += bin.all();
  }
  return all == 0 ? 0 : off / all;
}

double brier_score(const std::vector<Winner>& winners) {
  double sum = 0;
  for (const Winner& winner : winners) {
    const double off = winner.confidence - (winner.right ? 1 : 0);
    sum += off * off;
  }
  return winners.empty() ? 0 : sum / static_cast<double>(winners.size());
}

double separation(const std::vector<Winner>& winners) {
  std::vector<Winner> sorted = winners;
  std::ranges::sort(sorted, {}, &Winner::confidence);
  double pairs = 0;  // in which the right one is surer
  double wrong_below = 0;
  double right = 0;
  for (auto from = sorted.begin(); from != sorted.end();) {
    const auto to = std::ranges::upper_bound(from, sorted.end(), from->confidence, {}, &Winner::confidence);
    const auto right_here = static_cast<double>(std::count_if(from, to, [](const Winner& w) { return w.right; }));
    const double wrong_here = static_cast<double>(to - from) - right_here;
    pairs += right_here * (wrong_below + wrong_here / 2);
    wrong_below += wrong_here;
    right += right_here;
    from = to;
  }
  return right * wrong_below == 0 ? 0.5 : pairs / (right * wrong_below);
}

}  // namespace prefill::tools
