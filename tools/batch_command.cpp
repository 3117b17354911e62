// The commands of `prefill batch`: what they take, and what they print. The work is in tools/batch.

#include "tools/batch_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tools/batch/batch_run.h"
#include "tools/batch/pack.h"
#include "tools/batch/record.h"
#include "tools/batch/results.h"
#include "tools/batch/results_csv.h"
#include "tools/batch/results_diff.h"
#include "tools/batch/run_directory.h"
#include "tools/batch/summary.h"
#include "tools/command_line.h"
#include "tools/output.h"
#include "tools/rules_option.h"
#include "tools/terminal_table.h"

namespace prefill::tools {
namespace {

constexpr int columns_in_a_file = 500;

ExitCode refuse(const std::string& name, const Error& error) {
  complain("`" + name + "` " + error.message);
  return ExitCode::could_not_run;
}

// --- pack ---

struct PackChoice {
  std::vector<std::string> sources;
  batch::PackOptions options;
  std::uint64_t megabytes = 256;
};

ExitCode pack(const PackChoice& choice) {
  batch::PackOptions options = choice.options;
  options.shard_bytes = choice.megabytes << 20;
  if (auto made = batch::make_directory(options.directory); !made) return refuse(options.directory, made.error());
  if (!std::filesystem::is_empty(options.directory)) {
    complain("`" + options.directory + "` is not empty; name a new directory");
    return ExitCode::could_not_run;
  }
  std::vector<std::unique_ptr<batch::Source>> sources;
  constexpr std::size_t largest = std::size_t{1} << 30;
  for (const std::string& name : choice.sources) {
    if (auto added = batch::add_sources(name, {options.directory, largest}, sources); !added) {
      return refuse(name, added.error());
    }
  }
  const auto failed = [](const batch::Entry& entry, const Error& error) {
    complain("`" + entry.name + "` is left out: " + error.message);
  };
  const auto packed = batch::pack_documents(sources, options, failed);
  if (!packed) return refuse(options.directory, packed.error());
  const bool said = write_output(std::to_string(packed->documents) + " documents, " + batch::size_text(packed->bytes) +
                                 ", in " + std::to_string(packed->shards) + " shards\n");
  if (!said) return ExitCode::could_not_run;
  return packed->failed == 0 ? ExitCode::done : ExitCode::some_failed;
}

// --- status ---

ExitCode status(const std::string& directory, bool as_json) {
  const auto set = batch::find_results(directory);
  if (!set) return refuse(directory, set.error());
  auto summary = batch::add_up(*set);
  if (!summary) return refuse(directory, summary.error());
  if (as_json) return write_output(to_json(*summary)) ? ExitCode::done : ExitCode::could_not_run;
  const std::optional<int> process = batch::RunLock::holder(directory);
  const batch::Progress& progress = summary->progress;
  std::string text = process ? "running (process " + std::to_string(*process) + ")" : "not running";
  text += ", rules " + summary->rules + ": " + std::to_string(progress.done_documents) + " of " +
          std::to_string(progress.documents) + " documents, " + std::to_string(progress.done_chunks) + " of " +
          std::to_string(progress.chunks) + " chunks, " + std::to_string(summary->tally.failed()) + " failed\n";
  text += batch::rate_text(*summary, process.has_value());
  for (const std::string& reason : summary->parked) text += reason + '\n';
  return write_output(text) ? ExitCode::done : ExitCode::could_not_run;
}

// --- cat ---

ExitCode cat(const std::string& directory, const std::string& format) {
  constexpr std::size_t piece = std::size_t{256} << 10;
  const auto set = batch::find_results(directory);
  if (!set) return refuse(directory, set.error());
  auto lines = batch::ResultLines::open(*set);
  if (!lines) return refuse(directory, lines.error());
  const bool as_csv = format == "csv";
  std::string out = as_csv ? batch::csv_head() : "";
  batch::RecordReader reader;
  while (true) {
    const auto line = lines->next();
    if (!line) {
      static_cast<void>(write_output(out));
      complain(line.error().message);
      return ExitCode::could_not_run;
    }
    if (!*line) break;
    if (!as_csv) {
      out += **line;
      out += '\n';
    } else if (const batch::Record* record = reader.read(**line)) {
      batch::append_csv(out, reader, *record);
    }
    if (out.size() < piece) continue;
    if (!write_output(out)) return ExitCode::could_not_run;
    out.clear();
  }
  if (!write_output(out)) return ExitCode::could_not_run;
  if (lines->chunks() == lines->planned()) return ExitCode::done;
  complain("the run is not complete: " + std::to_string(lines->chunks()) + " of " + std::to_string(lines->planned()) +
           " chunks are here; the same `batch run` goes on");
  return ExitCode::some_failed;
}

// --- diff ---

struct DiffChoice {
  std::string a;
  std::string b;
  std::string changes;  // file for all changes; empty for none
  std::size_t listed = 100;
  bool json = false;
};

std::string documents_text(const batch::ResultsDiff& diff) {
  std::string text = std::to_string(diff.changed_documents) + " documents have a field that differs, " +
                     std::to_string(diff.outcomes) + " another outcome";
  if (diff.only_a + diff.only_b > 0) {
    text += "; only in A " + std::to_string(diff.only_a) + ", only in B " + std::to_string(diff.only_b);
  }
  return text + '\n';
}

ExitCode diff(const DiffChoice& choice) {
  const auto a = batch::find_results(choice.a);
  if (!a) return refuse(choice.a, a.error());
  const auto b = batch::find_results(choice.b);
  if (!b) return refuse(choice.b, b.error());
  std::ofstream changes;
  if (!choice.changes.empty()) changes.open(choice.changes, std::ios::binary | std::ios::trunc);
  const auto take = [&](std::string_view line) {
    if (changes.is_open()) changes << line << '\n';
  };
  const std::string scratch = std::filesystem::temp_directory_path().string();
  const auto found = batch::compare_results(*a, *b, choice.listed, scratch, take);
  if (!found) {
    complain(found.error().message);
    return ExitCode::could_not_run;
  }
  changes.flush();
  if (!choice.changes.empty() && !changes.good()) {
    complain("`" + choice.changes + "` cannot be written; make room or name another file");
    return ExitCode::could_not_run;
  }
  const std::string text = choice.json
                               ? to_json(found->fields)
                               : to_text(found->fields, output_columns(columns_in_a_file)) + documents_text(*found);
  return write_output(text) ? ExitCode::done : ExitCode::could_not_run;
}

// --- the command line ---

void add_run(CLI::App& batch_command, ExitCode& code) {
  const auto options = std::make_shared<batch::BatchOptions>();
  CLI::App* command = batch_command.add_subcommand("run", "Read all documents of the sources; the same again resumes");
  command
      ->add_option("SOURCE", options->sources,
                   "Folders, PDF files, tar and zip files, folders of shards (see `pack`), @FILE or - for a list\n"
                   "of files, one a line")
      ->required()
      ->type_name("");
  command->add_option("--out", options->out, "Directory of the run: results, state, summary")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("--isolate", options->isolation,
                   "sandbox (default): documents are read by confined processes, and one that brings its process\n"
                   "down fails alone; none: in this process, for archives that are trusted")
      ->check(one_of({"sandbox", "none"}))
      ->type_name("HOW");
  command->add_option("--threads", options->threads, "Documents read at once; as many as processors by default")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command->add_option("--chunk", options->chunk_documents, "Documents in a chunk, the unit of resuming (default 1000)")
      ->check(CLI::Range(1, 100000))
      ->type_name("N");
  command->add_option("--largest", options->largest_megabytes, "A larger document fails as `limit` (default 64)")
      ->check(CLI::Range(1, 1024))
      ->type_name("MIB");
  command
      ->add_option("--deadline", options->deadline_seconds,
                   "A document that takes longer fails as `timeout` (default 10; with `--isolate sandbox`)")
      ->check(CLI::Range(1, 3600))
      ->type_name("SECONDS");
  command->add_option("--shard", options->shard, "Only part I of N; each part is started with the same sources")
      ->type_name("I/N");
  command->add_flag("--retry", options->retry,
                    "Read chunks again that have documents with `io`, `crashed`, `timeout` or `internal`");
  command->add_flag("--report", options->report, "Also write DIR/report.html");
  command->add_flag("--yes", options->yes, "Go on although rules, engine or sources are not those of the last time");
  command->add_flag("--quiet", options->quiet, "No progress");
  add_rules_option(*command, options->rules);
  command->footer(
      "A run that was stopped, or killed, is gone on with by the same command: chunks that are done are kept.\n"
      "Exit code: 0 all read, 1 done but some documents failed, 2 could not run or was stopped.\n\n"
      "Examples:\n"
      "  prefill batch run archive/2025 --out run\n"
      "  find /archive -name '*.pdf' -newer last | prefill batch run - --out run --quiet\n"
      "  prefill batch run shards --out run --shard 2/8");
  command->callback([options, &code] { code = batch::run(*options); });
}

void add_pack(CLI::App& batch_command, ExitCode& code) {
  const auto choice = std::make_shared<PackChoice>();
  CLI::App* command = batch_command.add_subcommand("pack", "Put documents into tar files that are read by range");
  command->add_option("SOURCE", choice->sources, "As for `run`")->required()->type_name("");
  command->add_option("--out", choice->options.directory, "A new directory for the shards")
      ->required()
      ->type_name("DIR");
  command->add_option("--size", choice->megabytes, "Size of a shard (default 256)")
      ->check(CLI::Range(1, 1 << 20))
      ->type_name("MIB");
  command->footer(
      "Each shard-00000.tar has a shard-00000.index.jsonl: a line a document with file, offset, length and sha256.\n"
      "Exit code: 0 all packed, 1 some documents could not be read, 2 could not run.\n\n"
      "Example:\n"
      "  prefill batch pack archive/2025 --out shards");
  command->callback([choice, &code] { code = pack(*choice); });
}

void add_readers(CLI::App& batch_command, ExitCode& code) {
  const auto directory = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  const auto format = std::make_shared<std::string>("json");
  const char* const what = "Directory of a run, or DIR/results/HASH for the results of other rules";

  CLI::App* of_status = batch_command.add_subcommand("status", "How far a run is, also while it runs");
  of_status->add_option("DIR", *directory, what)->required()->type_name("");
  of_status->add_flag("--json", *json, "As `summary.json`, of what is done");
  of_status->callback([directory, json, &code] { code = status(*directory, *json); });

  CLI::App* of_cat = batch_command.add_subcommand("cat", "The results of a run, in the order of its sources");
  of_cat->add_option("DIR", *directory, what)->required()->type_name("");
  of_cat->add_option("--format", *format, "json: one line a document (default); csv: a row a document")
      ->check(one_of({"json", "csv"}))
      ->type_name("FORMAT");
  of_cat->footer(
      "Exit code: 0 all, 1 the run is not complete, 2 could not run.\n\n"
      "Example:\n"
      "  prefill batch cat run | jq -r 'select(.error) | .file'");
  of_cat->callback([directory, format, &code] { code = cat(*directory, *format); });
}

void add_diff(CLI::App& batch_command, ExitCode& code) {
  const auto choice = std::make_shared<DiffChoice>();
  CLI::App* command = batch_command.add_subcommand("diff", "What changes from the results A to the results B");
  command->add_option("A", choice->a, "Directory of a run, or DIR/results/HASH")->required()->type_name("");
  command->add_option("B", choice->b, "The same, of other rules or another engine")->required()->type_name("");
  command->add_option("--changes", choice->changes, "Write every change to FILE, a line of JSON each")
      ->type_name("FILE");
  command->add_option("--limit", choice->listed, "List so many changes (default 100)")->type_name("N");
  command->add_flag("--json", choice->json, "The counts and the listed changes as one JSON object");
  command->footer(
      "Exit code: 0 compared, 2 could not run.\n\n"
      "Example:\n"
      "  prefill batch diff run/results/3f9c01a2b4c5d6e7 run --changes changes.jsonl");
  command->callback([choice, &code] { code = diff(*choice); });
}

}  // namespace

void add_batch_command(CLI::App& app, ExitCode& code) {
  CLI::App* command = app.add_subcommand("batch", "Read many documents: folders, archives, shards; see the results");
  command->require_subcommand(1);
  add_run(*command, code);
  add_pack(*command, code);
  add_readers(*command, code);
  add_diff(*command, code);
}

}  // namespace prefill::tools
