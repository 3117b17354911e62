// Values are compared as the JSON that both sides print: same text, same value.

#include "server/workers/shadow.h"

#include <simdjson.h>

#include <cstring>
#include <map>

namespace prefill::server {
namespace {

using Values = std::map<std::string, std::string>;

std::optional<Values> values_of(std::string_view extraction) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  if (parser.parse(extraction.data(), extraction.size())["fields"].get(fields) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  Values values;
  for (const auto field : fields) {
    simdjson::dom::element value;
    if (field.value["value"].get(value) != simdjson::SUCCESS) return std::nullopt;
    values[std::string(field.key)] = simdjson::minify(value);
  }
  return values;
}

}  // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> compare_fields(std::string_view live,
                                                                               std::string_view candidate) {
  const std::optional<Values> before = values_of(live);
  const std::optional<Values> after = values_of(candidate);
  if (!before || !after) return std::nullopt;
  std::vector<std::pair<std::string, std::string>> differences;
  for (const auto& [field, value] : *before) {
    const auto other = after->find(field);
    if (other == after->end()) {
      differences.emplace_back(field, "lost");
    } else if (other->second != value) {
      differences.emplace_back(field, "changed");
    }
  }
  for (const auto& [field, value] : *after) {
    if (before->count(field) == 0) differences.emplace_back(field, "gained");
  }
  return differences;
}

Shadow::Shadow(EventLoop& loop, std::unique_ptr<sandbox::WorkerPool> pool, double share, Tally& tally)
    : workshop_(loop), tally_(tally), chosen_(share) {
  workshop_.install(std::move(pool));
}

void Shadow::offer(std::span<const unsigned char> document, const sandbox::Answer& live) {
  if (!chosen_(random_)) return;
  NoBorrower nobody;
  std::optional<Seat> seat = workshop_.borrow(nobody);
  workshop_.returned(nobody);
  if (!seat) return tally_.shadowed("skipped");
  std::memcpy(seat->input().data(), document.data(), document.size());
  workshop_.submit(*std::move(seat), document.size(), {},
                   [this, live = live.bytes](const Outcome& outcome) { judge(live, outcome); });
}

void Shadow::judge(std::string_view live, const Outcome& outcome) {
  const auto differences = outcome.result ? compare_fields(live, outcome.result->bytes) : std::nullopt;
  if (!differences) return tally_.shadowed("failed");
  tally_.shadowed(differences->empty() ? "same" : "different");
  for (const auto& [field, how] : *differences) tally_.differed(field, how);
}

}  // namespace prefill::server
