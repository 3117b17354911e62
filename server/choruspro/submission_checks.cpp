// Each check looks only at members that are there: what is missing has been told already, and twice is no help.

#include "server/choruspro/submission_checks.h"

#include <algorithm>
#include <string_view>

#include "rules/ascii.h"
#include "server/choruspro/code_lists.h"
#include "server/choruspro/invoice_number.h"

namespace prefill::server {
namespace {

constexpr std::size_t kSiret = 14;
constexpr std::size_t kSiren = 9;

bool is_siret(std::string_view text) {
  // No Luhn: structures of training environments fail it.
  return text.size() == kSiret && rules::digits_at(text, 0) == kSiret;
}

/// One check after the other over one submission.
class Checks {
 public:
  Checks(const Submission& submission, const Structures& structures, const std::string& today, Mistakes& mistakes)
      : s_(submission), structures_(structures), today_(today), mistakes_(mistakes) {}

  void number_and_date() {
    if (!s_.typed_in() && !s_.number.empty()) {
      const std::string fault = fault_of_invoice_number(s_.number);
      if (!fault.empty()) {
        const auto code = s_.number.size() > kLongestInvoiceNumber ? ReturnCode::too_long : ReturnCode::malformed;
        blame(code, "numeroFactureSaisi", fault);
      }
    }
    if (s_.date > today_) {
      blame(ReturnCode::date_in_future, "dateFacture", "is after the day of the deposit, " + today_);
    }
  }

  void frame() {
    const bool of_others = s_.frame == "A9_FACTURE_SOUSTRAITANT" || s_.frame == "A12_FACTURE_COTRAITANT";
    const auto simple = simple_frames();
    if (!s_.frame.empty() && std::find(simple.begin(), simple.end(), s_.frame) == simple.end()) {
      blame(ReturnCode::not_applicable, "cadreDeFacturation.codeCadreFacturation",
            "is a frame of works or justice, which this call does not take",
            "A1, A2, A9 and A12 are those of invoices");
      return;
    }
    const std::string field = "cadreDeFacturation.codeStructureValideur";
    if (of_others && s_.validator.empty()) {
      blame(
          ReturnCode::missing_member, field, "is missing",
          s_.frame.starts_with("A9") ? "A9 wants the SIRET of the titulaire" : "A12 wants the SIRET of the mandataire");
    }
    if (!of_others && !s_.frame.empty() && !s_.validator.empty()) {
      blame(ReturnCode::not_applicable, field, "goes with A9 and A12 only");
    }
    if (!s_.validator.empty() && !is_siret(s_.validator)) {
      blame(ReturnCode::malformed, field, "is no SIRET", "it has 14 digits without spaces");
    } else if (of_others && !s_.validator.empty() && s_.validator == s_.recipient) {
      blame(ReturnCode::not_applicable, field, "is the recipient",
            "the titulaire or mandataire validates before the recipient gets the invoice");
    }
  }

  void references() {
    if (s_.type == "FACTURE" && !s_.origin.empty()) {
      blame(ReturnCode::not_applicable, "references.numeroFactureOrigine", "goes with an AVOIR only");
    }
    if (s_.vat_type == "EXONERATION" && s_.exemption.empty()) {
      blame(ReturnCode::missing_member, "references.motifExonerationTva", "is missing",
            "give a code of transverses/v1/recuperer/motifs/exonerationtva");
    }
    if (!s_.vat_type.empty() && s_.vat_type != "EXONERATION" && !s_.exemption.empty()) {
      blame(ReturnCode::not_applicable, "references.motifExonerationTva", "goes with `EXONERATION` only");
    }
  }

  void vat() {
    const bool without = s_.vat_type == "SANS_TVA" || s_.vat_type == "EXONERATION";
    if (without && s_.tax && !s_.tax->zero()) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantTVA", "is not 0 although `typeTva` is " + s_.vat_type);
    }
    if (s_.vat_type == "SANS_TVA" && !s_.vat_lines.empty()) {
      blame(ReturnCode::not_applicable, "ligneTva", "does not go with `SANS_TVA`");
    }
    if (s_.typed_in() && !s_.vat_type.empty() && !without && s_.vat_lines.empty()) {
      blame(ReturnCode::missing_member, "ligneTva", "is missing", "give base and tax of each rate");
    }
    Decimal base, tax;
    for (const SubmittedVatLine& line : s_.vat_lines) {
      if (!line.base || !line.tax) return;
      base = base + *line.base;
      tax = tax + *line.tax;
    }
    if (s_.vat_lines.empty()) return;
    if (s_.tax && differ(tax, *s_.tax)) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantTVA",
            "is " + to_string(*s_.tax) + ", the lines of VAT sum up to " + to_string(tax));
    }
    if (s_.net && differ(base, *s_.net)) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantHtTotal",
            "is " + to_string(*s_.net) + ", the bases of the lines of VAT sum up to " + to_string(base));
    }
  }

  void totals() {
    if (!s_.net || !s_.tax) return;
    const Decimal before = *s_.net + *s_.tax;
    const Decimal after = before - s_.discount.value_or(Decimal{}).abs();
    // Clients in the wild give the total before the discount or after it.
    if (s_.total && differ(*s_.total, before) && differ(*s_.total, after)) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantTtcTotal",
            "is " + to_string(*s_.total) + ", net and tax sum up to " + to_string(before));
    }
    // Less is due where something was paid before; more never is.
    if (s_.due && after.abs() < s_.due->abs() && differ(after, *s_.due)) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantAPayer",
            "is " + to_string(*s_.due) + ", more than the total of " + to_string(after));
    }
    if (s_.frame.starts_with("A2_") && s_.due && !s_.due->zero() && differ(*s_.due, after)) {
      blame(ReturnCode::totals_disagree, "montantTotal.montantAPayer",
            "is neither 0 nor the total, although A2 says that the invoice is paid");
    }
  }

  void parties() {
    const std::string field = "destinataire.codeDestinataire";
    if (!s_.recipient.empty() && !is_siret(s_.recipient)) {
      blame(ReturnCode::malformed, field, "is no SIRET", "it has 14 digits without spaces");
    } else if (!s_.recipient.empty() && structures_.configured()) {
      known_recipient(field);
    }
    if (s_.supplier && *s_.supplier <= 0) blame(ReturnCode::malformed, "fournisseur.idFournisseur", "is not positive");
    if (s_.supplier && *s_.supplier > 0 && structures_.configured() && structures_.by_id(*s_.supplier) == nullptr) {
      blame(ReturnCode::unknown_structure, "fournisseur.idFournisseur", "is no structure of this portal",
            "ask transverses/v1/recuperer/structures/actives/fournisseur for it");
    }
  }

  void mode() {
    if (s_.mode.starts_with("DEPOT_") && count_main() > 1) {
      blame(ReturnCode::not_applicable, "pieceJointePrincipale", "has more than one file", "the invoice is one PDF");
    }
    if (s_.typed_in() && count_main() > 0) {
      blame(ReturnCode::not_applicable, "pieceJointePrincipale", "goes with the deposit of a PDF only",
            "attach it as `pieceJointeComplementaire`");
    }
  }

 private:
  void known_recipient(const std::string& field) {
    const Structure* structure = structures_.by_identifier(s_.recipient);
    if (structure == nullptr || !structure->active || !structure->is_public) {
      blame(ReturnCode::unknown_structure, field, "is no active public structure of this portal",
            "ask structures/v1/rechercher for it");
      return;
    }
    if (structure->wants_service && s_.service.empty()) {
      blame(ReturnCode::missing_member, "destinataire.codeServiceExecutant", "is missing",
            "this recipient asks for it");
    }
    const StructureService* service = structure->service(s_.service);
    if (!s_.service.empty() && (service == nullptr || !service->active)) {
      blame(ReturnCode::unknown_structure, "destinataire.codeServiceExecutant", "is no active service of the recipient",
            "ask structures/v1/rechercher/services for them");
    }
    const bool engaged = !s_.engagement.empty() || !s_.contract.empty();
    if (structure->wants_engagement && !engaged) {
      blame(ReturnCode::missing_member, "references.numeroBonCommande", "is missing", "this recipient asks for it");
    }
    if (structure->wants_either && s_.service.empty() && !engaged) {
      blame(ReturnCode::missing_member, "references.numeroBonCommande", "is missing",
            "this recipient asks for it or for `destinataire.codeServiceExecutant`");
    }
  }

  /// A cent for each line of VAT that was rounded, and one more.
  [[nodiscard]] bool differ(Decimal a, Decimal b) const {
    const auto cents = static_cast<std::int64_t>(s_.vat_lines.size()) + 1;
    return (a - b).abs() > Decimal::of_cents(cents);
  }

  [[nodiscard]] std::ptrdiff_t count_main() const {
    return std::count_if(s_.files.begin(), s_.files.end(), [](const SubmittedFile& file) { return file.main; });
  }

  void blame(ReturnCode code, std::string field, std::string message, std::string hint = "") {
    mistakes_.push_back({code, std::move(field), std::move(message), std::move(hint)});
  }

  const Submission& s_;
  const Structures& structures_;
  const std::string& today_;
  Mistakes& mistakes_;
};

}  // namespace

void check_submission(const Submission& submission, const Structures& structures, const std::string& today,
                      Mistakes& mistakes) {
  Checks checks(submission, structures, today, mistakes);
  checks.number_and_date();
  checks.parties();
  checks.frame();
  checks.references();
  checks.vat();
  checks.totals();
  checks.mode();
}

std::string supplier_key(const Submission& submission, const Structures& structures) {
  const std::int64_t id = submission.supplier.value_or(0);
  const Structure* structure = structures.by_id(id);
  const std::string identifier = structure != nullptr ? structure->identifier : std::to_string(id);
  // Annexe 7, G1.80: a SIRET begins with its SIREN. A number is unique under the SIREN.
  if (is_siret(identifier)) return identifier.substr(0, kSiren);
  return structure != nullptr ? identifier : "id " + identifier;
}

}  // namespace prefill::server
