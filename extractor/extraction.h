// What the engine knows of a document: the deposit form filled in, and how sure each value is.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extractor/fields/decimal.h"
#include "extractor/geometry.h"
#include "extractor/texts.h"
#include "rules/calibration.h"
#include "rules/field.h"

namespace prefill {

using rules::Field;

/// A line of the VAT table (EN 16931 BG-23). Rate in percent.
struct TaxLine {
  Decimal rate;
  Decimal base;
  Decimal amount;
  friend bool operator==(const TaxLine&, const TaxLine&) = default;
};

/// Text, an exact number, a list of texts (IBANs), or VAT lines.
using Value = std::variant<std::string, Decimal, std::vector<std::string>, std::vector<TaxLine>>;

/// The words that announced a value.
struct Label {
  std::string text;  // as printed
  Rect box;
};

/// A value that was considered and not given, or not given first. Rules are named as in `FieldValue`.
struct Alternative {
  Value value;
  std::string raw;
  double confidence = 0;
  int page = 0;
  Rect box;
  std::string_view rule;
};

/// A field filled in.
struct FieldValue {
  Value value;
  std::string raw;        // as printed
  double confidence = 0;  // probability that the value is right, 0 to 1
  int page = 0;           // 1-based
  Rect box;
  std::optional<Label> label;             // nothing when the value was found by its shape or place alone
  std::string_view rule;                  // "numeroFacture/facture-n"; lives as the extraction's `texts` do
  std::string_view warning;               // what the portal will not like about it, a literal; empty when nothing
  std::vector<Alternative> alternatives;  // best first
};

enum class DocumentKind : std::uint8_t { invoice, credit_note, decompte, memoire, several, other };
[[nodiscard]] std::string_view kind_name(DocumentKind kind);

/// What the pages read consist of: `text`; `scan`, pictures without visible text; `mixed`; `none`, blank.
enum class TextLayer : std::uint8_t { text, scan, mixed, none };
[[nodiscard]] std::string_view text_layer_name(TextLayer layer);

/// A statement that can be checked by arithmetic.
struct Check {
  std::string_view code;  // TOTALS_AGREE, VAT_LINES_AGREE, DUE_AGREES, SUPPLIER_SIRET_LUHN, ...: a literal
  bool ok = false;
};

/// What about a document keeps its form from filling itself.
enum class AdviceCode : std::uint8_t {
  scan_page,          // the page is a picture
  no_text,            // nothing on the pages read is text
  several_invoices,   // more than one invoice in the file
  missing_field,      // a field that the portal asks for was not found
  unclear_value,      // a value stands there, and no words say surely that it is the field's
  unannounced_value,  // the field was filled in, but from the shape or the place of its value alone
  glued_value,        // letters or digits touch the value
  pale_text,          // value or label are light, or light on dark
  white_text,         // text of the colour of its ground, which nobody sees
  covered_text,       // text under a picture or a shape
  invisible_text,     // text in the file that is not painted
  text_over_picture,  // a picture fills the page behind its text
};

/// What the supplier could change so that the form fills itself. extractor/advice_text.h puts it into words.
struct Advice {
  AdviceCode code = AdviceCode::missing_field;
  std::optional<Field> field;  // nothing when it is about no single field
  int page = 0;                // 1-based; 0 for the whole document
  Rect box;                    // of `text`; empty when it is about no place
  std::string text;            // what is printed there
};

struct DocumentInfo {
  int pages = 0;
  std::vector<int> pages_read;  // 1-based, ascending
  TextLayer text_layer = TextLayer::none;
  std::string producer;
  bool encrypted = false;
  std::vector<int> reference_pages;  // of those read, the ones whose text only MuPDF's reader could tell
};

/// The result for one document. Plain data; owns everything it holds, and shares the names of rules with its copies.
struct Extraction {
  Texts texts;  // names of rules
  DocumentInfo document;
  DocumentKind kind = DocumentKind::other;
  std::array<std::optional<FieldValue>, rules::field_count> fields;  // by Field
  /// Candidates of fields that stayed below their threshold, best first.
  std::array<std::vector<Alternative>, rules::field_count> withheld;
  /// Of what the confidence of each field's best candidate was made; of a value that follows from another field, that
  /// confidence alone.
  std::array<rules::Evidence, rules::field_count> evidence;
  std::vector<Check> checks;
  std::vector<Advice> advice;  // none for a document that is no invoice, unless it has no text
  std::string rules_version;   // "fr@3f9c01"

  [[nodiscard]] const std::optional<FieldValue>& field(Field f) const { return fields[static_cast<std::size_t>(f)]; }
  [[nodiscard]] std::optional<FieldValue>& field(Field f) { return fields[static_cast<std::size_t>(f)]; }
};

}  // namespace prefill
