// A VAT table is known by its arithmetic rather than by its headers: in each of its lines the tax is the rate's share
// of the base. Headers matter only where the rate has no percent sign.

#include "extractor/fields/tax_table.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <span>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

using text::Index;

// Percent, in millionths as Decimal counts: 20 % is 20 000 000.
constexpr std::array<std::int64_t, 20> kRates = {0,          900'000,    1'050'000,  1'750'000,  2'100'000,
                                                 5'500'000,  6'000'000,  7'000'000,  8'500'000,  9'200'000,
                                                 9'600'000,  10'000'000, 12'000'000, 13'000'000, 17'000'000,
                                                 19'000'000, 19'600'000, 20'000'000, 20'600'000, 21'000'000};

/// All of them are multiples of it.
constexpr std::uint64_t kRateStep = 50'000;

/// By the multiple, whether it is a rate.
constexpr auto kIsRate = [] {
  std::array<bool, kRates.back() / kRateStep + 1> is{};
  for (const std::int64_t rate : kRates) {
    if (rate % kRateStep != 0) throw "a multiple";
    is[static_cast<std::uint64_t>(rate) / kRateStep] = true;
  }
  return is;
}();

bool is_rate(Decimal value) {
  const auto rate = static_cast<std::uint64_t>(value.millionths);  // negative ones are beyond all
  return rate <= kRates.back() && rate % kRateStep == 0 && kIsRate[rate / kRateStep];
}

/// Lines of the page that lie below a header of rates, closely enough to belong to its table.
bool under_rate_header(const PageView& page, Index line) {
  return std::ranges::any_of(page.announcing(rules::Mark::vat_rate), [&](const rules::Match* match) {
    const Index header = page.line_of(*match);
    return header < line && line - header <= 10;
  });
}

/// The amounts and percentages of one line of text; one with more numbers is no row of a VAT table.
class NumberLine {
 public:
  NumberLine(const PageView& page, Index line) : page_(page), line_(line) {}

  void add(const FoundValue& value) {
    if (value.type != FoundType::amount && value.type != FoundType::percent) return;
    if (count_ < kMost) values_[count_] = &value;
    ++count_;
  }

  /// The row that they make, if they fit; `above` is the row found before, on this page, if any.
  [[nodiscard]] std::optional<TaxRow> row(const TaxRow* above) {
    if (count_ < kFewest || count_ > kMost) return std::nullopt;
    for (const FoundValue* rate : values()) {
      if (!is_rate(rate->number) || !(rate->type == FoundType::percent || plain_rate(*rate))) continue;
      if (const auto found = row_at(*rate, above)) return found;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kFewest = 3;
  static constexpr std::size_t kMost = 12;

  [[nodiscard]] std::span<const FoundValue* const> values() const { return {values_.data(), count_}; }

  /// True for a number without a percent sign where a header says that it is a rate.
  [[nodiscard]] bool plain_rate(const FoundValue& value) {
    if (value.currency) return false;
    if (!under_header_) under_header_ = under_rate_header(page_, line_);
    return *under_header_;
  }

  /// At a rate of zero every number fits as a base: what stands in the column of bases is meant, else the largest.
  [[nodiscard]] std::optional<TaxRow> row_at(const FoundValue& rate, const TaxRow* above) const {
    std::optional<TaxRow> best;
    for (const FoundValue* base : values()) {
      if (base == &rate || base->type != FoundType::amount || base->number.zero()) continue;
      const Decimal b = base->number.abs();
      for (const FoundValue* tax : values()) {
        const Decimal t = tax->number.abs();
        if (!is_tax_on(b, rate.number, t)) continue;  // first, since nearly none is
        if (tax == &rate || tax == base || tax->type != FoundType::amount) continue;
        if (tax->decimals == 0 && !tax->currency && base->decimals == 0) continue;
        if (best && !outweighs(*base, *best, above)) continue;
        best = TaxRow{{rate.number, b, t},
                      0,
                      {std::min({rate.span.from, base->span.from, tax->span.from}),
                       std::max({rate.span.to, base->span.to, tax->span.to})},
                      line_,
                      base->span};
      }
    }
    return best;
  }

  /// True when `base` is more likely the base of the row than that of `best`, which fits as well.
  [[nodiscard]] bool outweighs(const FoundValue& base, const TaxRow& best, const TaxRow* above) const {
    if (best.line.rate.zero() && above != nullptr && above->text_line + 1 == line_) {
      const Rect column = page_.text->box(above->base);
      const auto in_column = [&](text::Span span) {
        const Rect box = page_.text->box(span);
        return overlap(column.x0, column.x1, box.x0, box.x1) > 0;
      };
      const bool own = in_column(base.span);
      if (own != in_column(best.base)) return own;
    }
    return base.number.abs() > best.line.base;
  }

  const PageView& page_;
  Index line_;
  std::array<const FoundValue*, kMost> values_;
  std::size_t count_ = 0;  // more than there are in `values_` when there are too many
  std::optional<bool> under_header_;
};

TaxSum operator+(const TaxSum& sum, const TaxRow& row) {
  return {sum.base + row.line.base, sum.tax + row.line.amount};
}

TaxSum operator-(const TaxSum& a, const TaxSum& b) {
  return {a.base - b.base, a.tax - b.tax};
}

bool fits(const TaxSum& sum, std::optional<Decimal> ht, std::optional<Decimal> tva) {
  constexpr std::int64_t kSlack = 20'000;  // two cents: rates are rounded one by one
  const bool base_fits = !ht || std::abs((sum.base - ht->abs()).millionths) <= kSlack;
  const bool tax_fits = !tva || std::abs((sum.tax - tva->abs()).millionths) <= kSlack;
  return base_fits && tax_fits;
}

/// True when `b`, the row behind `a`, stands in the next line and has another rate: a table that goes on.
bool joined(const TaxRow& a, const TaxRow& b) {
  return a.page == b.page && a.text_line + 1 == b.text_line && a.line.rate != b.line.rate;
}

using Amounts = std::span<const PrintedAmount>;

/// The next line with amounts, but for lines with too many; it is taken off `rest`. Empty when there is none.
Amounts next_line(Amounts& rest) {
  constexpr std::size_t kMost = 8;
  while (!rest.empty()) {
    const PrintedAmount& first = rest.front();
    const auto end = std::ranges::find_if(
        rest, [&](const PrintedAmount& amount) { return amount.line != first.line || amount.page != first.page; });
    const Amounts line(rest.begin(), end);
    rest = rest.subspan(line.size());
    if (line.size() <= kMost) return line;
  }
  return {};
}

/// True when the last amount is the sum of the others, of which there are at least two.
bool sums_up(Amounts amounts) {
  if (amounts.size() < 3) return false;
  Decimal sum;
  for (const PrintedAmount& part : amounts.first(amounts.size() - 1)) sum = sum + part.amount;
  return sum == amounts.back().amount;
}

/// True when `line` is one of as many amounts as `above`, the line with amounts before it.
bool may_go_on(Amounts above, Amounts line) {
  return above.size() == line.size() && !line.empty() && above.front().page == line.front().page;
}

/// Appends a row for each column of `bases` and `taxes`; false, and nothing appended, when they are no VAT table.
bool fill_columns(Amounts bases, Amounts taxes, const ArenaVector<Decimal>& rates, ArenaVector<TaxRow>& rows) {
  if (!may_go_on(bases, taxes) || !sums_up(bases) || !sums_up(taxes)) return false;
  for (std::size_t i = 0; i + 1 < bases.size(); ++i) {
    const Decimal base = bases[i].amount;
    const PrintedAmount& tax = taxes[i];
    const auto rate =
        std::find_if(rates.begin(), rates.end(), [&](Decimal r) { return is_tax_on(base, r, tax.amount); });
    if (rate == rates.end()) {
      rows.clear();
      return false;
    }
    rows.push_back({{*rate, base, tax.amount}, tax.page, tax.value->span, tax.line});
  }
  return true;
}

}  // namespace

bool is_tax_on(Decimal base, Decimal rate, Decimal tax, int cents) {
  // In hundredths of millionths squared: beyond 64 bits for large amounts.
  __extension__ using Wide = __int128;
  constexpr std::int64_t kPercent = 100'000'000;
  const Wide difference = Wide{base.millionths} * rate.millionths - Wide{tax.millionths} * kPercent;
  const Wide most = Wide{5'001 + 10'000 * (std::int64_t{cents} - 1)} * kPercent;
  return difference <= most && -difference <= most;
}

ArenaVector<TaxRow> find_tax_rows(const DocumentView& document) {
  ArenaVector<TaxRow> rows(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    const std::span all(page.values.data(), page.values.size());
    const bool headed = !page.announcing(rules::Mark::vat_rate).empty();
    for (std::size_t next = 0; next < all.size(); ++next) {
      // Few lines have a rate, so they are found by it.
      if (all[next].type != FoundType::percent && !(headed && all[next].type == FoundType::amount)) continue;
      if (!is_rate(all[next].number)) continue;
      const Index line = page.line_of(all[next]);
      std::size_t first = next;
      while (first > 0 && page.line_of(all[first - 1]) == line) --first;
      while (next + 1 < all.size() && page.line_of(all[next + 1]) == line) ++next;
      NumberLine numbers(page, line);
      for (const FoundValue& value : all.subspan(first, next + 1 - first)) numbers.add(value);
      const TaxRow* above = !rows.empty() && rows.back().page == p ? &rows.back() : nullptr;
      if (auto row = numbers.row(above)) {
        row->page = p;
        rows.push_back(*row);
      }
    }
  }
  return rows;
}

TaxColumns find_tax_columns(Amounts amounts, const ArenaVector<Decimal>& rates, Arena* arena) {
  TaxColumns columns(arena);
  if (rates.empty()) return columns;
  Amounts bases;
  for (Amounts taxes = next_line(amounts); !taxes.empty(); taxes = next_line(amounts)) {
    if (fill_columns(bases, taxes, rates, columns.rows)) {
      columns.base = bases.back().value;
      columns.tax = taxes.back().value;
      const Amounts totals = next_line(amounts);
      const bool given = may_go_on(taxes, totals) && totals.back().amount == bases.back().amount + taxes.back().amount;
      if (given) columns.total = totals.back().value;
      return columns;
    }
    bases = taxes;
  }
  return columns;
}

TaxTables::TaxTables(std::span<const TaxRow> rows, Arena* arena) : rows_(rows), last_of_rate_(arena), before_(arena) {
  if (rows.empty()) return;
  // The table stands behind the items: the last row of each rate.
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const bool known = std::any_of(last_of_rate_.begin(), last_of_rate_.end(),
                                   [&](const TaxRow& other) { return other.line.rate == row->line.rate; });
    if (!known) last_of_rate_.push_back(*row);
  }
  std::reverse(last_of_rate_.begin(), last_of_rate_.end());
  for (const TaxRow& row : last_of_rate_) sum_ = sum_ + row;
  constexpr std::size_t kMostRows = 24;
  if (rows.size() > kMostRows) {
    rows_ = rows.last(kMostRows);
    first_goes_on_ = joined(rows[rows.size() - kMostRows - 1], rows_.front());
  }
  before_.reserve(rows_.size() + 1);
  before_.push_back({});
  for (const TaxRow& row : rows_) before_.push_back(before_.back() + row);
}

/// True when `row`, an index into `rows_` or its size, goes on with the table of the row before it.
bool TaxTables::goes_on(std::size_t row) const {
  if (row == 0) return first_goes_on_;
  return row < rows_.size() && joined(rows_[row - 1], rows_[row]);
}

std::span<const TaxRow> TaxTables::find(std::optional<Decimal> ht, std::optional<Decimal> tva) const {
  if (rows_.empty() || (!ht && !tva)) return {};
  if (fits(sum_, ht, tva)) return {last_of_rate_.data(), last_of_rate_.size()};
  // A rate may have several rows (exempt and intra-community sales are both at zero), and other lines of the page may
  // fit by chance: the longest run of rows that sums up. One that stops where the table goes on is a part of it.
  for (std::size_t length = rows_.size(); length > 0; --length) {
    for (std::size_t first = 0; first + length <= rows_.size(); ++first) {
      const std::size_t end = first + length;
      if (fits(before_[end] - before_[first], ht, tva) && !goes_on(first) && !goes_on(end)) {
        return rows_.subspan(first, length);
      }
    }
  }
  return {};
}

bool TaxTables::has_part(Decimal base, Decimal tax) const {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const TaxLine& line = rows_[i].line;
    if (line.base == base && line.amount == tax && (goes_on(i) || goes_on(i + 1))) return true;
  }
  return false;
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
