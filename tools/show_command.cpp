// A value and its place are believed when they are seen. The document is read twice, once for the form and once for the
// pictures: nobody shows a million of them.

#include "tools/show_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/extractor.h"
#include "tools/drawing.h"
#include "tools/extraction_table.h"
#include "tools/laid_out_pages.h"
#include "tools/mapped_file.h"
#include "tools/output.h"
#include "tools/page_picture.h"
#include "tools/page_picture_legend.h"
#include "tools/report_file.h"
#include "tools/rules_option.h"
#include "tools/show_page.h"

namespace prefill::tools {
namespace {

constexpr float resolution = 2;  // pixels a point

struct Options {
  std::string file;
  std::string output;
  int page = 0;  // 0: all that are read
  std::vector<std::string> rules;
};

std::string extension_of(const std::string& path) {
  return std::filesystem::path(path).extension().string();
}

CLI::Validator picture_file() {
  const auto check = [](const std::string& path) {
    const std::string extension = extension_of(path);
    if (extension == ".html" || extension == ".svg" || extension == ".png") return std::string();
    return "`" + path + "` must end in `.html`, `.svg` or `.png`, which says what to make";
  };
  return CLI::Validator(check, "");
}

std::string listed(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

std::string title_of(const Shown& shown, int page) {
  return "Page " + std::to_string(page) + " of " + std::to_string(shown.extraction->document.pages) + ", " +
         std::string(kind_name(shown.extraction->kind));
}

// What a flat picture shows: the pages one below the other, each with its list.
pdf::Sheet sheet_of(const LaidOutPages& pages, const Shown& shown) {
  std::vector<pdf::Sheet> sheets;
  for (const text::PageText& page : pages.texts()) {
    const int number = page.number();
    if (std::find(shown.numbers.begin(), shown.numbers.end(), number) == shown.numbers.end()) continue;
    const std::vector<Finding> findings = findings_on(shown.findings, number);
    sheets.push_back(with_legend(page_picture(page, findings), title_of(shown, number), findings,
                                 shown.note.empty() ? "no value was found on this page" : shown.note));
  }
  sheets.push_back(key_of_roles());
  return stacked(std::move(sheets));
}

Result<std::string> picture_of(LaidOutPages& pages, const Shown& shown, const std::string& extension) {
  if (extension == ".html") return show_html(pages, shown);
  const pdf::Sheet sheet = sheet_of(pages, shown);
  if (extension == ".png") {
    return pdf::draw_png(pages.document(), sheet, resolution, pdf::Tone::colours, pdf::Layer::everything);
  }
  return to_svg(pages.document(), sheet, shown.file + ": what prefill found", resolution, pdf::Tone::colours);
}

// Whether `page` asks for one that is read; if not, that is said.
bool is_read(int page, const DocumentInfo& document) {
  const std::vector<int>& read = document.pages_read;
  if (page == 0 || std::find(read.begin(), read.end(), page) != read.end()) return true;
  complain("page " + std::to_string(page) + " is not among those that are read; name one of " + listed(read) +
           " with `--page`");
  return false;
}

// No picture when the page asked for is not read, which has been said.
Result<std::optional<std::string>> show(const Options& options, Extractor& extractor,
                                        std::span<const unsigned char> bytes) {
  const Result<Extraction> extraction = extractor.extract(bytes);
  if (!extraction) return tl::unexpected(extraction.error());
  if (!is_read(options.page, extraction->document)) return std::nullopt;
  LaidOutPages pages;
  if (const Result<void> read = pages.read(bytes); !read) return tl::unexpected(read.error());
  const std::vector<Finding> findings = findings_of(*extraction);
  const std::vector<int> numbers = options.page == 0 ? extraction->document.pages_read : std::vector<int>{options.page};
  const std::string note = findings.empty() ? why_empty(*extraction) : "";
  return picture_of(pages, {options.file, &*extraction, findings, numbers, note}, extension_of(options.output))
      .map([](std::string picture) { return std::optional(std::move(picture)); });
}

ExitCode run(const Options& options) {
  const auto rules = load_rules(options.rules);
  if (!rules) return ExitCode::could_not_run;
  Extractor extractor(rules);
  const auto picture = read_document(
      options.file, [&](std::span<const unsigned char> bytes) { return show(options, extractor, bytes); });
  if (!picture) {
    complain("`" + options.file + "`: " + error_text(picture.error()));
    return ExitCode::some_failed;
  }
  return *picture && write_file(options.output, **picture) ? ExitCode::done : ExitCode::could_not_run;
}

}  // namespace

void add_show_command(CLI::App& app, ExitCode& code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("show", "Draw what was found over the pages of a PDF");
  command->add_option("FILE", options->file, "PDF file; - reads standard input (up to 1 GiB)")
      ->required()
      ->type_name("");
  command->add_option("-o,--output", options->output, "File to make; its ending says what: .html, .svg or .png")
      ->required()
      ->check(picture_file())
      ->type_name("PICTURE");
  command->add_option("--page", options->page, "Only this page, counted from 1")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  add_rules_option(*command, options->rules);
  command->footer(
      "The pages that are read (first, penultimate, last), each with numbered boxes around the values, arrows from\n"
      "their labels, and a list: number, field, value, confidence, label and rule. Values that were withheld are\n"
      "dashed. In HTML a row of the list lights up its box. A scan gives its pages and says why there is no value.\n"
      "Exit code: 0 made, 1 the file cannot be read, 2 could not run.\n\n"
      "Examples:\n"
      "  prefill show facture.pdf -o facture.html\n"
      "  prefill show facture.pdf --page 1 -o page1.png");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace prefill::tools
