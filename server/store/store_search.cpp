// A search is put together from what is asked for; values stay values, never part of the statement.

#include <utility>

#include "server/store/rows.h"
#include "server/store/store.h"

namespace prefill::server {
namespace {

/// The conditions of a query, with `$n` for their values.
class Conditions {
 public:
  void add(std::string_view comparison, std::string value) {
    cells_.emplace_back(std::move(value));
    text_ += (text_.empty() ? " WHERE " : " AND ") + std::string(comparison) + place();
  }
  void add_if(std::string_view comparison, const std::string& value) {
    if (!value.empty()) add(comparison, value);
  }
  void add_if(std::string_view comparison, const std::optional<Moment>& moment) {
    if (moment) add(comparison, text_of(*moment));
  }
  void add_one_of(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    text_ += " AND " + std::string(column) + " IN (";
    for (const std::string& value : values) {
      cells_.emplace_back(value);
      text_ += (&value == values.data() ? "" : ", ") + place();
    }
    text_ += ")";
  }
  /// The page, once all conditions are there.
  [[nodiscard]] std::string page(int page, int per_page) {
    cells_.emplace_back(std::to_string(per_page));
    std::string text = " ORDER BY id DESC LIMIT " + place();
    cells_.emplace_back(std::to_string(static_cast<std::int64_t>(page - 1) * per_page));
    return text + " OFFSET " + place();
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }

 private:
  [[nodiscard]] std::string place() const { return "$" + std::to_string(cells_.size()); }

  std::string text_;
  std::vector<Cell> cells_;
};

Conditions conditions_of(const std::string& client, const InvoiceQuery& query) {
  Conditions conditions;
  conditions.add("client = ", client);
  conditions.add_if("number = ", query.number);
  conditions.add_if("recipient = ", query.recipient);
  conditions.add_if("type = ", query.type);
  conditions.add_if("date >= ", query.date_from);
  conditions.add_if("date <= ", query.date_to);
  conditions.add_if("deposited >= ", query.from);
  conditions.add_if("deposited < ", query.before);
  conditions.add_if("status_since >= ", query.status_from);
  conditions.add_if("status_since < ", query.status_before);
  conditions.add_one_of("status", query.statuses);
  return conditions;
}

}  // namespace

Stored<FoundInvoices> Store::search(const std::string& client, const InvoiceQuery& asked) {
  Conditions conditions = conditions_of(client, asked);
  FoundInvoices found;
  const auto total = query("SELECT COUNT(*) FROM invoices" + conditions.text(), conditions.cells());
  if (!total) return tl::unexpected(total.error());
  found.total = number_of(total->at(0).at(0));
  const std::string page = conditions.page(asked.page, asked.per_page);
  const auto rows =
      query("SELECT " + std::string(kInvoiceColumns) + " FROM invoices" + conditions.text() + page, conditions.cells());
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : *rows) found.invoices.push_back(invoice_of(row));
  return found;
}

}  // namespace prefill::server
