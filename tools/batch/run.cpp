// read:    takes the next opened document from the thread that reads ahead
// extract: makes its line, and notes what the run counts
// write:   adds the line to its chunk; a chunk that is complete goes to the thread that puts it in place

#include "tools/batch/run.h"

#include <chrono>
#include <optional>
#include <utility>

#include "extractor/json.h"
#include "tools/batch/compression.h"
#include "tools/batch/finisher.h"
#include "tools/batch/read_ahead.h"
#include "tools/batch/results.h"

namespace prefill::tools::batch {
namespace {

using Clock = std::chrono::steady_clock;

class Run {
 public:
  Run(WorkQueue& queue, const std::vector<std::unique_ptr<Source>>& sources, const ResultSet& set,
      const MakeWorker& make_worker, const RunOptions& options, const Watch& watch, const std::atomic<bool>& stop)
      : queue_(queue),
        options_(options),
        watch_(watch),
        stop_(stop),
        ahead_(queue, sources, {}),
        finisher_(queue, set, [this] { ahead_.stop(); }) {
    for (std::size_t i = 0; i < options.threads; ++i) workers_.push_back(make_worker());
  }

  Result<RunEnd> work() {
    constexpr std::size_t tokens_a_thread = 16;
    const PipelineStages stages = {
        [this] { return read(); },
        [this](PipelineItem& item, std::size_t worker) { extract(static_cast<Job&>(item), *workers_[worker]); },
        [this](PipelineItem& item) { write(static_cast<Job&>(item)); }};
    RunEnd end;
    end.times = run_pipeline({options_.threads, tokens_a_thread * options_.threads}, stages);
    end.stopped = stop_;
    auto finished = finisher_.finish();
    if (!finished) return tl::unexpected(finished.error());
    if (const auto error = ahead_.failed()) return tl::unexpected(*error);
    return end;
  }

 private:
  std::unique_ptr<PipelineItem> read() {
    if (stop_) ahead_.stop();
    return ahead_.next();
  }

  void extract(Job& job, DocumentWorker& worker) {
    const Entry& entry = job.entry();
    Reading& reading = job.reading;
    if (!entry.same_as.empty()) {
      append_same_json(reading.line, entry.name, entry.same_as, entry.sha256);
      reading.note.same = true;
    } else if (const Result<void> extracted = extract_form(job, worker); !extracted) {
      reading.line.clear();
      reading.key.clear();
      append_json(reading.line, entry.name, extracted.error(), options_.rules_version);
      reading.note.error = extracted.error().code;
    }
    ahead_.give_back(job);
    reading.line += '\n';
  }

  Result<void> extract_form(Job& job, DocumentWorker& worker) const {
    const Entry& entry = job.entry();
    if (entry.error) return tl::unexpected(*entry.error);
    if (!*job.document) return tl::unexpected(job.document->error());
    OpenDocument& document = **job.document;
    if (document.size() > options_.largest) {
      return failure(ErrorCode::limit,
                     "is larger than " + std::to_string(options_.largest >> 20) + " MiB; see `--largest`");
    }
    const Clock::time_point begin = Clock::now();
    Result<void> extracted = worker.extract(entry.name, document, job.reading);
    job.reading.note.took = Clock::now() - begin;
    if (const Result<void> unchanged = document.unchanged(); !unchanged) return unchanged;
    return extracted;
  }

  void write(Job& job) {
    compressor_.add(job.reading.line, chunk_.compressed);
    chunk_.tally.add(job.reading.note);
    chunk_.keys += job.reading.key;
    if (watch_) watch_(job.reading.note);
    if (!job.last()) return renew(job.chunk->number);
    compressor_.finish(chunk_.compressed);
    chunk_.number = job.chunk->number;
    finisher_.put(std::exchange(chunk_, {}));
  }

  // A chunk of slow documents must not come to be taken for lost. That it cannot be said now is no reason to stop: the
  // end of the chunk will tell.
  void renew(std::uint64_t chunk) {
    constexpr std::chrono::seconds often_enough{60};
    if (Clock::now() - renewed_ < often_enough) return;
    renewed_ = Clock::now();
    static_cast<void>(queue_.renew(chunk));
  }

  WorkQueue& queue_;
  const RunOptions& options_;
  const Watch& watch_;
  const std::atomic<bool>& stop_;
  std::vector<std::unique_ptr<DocumentWorker>> workers_;
  Compressor compressor_;
  FinishedChunk chunk_;
  Clock::time_point renewed_ = Clock::now();
  ReadAhead ahead_;
  Finisher finisher_;
};

}  // namespace

Result<RunEnd> run_batch(WorkQueue& queue, const std::vector<std::unique_ptr<Source>>& sources, const ResultSet& set,
                         const MakeWorker& make_worker, const RunOptions& options, const Watch& watch,
                         const std::atomic<bool>& stop) {
  return Run(queue, sources, set, make_worker, options, watch, stop).work();
}

}  // namespace prefill::tools::batch
