// The table of lines. How many there are follows from the pages that the invoice is to have.

#include <algorithm>
#include <cmath>

#include "corpus/bulk/sheet.h"

namespace prefill::bulk {
namespace {

constexpr Colour black{};
constexpr Colour grey{0.6, 0.6, 0.6};
constexpr Colour pale{0.94, 0.95, 0.97};
constexpr double top_of_others = 56;  // of pages behind the first
constexpr int short_invoice = 14;     // lines of an invoice of one page, at most

enum class Field : std::uint8_t { reference, label, unit, quantity, price, rate, total };

struct Column {
  Field field;
  std::string_view head;
  double width;  // points; of the label: what is left
  bool at_right;
  double x = 0;
};

std::vector<Column> choose_columns(const Sheet& sheet) {
  const Style& style = sheet.style();
  const double scale = sheet.text.size / 9;
  std::vector<Column> columns;
  if (style.references) columns.push_back({Field::reference, "Réf.", 58 * scale, false});
  columns.push_back({Field::label, "Désignation", 0, false});
  if (style.unit) columns.push_back({Field::unit, "Unité", 42 * scale, false});
  columns.push_back({Field::quantity, "Qté", 36 * scale, true});
  columns.push_back({Field::price, "P.U. HT", 62 * scale, true});
  if (style.line_rate && sheet.supplier.regime != Regime::exempt) {
    columns.push_back({Field::rate, "TVA %", 40 * scale, true});
  }
  columns.push_back({Field::total, "Montant HT", 74 * scale, true});
  double rest = sheet.right - sheet.left;
  for (const Column& column : columns) rest -= column.width;
  double x = sheet.left;
  for (Column& column : columns) {
    if (column.field == Field::label) column.width = rest;
    column.x = x;
    x += column.width;
  }
  return columns;
}

class Table {
 public:
  explicit Table(Sheet& sheet) : sheet_(sheet), columns_(choose_columns(sheet)) {}

  double draw(double y) {
    fill(sheet_.invoice, sheet_.seed, sheet_.supplier, count_of_lines(y));
    y = draw_head(y);
    int drawn = 0;
    for (const Line& line : sheet_.invoice.lines) {
      if (y + sheet_.row() > sheet_.bottom) {
        end_of_page(y);
        begin_page(sheet_);
        y = draw_head(top_of_others);
      }
      y = draw_row(y, line, drawn++);
    }
    end_of_page(y);
    return y;
  }

 private:
  [[nodiscard]] int rows_between(double top, double bottom) const {
    return static_cast<int>(std::floor((bottom - top - head_height()) / sheet_.row()));
  }
  [[nodiscard]] double head_height() const { return sheet_.row() + 3; }

  [[nodiscard]] int count_of_lines(double y) const {
    Random random(sheet_.seed, "count of lines", sheet_.invoice.index);
    const int pages = sheet_.invoice.pages - (has_annex(sheet_) ? 1 : 0);
    const int end = static_cast<int>(std::ceil(height_of_end(sheet_) / sheet_.row()));
    const int first = rows_between(y, sheet_.bottom);
    if (pages == 1) return random.between(1, std::clamp(first - end, 1, short_invoice));
    const int others = rows_between(top_of_others, sheet_.bottom);
    const int full = first + (pages - 2) * others;
    // The last page has lines too, so that totals do not stand alone.
    return random.between(full + 1, full + others - end);
  }

  double draw_head(double y) {
    Canvas& canvas = sheet_.page();
    top_ = y;
    if (sheet_.style().accent_filled) canvas.area(sheet_.left, y, sheet_.right - sheet_.left, head_height(), pale);
    for (const Column& column : columns_) cell(column, y + sheet_.row(), sheet_.bold, column.head);
    canvas.line(sheet_.left, y + head_height(), sheet_.right, y + head_height(), 0.8, black);
    return y + head_height();
  }

  double draw_row(double y, const Line& line, int number) {
    Canvas& canvas = sheet_.page();
    const Rules rules = sheet_.style().rules;
    if (rules == Rules::striped && number % 2 == 1) {
      canvas.area(sheet_.left, y, sheet_.right - sheet_.left, sheet_.row(), pale);
    }
    for (const Column& column : columns_) cell(column, y + sheet_.row() - 4, sheet_.text, content(column, line));
    y += sheet_.row();
    if (rules == Rules::grid || rules == Rules::under_rows) canvas.line(sheet_.left, y, sheet_.right, y, 0.4, grey);
    return y;
  }

  void cell(const Column& column, double y, const Type& type, std::string_view text) {
    if (column.at_right) return sheet_.page().text(column.x + column.width - 4, y, type, text, Align::right);
    const auto lines = sheet_.page().wrapped(type, text, column.width - 6);
    if (!lines.empty()) sheet_.page().text(column.x + 3, y, type, lines.front());
  }

  [[nodiscard]] std::string content(const Column& column, const Line& line) const {
    switch (column.field) {
      case Field::reference:
        return std::string(line.good->reference);
      case Field::label:
        return std::string(line.good->label);
      case Field::unit:
        return std::string(line.good->unit);
      case Field::quantity:
        return std::to_string(line.quantity);
      case Field::price:
        return sheet_.printed.amount(line.price);
      case Field::rate:
        return Printed::rate(line.rate);
      case Field::total:
        break;
    }
    return sheet_.printed.signed_amount(line.total());
  }

  void end_of_page(double y) {
    Canvas& canvas = sheet_.page();
    if (sheet_.style().rules != Rules::grid) return canvas.line(sheet_.left, y, sheet_.right, y, 0.6, black);
    canvas.frame(sheet_.left, top_, sheet_.right - sheet_.left, y - top_, 0.6, grey);
    for (const Column& column : columns_) {
      if (column.x > sheet_.left) canvas.line(column.x, top_, column.x, y, 0.4, grey);
    }
  }

  Sheet& sheet_;
  std::vector<Column> columns_;
  double top_ = 0;  // of the table on this page
};

}  // namespace

double draw_lines(Sheet& sheet, double y) {
  return Table(sheet).draw(y);
}

}  // namespace prefill::bulk
