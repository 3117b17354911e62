// Black on white and in one column, so that it prints as it looks.

#include "tools/html.h"

#include "tools/drawing.h"

namespace prefill::tools {
namespace {

constexpr std::string_view style = R"(
body { font: 15px/1.45 Helvetica, Arial, sans-serif; margin: 1.5em auto; max-width: 84em; padding: 0 1em; color: #000;
  background: #fff; }
table { border-collapse: collapse; font-size: 13px; margin: 0.5em 0 1.5em; }
caption { text-align: left; padding: 0.3em 0; }
th, td { text-align: left; vertical-align: top; padding: 0.2em 0.6em; border-bottom: 1px solid #bbb; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td svg { vertical-align: middle; }
.beside { display: flex; flex-wrap: wrap; gap: 2em; align-items: flex-start; }
article { border: 1px solid #888; padding: 0.6em 1em; margin: 0 0 1em; break-inside: avoid; }
article h3 { margin: 0 0 0.3em; font-size: 15px; }
article p { margin: 0.2em 0; overflow-wrap: anywhere; }
article svg { border: 1px solid #999; margin: 0.4em 0.6em 0 0; max-width: 100%; min-width: min(100%, 31em);
  height: auto; }
)";

}  // namespace

std::string number_cell(const std::string& text) {
  return "<td class=\"number\">" + escaped(text) + "</td>";
}

std::string number_cell(int number) {
  return number_cell(std::to_string(number));
}

std::string head_cell(std::string_view text, bool number) {
  return std::string("<th scope=\"col\"") + (number ? " class=\"number\"" : "") + ">" + escaped(text) + "</th>";
}

std::string row_title(std::string_view text) {
  return "<th scope=\"row\">" + escaped(text) + "</th>";
}

std::string html_table(std::string_view caption, const std::string& head, const std::string& rows) {
  return "<table>\n<caption>" + escaped(caption) + "</caption>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n";
}

std::string paragraph(std::string_view text) {
  return "<p>" + escaped(text) + "</p>\n";
}

std::string html_page(std::string_view title, std::string_view heading, const std::string& body) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         escaped(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<h1>" +
         escaped(heading) + "</h1>\n" + body + "</body>\n</html>\n";
}

}  // namespace prefill::tools
