// A run is the same command again and again until all is done: what was done stays, what changed is asked about.

#include "tools/batch/batch_run.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>

#include "extractor/version.h"
#include "server/durable_file.h"
#include "tools/batch/display.h"
#include "tools/batch/document_worker.h"
#include "tools/batch/process_memory.h"
#include "tools/batch/run.h"
#include "tools/batch/run_directory.h"
#include "tools/batch/state.h"
#include "tools/batch/summary.h"
#include "tools/output.h"
#include "tools/rules_option.h"

namespace prefill::tools::batch {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

// While it lives, an interrupt stops the run at the next document instead of the process; a second one ends it.
class Interruptible {
 public:
  Interruptible() {
    for (const int signal : {SIGINT, SIGTERM}) {
      struct sigaction action {};
      action.sa_handler = [](int) { stop_asked = true; };
      action.sa_flags = static_cast<int>(SA_RESETHAND);
      ::sigaction(signal, &action, nullptr);
    }
  }
  ~Interruptible() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
};

// Why the run cannot go on; unwinds to `run`.
struct Refused {
  std::string why;
};

template <typename T>
T kept(Result<T> result, const std::string& about = "") {
  if (!result) throw Refused{(about.empty() ? "" : "`" + about + "` ") + result.error().message};
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

Part part_of(const std::string& text) {
  if (text.empty()) return {};
  unsigned long long index = 0;
  unsigned long long count = 0;
  char rest = 0;
  const bool two = std::sscanf(text.c_str(), "%llu/%llu%c", &index, &count, &rest) == 2;
  if (!two || index == 0 || index > count) {
    throw Refused{"`--shard " + text + "` is no part; `2/8` is the second of eight"};
  }
  return {index - 1, count};
}

// Everything about one start of a run.
class BatchRun {
 public:
  explicit BatchRun(const BatchOptions& options) : options_(options), part_(part_of(options.shard)) {}

  ExitCode go() {
    // Before the first thread: whatever is forked later comes from this process.
    if (options_.isolation == "sandbox") sandbox_ = kept(Sandbox::start());
    load_rules_and_texts();
    kept(make_directory(options_.out), options_.out);
    const RunLock lock = kept(RunLock::take(options_.out, part_), options_.out);
    open_results();
    for (const std::string& name : options_.sources) kept(add_sources(name, source_options(), sources_), name);
    plan();
    prepare_chunks();
    RunEnd end;
    RunFigures figures = work(end);
    return finish(figures, end);
  }

 private:
  [[nodiscard]] SourceOptions source_options() const { return {options_.out, options_.largest_megabytes << 20}; }
  [[nodiscard]] std::string path(std::string_view name) const { return (fs::path(options_.out) / name).string(); }

  // What must not happen unnoticed: a terminal is asked, anything else must have said `--yes`.
  void confirm(const std::string& what) const {
    if (options_.yes) return complain(what);
    const bool may_ask = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
    if (!may_ask) throw Refused{what + "; run with `--yes` to go on"};
    complain(what + "; go on? [y/N]");
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "Y" && answer != "yes") throw Refused{"nothing was done"};
  }

  void load_rules_and_texts() {
    texts_ = read_packs(options_.rules);
    rules_ = texts_ ? compile_texts(*texts_) : nullptr;
    if (!rules_) throw Refused{""};  // which has been said
    set_ = results_of(options_.out, rules_->pack().hash);
  }

  void open_results() {
    const RunMark mark{rules_->pack().hash, rules_->version(), std::string(version)};
    const auto last = kept(read_mark(options_.out), options_.out);
    if (last && last->rules_hash != mark.rules_hash) {
      confirm("`" + options_.out + "` holds results of rules " + last->rules_version + ", and these are " +
              mark.rules_version + "; both are kept, and this run begins anew");
    }
    kept(make_directory(set_.directory), set_.directory);
    check_parts();
    state_ = kept(State::open(set_.state_path(part_), State::Mode::write));
    const std::string engine = kept(state_->setting("engine"));
    if (!engine.empty() && engine != mark.engine) {
      confirm("`" + options_.out + "` holds results of engine " + engine + ", and this is " + mark.engine +
              "; every document is read again");
      kept(state_->reopen_all());
    }
    kept(state_->set("rules", mark.rules_version));
    kept(state_->set("rules_hash", mark.rules_hash));
    kept(state_->set("engine", mark.engine));
    kept(write_mark(options_.out, mark));
  }

  // A run that was begun in eight parts cannot go on in four.
  void check_parts() const {
    const std::vector<std::string> states = set_.state_paths();
    const std::string mine = set_.state_path(part_);
    for (const std::string& state : states) {
      const std::string ending = "-of-" + std::to_string(part_.count) + ".db";
      if (state == mine || (part_.count > 1 && state.ends_with(ending))) continue;
      throw Refused{"`" + options_.out + "` was begun in other parts (`" + fs::path(state).filename().string() +
                    "`); give the same `--shard i/n`, or name another directory"};
    }
  }

  void plan() {
    const std::string known = kept(state_->setting("plan"));
    if (!known.empty()) {
      const std::string now = kept(identity_of(sources_)) + "/" + std::to_string(options_.chunk_documents);
      if (now == known) return;
      confirm("the sources or `--chunk` are not those of the last time; chunks that did not change keep their results");
    }
    std::uint64_t last_told = 0;
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const auto progress = [&](std::uint64_t listed) {
      if (options_.quiet || !terminal || listed == last_told) return;
      std::fprintf(stderr, "\rlisting: %llu documents\x1b[K", static_cast<unsigned long long>(listed));
      last_told = listed;
    };
    const auto forget = [this](std::uint64_t chunk) { std::remove(set_.chunk_path(chunk).c_str()); };
    const auto planned =
        make_plan(sources_, {options_.chunk_documents, part_, options_.out}, *state_, progress, forget);
    if (last_told > 0) std::fputs("\r\x1b[K", stderr);
    kept(planned);
    std::uint64_t left_aside = 0;
    for (const auto& source : sources_) left_aside += source->left_aside();
    if (left_aside > 0) complain(std::to_string(left_aside) + " files that are not called `*.pdf` are left aside");
    kept(state_->set("plan", kept(identity_of(sources_)) + "/" + std::to_string(options_.chunk_documents)));
  }

  // Chunks whose results are gone, or that are to be tried again, are open; so is what a dead run had in hand.
  void prepare_chunks() {
    if (kept(state_->give_back_leases()) > 0 && options_.isolation == "none") {
      complain(
          "some chunks were in hand each time the last runs ended; if a document is the reason, run with "
          "`--isolate sandbox`");
    }
    std::vector<std::uint64_t> reopened;
    kept(state_->each_chunk([&](const ChunkState& chunk) {
      if (chunk.finished == 0) return;
      std::error_code error;
      const bool there = fs::file_size(set_.chunk_path(chunk.number), error) == chunk.result_bytes && !error;
      if (!there || (options_.retry && worth_retrying(chunk))) reopened.push_back(chunk.number);
    }));
    for (const std::uint64_t chunk : reopened) kept(state_->reopen(chunk));
  }

  // Failures that may not come again: the disk was away, a worker died, a deadline passed.
  static bool worth_retrying(const ChunkState& chunk) {
    const auto tally = Tally::unpacked(chunk.tally);
    if (!tally) return true;
    const auto count = [&](ErrorCode code) { return tally->errors[static_cast<std::size_t>(code)]; };
    return count(ErrorCode::io) + count(ErrorCode::crashed) + count(ErrorCode::timeout) + count(ErrorCode::internal) >
           0;
  }

  [[nodiscard]] std::size_t threads() const {
    return options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
  }

  MakeWorker make_workers() {
    if (!sandbox_) return workers_in_process(rules_);
    const std::chrono::seconds deadline(options_.deadline_seconds);
    kept(sandbox_->load(texts_->sources, {threads(), options_.largest_megabytes << 20, deadline}));
    if (const std::string missing = sandbox_->missing(); !missing.empty())
      complain("the confinement is weaker: " + missing);
    return sandbox_->workers();
  }

  RunFigures work(RunEnd& end) {
    const Progress progress = kept(state_->progress());
    RunFigures figures;
    figures.threads = threads();
    figures.isolation = options_.isolation;
    if (progress.done_chunks == progress.chunks) return figures;
    const MakeWorker workers = make_workers();
    const std::uint64_t fetched = bytes_fetched();
    Display display(progress.done_documents, progress.documents, options_.quiet);
    const Interruptible interruptible;
    const RunOptions run_options{threads(), options_.largest_megabytes << 20, rules_->version()};
    const Clock::time_point begin = Clock::now();
    const auto watch = [&](const DocumentNote& document) {
      ++figures.documents;
      figures.bytes += document.bytes;
      display.count(document);
    };
    auto ran = run_batch(*state_, sources_, set_, workers, run_options, watch, stop_asked);
    figures.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    display.finish();
    figures.fetched = bytes_fetched() - fetched;
    figures.peak_memory = display.peak_memory();
    end = kept(std::move(ran));
    figures.times = end.times;
    return figures;
  }

  ExitCode finish(const RunFigures& figures, const RunEnd& end) {
    Summary summary = kept(add_up(set_));
    summary.figures = figures;
    std::ofstream twice(path("duplicates.jsonl.part"), std::ios::binary | std::ios::trunc);
    const auto found = find_duplicates(set_, options_.out, [&](std::string_view line) {
      twice << line;
      return twice.good();
    });
    summary.duplicates = kept(found);
    twice.close();
    std::error_code error;
    if (twice.good()) fs::rename(path("duplicates.jsonl.part"), path("duplicates.jsonl"), error);
    if (!twice.good() || error)
      throw Refused{"`" + path("duplicates.jsonl") + "` cannot be written; make room and run again"};
    kept(server::replace_durably(path("summary.json"), to_json(summary), 0666));
    if (options_.report) kept(server::replace_durably(path("report.html"), to_html(summary), 0666));
    if (!write_output(to_text(summary))) return ExitCode::could_not_run;
    if (end.stopped) {
      complain("stopped; what is done is kept, the same command goes on");
      return ExitCode::could_not_run;
    }
    return summary.tally.failed() + summary.parked.size() > 0 ? ExitCode::some_failed : ExitCode::done;
  }

  const BatchOptions& options_;
  Part part_;
  std::unique_ptr<Sandbox> sandbox_;
  std::optional<PackTexts> texts_;
  std::shared_ptr<const rules::Database> rules_;
  ResultSet set_;
  std::unique_ptr<State> state_;
  std::vector<std::unique_ptr<Source>> sources_;
};

}  // namespace

ExitCode run(const BatchOptions& options) {
  try {
    return BatchRun(options).go();
  } catch (const Refused& refused) {
    if (!refused.why.empty()) complain(refused.why);
    return ExitCode::could_not_run;
  } catch (const std::system_error& error) {
    complain(error.what());
    return ExitCode::could_not_run;
  }
}

}  // namespace prefill::tools::batch
