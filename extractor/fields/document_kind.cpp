// The kind of a document is what its title says
//
// Problem: "avoir", "devis" and "facture" stand in the small print of many invoices, orders speak of the invoices that
// are to follow, and reminders list them.
//
// Example: "BON DE COMMANDE" in 18 points at the top and, at the foot, "Les factures portent le numéro de cette
// commande": the first begins its cell at the head of the page (0.6 * 1.6 = 0.96), the second stands inside a sentence
// in the lower half (0.92 * 0.3 * 0.4 * 0.4 = 0.04). The document is an order.
//
// Method: each word that names a kind starts with the weight of its rule, the belief in it as a title. What makes a
// title raises or lowers it: it begins its cell; it is larger than the body; it stands in the upper part of the first
// page; no sentence follows; it heads no column of several invoices, as reminders have. The label of the number
// ("Facture n°") names the kind too, wherever it stands in its cell, unless it heads such a list with the dates and
// amounts of its invoices, and so does a statement of several words ("nous vous facturons"). The heaviest word decides;
// the heaviest of another kind tells how sure that is. The factors are no more than this order of trust, each a step of
// a third or a half, so that no single one outvotes two others.
//
// Cost: a look at each match that names a kind, which are found by what they announce.

#include "extractor/fields/document_kind.h"

#include <algorithm>
#include <array>
#include <span>
#include <variant>

#include "extractor/fields/amount.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/date.h"

namespace prefill {
namespace {

using rules::Mark;
using text::Index;

/// What names a kind. The label of an invoice's number is at home on an invoice, or on a document that refers to one.
struct NamesKind {
  Target target;
  DocumentKind kind;
};
constexpr std::array<NamesKind, 6> kNamesKind = {{{Mark::invoice, DocumentKind::invoice},
                                                  {Mark::credit_note, DocumentKind::credit_note},
                                                  {Mark::statement, DocumentKind::decompte},
                                                  {Mark::memoir, DocumentKind::memoire},
                                                  {Mark::not_invoice, DocumentKind::other},
                                                  {Field::numero_facture, DocumentKind::invoice}}};

/// By how much the size of a word, against that of the body, makes it a title or small print.
double size_factor(float size) {
  if (size > 1.5F) return 1.6;
  if (size > 1.15F) return 1.3;
  return size < 0.9F ? 0.6 : 1;
}

/// Titles stand in the upper third; `y` is the part of the page above the word.
double place_factor(float y) {
  if (y < 0.35F) return 1;
  return y < 0.6F ? 0.6 : 0.4;
}

/// "Nous vous facturons", "duplicata de facture": no mere mention, also in the middle of a sentence.
bool is_statement(std::string_view words, const rules::Match& match, const rules::Rule& rule) {
  return match.is(Mark::invoice) && rule.position == rules::Position::anywhere &&
         std::count(words.begin(), words.end(), ' ') >= 2;
}

/// True for a cell with a whole date or an amount with decimals, which tell the rows of a list of documents.
bool is_date(std::string_view cell) {
  const auto date = parse_date(cell);
  return date && date->length == cell.size();
}
bool is_amount(std::string_view cell) {
  const auto amount = parse_amount(cell, DecimalMark::comma);
  return amount && amount->decimals == 2 && amount->length == cell.size();
}

/// What the rows under a head must hold to be a list of documents.
enum class Rows : std::uint8_t { any, dated_amounts };

/// True for a word that heads a column of a table of two rows or more: a list of documents is no such document.
bool heads_documents(const text::PageText& text, const text::Cell& head, Rows wanted) {
  constexpr Index kRows = 2;
  constexpr Index kColumns = 3;
  const auto& lines = text.lines();
  if (head.line + kRows >= lines.size()) return false;
  const auto is_row = [&](const text::Line& line) { return line.last_cell - line.first_cell >= kColumns; };
  const auto stands_under = [&](const text::Cell& cell) {
    return overlap(cell.box.x0, cell.box.x1, head.box.x0, head.box.x1) > 0 &&
           std::ranges::any_of(text.text(cell.text), is_digit);
  };
  const auto is_listed = [&](const text::Line& line) {
    const std::span cells = std::span(text.cells()).subspan(line.first_cell, line.last_cell - line.first_cell);
    if (!is_row(line) || !std::ranges::any_of(cells, stands_under)) return false;
    const auto holds = [&](auto is_such) {
      return std::ranges::any_of(cells, [&](const text::Cell& cell) { return is_such(text.text(cell.text)); });
    };
    return wanted == Rows::any || (holds(is_date) && holds(is_amount));
  };
  const std::span rows = std::span(lines).subspan(head.line + 1, kRows);
  return is_row(lines[head.line]) && std::ranges::all_of(rows, is_listed);
}

double weight_of(const PageView& page, const rules::Match& match, const rules::Rule& rule) {
  constexpr double kLabelInside = 0.6;    // a label that does not begin its cell
  constexpr double kMentionInside = 0.3;  // a word that does not
  constexpr double kLabel = 0.9;          // against a title
  constexpr double kInSentence = 0.4;
  constexpr double kInList = 0.4;
  constexpr double kListOfThem = 0.25;     // no title at all, whatever else the page says
  constexpr std::ptrdiff_t kSentence = 5;  // words behind it
  const text::PageText& text = *page.text;
  const text::Cell& cell = text.cells()[page.cell_of(match)];
  const std::string_view before = text.text({cell.text.from, match.from});
  const std::string_view after = text.text({match.to, cell.text.to});
  const bool begins = std::none_of(before.begin(), before.end(), is_alnum);
  const bool label = std::holds_alternative<Field>(match.target);
  double weight = rule.weight;
  weight *= size_factor(cell.size / std::max(text.body_size(), 1.0F));
  weight *= place_factor(cell.box.y0 / std::max(text.height(), 1.0F));
  if (label) {
    const bool lists = begins && cell.size <= text.body_size() && heads_documents(text, cell, Rows::dated_amounts);
    return weight * kLabel * (begins ? 1 : kLabelInside) * (lists ? kListOfThem : 1);
  }
  if (is_statement(text.text({match.from, match.to}), match, rule)) return weight;
  if (!begins) weight *= kMentionInside;
  // A title stands alone or with its number; in a sentence the word is only mentioned. The subject of a letter is one.
  const bool subject = text.text({match.from, match.to}).starts_with("objet");
  if (!subject && std::count(after.begin(), after.end(), ' ') > kSentence) weight *= kInSentence;
  const bool alone = begins && std::none_of(after.begin(), after.end(), is_alnum);
  if (alone && match.is(Mark::invoice) && cell.size <= text.body_size() && heads_documents(text, cell, Rows::any)) {
    weight *= kInList;
  }
  return weight;
}

/// The heaviest word of each kind.
class Ballot {
 public:
  explicit Ballot(const DocumentView& document) : document_(document) {}

  /// Weighs the words of page `p`; those of later pages count less.
  void count(Index p, double factor) {
    constexpr double kPlain = 0.75;  // labels below: "N°", "Réf.", which stand on any document
    const PageView& page = document_.pages[p];
    for (const NamesKind& names : kNamesKind) {
      for (const rules::Match* match : page.announcing(names.target)) {
        if (match->covered || !match->well_placed) continue;
        const rules::Rule& rule = document_.rule(*match);
        if (std::holds_alternative<Field>(names.target) && rule.weight <= kPlain) continue;
        take(names.kind, p, *match, rule, factor * weight_of(page, *match, rule));
      }
    }
  }

  [[nodiscard]] FoundKind result() {
    // A word that names another document is a reference more often than a title ("Devis n° 12", "Bon de commande n°
    // 7"), where the words of an invoice weigh nearly as much.
    constexpr double kReference = 0.85;
    constexpr double kLeast = 0.3;  // below, no title at all
    const auto other = static_cast<std::size_t>(DocumentKind::other);
    const bool invoiced = std::any_of(weights_.begin(), weights_.begin() + 4, [](double w) { return w > 0; });
    if (invoiced) weights_[other] *= kReference;
    const auto best = static_cast<std::size_t>(std::max_element(weights_.begin(), weights_.end()) - weights_.begin());
    if (weights_[best] < kLeast) return {};
    double second = 0;
    for (std::size_t k = 0; k < kKinds; ++k) {
      if (k != best) second = std::max(second, weights_[k]);
    }
    found_[best].confidence = std::clamp(0.99 - 0.45 * second / weights_[best], 0.5, 0.99);
    return found_[best];
  }

 private:
  static constexpr std::size_t kKinds = 6;

  /// Keeps the heaviest word of the kind, and of equals the one that stands first.
  void take(DocumentKind kind, Index p, const rules::Match& match, const rules::Rule& rule, double weight) {
    const auto k = static_cast<std::size_t>(kind);
    const bool before = weight > 0 && found_[k].page == p && &match < words_[k];
    if (weight < weights_[k] || (weight == weights_[k] && !before)) return;
    weights_[k] = weight;
    words_[k] = &match;
    found_[k] = {kind, 0, p, {match.from, match.to}, rule.name};
  }

  const DocumentView& document_;
  std::array<double, kKinds> weights_{};
  std::array<const rules::Match*, kKinds> words_{};
  std::array<FoundKind, kKinds> found_;
};

}  // namespace

FoundKind find_kind(const DocumentView& document) {
  constexpr double kLaterPage = 0.5;
  Ballot ballot(document);
  for (Index p = 0; p < document.pages.size(); ++p) ballot.count(p, p == 0 ? 1 : kLaterPage);
  return ballot.result();
}

FoundKind kind_of_page(const DocumentView& document, Index page) {
  Ballot ballot(document);
  ballot.count(page, 1);
  return ballot.result();
}

}  // namespace prefill
