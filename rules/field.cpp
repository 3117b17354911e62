// The names and value types of fields and marks, as tables indexed by the enumerators.
//
// A name is written once, here; everything that shows or reads a name goes through these tables. A new enumerator that
// is left out of its table does not compile.

#include "rules/field.h"

#include <algorithm>

namespace prefill::rules {
namespace {

struct FieldEntry {
  Field field;
  std::string_view name;
  ValueType type;
};

constexpr std::array<FieldEntry, field_count> fields{{
    {Field::numero_facture, "numeroFacture", ValueType::reference},
    {Field::date_facture, "dateFacture", ValueType::date},
    {Field::date_echeance, "dateEcheance", ValueType::date},
    {Field::type_facture, "typeFacture", ValueType::code},
    {Field::numero_facture_origine, "numeroFactureOrigine", ValueType::reference},
    {Field::code_devise_facture, "codeDeviseFacture", ValueType::code},
    {Field::code_destinataire, "codeDestinataire", ValueType::siret},
    {Field::siren_destinataire, "sirenDestinataire", ValueType::siren},
    {Field::nom_destinataire, "nomDestinataire", ValueType::name},
    {Field::numero_tva_destinataire, "numeroTvaDestinataire", ValueType::vat_id},
    {Field::code_service_executant, "codeServiceExecutant", ValueType::reference},
    {Field::numero_bon_commande, "numeroBonCommande", ValueType::reference},
    {Field::numero_marche, "numeroMarche", ValueType::reference},
    {Field::code_fournisseur, "codeFournisseur", ValueType::siret},
    {Field::type_identifiant_fournisseur, "typeIdentifiantFournisseur", ValueType::code},
    {Field::siren_fournisseur, "sirenFournisseur", ValueType::siren},
    {Field::nom_fournisseur, "nomFournisseur", ValueType::name},
    {Field::numero_tva_fournisseur, "numeroTvaFournisseur", ValueType::vat_id},
    {Field::montant_ht_total, "montantHtTotal", ValueType::amount},
    {Field::montant_tva, "montantTVA", ValueType::amount},
    {Field::montant_ttc_total, "montantTtcTotal", ValueType::amount},
    {Field::montant_remise_globale_ttc, "montantRemiseGlobaleTtc", ValueType::amount},
    {Field::montant_deja_paye, "montantDejaPaye", ValueType::amount},
    {Field::montant_a_payer, "montantAPayer", ValueType::amount},
    {Field::lignes_tva, "lignesTva", ValueType::tax_lines},
    {Field::type_tva, "typeTva", ValueType::code},
    {Field::motif_exoneration, "motifExoneration", ValueType::name},
    {Field::ibans, "ibans", ValueType::iban},
    {Field::bic, "bic", ValueType::bic},
    {Field::mode_paiement, "modePaiement", ValueType::code},
    {Field::cadre_facturation, "cadreFacturation", ValueType::code},
    {Field::siret_valideur, "siretValideur", ValueType::siret},
    {Field::affactureur, "affactureur", ValueType::name},
    {Field::mention_subrogative, "mentionSubrogative", ValueType::name},
}};

constexpr std::array<std::string_view, mark_count> marks{
    "recipient",   "supplier",    "other_party",  "public_body",    "company",    "siret",
    "siren",       "vat_id",      "invoice",      "credit_note",    "statement",  "memoir",
    "not_invoice", "vat_rate",    "vat_base",     "vat_amount",     "vat_exempt", "subtotal",
    "not_due",     "item_header", "currency_eur", "currency_other", "other",
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (static_cast<std::size_t>(fields[i].field) != i || fields[i].name.empty()) return false;
  }
  return !marks[mark_count - 1].empty();
}
static_assert(in_order(), "each enumerator has its row, in the order of the enumeration");

}  // namespace

std::string_view field_name(Field field) {
  return fields[static_cast<std::size_t>(field)].name;
}

std::optional<Field> field_of(std::string_view name) {
  const auto* found = std::find_if(fields.begin(), fields.end(), [&](const auto& entry) { return entry.name == name; });
  if (found == fields.end()) return std::nullopt;
  return found->field;
}

ValueType field_type(Field field) {
  return fields[static_cast<std::size_t>(field)].type;
}

std::string_view mark_name(Mark mark) {
  return marks[static_cast<std::size_t>(mark)];
}

std::optional<Mark> mark_of(std::string_view name) {
  const auto* found = std::find(marks.begin(), marks.end(), name);
  if (found == marks.end()) return std::nullopt;
  return static_cast<Mark>(found - marks.begin());
}

}  // namespace prefill::rules
