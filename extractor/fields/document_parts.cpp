// Documents of one file
//
// Problem: behind an invoice often lie the order, the delivery note, the terms of sale or the next invoice, and only
// the first, the penultimate and the last page are read. A total of the order, a date of the terms or the number of the
// second invoice must not be given as the first one's.
//
// Example: page 1 "Facture n° A-17, page 1/2", page 2 "A-17, page 2/2, total 120,00", page 3 "Bon de commande n° 9,
// total 150,00". Pages 1 and 2 are one document, page 3 is another.
//
// Method: pages are taken in order. Each belongs to a document that has begun, or begins one. What decides, the first
// that has an opinion:
//   1. A title that names no invoice, printed larger than the body ("BON DE COMMANDE"): begins a document.
//   2. The number of an invoice that an earlier page announces stands on the page: it belongs there.
//   3. The page goes on counting the pages of an earlier one ("2/5" behind "1/5"): it belongs there.
//   4. Such a title in the size of the body, alone in its line at the head of the page; the number of another invoice,
//      announced at the head of the page and not among items; a page count that begins anew; another company in its
//      small print; nothing but sentences, as terms of sale are printed: begins a document.
//   5. Else it goes on with the last page that names one of its companies, or with the page before it.
// Whoever fills in the form then reads the pages of the invoice alone. Where two documents are invoices, only what both
// say is given.
//
// Why so: the errors are not alike. A page left out costs values, which stay empty; a page too many gives wrong ones.
//
// Cost: linear in the text of the pages; nothing for a single page, and little where the pages count themselves.

#include "extractor/fields/document_parts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/fields/ascii.h"
#include "extractor/fields/candidates.h"
#include "extractor/fields/document_kind.h"
#include "extractor/fields/identifier.h"
#include "extractor/fields/page_number.h"

namespace prefill {
namespace {

using text::Cell;
using text::Index;
using text::Line;

constexpr float kFoot = 0.86F;  // small print begins here, as a part of the height

enum class Title : std::uint8_t { none, plain, large };  // that names something else than an invoice

/// The number of an invoice that a page announces.
struct AnnouncedNumber {
  bool any = false;        // something on the page may be the number of an invoice
  std::string_view value;  // the number that a label announces; empty when none does
  std::string_view words;  // the same in normalised text; empty when it runs over several lines
  bool own = false;        // announced in a way that makes it this page's own
};

/// Companies by their SIRENs and foreign VAT ids.
struct Companies {
  ArenaVector<std::string_view> issuers;  // those who print the page
  ArenaVector<std::string_view> all;      // that are named on it

  explicit Companies(Arena* arena) : issuers(arena), all(arena) {}
};

/// True when an amount of money stands in the line: rows of tables, not heads of pages.
bool holds_money(const PageView& page, Index line) {
  return std::any_of(page.values.begin(), page.values.end(), [&](const FoundValue& value) {
    return value.type == FoundType::amount && value.decimals == 2 && page.text->cells()[value.cell].line == line;
  });
}

/// What a page tells of the document it belongs to. Each fact is found when it is first asked for: pages that count
/// themselves are asked for little else.
class PageFacts {
 public:
  /// `pages` is how many the file has, as far as known.
  PageFacts(const DocumentView& document, Index page, int pages)
      : document_(&document), index_(page), pages_(pages), page_(&document.pages[page]), text_(page_->text) {}

  [[nodiscard]] const std::optional<PageNumber>& number() const {
    if (!number_) number_ = find_page_number(*text_, pages_);
    return *number_;
  }
  [[nodiscard]] const AnnouncedNumber& invoice() const {
    if (!invoice_) invoice_ = find_invoice();
    return *invoice_;
  }
  /// Of a title that names something else than an invoice.
  [[nodiscard]] Title other() const {
    if (!other_) other_ = find_title();
    return *other_;
  }
  [[nodiscard]] const Companies& companies() const {
    if (!companies_) companies_ = find_companies();
    return *companies_;
  }

  /// Terms of sale go on without a title on their second page: a full page of long lines and no table.
  [[nodiscard]] bool sentences() const {
    constexpr std::size_t kFullPage = 1500;  // characters
    constexpr std::size_t kLongCell = 40;
    std::size_t all = 0;
    std::size_t in_long = 0;
    for (const Cell& cell : text_->cells()) {
      const std::size_t size = cell.text.to - cell.text.from;
      all += size;
      if (size >= kLongCell) in_long += size;
    }
    return all > kFullPage && in_long * 10 > all * 9 && !announces_totals();
  }

 private:
  [[nodiscard]] float height_of(const Cell& cell) const { return cell.box.y0 / std::max(text_->height(), 1.0F); }

  [[nodiscard]] AnnouncedNumber find_invoice() const {
    constexpr float kHead = 0.5F;
    constexpr double kLeast = 0.7;  // a label that says "facture" in its natural place
    const Candidates numbers = labelled_candidates(*document_, Field::numero_facture, index_);
    AnnouncedNumber found;
    found.any = !numbers.empty();
    if (numbers.empty() || numbers[0].score < kLeast) return found;
    const Candidate& best = numbers[0];
    found.value = std::get<std::string_view>(best.value);
    if (best.rest.empty()) found.words = text_->text(best.span);
    found.own = height_of(text_->cells()[text_->cell_at(best.label.from)]) < kHead &&
                !holds_money(*page_, text_->line_at(best.span.from)) &&
                !holds_money(*page_, text_->line_at(best.label.from));
    return found;
  }

  [[nodiscard]] Title find_title() const {
    constexpr float kHead = 0.3F;
    constexpr float kLarge = 1.15F;  // against the size of the body
    const FoundKind kind = kind_of_page(*document_, index_);
    if (kind.kind != DocumentKind::other || kind.rule.empty()) return Title::none;
    const Cell& cell = text_->cells()[text_->cell_at(kind.span.from)];
    if (height_of(cell) > kHead) return Title::none;
    if (cell.size > kLarge * text_->body_size()) return Title::large;
    const Line& line = text_->lines()[cell.line];
    const std::string_view behind = text_->text({kind.span.to, cell.text.to});
    const bool alone =
        line.last_cell - line.first_cell == 1 && std::count_if(behind.begin(), behind.end(), is_digit) < 3;
    return alone ? Title::plain : Title::none;
  }

  /// Issuers print their VAT id, since they must, and a SIRET in the small print at the foot.
  [[nodiscard]] Companies find_companies() const {
    constexpr std::size_t kMost = 32;  // a list of companies is no imprint
    Companies found(document_->arena);
    for (const FoundValue& value : page_->values) {
      if (found.all.size() == kMost) break;
      const bool vat_id = value.type == FoundType::vat_id;
      if (!vat_id && value.type != FoundType::siret && value.type != FoundType::siren) continue;
      const std::string_view siren = vat_id ? siren_of_vat_id(value.identifier) : value.identifier.substr(0, 9);
      const std::string_view company = siren.empty() ? value.identifier : siren;
      found.all.push_back(company);
      const bool imprint = value.type == FoundType::siret && siret_valid(value.identifier) &&
                           height_of(text_->cells()[value.cell]) > kFoot;
      if (imprint || (vat_id && vat_id_valid(value.identifier))) found.issuers.push_back(company);
    }
    return found;
  }

  /// "Total TTC   120,00": the label ends its cell and an amount follows in the next.
  [[nodiscard]] bool announces_totals() const {
    constexpr std::array kTotals = {Field::montant_ht_total, Field::montant_ttc_total, Field::montant_a_payer};
    return std::ranges::any_of(kTotals, [&](Field field) {
      return std::ranges::any_of(page_->announcing(field), [&](const rules::Match* match) {
        const Cell& cell = text_->cells()[page_->cell_of(*match)];
        constexpr Index kShortCell = 40;
        return match->well_placed && !match->covered && cell.text.to - cell.text.from < kShortCell &&
               holds_money(*page_, cell.line);
      });
    });
  }

  const DocumentView* document_;
  Index index_;
  int pages_;
  const PageView* page_;
  const text::PageText* text_;
  mutable std::optional<std::optional<PageNumber>> number_;
  mutable std::optional<AnnouncedNumber> invoice_;
  mutable std::optional<Title> other_;
  mutable std::optional<Companies> companies_;
};

/// True when `words` stand in `text` with no letter or digit around them. Short numbers stand everywhere.
bool names(std::string_view text, std::string_view words) {
  constexpr std::size_t kTelling = 4;
  if (words.size() < kTelling) return false;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_alnum(text[at - 1])) && (end == text.size() || !is_alnum(text[end]))) return true;
  }
  return false;
}

class PartFinder {
 public:
  explicit PartFinder(const DocumentView& document)
      : document_(document), facts_(document.arena), parts_(document.arena) {
    const int pages = document.pages.back().text->number();
    facts_.reserve(document.pages.size());
    for (Index p = 0; p < document.pages.size(); ++p) facts_.emplace_back(document, p, pages);
  }

  DocumentParts find() {
    parts_.push_back(0);
    for (Index q = 1; q < facts_.size(); ++q) {
      const std::optional<Index> earlier = earlier_page_of(q);
      if (earlier) {
        parts_.push_back(parts_[*earlier]);
      } else {
        parts_.push_back(begins(q) ? ++last_ : parts_[returns_to(q)]);
      }
    }
    return std::move(parts_);
  }

 private:
  /// The page whose document page `q` says it belongs to.
  [[nodiscard]] std::optional<Index> earlier_page_of(Index q) const {
    if (facts_[q].other() == Title::large) return std::nullopt;
    const auto latest = [&](auto belongs) -> std::optional<Index> {
      for (Index p = q; p-- > 0;) {
        if (belongs(p)) return p;
      }
      return std::nullopt;
    };
    const auto counted = latest([&](Index p) { return goes_on(p, q); });
    if (counted && last_ == 0) return counted;  // all pages so far are of one document, however it is known
    const auto named = latest([&](Index p) { return same_invoice(p, q); });
    return named ? named : counted;
  }

  /// Pages that announce two numbers are of two invoices, even where one names the other: a credit note its invoice.
  [[nodiscard]] bool same_invoice(Index p, Index q) const {
    const AnnouncedNumber& first = facts_[p].invoice();
    const AnnouncedNumber& second = facts_[q].invoice();
    if (first.own && second.own) return first.value == second.value;
    return names(document_.pages[q].text->text(), first.words) || names(document_.pages[p].text->text(), second.words);
  }

  /// Page `q` counts on from page `p`.
  [[nodiscard]] bool goes_on(Index p, Index q) const {
    const auto& first = facts_[p].number();
    const auto& second = facts_[q].number();
    if (!first || !second || first->of != second->of) return false;
    return second->number - first->number == document_.pages[q].text->number() - document_.pages[p].text->number();
  }

  /// Page `q` is none of the document of the page before it.
  [[nodiscard]] bool begins(Index q) const {
    const PageFacts& facts = facts_[q];
    if (facts.other() != Title::none || facts.sentences()) return true;
    for (Index p = q; p-- > 0;) {
      if (parts_[p] != parts_[q - 1]) continue;
      if (facts.invoice().own && (facts_[p].invoice().any || facts_[p].other() != Title::none)) return true;
      if (counts_anew(p, q) || other_issuer(facts_[p], facts)) return true;
    }
    return false;
  }

  [[nodiscard]] bool counts_anew(Index p, Index q) const {
    const auto& second = facts_[q].number();
    if (!second) return false;
    // "1/2" begins a document; "2/3" belongs to one that began on the page before it.
    const int begins = document_.pages[q].text->number() - second->number + 1;
    return begins > document_.pages[p].text->number() || (facts_[p].number() && !goes_on(p, q));
  }

  /// The page that page `q` goes on with: the one before it, or behind an annex one that names the same company.
  [[nodiscard]] Index returns_to(Index q) const {
    const auto shares = [&](Index p) { return have_common(facts_[p].companies().all, facts_[q].companies().all); };
    for (Index p = q; p-- > 0;) {
      if (shares(p)) return p;
    }
    return q - 1;
  }

  static bool other_issuer(const PageFacts& a, const PageFacts& b) {
    const auto& first = a.companies().issuers;
    const auto& second = b.companies().issuers;
    return !first.empty() && !second.empty() && !have_common(first, second);
  }

  static bool have_common(const ArenaVector<std::string_view>& a, const ArenaVector<std::string_view>& b) {
    return std::ranges::any_of(a, [&](std::string_view id) { return std::ranges::find(b, id) != b.end(); });
  }

  const DocumentView& document_;
  ArenaVector<PageFacts> facts_;
  DocumentParts parts_;
  Index last_ = 0;
};

/// What makes an invoice that very invoice: never common to two.
bool is_particular(Field field) {
  switch (field) {
    case Field::numero_facture:
    case Field::numero_facture_origine:
    case Field::date_facture:
    case Field::date_echeance:
    case Field::montant_ht_total:
    case Field::montant_tva:
    case Field::montant_ttc_total:
    case Field::montant_remise_globale_ttc:
    case Field::montant_deja_paye:
    case Field::montant_a_payer:
    case Field::lignes_tva:
      return true;
    default:
      return false;
  }
}

/// Of the checks, those that say something of a value which is given.
bool is_of_common_value(const Check& check) {
  constexpr std::array<std::string_view, 4> kCommon = {"SUPPLIER_SIRET_LUHN", "RECIPIENT_SIRET_LUHN",
                                                       "SUPPLIER_VAT_KEY", "IBAN_KEY"};
  return std::find(kCommon.begin(), kCommon.end(), check.code) != kCommon.end();
}

/// Where the text of the imprint begins that the company at the head of `first` prints under `page`; nothing when there
/// is none. Terms of sale come on the issuer's own paper, and the identifiers in its imprint are his.
std::optional<Index> imprint_of(const PageView& first, const PageView& page) {
  constexpr std::size_t kLastLines = 4;
  if (first.text->cells().empty()) return std::nullopt;
  const std::string_view company = first.text->text(first.text->cells().front().text);
  const auto& lines = page.text->lines();
  for (std::size_t l = lines.size() - std::min(kLastLines, lines.size()); l < lines.size(); ++l) {
    const text::Span cell = page.text->cells()[lines[l].first_cell].text;
    const std::string_view words = page.text->text(cell);
    if (words.size() > company.size() && has_at(words, 0, company) && names(words, company)) return cell.from;
  }
  return std::nullopt;
}

}  // namespace

DocumentParts find_parts(const DocumentView& document) {
  if (document.pages.size() < 2) return DocumentParts(document.pages.size(), 0, document.arena);
  return PartFinder(document).find();
}

DocumentView pages_of(const DocumentView& document, const DocumentParts& parts, Index number) {
  DocumentView view(document.pack, document.scanner, document.arena);
  view.trace = document.trace;
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& whole = document.pages[p];
    const bool own = parts[p] == number;
    const auto imprint = own || view.pages.empty() ? std::nullopt : imprint_of(view.pages.front(), whole);
    if (!own && !imprint) continue;
    PageView& page = view.pages.emplace_back(whole.text, document.arena);
    page.matches = whole.matches;
    page.values = whole.values;
    if (!own) {
      remove_if(page.matches, [&](const rules::Match& match) { return match.from < *imprint; });
      remove_if(page.values, [&](const FoundValue& value) { return value.span.from < *imprint; });
    }
    page.sort();
  }
  return view;
}

void keep_agreement(std::span<const Extraction> invoices, Extraction& extraction) {
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    const auto field = static_cast<Field>(f);
    const auto& first = invoices[0].field(field);
    const bool agreed = !is_particular(field) && first && std::ranges::all_of(invoices, [&](const Extraction& invoice) {
      return invoice.field(field) && invoice.field(field)->value == first->value;
    });
    if (agreed) {
      extraction.evidence[f] = invoices[0].evidence[f];
      FieldValue& common = extraction.field(field).emplace(*first);
      common.rule = extraction.texts.keep(common.rule);
      for (Alternative& other : common.alternatives) other.rule = extraction.texts.keep(other.rule);
      continue;
    }
    for (const Extraction& invoice : invoices) {
      const auto& own = invoice.field(field);
      if (!own) continue;
      const double share = own->confidence / static_cast<double>(invoices.size());
      if (extraction.withheld[f].empty()) extraction.evidence[f] = {share, 0, !own->label};
      extraction.withheld[f].push_back(
          {own->value, own->raw, share, own->page, own->box, extraction.texts.keep(own->rule)});
    }
  }
  std::ranges::copy_if(invoices[0].checks, std::back_inserter(extraction.checks), is_of_common_value);
}

}  // namespace prefill
