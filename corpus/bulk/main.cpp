// `make_bulk_corpus`: as many invoices as a measurement wants, with their truth, from a seed.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numeric>
#include <string>
#include <thread>

#include "corpus/bulk/production.h"
#include "tools/exit_code.h"
#include "tools/output.h"

namespace prefill::bulk {
namespace {

using tools::ExitCode;
using Clock = std::chrono::steady_clock;

constexpr double million = 1e6;

std::string in_text(const char* format, auto... values) {
  std::array<char, 200> text{};
  std::snprintf(text.data(), text.size(), format, values...);
  return text.data();
}

double seconds_since(Clock::time_point begin) {
  return std::max(1e-3, std::chrono::duration<double>(Clock::now() - begin).count());
}

std::string summary(Made made, double seconds) {
  auto& sizes = made.sizes;
  std::ranges::sort(sizes);
  const std::uint64_t bytes = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  const auto quantile = [&](std::size_t percent) { return sizes[(sizes.size() - 1) * percent / 100] / 1000; };
  std::string text = in_text("%zu invoices, %.0f MB in %.0f s: %.0f invoices and %.1f MB a second\n", sizes.size(),
                             static_cast<double>(bytes) / million, seconds, static_cast<double>(sizes.size()) / seconds,
                             static_cast<double>(bytes) / million / seconds);
  text += in_text("kB a file: p10 %llu, p25 %llu, p50 %llu, p75 %llu, p90 %llu, p99 %llu, max %llu, mean %llu\n",
                  static_cast<unsigned long long>(quantile(10)), static_cast<unsigned long long>(quantile(25)),
                  static_cast<unsigned long long>(quantile(50)), static_cast<unsigned long long>(quantile(75)),
                  static_cast<unsigned long long>(quantile(90)), static_cast<unsigned long long>(quantile(99)),
                  static_cast<unsigned long long>(quantile(100)),
                  static_cast<unsigned long long>(bytes / sizes.size() / 1000));
  text += "percent by pages:";
  for (std::size_t i = 0; i < made.page_counts.size(); ++i) {
    text += in_text(" %zu: %.1f", i + 1,
                    100.0 * static_cast<double>(made.page_counts[i]) / static_cast<double>(sizes.size()));
  }
  return text + "\n";
}

ExitCode make(const Order& order) {
  std::error_code error;
  std::filesystem::create_directories(order.directory, error);
  if (error || !std::filesystem::is_empty(order.directory, error)) {
    tools::complain("`" + order.directory + "` " +
                    (error ? "cannot be made: " + error.message() : "is not empty; name a new directory"));
    return ExitCode::could_not_run;
  }
  if (order.first % order.chunk != 0) {
    tools::complain("`--first` must be a multiple of " + std::to_string(order.chunk) + ", the invoices of a chunk");
    return ExitCode::could_not_run;
  }
  const Clock::time_point begin = Clock::now();
  const auto progress = [&](std::uint64_t invoices, std::uint64_t bytes) {
    const double seconds = seconds_since(begin);
    tools::complain(in_text("%llu of %llu invoices, %.0f a second, %.0f MB a second",
                            static_cast<unsigned long long>(invoices), static_cast<unsigned long long>(order.count),
                            static_cast<double>(invoices) / seconds, static_cast<double>(bytes) / million / seconds));
  };
  const Made made = produce(order, progress);
  return tools::write_output(summary(made, seconds_since(begin))) ? ExitCode::done : ExitCode::could_not_run;
}

ExitCode run(int argc, const char* const* argv) {
  Order order;
  order.count = 100000;
  order.jobs = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app("Makes a corpus of distinct French invoices for measuring a batch, with their truth in manifest.jsonl.",
               "make_bulk_corpus");
  app.set_help_flag("-h,--help", "Print help and exit");
  app.add_option("--out", order.directory, "New or empty directory for the corpus")->required()->type_name("DIR");
  app.add_option("--count", order.count, "Invoices to make (default 100000)")
      ->check(CLI::Range(1ULL, 99999999ULL))
      ->type_name("N");
  app.add_option("--seed", order.corpus.seed, "Another seed gives another corpus (default 1)")->type_name("N");
  app.add_option("--first", order.first,
                 "Number of the first invoice, a multiple of --chunk: a corpus can be made in parts (default 0)")
      ->type_name("N");
  app.add_option("--chunk", order.chunk, "Invoices of a folder or a shard (default 1000)")
      ->check(CLI::Range(1ULL, 100000ULL))
      ->type_name("N");
  app.add_option("--suppliers", order.corpus.suppliers, "Suppliers among whom invoices are drawn (default 1000)")
      ->check(CLI::Range(1ULL, 1000000ULL))
      ->type_name("N");
  app.add_option("--jobs", order.jobs, "Threads (default: all processors)")->check(CLI::Range(1, 256))->type_name("N");
  app.add_flag("--shards", order.shards, "Tar files, each with an index, instead of folders");
  app.add_option("--fonts", order.corpus.fonts, "Where the TrueType fonts are (default " + order.corpus.fonts + ")")
      ->type_name("DIR");
  app.footer(
      "Invoice N is the same in every corpus of the same seed and number of suppliers, whatever --count, --first and\n"
      "--jobs are. 100 000 invoices take about 19 GB.\n"
      "Exit code: 0 all made, 2 could not run.\n\n"
      "Examples:\n"
      "  make_bulk_corpus --out year --shards\n"
      "  make_bulk_corpus --out sample --count 2000 --seed 7 && prefill eval sample/manifest.jsonl --pdfs sample");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return tools::write_output(app.help()) ? ExitCode::done : ExitCode::could_not_run;
  } catch (const CLI::ParseError& error) {
    tools::complain(std::string(error.what()) + "; see `make_bulk_corpus --help`");
    return ExitCode::could_not_run;
  }
  return make(order);
}

}  // namespace
}  // namespace prefill::bulk

int main(int argc, char** argv) {
  try {
    return static_cast<int>(prefill::bulk::run(argc, argv));
  } catch (const std::exception& error) {
    prefill::tools::complain(error.what());
    return static_cast<int>(prefill::tools::ExitCode::could_not_run);
  }
}
