// What stands below the lines, and the page behind.

#include <algorithm>

#include "corpus/bulk/sheet.h"

namespace prefill::bulk {
namespace {

constexpr Colour grey{0.6, 0.6, 0.6};
constexpr Colour pale{0.94, 0.95, 0.97};

bool exempt(const Sheet& sheet) {
  return sheet.supplier.regime == Regime::exempt;
}
bool one_rate(const Sheet& sheet) {
  return sheet.invoice.vat.size() == 1;
}

// Whether the amount due has a line of its own where nothing was paid.
bool says_payable(const Sheet& sheet) {
  return !sheet.invoice.credit && (sheet.invoice.paid > 0 || exempt(sheet) || sheet.supplier.number % 2 == 0);
}

std::vector<Cell> totals(Sheet& sheet) {
  const Style& style = sheet.style();
  Printed& printed = sheet.printed;
  std::vector<Cell> rows;
  if (sheet.invoice.discount > 0) {
    rows.push_back({"Total brut HT", printed.money(sheet.invoice.gross())});
    rows.push_back(
        {"Remise " + Printed::rate(sheet.invoice.discount_rate) + " %", "-" + printed.money(sheet.invoice.discount)});
  }
  rows.push_back({std::string(style.ht), printed.net()});
  if (!exempt(sheet)) {
    const std::string label = one_rate(sheet) ? "TVA " + printed.only_rate() + " %" : std::string(style.vat);
    rows.push_back({label, printed.tax()});
    rows.push_back({std::string(style.ttc), printed.total()});
  }
  if (sheet.invoice.paid > 0) rows.push_back({"Acompte versé", printed.paid()});
  if (says_payable(sheet)) rows.push_back({std::string(style.payable), printed.payable()});
  return rows;
}

double draw_rows(Sheet& sheet, double y, const std::vector<Cell>& rows) {
  Canvas& canvas = sheet.page();
  const double left = sheet.right - 200;
  for (const Cell& row : rows) {
    const bool last = &row == &rows.back();
    const Type& type = last ? sheet.bold : sheet.text;
    if (last && sheet.style().accent_filled) canvas.area(left, y, 200, sheet.row(), pale);
    canvas.text(left + 4, y + sheet.row() - 4, type, row.label);
    canvas.text(sheet.right - 4, y + sheet.row() - 4, type, row.value, Align::right);
    y += sheet.row();
    if (sheet.style().rules == Rules::grid) canvas.line(left, y, sheet.right, y, 0.4, grey);
  }
  return y;
}

double draw_vat_table(Sheet& sheet, double y) {
  Canvas& canvas = sheet.page();
  const double left = sheet.left;
  const auto row = [&](const Type& type, std::string_view rate, std::string_view base, std::string_view amount) {
    canvas.text(left + 50, y + sheet.row() - 4, type, rate, Align::right);
    canvas.text(left + 132, y + sheet.row() - 4, type, base, Align::right);
    canvas.text(left + 214, y + sheet.row() - 4, type, amount, Align::right);
    y += sheet.row();
    canvas.line(left, y, left + 220, y, 0.4, grey);
  };
  row(sheet.bold, "Taux", "Base HT", "Montant TVA");
  for (const VatLine& line : sheet.invoice.vat) {
    row(sheet.text, Printed::rate(line.rate) + " %", sheet.printed.in_vat_table(line.base),
        sheet.printed.in_vat_table(line.amount));
  }
  return y;
}

std::vector<std::string> payment_lines(Sheet& sheet) {
  const Supplier& supplier = sheet.supplier;
  std::vector<std::string> lines;
  if (sheet.style().currency.empty()) lines.push_back(sheet.printed.currency_sentence());
  if (const std::string regime = sheet.printed.regime(); !regime.empty()) lines.push_back(regime);
  if (sheet.invoice.credit || !supplier.payment_printed) return lines;
  if (!sheet.invoice.due_printed) lines.emplace_back("Conditions de règlement : 30 jours");
  lines.push_back("Mode de règlement : " + sheet.printed.by_transfer());
  lines.push_back("Banque : " + std::string(supplier.bank.name));
  lines.push_back("IBAN : " + sheet.printed.iban());
  lines.push_back("BIC : " + sheet.printed.bic());
  return lines;
}

constexpr std::string_view penalties =
    "En cas de retard de paiement, seront exigibles, conformément au code de la commande publique, des intérêts "
    "moratoires au taux de la Banque centrale européenne majoré de 8 points ainsi qu'une indemnité forfaitaire pour "
    "frais de recouvrement de 40 €.";

void draw_terms(Sheet& sheet) {
  Canvas& canvas = sheet.page();
  const double middle = (sheet.left + sheet.right) / 2;
  const double width = middle - sheet.left - 10;
  const Type type{sheet.text.font, 7.5, {}};
  double x = sheet.left;
  double y = 80;
  canvas.text(sheet.left, y, sheet.bold, "CONDITIONS GÉNÉRALES DE VENTE");
  const double begin = y + 20;
  y = begin;
  int number = 1;
  for (const std::string_view article : terms()) {
    if (y > sheet.bottom - 80) {
      x = middle + 10;
      y = begin;
    }
    for (const std::string& line :
         canvas.wrapped(type, "Article " + std::to_string(number++) + " - " + std::string(article), width)) {
      canvas.text(x, y, type, line);
      y += type.size * 1.3;
    }
    y += 6;
  }
}

void draw_photographs(Sheet& sheet) {
  constexpr double height = 150;
  double y = 70;
  sheet.page().text(sheet.left, y, sheet.bold, "Annexe : photographies, " + std::string(sheet.invoice.site));
  y += 12;
  int number = 1;
  for (const std::size_t photograph : sheet.assets.photographs) {
    sheet.page().picture(photograph, sheet.left, y, 1.5 * height, height);
    y += height + 10;
    sheet.page().text(sheet.left, y, sheet.small, "Vue " + std::to_string(number++));
    y += 10;
  }
}

}  // namespace

bool has_annex(const Sheet& sheet) {
  return sheet.invoice.pages > 1 && (sheet.style().terms || !sheet.assets.photographs.empty());
}

double height_of_end(const Sheet& sheet) {
  constexpr double most_rows = 7;    // of totals
  constexpr double most_lines = 12;  // below them
  return most_rows * sheet.row() + most_lines * sheet.line() + 30;
}

double draw_totals(Sheet& sheet, double y) {
  y += 10;
  const bool table = !exempt(sheet) && (sheet.style().vat_table || !one_rate(sheet));
  const std::vector<Cell> cells = totals(sheet);
  const bool fits = widest(sheet, cells) * static_cast<double>(cells.size()) <= sheet.right - sheet.left;
  if (sheet.style().totals == Totals::band && fits) {
    if (table) y = draw_vat_table(sheet, y) + 8;
    return draw_band(sheet, y, cells);
  }
  const double below = table ? draw_vat_table(sheet, y) : y;
  return std::max(below, draw_rows(sheet, y, cells));
}

double draw_payment(Sheet& sheet, double y) {
  y += 8;
  for (const std::string& line : payment_lines(sheet)) {
    y += sheet.line();
    sheet.page().text(sheet.left, y, sheet.text, line);
  }
  if (!sheet.style().penalties) return y;
  y += 4;
  for (const std::string& line : sheet.page().wrapped(sheet.small, penalties, sheet.right - sheet.left)) {
    y += sheet.small.size * 1.3;
    sheet.page().text(sheet.left, y, sheet.small, line);
  }
  return y;
}

void draw_annex(Sheet& sheet) {
  if (!has_annex(sheet)) return;
  begin_page(sheet);
  if (sheet.assets.photographs.empty()) {
    draw_terms(sheet);
  } else {
    draw_photographs(sheet);
  }
}

}  // namespace prefill::bulk
