// Everything is a number that adds up, so that the tally of a run is the sum of its chunks in any order.

#include "tools/batch/tally.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

constexpr double bins_an_octave = 4;
constexpr std::int8_t not_given = -1;
constexpr std::int8_t is_withheld = -2;

std::size_t latency_bin(std::chrono::nanoseconds time) {
  const double micros = std::max(1.0, static_cast<double>(time.count()) / 1000);
  return std::min(latency_bins - 1, static_cast<std::size_t>(std::log2(micros) * bins_an_octave));
}

std::int8_t confidence_bin(double confidence) {
  const auto bin = static_cast<std::size_t>(std::clamp(confidence, 0.0, 1.0) * confidence_bins);
  return static_cast<std::int8_t>(std::min(confidence_bins - 1, bin));
}

// Tells of every number of the tally, in one order.
template <typename T, typename Take>
void each_number(T& tally, Take take) {
  take(tally.documents);
  take(tally.bytes);
  take(tally.same);
  take(tally.took);
  for (auto& number : tally.errors) take(number);
  for (auto& number : tally.kinds) take(number);
  for (auto& number : tally.latency) take(number);
  for (auto& number : tally.stages) take(number);
  for (auto& field : tally.fields) {
    take(field.given);
    take(field.withheld);
    for (auto& number : field.confidence) take(number);
  }
}

}  // namespace

double latency_bin_end(std::size_t bin) {
  return std::exp2(static_cast<double>(bin + 1) / bins_an_octave);
}

void take_note(DocumentNote& note, const Record& record) {
  note.kind = record.kind;
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    const auto& given = record.fields[f];
    note.confidence[f] = given ? confidence_bin(given->confidence) : (record.withheld[f] ? is_withheld : not_given);
  }
}

void take_note(DocumentNote& note, const Extraction& form) {
  note.kind = form.kind;
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    const auto& given = form.fields[f];
    // As it is printed, with two decimals.
    note.confidence[f] = given ? confidence_bin(std::round(given->confidence * 100) / 100)
                               : (form.withheld[f].empty() ? not_given : is_withheld);
  }
}

void Tally::add(const DocumentNote& note) {
  ++documents;
  bytes += note.bytes;
  if (note.same) {
    ++same;
    return;
  }
  if (note.took.count() > 0) {
    ++latency[latency_bin(note.took)];
    took += static_cast<std::uint64_t>(note.took.count());
    for (std::size_t i = 0; i < stages.size(); ++i) stages[i] += static_cast<std::uint64_t>(note.stages[i].count());
  }
  if (note.error) {
    ++errors[static_cast<std::size_t>(*note.error)];
    return;
  }
  ++kinds[static_cast<std::size_t>(note.kind)];
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (note.confidence[f] == is_withheld) ++fields[f].withheld;
    if (note.confidence[f] < 0) continue;
    ++fields[f].given;
    ++fields[f].confidence[static_cast<std::size_t>(note.confidence[f])];
  }
}

Tally& Tally::operator+=(const Tally& other) {
  std::vector<std::uint64_t> numbers;
  each_number(other, [&](std::uint64_t number) { numbers.push_back(number); });
  std::size_t i = 0;
  each_number(*this, [&](std::uint64_t& number) { number += numbers[i++]; });
  return *this;
}

std::uint64_t Tally::failed() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t number : errors) sum += number;
  return sum;
}

double Tally::latency_quantile(double share) const {
  std::uint64_t all = 0;
  for (const std::uint64_t number : latency) all += number;
  std::uint64_t below = 0;
  for (std::size_t bin = 0; bin < latency.size(); ++bin) {
    below += latency[bin];
    if (all > 0 && static_cast<double>(below) >= share * static_cast<double>(all)) return latency_bin_end(bin);
  }
  return 0;
}

std::string Tally::packed() const {
  std::string out;
  each_number(*this, [&](std::uint64_t number) { put_number(out, number); });
  return out;
}

std::optional<Tally> Tally::unpacked(std::string_view bytes) {
  Tally tally;
  Taker taker(bytes);
  each_number(tally, [&](std::uint64_t& number) { number = taker.number(); });
  if (!taker.sound() || !taker.empty()) return std::nullopt;
  return tally;
}

}  // namespace prefill::tools::batch
