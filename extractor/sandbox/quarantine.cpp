// Entries are forgotten in the order in which they were added.

#include "extractor/sandbox/quarantine.h"

#include <xxhash.h>

#include <algorithm>

namespace prefill::sandbox {

DocumentHash hash_of(std::span<const unsigned char> bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

Quarantine::Quarantine(std::size_t most, Clock::duration kept) : most_(std::max<std::size_t>(most, 1)), kept_(kept) {}

void Quarantine::add(const DocumentHash& document, Error error, Clock::time_point now) {
  if (const auto known = places_.find(document); known != places_.end()) {
    entries_.erase(known->second);
    places_.erase(known);
  }
  entries_.push_back({document, std::move(error), now});
  places_[document] = std::prev(entries_.end());
  forget_old(now);
}

std::optional<Error> Quarantine::find(const DocumentHash& document, Clock::time_point now) {
  forget_old(now);
  const auto known = places_.find(document);
  return known == places_.end() ? std::nullopt : std::optional(known->second->error);
}

void Quarantine::forget_old(Clock::time_point now) {
  while (!entries_.empty() && (entries_.size() > most_ || now - entries_.front().added >= kept_)) {
    places_.erase(entries_.front().document);
    entries_.pop_front();
  }
}

}  // namespace prefill::sandbox
