// The upper part of the first page, and what is printed around the others.

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/bulk/identifiers.h"
#include "corpus/bulk/sheet.h"

namespace prefill::bulk {
namespace {

constexpr double top = 40;
constexpr Colour grey{0.45, 0.45, 0.45};
constexpr Colour pale{0.9, 0.92, 0.95};
constexpr double block_width = 235;  // of the addresses

std::string label_of(const Sheet& sheet, Item item) {
  const std::string_view label = sheet.style().labels[static_cast<std::size_t>(item)];
  if (!sheet.invoice.credit) return std::string(label);
  if (item == Item::number) return "N° d'avoir";
  if (item == Item::issued && label.find("acture") != std::string_view::npos) return "Date";
  return std::string(label);
}

std::vector<std::string> seller_lines(Sheet& sheet) {
  const Supplier& supplier = sheet.supplier;
  std::vector<std::string> lines{supplier.party.street, supplier.party.postcode + " " + supplier.party.town,
                                 "Tél. : " + supplier.phone, supplier.mail};
  if (sheet.style().ids == Ids::head) {
    lines.push_back("SIRET : " + sheet.printed.seller_siret());
    if (supplier.regime != Regime::exempt) lines.push_back("TVA intracommunautaire : " + sheet.printed.seller_vat());
  }
  return lines;
}

// Logo, name and address of the supplier; the y below.
double draw_seller(Sheet& sheet, Canvas& canvas, double x, double y) {
  if (sheet.assets.logo) {
    constexpr double side = 58;
    canvas.picture(*sheet.assets.logo, x, y, side, side);
    y += side + 6;
  }
  const Type name{sheet.title.font, 13, sheet.style().accent};
  y += name.size;
  canvas.text(x, y, name, sheet.printed.seller_name());
  for (const std::string& line : seller_lines(sheet)) {
    y += sheet.line();
    canvas.text(x, y, sheet.text, line);
  }
  return y;
}

double draw_buyer(Sheet& sheet, double x, double y) {
  Canvas& canvas = sheet.page();
  const Party& buyer = sheet.invoice.buyer;
  const double begin = y;
  if (!sheet.style().buyer_heading.empty()) {
    y += sheet.line();
    canvas.text(x, y, sheet.small, sheet.style().buyer_heading);
  }
  for (const std::string& line : canvas.wrapped(sheet.bold, sheet.printed.buyer_name(), block_width - 10)) {
    y += sheet.line();
    canvas.text(x, y, sheet.bold, line);
  }
  for (const std::string& line : {buyer.department, buyer.street, buyer.postcode + " " + buyer.town}) {
    y += sheet.line();
    canvas.text(x, y, sheet.text, line);
  }
  if (sheet.style().buyer_siret_in_block) {
    y += sheet.line();
    canvas.text(x, y, sheet.text, label_of(sheet, Item::buyer_siret) + " : " + sheet.printed.item(Item::buyer_siret));
  }
  if (sheet.style().buyer_framed) {
    canvas.frame(x - 8, begin - 2, block_width, y - begin + 10, 0.7, grey);
    y += 8;
  }
  return y;
}

double draw_strip(Sheet& sheet, double y) {
  constexpr double height = 62;
  if (sheet.assets.banner) {
    const Picture& picture = sheet.assets.pictures[*sheet.assets.banner];
    const double width = std::min(sheet.right - sheet.left, height * picture.width / picture.height);
    sheet.page().picture(*sheet.assets.banner, sheet.left, y, width, height);
    return y + height + 8;
  }
  if (sheet.assets.photographs.empty() || has_annex(sheet)) return y;
  double x = sheet.left;
  for (const std::size_t photograph : sheet.assets.photographs) {
    sheet.page().picture(photograph, x, y, 1.5 * height, height);
    x += 1.5 * height + 8;
  }
  return y + height + 8;
}

double draw_title(Sheet& sheet, double y) {
  const Style& style = sheet.style();
  const bool capitals = style.title_word == "FACTURE";
  std::string title = sheet.invoice.credit ? (capitals ? "AVOIR" : "Avoir") : std::string(style.title_word);
  if (style.title != Title::alone) title += (capitals ? " N° " : " n° ") + sheet.printed.item(Item::number);
  if (style.title == Title::with_number_and_date) title += " du " + sheet.printed.item(Item::issued);
  if (style.place_and_date) {
    y += sheet.line();
    sheet.page().text(sheet.right, y, sheet.text,
                      sheet.supplier.party.town + ", le " + sheet.printed.item(Item::issued), Align::right);
    y += 4;
  }
  y += sheet.title.size;
  sheet.page().text(sheet.left, y, sheet.title, title);
  return y + 6;
}

std::vector<Item> items_to_print(const Sheet& sheet) {
  const Style& style = sheet.style();
  std::vector<Item> items;
  for (const Item item : {Item::number, Item::issued, Item::due, Item::client_number, Item::engagement, Item::service,
                          Item::contract, Item::buyer_siret, Item::seller_order, Item::delivery_note, Item::origin}) {
    const bool in_title =
        (item == Item::number && style.title != Title::alone) ||
        (item == Item::issued && (style.title == Title::with_number_and_date || style.place_and_date)) ||
        (item == Item::buyer_siret && style.buyer_siret_in_block);
    if (!in_title && sheet.printed.has(item)) items.push_back(item);
  }
  return items;
}

double draw_bands(Sheet& sheet, double y, const std::vector<Item>& items) {
  std::vector<Cell> cells;
  for (const Item item : items) cells.push_back({label_of(sheet, item), sheet.printed.item(item)});
  const double width = sheet.right - sheet.left;
  const auto fitting = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(width / widest(sheet, cells)), 2, 4);
  for (auto from = cells.begin(); from != cells.end();) {
    const auto to = from + std::min(fitting, cells.end() - from);
    y = draw_band(sheet, y, {from, to}) + 4;
    from = to;
  }
  return y;
}

bool of_the_buyer(Item item) {
  return item == Item::engagement || item == Item::service || item == Item::contract || item == Item::buyer_siret;
}

// Items below each other, each with its label; the y below.
double draw_list(Sheet& sheet, double x, double y, const std::vector<Item>& items) {
  const bool colon = sheet.style().meta == Meta::with_colon;
  double widest_label = 0;
  for (const Item item : items) {
    widest_label = std::max(widest_label, sheet.page().width(sheet.bold, label_of(sheet, item)));
  }
  for (const Item item : items) {
    y += sheet.line();
    const std::string label = label_of(sheet, item);
    if (colon) {
      sheet.page().text(x, y, sheet.text, label + " : " + sheet.printed.item(item));
    } else {
      sheet.page().text(x, y, sheet.bold, label);
      sheet.page().text(x + widest_label + 14, y, sheet.text, sheet.printed.item(item));
    }
  }
  return y;
}

double draw_references(Sheet& sheet, double y) {
  std::vector<Item> items = items_to_print(sheet);
  if (sheet.style().meta == Meta::bands) return draw_bands(sheet, y + 4, items);
  if (!sheet.style().references_in_columns) return draw_list(sheet, sheet.left, y, items);
  const auto others = std::stable_partition(items.begin(), items.end(), [](Item item) { return !of_the_buyer(item); });
  const double below = draw_list(sheet, sheet.left, y, {items.begin(), others});
  return std::max(below, draw_list(sheet, (sheet.left + sheet.right) / 2 + 6, y, {others, items.end()}));
}

std::vector<std::string> foot_parts(Sheet& sheet) {
  const Supplier& supplier = sheet.supplier;
  std::vector<std::string> parts{sheet.printed.seller_name() + ", " + supplier.legal_form};
  if (supplier.capital > 0) {
    parts.back() += " au capital de " + sheet.printed.amount(supplier.capital * std::int64_t{100}) + " €";
  }
  if (sheet.style().ids == Ids::foot) {
    parts.push_back("SIRET " + sheet.printed.seller_siret());
    if (supplier.regime != Regime::exempt) parts.push_back("TVA intracom. " + sheet.printed.seller_vat());
  }
  if (supplier.capital > 0) {
    parts.push_back("RCS " + std::string(supplier.registry) + " " + sheet.printed.seller_siren());
  }
  parts.push_back("APE " + std::string(supplier.trade->ape));
  return parts;
}

}  // namespace

double widest(const Sheet& sheet, const std::vector<Cell>& cells) {
  double width = 0;
  for (const Cell& cell : cells) {
    width = std::max(
        {width, sheet.pages.back().width(sheet.bold, cell.label), sheet.pages.back().width(sheet.text, cell.value)});
  }
  return width + 8;
}

double draw_band(Sheet& sheet, double y, const std::vector<Cell>& cells) {
  Canvas& canvas = sheet.page();
  const double left = sheet.left;
  const double right = sheet.right;
  const double width = (right - left) / static_cast<double>(cells.size());
  const double head = sheet.line() + 3;
  const double height = head + sheet.line() + 4;
  if (sheet.style().accent_filled) canvas.area(left, y, right - left, head, pale);
  canvas.frame(left, y, right - left, height, 0.6, grey);
  canvas.line(left, y + head, right, y + head, 0.6, grey);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double x = left + static_cast<double>(i) * width;
    if (i > 0) canvas.line(x, y, x, y + height, 0.6, grey);
    canvas.text(x + width / 2, y + head - 4, sheet.bold, cells[i].label, Align::centre);
    canvas.text(x + width / 2, y + height - 4, sheet.text, cells[i].value, Align::centre);
  }
  return y + height;
}

double draw_head(Sheet& sheet) {
  const bool at_right = sheet.style().buyer_at_right;
  const double across = sheet.right - block_width + 8;
  double y = draw_strip(sheet, top);
  if (sheet.contents.shape.letterhead_form) {
    sheet.page().letterhead();
    Canvas form(sheet.contents, true);
    y = draw_seller(sheet, form, at_right ? sheet.left : across, y);
    draw_foot(sheet, form);
    sheet.contents.letterhead = form.finish();
  } else {
    y = draw_seller(sheet, sheet.page(), at_right ? sheet.left : across, y);
    draw_foot(sheet, sheet.page());
  }
  const double window = 120;  // where the envelope has its window
  const double below =
      draw_buyer(sheet, at_right ? across : sheet.left + 8, at_right ? std::max(top + 70, window) : y + 4);
  y = draw_title(sheet, std::max(y, below) + 14);
  y = draw_references(sheet, y);
  if (sheet.supplier.trade->site) {
    y += sheet.line();
    sheet.page().text(sheet.left, y, sheet.text, "Lieu d'intervention : " + std::string(sheet.invoice.site));
  }
  return y + 12;
}

void begin_page(Sheet& sheet) {
  sheet.pages.emplace_back(sheet.contents);
  const int number = static_cast<int>(sheet.pages.size());
  Canvas& canvas = sheet.page();
  canvas.text(sheet.right, sheet.contents.height - 22, sheet.small,
              "Page " + std::to_string(number) + "/" + std::to_string(sheet.invoice.pages), Align::right);
  if (number == 1) return;
  draw_foot(sheet, canvas);
  canvas.text(sheet.left, top, sheet.small,
              (sheet.invoice.credit ? "Avoir n° " : "Facture n° ") + sheet.printed.item(Item::number) + " (suite)");
}

void draw_foot(Sheet& sheet, Canvas& canvas) {
  double y = sheet.bottom + 14;
  std::string line;
  const auto end_line = [&] {
    canvas.text((sheet.left + sheet.right) / 2, y, sheet.small, line, Align::centre);
    y += sheet.small.size * 1.3;
    line.clear();
  };
  // A number is never broken.
  for (const std::string& part : foot_parts(sheet)) {
    if (!line.empty() && canvas.width(sheet.small, line + " - " + part) > sheet.right - sheet.left) end_line();
    line += (line.empty() ? "" : " - ") + part;
  }
  end_line();
}

}  // namespace prefill::bulk
