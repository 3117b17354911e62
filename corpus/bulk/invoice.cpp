// How many lines fit is known only to the layout: so they come in a second step, from a stream of their own.

#include "corpus/bulk/invoice.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>

#include "corpus/bulk/distribution.h"
#include "corpus/bulk/identifiers.h"

namespace prefill::bulk {
namespace {

constexpr std::uint64_t buyer_count = 6000;
constexpr int whole = 10000;  // hundredths of a percent

std::int64_t part(std::int64_t amount, int rate) {
  return (amount * rate + whole / 2) / whole;
}

std::string padded(std::uint64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

const BuyerKind& draw_kind(Random& random) {
  int place = random.between(1, 100);
  for (const BuyerKind& kind : buyer_kinds()) {
    if (place <= kind.weight) return kind;
    place -= kind.weight;
  }
  return buyer_kinds().front();
}

std::string with_town(std::string_view pattern, const std::string& town) {
  const std::size_t at = pattern.find("{}");
  if (at == std::string_view::npos) return std::string(pattern);
  std::string name = std::string(pattern.substr(0, at)) + town;
  const std::size_t article = name.find("de É");
  if (article != std::string::npos) name.replace(article, 3, "d'");
  return name;
}

Party make_buyer(std::uint64_t seed, std::uint64_t number) {
  Random random(seed, "buyer", number);
  const BuyerKind& kind = draw_kind(random);
  const Town town = make_town(random);
  Party buyer;
  buyer.name = with_town(random.pick(kind.names), town.name);
  buyer.department = random.pick(kind.departments);
  buyer.street = make_street(random);
  buyer.postcode = town.postcode;
  buyer.town = town.name;
  buyer.siren = make_siren(random, kind.siren_prefix);
  buyer.siret = make_siret(random, buyer.siren);
  buyer.vat = french_vat(buyer.siren);
  return buyer;
}

std::string make_number(const Invoice& invoice, const Supplier& supplier, std::uint64_t index, int year) {
  const std::string prefix = invoice.credit ? "AV" : std::string(supplier.number_prefix);
  const std::string short_year = std::to_string(year % 100);
  switch (supplier.number_form) {
    case 0:
      return prefix + short_year + "-" + padded(index, 5);
    case 1:
      return prefix + "-" + std::to_string(year) + "-" + padded(index, 5);
    case 2:
      return std::to_string(year) + padded(index, 6);
    case 3:
      return prefix + padded(index, 8);
    default:
      return std::to_string(year) + "/" + padded(index, 6);
  }
}

std::string make_engagement(Random& random, const Party& buyer, int year) {
  const std::string short_year = std::to_string(year % 100);
  if (buyer.siren.starts_with("11")) {
    constexpr std::array<std::string_view, 4> heads{"13", "14", "15", "21"};
    return std::string(random.pick(heads)) + random.digits(8);
  }
  switch (random.between(0, 4)) {
    case 0:
      return "BC" + short_year + "/" + random.digits(4);
    case 1:
      return std::to_string(year) + "-" + random.digits(6);
    case 2:
      return "ENG" + random.digits(6);
    case 3:
      return short_year + "DPL" + random.digits(4);
    default:
      return "AC" + random.digits(6);
  }
}

std::string make_contract(Random& random, int year) {
  switch (random.between(0, 2)) {
    case 0:
      return std::to_string(year - 1) + "M" + random.digits(4);
    case 1:
      return "MAPA" + std::to_string(year - 1) + "-" + random.digits(2);
    default:
      return "AOO-" + random.digits(5) + "-L" + std::to_string(random.between(1, 5));
  }
}

int year_of(std::chrono::sys_days day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

void draw_references(Random& random, Invoice& invoice) {
  const int year = year_of(invoice.issued);
  if (random.chance(85)) invoice.engagement = make_engagement(random, invoice.buyer, year);
  if (random.chance(60)) invoice.service = random.pick(service_codes());
  if (random.chance(30)) invoice.contract = make_contract(random, year);
  if (random.chance(40)) invoice.client_number = "C" + random.digits(5);
  if (random.chance(25)) invoice.seller_order = "CC" + random.digits(6);
  if (random.chance(20)) invoice.delivery_note = "BL" + random.digits(6);
}

}  // namespace

std::int64_t Invoice::gross() const {
  return std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                         [](std::int64_t sum, const Line& line) { return sum + line.total(); });
}

std::int64_t Invoice::tax() const {
  return std::accumulate(vat.begin(), vat.end(), std::int64_t{0},
                         [](std::int64_t sum, const VatLine& line) { return sum + line.amount; });
}

Invoice make_invoice(std::uint64_t seed, std::uint64_t index, const Supplier& supplier) {
  using std::chrono::days;
  Random random(seed, "invoice", index);
  Invoice invoice;
  invoice.index = index;
  invoice.credit = random.chance(4);
  invoice.pages = draw_page_count(random);
  const std::chrono::sys_days first = std::chrono::year(2025) / 1 / 2;
  invoice.issued = first + days(random.between(0, 363));
  constexpr std::array terms{30, 30, 30, 45, 50};
  invoice.due = invoice.issued + days(random.pick(terms));
  invoice.number = make_number(invoice, supplier, index, year_of(invoice.issued));
  invoice.buyer = make_buyer(seed, random.next() % buyer_count);
  draw_references(random, invoice);
  invoice.site = random.pick(sites());
  invoice.due_printed = !invoice.credit && random.chance(70);
  if (invoice.credit) {
    // The invoice that is taken back was written some weeks before and is none of the corpus.
    invoice.origin = "F" + std::to_string(year_of(invoice.issued)) + "-" + random.digits(5);
    invoice.negative = random.chance(50);
  } else {
    invoice.discount_rate = random.chance(8) ? 100 * random.between(2, 10) : 0;
    invoice.paid_rate = random.chance(8) ? 1000 * random.between(2, 4) : 0;
  }
  return invoice;
}

void fill(Invoice& invoice, std::uint64_t seed, const Supplier& supplier, int count) {
  Random random(seed, "lines", invoice.index);
  constexpr std::array quantities{1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 40};
  std::map<int, std::int64_t, std::greater<>> bases;
  for (int i = 0; i < count; ++i) {
    Line line;
    line.good = &random.pick(supplier.trade->goods);
    // What is dear is not bought by the dozen.
    line.quantity = line.good->price > 30000 ? random.between(1, 2) : random.pick(quantities);
    line.price = line.good->price + random.between(-9, 9) * (line.good->price / 100);
    line.rate = supplier.regime == Regime::exempt ? 0 : line.good->rate;
    bases[line.rate] += line.total();
    invoice.lines.push_back(line);
  }
  for (const auto& [rate, base] : bases) {
    const std::int64_t less = part(base, invoice.discount_rate);
    invoice.discount += less;
    invoice.vat.push_back({rate, base - less, part(base - less, rate)});
  }
  invoice.paid = part(invoice.total(), invoice.paid_rate);
}

}  // namespace prefill::bulk
