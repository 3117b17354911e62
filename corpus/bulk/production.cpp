// Threads share nothing but the number of the next chunk, and the manifest, to which chunks are added in order.

#include "corpus/bulk/production.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "corpus/bulk/sink.h"

namespace prefill::bulk {
namespace {

struct Chunk {
  std::string manifest;
  Made made;
};

class Production {
 public:
  Production(const Order& order, const std::function<void(std::uint64_t, std::uint64_t)>& progress)
      : order_(order),
        progress_(progress),
        manifest_path_(order.directory + "/manifest.jsonl"),
        manifest_(std::fopen(manifest_path_.c_str(), "wbe"), &std::fclose),
        next_(order.first / order.chunk),
        wanted_(next_) {
    if (!manifest_) throw std::runtime_error("`" + manifest_path_ + "` cannot be written");
  }

  Made run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < order_.jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    if (std::fflush(manifest_.get()) != 0) throw std::runtime_error("`" + manifest_path_ + "` cannot be written");
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::uint64_t end() const { return order_.first + order_.count; }

  void work() {
    try {
      Maker maker(order_.corpus);
      while (!stopped_) {
        const std::uint64_t number = next_++;
        if (number * order_.chunk >= end()) return;
        add(number, make(maker, number));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      stopped_ = true;
    }
  }

  Chunk make(Maker& maker, std::uint64_t number) {
    Chunk chunk;
    const auto sink = order_.shards ? shard_sink(order_.directory, number) : folder_sink(order_.directory, number);
    for (std::uint64_t i = number * order_.chunk; i < std::min(end(), (number + 1) * order_.chunk); ++i) {
      if (stopped_) return chunk;
      std::array<char, 32> name{};
      std::snprintf(name.data(), name.size(), "/%08llu.pdf", static_cast<unsigned long long>(i));
      const Document document = maker.make(i, chunk_name(number) + name.data());
      sink->add(chunk_name(number) + name.data(), document.pdf);
      chunk.manifest += document.manifest + "\n";
      chunk.made.sizes.push_back(document.pdf.size());
      chunk.made.page_counts.resize(std::max(chunk.made.page_counts.size(), document.pages));
      ++chunk.made.page_counts[document.pages - 1];
    }
    sink->finish();
    return chunk;
  }

  void add(std::uint64_t number, Chunk chunk) {
    const std::lock_guard lock(mutex_);
    made_.sizes.insert(made_.sizes.end(), chunk.made.sizes.begin(), chunk.made.sizes.end());
    made_.page_counts.resize(std::max(made_.page_counts.size(), chunk.made.page_counts.size()));
    for (std::size_t i = 0; i < chunk.made.page_counts.size(); ++i) made_.page_counts[i] += chunk.made.page_counts[i];
    for (const std::uint64_t size : chunk.made.sizes) bytes_ += size;
    waiting_.emplace(number, std::move(chunk.manifest));
    for (auto front = waiting_.find(wanted_); front != waiting_.end(); front = waiting_.find(++wanted_)) {
      write_all(manifest_.get(), front->second, manifest_path_);
      waiting_.erase(front);
    }
    progress_(made_.sizes.size(), bytes_);
  }

  const Order& order_;
  const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
  std::string manifest_path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> manifest_;
  std::atomic<std::uint64_t> next_;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  // of what follows
  std::uint64_t wanted_;
  std::map<std::uint64_t, std::string> waiting_;  // lines of chunks that are done before those in front of them
  Made made_;
  std::uint64_t bytes_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

Made produce(const Order& order, const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  return Production(order, progress).run();
}

}  // namespace prefill::bulk
