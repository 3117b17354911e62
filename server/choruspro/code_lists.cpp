// Values as clients of the portal use them. Where its own codes are not published (exemption reasons, rates beyond the
// first), they are ours, and docs/chorus-pro-api.md says so.

#include "server/choruspro/code_lists.h"

#include <algorithm>
#include <array>

namespace prefill::server {
namespace {

constexpr RateCode kRates[] = {
    {"TVA1", "Art 293B(FranchiseEnBase)", "0"},
    {"TVA2", "20 %", "20"},
    {"TVA3", "10 %", "10"},
    {"TVA4", "5,5 %", "5.5"},
    {"TVA5", "2,1 %", "2.1"},
    {"TVA6", "8,5 %", "8.5"},
    {"TVA7", "0 %", "0"},
    {"TVA8", "0,9 %", "0.9"},
    {"TVA9", "1,05 %", "1.05"},
    {"TVA10", "1,75 %", "1.75"},
    {"TVA11", "7 %", "7"},
    {"TVA12", "9,2 %", "9.2"},
    {"TVA13", "9,6 %", "9.6"},
    {"TVA14", "13 %", "13"},
    {"TVA15", "19,6 %", "19.6"},
    {"TVA16", "20,6 %", "20.6"},
};

constexpr Code kCurrencies[] = {
    {"EUR", "Euro"},
    {"XPF", "Franc CFP"},
    {"USD", "Dollar des États-Unis"},
    {"GBP", "Livre sterling"},
    {"CHF", "Franc suisse"},
    {"SEK", "Couronne suédoise"},
    {"NOK", "Couronne norvégienne"},
    {"DKK", "Couronne danoise"},
    {"PLN", "Zloty"},
    {"CZK", "Couronne tchèque"},
    {"HUF", "Forint"},
    {"RON", "Leu roumain"},
    {"BGN", "Lev bulgare"},
    {"JPY", "Yen"},
    {"CAD", "Dollar canadien"},
    {"AUD", "Dollar australien"},
    {"CNY", "Yuan renminbi"},
    {"MAD", "Dirham marocain"},
    {"TND", "Dinar tunisien"},
    {"DZD", "Dinar algérien"},
    {"XAF", "Franc CFA (BEAC)"},
    {"XOF", "Franc CFA (BCEAO)"},
};

constexpr Code kReasons[] = {
    {"ART_293B", "TVA non applicable, article 293 B du CGI"},
    {"AUTOLIQUIDATION", "Autoliquidation"},
    {"ART_261", "Exonération de TVA, article 261 du CGI"},
    {"ART_262", "Exonération de TVA, article 262 du CGI"},
    {"ART_262_TER", "Exonération de TVA, article 262 ter I du CGI"},
    {"ART_259", "TVA non applicable, article 259-1 du CGI"},
    {"ART_283_2", "Autoliquidation, article 283-2 du CGI"},
    {"ART_283_2_NONIES", "Autoliquidation, article 283-2 nonies du CGI"},
    {"ART_294", "TVA non applicable, article 294 du CGI"},
    {"AUTRE", "Autre motif"},
};

constexpr std::string_view kFrames[] = {
    "A1_FACTURE_FOURNISSEUR",
    "A2_FACTURE_FOURNISSEUR_DEJA_PAYEE",
    "A3_MEMOIRE_JUSTICE",
    "A4_PROJET_DECOMPTE_MENSUEL_FOURNISSEUR",
    "A5_ETAT_ACOMPTE_FOURNISSEUR",
    "A6_ETAT_ACOMPTE_VALIDE_FOURNISSEUR",
    "A7_PROJET_DECOMPTE_FINAL_FOURNISSEUR",
    "A8_DECOMPTE_GENERAL_DEFINITIF_FOURNISSEUR",
    "A9_FACTURE_SOUSTRAITANT",
    "A10_PROJET_DECOMPTE_MENSUEL_SOUSTRAITANT",
    "A11_PROJET_DECOMPTE_FINAL_SOUSTRAITANT",
    "A12_FACTURE_COTRAITANT",
    "A13_PROJET_DECOMPTE_MENSUEL_COTRAITANT",
    "A14_PROJET_DECOMPTE_FINAL_COTRAITANT",
    "A15_ETAT_ACOMPTE_MOE",
    "A16_ETAT_ACOMPTE_VALIDE_MOE",
    "A17_PROJET_DECOMPTE_GENERAL_MOE",
    "A18_DECOMPTE_GENERAL_MOE",
    "A19_ETAT_ACOMPTE_VALIDE_MOA",
    "A20_DECOMPTE_GENERAL_MOA",
    "A21_DEMANDE_REMBOURSEMENT_TIC",
    "A22_PROJET_DECOMPTE_GENERAL_FOURNISSEUR_PROCEDURE_TACITE",
    "A23_DECOMPTE_GENERAL_DEFINITIF_TACITE_FOURNISSEUR",
};
constexpr std::string_view kSimpleFrames[] = {"A1_FACTURE_FOURNISSEUR", "A2_FACTURE_FOURNISSEUR_DEJA_PAYEE",
                                              "A9_FACTURE_SOUSTRAITANT", "A12_FACTURE_COTRAITANT"};
constexpr std::string_view kDepositModes[] = {"SAISIE_API", "DEPOT_PDF_API", "DEPOT_PDF_SIGNE_API"};
constexpr std::string_view kPaymentModes[] = {"CHEQUE", "PRELEVEMENT", "VIREMENT", "ESPECE", "AUTRE", "REPORT"};
constexpr std::string_view kInvoiceTypes[] = {"FACTURE", "AVOIR"};
constexpr std::string_view kVatTypes[] = {"TVA_SUR_DEBIT", "TVA_SUR_ENCAISSEMENT", "EXONERATION", "SANS_TVA"};
constexpr std::string_view kIdentifierTypes[] = {"SIRET",  "UE_HORS_FRANCE", "HORS_UE",    "RIDET",
                                                 "TAHITI", "AUTRE",          "PARTICULIER"};
constexpr std::string_view kDepositFormats[] = {"PDF_NON_SIGNE", "PDF_SIGNE_PADES", "PDF_SIGNE_XADES"};
constexpr std::string_view kExtensions[] = {"BMP",  "GIF",   "FAX",  "ODT", "PPT", "TIFF", "XLS",  "BZ2", "GZ",
                                            "JPEG", "P7S",   "RTF",  "TXT", "XML", "CSV",  "GZIP", "JPG", "PDF",
                                            "SVG",  "XHTML", "XLSX", "DOC", "HTM", "ODP",  "PNG",  "TGZ", "XLC",
                                            "ZIP",  "DOCX",  "HTML", "ODS", "PPS", "TIF",  "XLM",  "PPTX"};
static_assert(std::size(kExtensions) == 35);

template <typename T, std::size_t size>
constexpr std::array<std::string_view, size> codes_of(const T (&list)[size]) {
  std::array<std::string_view, size> codes{};
  for (std::size_t i = 0; i < size; ++i) codes[i] = list[i].code;
  return codes;
}
constexpr auto kCurrencyCodes = codes_of(kCurrencies);
constexpr auto kRateCodes = codes_of(kRates);

}  // namespace

std::span<const RateCode> vat_rates() {
  return kRates;
}
std::span<const Code> currencies() {
  return kCurrencies;
}
std::span<const Code> exemption_reasons() {
  return kReasons;
}
std::span<const std::string_view> frames() {
  return kFrames;
}
std::span<const std::string_view> simple_frames() {
  return kSimpleFrames;
}
std::span<const std::string_view> deposit_modes() {
  return kDepositModes;
}
std::span<const std::string_view> payment_modes() {
  return kPaymentModes;
}
std::span<const std::string_view> invoice_types() {
  return kInvoiceTypes;
}
std::span<const std::string_view> vat_types() {
  return kVatTypes;
}
std::span<const std::string_view> identifier_types() {
  return kIdentifierTypes;
}
std::span<const std::string_view> deposit_formats() {
  return kDepositFormats;
}
std::span<const std::string_view> attachment_extensions() {
  return kExtensions;
}
std::span<const std::string_view> currency_codes() {
  return kCurrencyCodes;
}
std::span<const std::string_view> vat_rate_codes() {
  return kRateCodes;
}

}  // namespace prefill::server
