// The table is the place to read, the drawing the place to look: hovering or focusing a row lights its box and the
// other way round. Without the script, and in print, the numbers say the same.

#include "tools/show_page.h"

#include <algorithm>

#include "tools/drawing.h"
#include "tools/page_picture_legend.h"
#include "tools/value_text.h"

namespace prefill::tools {
namespace {

constexpr float resolution = 2;  // pixels a point: sharp on the usual screen and readable in print

constexpr std::string_view style = R"(
body { font: 15px/1.4 Helvetica, Arial, sans-serif; margin: 1.5em; color: #000; background: #fff; }
.pair { display: flex; flex-wrap: wrap; gap: 1.5em; align-items: flex-start; }
.pair figure { margin: 0; flex: 1 1 36em; max-width: 60em; }
.pair figure svg { width: 100%; height: auto; border: 1px solid #999; }
.pair table { flex: 1 1 30em; }
.key svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 13px; }
caption { text-align: left; font-weight: bold; padding: 0.3em 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 0.5em; border-bottom: 1px solid #bbb; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.value { overflow-wrap: break-word; min-width: 10em; max-width: 22em; }
tr.withheld td { font-style: italic; border-bottom-style: dashed; }
tr.lit { background: #ffe97a; outline: 2px solid #000; }
tr:focus { outline: 2px solid #000; }
.figure { cursor: pointer; }
.figure.lit [fill="none"] { fill: #ffe200; fill-opacity: 0.35; stroke-width: 2.6; }
@media print { section { break-inside: avoid; } .pair figure { flex-basis: 100%; } table { font-size: 9px; } }
)";

constexpr std::string_view script = R"(
for (const part of document.querySelectorAll('[data-name]')) {
  const same = document.querySelectorAll('[data-name="' + part.dataset.name + '"]');
  const light = on => () => same.forEach(one => one.classList.toggle('lit', on));
  part.addEventListener('mouseenter', light(true));
  part.addEventListener('focus', light(true));
  part.addEventListener('mouseleave', light(false));
  part.addEventListener('blur', light(false));
}
)";

std::string cell(std::string_view text, std::string_view kind = {}) {
  return (kind.empty() ? "<td>" : "<td class=\"" + std::string(kind) + "\">") + escaped(text) + "</td>";
}

std::string value_cell(const Finding& finding) {
  return cell(finding.value + (finding.box.empty() ? " (without a place)" : ""), "value");
}

std::string row_of(const Finding& finding) {
  return "<tr tabindex=\"0\" data-name=\"" + std::to_string(finding.number) + "\"" +
         (finding.withheld ? " class=\"withheld\"" : "") + ">" + cell(std::to_string(finding.number), "number") +
         cell(std::string(rules::field_name(finding.field)) + (finding.withheld ? " (withheld)" : "")) +
         value_cell(finding) + cell(confidence_text(finding.confidence), "number") +
         cell(finding.label ? finding.label->text : "") + cell(finding.rule) +
         cell(std::to_string(finding.page), "number") + "</tr>\n";
}

std::string table_of(std::span<const Finding> findings, int page) {
  std::string table = "<table>\n<caption>Values on page " + std::to_string(page) +
                      "</caption>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Field</th>"
                      "<th scope=\"col\">Value</th><th scope=\"col\">Confidence</th><th scope=\"col\">Label</th>"
                      "<th scope=\"col\">Rule</th><th scope=\"col\">Page</th></tr></thead>\n<tbody>\n";
  for (const Finding& finding : findings) table += row_of(finding);
  return table + "</tbody>\n</table>\n";
}

std::string nothing_on(int page, const Shown& shown) {
  return "<p>" +
         (shown.note.empty() ? "No value was found on page " + std::to_string(page) + '.' : escaped(shown.note)) +
         "</p>\n";
}

Result<std::string> section_of(LaidOutPages& pages, const text::PageText& page, const Shown& shown) {
  const int number = page.number();
  const std::vector<Finding> findings = findings_on(shown.findings, number);
  const std::string title = "Page " + std::to_string(number) + " with " + std::to_string(findings.size()) +
                            " values marked, listed in the table";
  const auto picture = to_svg(pages.document(), page_picture(page, findings), title, resolution, pdf::Tone::colours);
  if (!picture) return tl::unexpected(picture.error());
  return "<section>\n<h2>Page " + std::to_string(number) + "</h2>\n<div class=\"pair\">\n<figure>\n" + *picture +
         "</figure>\n" + (findings.empty() ? nothing_on(number, shown) : table_of(findings, number)) +
         "</div>\n</section>\n";
}

std::string warnings_of(const Extraction& extraction) {
  std::string items;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto& found = extraction.fields[i];
    if (!found || found->warning.empty()) continue;
    items +=
        "<li>" + std::string(rules::field_name(static_cast<Field>(i))) + ": " + escaped(found->warning) + "</li>\n";
  }
  return items.empty() ? "" : "<h2>Warnings</h2>\n<ul>\n" + items + "</ul>\n";
}

std::string summary_of(const Shown& shown) {
  const auto withheld = std::count_if(shown.findings.begin(), shown.findings.end(),
                                      [](const Finding& finding) { return finding.withheld; });
  const DocumentInfo& document = shown.extraction->document;
  return "<p>" + escaped(kind_name(shown.extraction->kind)) + ", " + std::to_string(document.pages_read.size()) +
         " of " + std::to_string(document.pages) +
         " pages read, text layer: " + std::string(text_layer_name(document.text_layer)) + "; " +
         std::to_string(shown.findings.size() - static_cast<std::size_t>(withheld)) + " values given, " +
         std::to_string(withheld) + " withheld; rules " + escaped(shown.extraction->rules_version) + ".</p>\n";
}

}  // namespace

Result<std::string> show_html(LaidOutPages& pages, const Shown& shown) {
  const std::string name = escaped(shown.file);
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      name + ": what prefill found</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n" + "<h1>" +
      name + "</h1>\n" + summary_of(shown);
  if (!shown.note.empty()) html += "<p><strong>" + escaped(shown.note) + "</strong></p>\n";
  html +=
      "<p>An arrow leads from the label to its value. A dashed box was considered and withheld, because it is not "
      "sure enough.</p>\n<div class=\"key\">" +
      to_svg(key_of_roles(), "How the boxes of each role look", {}) + "</div>\n";
  for (const text::PageText& page : pages.texts()) {
    if (std::find(shown.numbers.begin(), shown.numbers.end(), page.number()) == shown.numbers.end()) continue;
    const Result<std::string> section = section_of(pages, page, shown);
    if (!section) return section;
    html += *section;
  }
  return html + warnings_of(*shown.extraction) + "<script>" + std::string(script) + "</script>\n</body>\n</html>\n";
}

}  // namespace prefill::tools
