// Lines of VAT: rate, base and tax that fit each other.

#pragma once

#include <optional>
#include <span>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"
#include "extractor/fields/printed_amounts.h"

namespace prefill {

/// A printed line in which base * rate = tax, to the cent.
struct TaxRow {
  TaxLine line;          // amounts positive
  text::Index page = 0;  // index into DocumentView::pages
  text::Span span;
  text::Index text_line = 0;  // index into PageText::lines
  text::Span base{};          // what is printed as base, of a row of its own
};

/// Every line of the pages in which a rate of French law (Annexe 7, G1.24; and those of neighbours) stands beside two
/// amounts of which one is the tax on the other; in order of place. Lines of items may be among them.
[[nodiscard]] ArenaVector<TaxRow> find_tax_rows(const DocumentView& document);

/// A VAT table on its side: a column for each rate, and a last one in which they are summed up.
struct TaxColumns {
  explicit TaxColumns(Arena* arena) : rows(arena) {}

  ArenaVector<TaxRow> rows;          // one for each rate; empty when there is no such table
  const FoundValue* base = nullptr;  // of the last column
  const FoundValue* tax = nullptr;
  const FoundValue* total = nullptr;  // null when the table has no line of totals
};

/// The first table with a line of bases and under it one of taxes, which are what `rates` ask of them; `amounts` are
/// those of the document. Its rows live in `arena`.
[[nodiscard]] TaxColumns find_tax_columns(std::span<const PrintedAmount> amounts, const ArenaVector<Decimal>& rates,
                                          Arena* arena);

/// What rows come to.
struct TaxSum {
  Decimal base;
  Decimal tax;
};

/// The VAT tables that rows may make, summed up once to be asked for many totals.
class TaxTables {
 public:
  /// `rows`, in order of place, must outlive this and stay as they are.
  TaxTables(std::span<const TaxRow> rows, Arena* arena);

  /// The VAT table: one row for each rate, or neighbouring rows, whose bases and taxes sum up to `ht` and `tva` where
  /// these are known. Empty when no choice does. A few steps; at most some hundred when the last rows of their rates
  /// are not the table.
  [[nodiscard]] std::span<const TaxRow> find(std::optional<Decimal> ht, std::optional<Decimal> tva) const;
  /// True when base and tax are those of a row, and the table goes on before or behind it.
  [[nodiscard]] bool has_part(Decimal base, Decimal tax) const;

 private:
  [[nodiscard]] bool goes_on(std::size_t row) const;

  std::span<const TaxRow> rows_;      // the last ones, of which a run may be the table
  bool first_goes_on_ = false;        // the first of them goes on with the table of a row before
  ArenaVector<TaxRow> last_of_rate_;  // in order of place
  TaxSum sum_;                        // of these
  ArenaVector<TaxSum> before_;        // by row: of the rows before it; and of all
};

/// The rates that are printed with a percent sign, each once, ascending.
[[nodiscard]] ArenaVector<Decimal> printed_rates(const DocumentView& document);

/// `base` * `rate` percent, rounded to the cent, differs from `tax` by at most `cents` cents.
[[nodiscard]] bool is_tax_on(Decimal base, Decimal rate, Decimal tax, int cents = 1);

}  // namespace prefill
