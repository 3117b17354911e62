// A VAT table is known by its arithmetic rather than by its headers: in each of its lines the tax is the rate's share
// of the base. Headers matter only where the rate has no percent sign.

#include "extractor/fields/tax_table.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

using text::Index;

// Percent, in millionths as Decimal counts: 20 % is 20 000 000.
constexpr std::array<std::int64_t, 20> kRates = {0,          900'000,    1'050'000,  1'750'000,  2'100'000,
                                                 5'500'000,  6'000'000,  7'000'000,  8'500'000,  9'200'000,
                                                 9'600'000,  10'000'000, 12'000'000, 13'000'000, 17'000'000,
                                                 19'000'000, 19'600'000, 20'000'000, 20'600'000, 21'000'000};

bool is_rate(Decimal value) {
  return std::find(kRates.begin(), kRates.end(), value.millionths) != kRates.end();
}

/// Lines of the page that lie below a header of rates, closely enough to belong to its table.
bool under_rate_header(const PageView& page, Index line) {
  return std::ranges::any_of(page.announcing(rules::Mark::vat_rate), [&](const rules::Match* match) {
    const Index header = page.line_of(*match);
    return header < line && line - header <= 10;
  });
}

/// The row made of the values of one line, if its numbers fit.
std::optional<TaxRow> row_of(const ArenaVector<const FoundValue*>& values, bool rate_without_sign) {
  for (const FoundValue* rate : values) {
    const bool plain = rate->type == FoundType::amount && rate_without_sign && !rate->currency;
    if ((rate->type != FoundType::percent && !plain) || !is_rate(rate->number)) continue;
    std::optional<TaxRow> best;
    for (const FoundValue* base : values) {
      if (base == rate || base->type != FoundType::amount) continue;
      for (const FoundValue* tax : values) {
        if (tax == rate || tax == base || tax->type != FoundType::amount) continue;
        if (tax->decimals == 0 && !tax->currency && base->decimals == 0) continue;
        const Decimal b = base->number.abs();
        const Decimal t = tax->number.abs();
        if (b.zero() || !is_tax_on(b, rate->number, t)) continue;
        // At a rate of zero every number fits as a base: the largest is meant.
        if (best && best->line.base >= b) continue;
        best = TaxRow{{rate->number, b, t}, 0, {}, 0};
        best->span = {std::min({rate->span.from, base->span.from, tax->span.from}),
                      std::max({rate->span.to, base->span.to, tax->span.to})};
      }
    }
    if (best) return best;
  }
  return std::nullopt;
}

/// What rows come to.
struct Sum {
  Decimal base;
  Decimal tax;

  void add(const TaxRow& row) {
    base = base + row.line.base;
    tax = tax + row.line.amount;
  }
  [[nodiscard]] bool fits(std::optional<Decimal> ht, std::optional<Decimal> tva) const {
    constexpr std::int64_t kSlack = 20'000;  // two cents: rates are rounded one by one
    const bool base_fits = !ht || std::abs((base - ht->abs()).millionths) <= kSlack;
    const bool tax_fits = !tva || std::abs((tax - tva->abs()).millionths) <= kSlack;
    return base_fits && tax_fits;
  }
};

/// The amounts of a line of text.
struct AmountLine {
  static constexpr std::size_t kMost = 8;
  std::array<const FoundValue*, kMost> values{};
  std::size_t count = 0;
  Index line = 0;

  /// True when the last amount is the sum of the others, of which there are at least two.
  [[nodiscard]] bool sums_up() const {
    if (count < 3) return false;
    Decimal sum;
    for (std::size_t i = 0; i + 1 < count; ++i) sum = sum + values[i]->number.abs();
    return sum == values[count - 1]->number.abs();
  }
};

/// The line at `next`, which moves on behind it. Empty when it has too many amounts.
AmountLine amount_line(const PageView& page, std::size_t& next) {
  AmountLine line;
  line.line = page.text->cells()[page.values[next].cell].line;
  bool fits = true;
  for (; next < page.values.size() && page.text->cells()[page.values[next].cell].line == line.line; ++next) {
    const FoundValue& value = page.values[next];
    if (value.type != FoundType::amount || value.decimals != 2) continue;
    fits = fits && line.count < AmountLine::kMost;
    if (fits) line.values[line.count++] = &value;
  }
  return fits ? line : AmountLine{};
}

/// Appends a row for each column of `bases` and `taxes`; false, and nothing appended, when they are no VAT table.
bool fill_columns(const AmountLine& bases, const AmountLine& taxes, const ArenaVector<Decimal>& rates, Index page,
                  ArenaVector<TaxRow>& rows) {
  if (bases.count != taxes.count || !bases.sums_up() || !taxes.sums_up()) return false;
  for (std::size_t i = 0; i + 1 < bases.count; ++i) {
    const Decimal base = bases.values[i]->number.abs();
    const Decimal tax = taxes.values[i]->number.abs();
    const auto rate = std::find_if(rates.begin(), rates.end(), [&](Decimal r) { return is_tax_on(base, r, tax); });
    if (rate == rates.end()) {
      rows.clear();
      return false;
    }
    rows.push_back({{*rate, base, tax}, page, taxes.values[i]->span, taxes.line});
  }
  return true;
}

}  // namespace

bool is_tax_on(Decimal base, Decimal rate, Decimal tax, int cents) {
  // base * rate / 100 in millionths; the product is beyond 64 bits for large amounts.
  const auto product = static_cast<long double>(base.millionths) * static_cast<long double>(rate.millionths) / 1e8L;
  const long double difference = product - static_cast<long double>(tax.millionths);
  return std::abs(static_cast<double>(difference)) <= 5'001.0 + 10'000.0 * (cents - 1);
}

ArenaVector<TaxRow> find_tax_rows(const DocumentView& document) {
  ArenaVector<TaxRow> rows(document.arena);
  ArenaVector<const FoundValue*> values(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (std::size_t first = 0; first < page.values.size();) {
      const Index line = page.text->cells()[page.values[first].cell].line;
      values.clear();
      std::size_t next = first;
      for (; next < page.values.size() && page.text->cells()[page.values[next].cell].line == line; ++next) {
        const FoundType type = page.values[next].type;
        if (type == FoundType::amount || type == FoundType::percent) values.push_back(&page.values[next]);
      }
      first = next;
      constexpr std::size_t kFewest = 3;
      constexpr std::size_t kMost = 12;
      if (values.size() < kFewest || values.size() > kMost) continue;
      if (auto row = row_of(values, under_rate_header(page, line))) {
        row->page = p;
        row->text_line = line;
        rows.push_back(*row);
      }
    }
  }
  return rows;
}

TaxColumns find_tax_columns(const DocumentView& document, const ArenaVector<Decimal>& rates) {
  TaxColumns columns(document.arena);
  std::array<AmountLine, 3> last;  // lines of amounts, the latest first
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    last.fill({});
    for (std::size_t next = 0; next < page.values.size();) {
      const AmountLine line = amount_line(page, next);
      if (line.count == 0) continue;
      std::rotate(last.begin(), last.end() - 1, last.end());
      last[0] = line;
      if (columns.rows.empty()) {
        if (fill_columns(last[1], last[0], rates, p, columns.rows)) {
          columns.base = last[1].values[line.count - 1];
          columns.tax = last[0].values[line.count - 1];
        }
      } else if (last[1].values[line.count - 1] == columns.tax) {
        const FoundValue* const total = line.values[line.count - 1];
        if (total->number.abs() == columns.base->number.abs() + columns.tax->number.abs()) columns.total = total;
        return columns;
      }
    }
    if (!columns.rows.empty()) return columns;
  }
  return columns;
}

ArenaVector<TaxRow> choose_tax_table(const ArenaVector<TaxRow>& rows, std::optional<Decimal> ht,
                                     std::optional<Decimal> tva, Arena* arena) {
  ArenaVector<TaxRow> chosen(arena);
  if (rows.empty() || (!ht && !tva)) return chosen;
  // The table stands behind the items: the last row of each rate.
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const bool known = std::any_of(chosen.begin(), chosen.end(),
                                   [&](const TaxRow& other) { return other.line.rate == row->line.rate; });
    if (!known) chosen.push_back(*row);
  }
  std::reverse(chosen.begin(), chosen.end());
  Sum sum;
  for (const TaxRow& row : chosen) sum.add(row);
  if (sum.fits(ht, tva)) return chosen;
  // A rate may have several rows (exempt and intra-community sales are both at zero), and other lines of the page may
  // fit by chance: the longest run of rows that sums up, among the last ones.
  constexpr std::size_t kMostRows = 24;
  const std::size_t first_row = rows.size() > kMostRows ? rows.size() - kMostRows : 0;
  // A run that stops where the next line goes on with another rate is a part of a table.
  const auto goes_on = [&](std::size_t a, std::size_t b) {
    if (b >= rows.size() || a >= rows.size()) return false;
    return rows[a].page == rows[b].page && rows[a].text_line + 1 == rows[b].text_line &&
           rows[a].line.rate != rows[b].line.rate;
  };
  std::size_t best_first = 0;
  std::size_t best_end = 0;
  for (std::size_t first = first_row; first < rows.size(); ++first) {
    Sum run;
    for (std::size_t end = first + 1; end <= rows.size(); ++end) {
      run.add(rows[end - 1]);
      const bool whole = !goes_on(end - 1, end) && (first == 0 || !goes_on(first - 1, first));
      if (end - first > best_end - best_first && whole && run.fits(ht, tva)) {
        best_first = first;
        best_end = end;
      }
    }
  }
  chosen.assign(rows.begin() + static_cast<std::ptrdiff_t>(best_first),
                rows.begin() + static_cast<std::ptrdiff_t>(best_end));
  return chosen;
}

ArenaVector<Decimal> printed_rates(const DocumentView& document) {
  ArenaVector<Decimal> rates(document.arena);
  for (const PageView& page : document.pages) {
    for (const FoundValue& value : page.values) {
      if (value.type == FoundType::percent && is_rate(value.number)) rates.push_back(value.number);
    }
  }
  std::sort(rates.begin(), rates.end());
  rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
  return rates;
}

}  // namespace prefill
