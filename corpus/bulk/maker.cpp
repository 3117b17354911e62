// Puts supplier, invoice, layout and file together.

#include "corpus/bulk/maker.h"

#include <array>
#include <chrono>
#include <string_view>

#include "corpus/bulk/sheet.h"
#include "extractor/json_writer.h"

namespace prefill::bulk {
namespace {

std::string subset_tag(std::uint64_t seed, const Supplier& supplier) {
  Random random(seed, "subset", supplier.number);
  std::string tag;
  while (tag.size() < 6) tag += static_cast<char>('A' + random.between(0, 25));
  return tag;
}

std::string shape_name(const Shape& shape) {
  constexpr std::array<std::string_view, 4> idioms{"absolute", "relative", "by word", "flipped"};
  std::string name(idioms[static_cast<std::size_t>(shape.idiom)]);
  name += shape.composite_fonts ? ", composite fonts" : ", simple fonts";
  name += shape.object_streams ? ", object streams" : ", classic";
  return name;
}

PdfContents begin_file(std::uint64_t seed, const Supplier& supplier, const Assets& assets, const Invoice& invoice) {
  PdfContents contents;
  contents.shape = supplier.shape;
  for (const FontProgram* program : assets.fonts) contents.fonts.push_back({program, {}});
  for (const Picture& picture : assets.pictures) contents.pictures.push_back(&picture);
  contents.subset_tag = subset_tag(seed, supplier);
  contents.title = (invoice.credit ? "Avoir " : "Facture ") + invoice.number;
  contents.producer = "prefill bulk corpus (" + shape_name(supplier.shape) + ")";
  const std::chrono::year_month_day date(invoice.issued);
  const auto number = static_cast<int>(date.year()) * 10000 +
                      static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
                      static_cast<int>(static_cast<unsigned>(date.day()));
  contents.date = "D:" + std::to_string(number) + "120000";
  return contents;
}

void lay_out(Sheet& sheet) {
  const Style& style = sheet.style();
  const FontRoles& roles = sheet.assets.roles;
  sheet.text = {roles.regular, style.size, {}};
  sheet.bold = {roles.bold, style.size, {}};
  sheet.small = {roles.small, 7, {}};
  sheet.title = {roles.title, style.size + 6, style.accent};
  sheet.left = style.margin;
  sheet.right = sheet.contents.width - style.margin;
  sheet.bottom = sheet.contents.height - 66;
  begin_page(sheet);
  double y = draw_head(sheet);
  y = draw_lines(sheet, y);
  y = draw_totals(sheet, y);
  draw_payment(sheet, y);
  draw_annex(sheet);
  for (Canvas& page : sheet.pages) sheet.contents.pages.push_back(page.finish());
}

std::string manifest_line(const std::string& file, const Supplier& supplier, const Invoice& invoice,
                          const PdfContents& contents, Printed& printed) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("file");
  json.value(std::string_view(file));
  json.member("language");
  json.value("fr");
  json.member("pages");
  json.value(static_cast<int>(contents.pages.size()));
  json.member("producer");
  json.value(std::string_view(contents.producer));
  json.member("layout");
  json.value("supplier-" + std::to_string(supplier.number));
  json.member("kind");
  json.value(invoice.credit ? "credit_note" : "invoice");
  json.member("truth");
  json.raw(printed.truth());
  json.member("conflicts");
  json.raw("[]");
  json.member("complete");
  json.value(true);
  json.member("derived");
  json.raw(printed.derived());
  json.member("unread");
  json.raw("[]");
  json.member("hidden");
  json.raw("[]");
  json.end_object();
  return line;
}

}  // namespace

const Maker::Kept& Maker::supplier(std::uint64_t number) {
  const auto found = suppliers_.find(number);
  if (found != suppliers_.end()) return found->second;
  Supplier made = make_supplier(options_.seed, number);
  Assets assets = make_assets(options_.seed, made, library_);
  return suppliers_.emplace(number, Kept(std::move(made), std::move(assets))).first->second;
}

Document Maker::make(std::uint64_t index, const std::string& file) {
  Random random(options_.seed, "document", index);
  const auto& [supplier, assets] = this->supplier(random.next() % options_.suppliers);
  Invoice invoice = make_invoice(options_.seed, index, supplier);
  Printed printed(supplier, invoice);
  PdfContents contents = begin_file(options_.seed, supplier, assets, invoice);
  Sheet sheet{options_.seed, supplier, assets, invoice, printed, contents, {}, {}, {}, {}, {}, 0, 0, 0};
  lay_out(sheet);
  Document document;
  document.pdf = to_pdf(contents);
  document.pages = contents.pages.size();
  document.manifest = manifest_line(file, supplier, invoice, contents, printed);
  return document;
}

}  // namespace prefill::bulk
