// Suppliers of the bulk corpus: who they are, and how the program that they write invoices with lays them out.
//
// An archive holds many invoices of each supplier, which look alike and differ from those of others. So whatever a
// program or a letterhead fixes is drawn once for each supplier, and the rest for each invoice.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/bulk/canvas.h"
#include "corpus/bulk/random.h"
#include "corpus/bulk/vocabulary.h"

namespace prefill::bulk {

struct Party {
  std::string name;
  std::string department;  // of a public buyer
  std::string street;
  std::string postcode;
  std::string town;
  std::string siren;
  std::string siret;
  std::string vat;
};

/// What stands on an invoice after a label.
enum class Item : std::uint8_t {
  number,
  issued,
  due,
  origin,
  engagement,
  service,
  contract,
  buyer_siret,
  client_number,
  seller_order,
  delivery_note,
  last = delivery_note
};
constexpr std::size_t item_count = static_cast<std::size_t>(Item::last) + 1;

enum class Title : std::uint8_t { alone, with_number, with_number_and_date };
enum class Meta : std::uint8_t { with_colon, two_columns, bands };
enum class Totals : std::uint8_t { rows, band };
enum class Ids : std::uint8_t { foot, head };
enum class Rules : std::uint8_t { grid, under_rows, striped, none };
enum class DateForm : std::uint8_t { slashes, dots, dashes, words, iso };

/// The regime of VAT that a supplier is under.
enum class Regime : std::uint8_t { on_debits, on_receipts, unsaid, exempt };

/// How a supplier's program writes and lays out.
struct Style {
  std::array<std::string_view, item_count> labels;
  Title title = Title::alone;
  Meta meta = Meta::with_colon;
  Totals totals = Totals::rows;
  Ids ids = Ids::foot;
  Rules rules = Rules::grid;
  DateForm date = DateForm::slashes;
  bool buyer_at_right = true;
  bool buyer_framed = false;
  bool buyer_siret_in_block = true;
  bool references_in_columns = false;  // what the buyer asked for stands beside the numbers of the supplier
  bool place_and_date = false;         // "Lyon, le 3 mars 2026" instead of a label
  bool references = true;              // columns of the table, as the next two
  bool unit = true;
  bool line_rate = true;
  bool vat_table = true;  // also with a single rate
  bool siret_spaced = true;
  bool penalties = true;        // the sentence on late payment
  bool terms = false;           // general terms on the last page of longer invoices
  std::string_view title_word;  // "FACTURE", "Facture"
  std::string_view buyer_heading;
  std::string_view ht;  // labels of the totals
  std::string_view vat;
  std::string_view ttc;
  std::string_view payable;
  std::string_view currency;  // behind amounts; may be empty
  std::string_view group;     // between thousands
  double margin = 42;
  double size = 9;             // of the text
  Colour accent;               // of titles and heads of tables
  bool accent_filled = false;  // heads of tables stand on a coloured area
};

/// What a supplier's files weigh and what of.
struct Weight {
  std::size_t target = 0;  // bytes of a file
  std::size_t family = 0;  // of fonts
  std::size_t title_family = 0;
  bool italic = false;          // the small print has a face of its own
  bool pictures_first = false;  // what is left of the target goes to pictures rather than to larger fonts
};

struct Supplier {
  std::uint64_t number = 0;
  Party party;
  std::string legal_form;
  int capital = 0;  // euros
  std::string_view registry;
  std::string phone;
  std::string mail;
  std::string iban;
  Bank bank;
  const Trade* trade = nullptr;
  Regime regime = Regime::unsaid;
  std::string_view exemption;  // the sentence, when exempt
  std::string_view number_prefix;
  int number_form = 0;
  bool payment_printed = true;
  Style style;
  Shape shape;
  Weight weight;
};

/// Supplier `number` of the corpus of `seed`.
[[nodiscard]] Supplier make_supplier(std::uint64_t seed, std::uint64_t number);

/// A town and its postcode.
struct Town {
  std::string name;
  std::string postcode;
};
[[nodiscard]] Town make_town(Random& random);
[[nodiscard]] std::string make_street(Random& random);

}  // namespace prefill::bulk
