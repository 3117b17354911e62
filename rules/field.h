// The fields of the deposit form, by the names of the Chorus Pro API where it has one.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace prefill::rules {

/// A field of the deposit form. The number is an index into tables of `field_count` entries; names are what users see.
enum class Field : std::uint8_t {
  numero_facture,
  date_facture,
  date_echeance,
  type_facture,
  numero_facture_origine,
  code_devise_facture,
  code_destinataire,
  siren_destinataire,
  nom_destinataire,
  numero_tva_destinataire,
  code_service_executant,
  numero_bon_commande,
  numero_marche,
  code_fournisseur,
  type_identifiant_fournisseur,
  siren_fournisseur,
  nom_fournisseur,
  numero_tva_fournisseur,
  montant_ht_total,
  montant_tva,
  montant_ttc_total,
  montant_remise_globale_ttc,
  montant_deja_paye,
  montant_a_payer,
  lignes_tva,
  type_tva,
  motif_exoneration,
  ibans,
  bic,
  mode_paiement,
  cadre_facturation,
  siret_valideur,
  affactureur,
  mention_subrogative,
};
inline constexpr std::size_t field_count = 34;

/// How the value of a field is read from the text behind its label.
enum class ValueType : std::uint8_t { reference, date, amount, siret, siren, vat_id, iban, bic, name, code, tax_lines };

/// `numero_facture` -> "numeroFacture". Never empty.
[[nodiscard]] std::string_view field_name(Field field);
/// "numeroFacture" -> `numero_facture`; empty for an unknown name.
[[nodiscard]] std::optional<Field> field_of(std::string_view name);
/// What kind of value the field holds.
[[nodiscard]] ValueType field_type(Field field);

/// What a phrase says about its surroundings, without being the label of a field.
enum class Mark : std::uint8_t {
  recipient,     // begins the block of the recipient: "Facturé à"
  supplier,      // begins the block of the supplier: "Émetteur"
  other_party,   // begins the block of somebody else: "Adresse de livraison", "Bénéficiaire", "Représentant fiscal"
  public_body,   // part of the name of a public body: "Mairie", "Centre hospitalier"
  company,       // stands beside the supplier's own data: "RCS", "au capital de", "APE"
  siret,         // announces a SIRET without saying whose
  siren,         // announces a SIREN without saying whose
  vat_id,        // announces a VAT id without saying whose
  invoice,       // the document is an invoice
  credit_note,   // the document is a credit note
  statement,     // the document is a works statement (décompte, situation)
  memoir,        // the document is a mémoire of court costs
  not_invoice,   // the document is something else: "Devis", "Bon de livraison"
  vat_rate,      // header of the column of rates in a VAT table
  vat_base,      // header of the column of bases
  vat_amount,    // header of the column of tax amounts
  vat_exempt,    // no VAT is charged: "TVA non applicable", "Autoliquidation"
  subtotal,      // an amount that is not the document's total: "À reporter", "Sous-total page"
  not_due,       // an amount that is not part of the invoice: "au capital de", "indemnité forfaitaire"
  item_header,   // header of a column in the table of items: "Quantité", "Désignation"
  currency_eur,  // the currency's name or sign
  currency_other,  // a currency other than the euro; the rule's `code` says which
  other,           // announces something that is no field: "N° de client", "Date de livraison"
};
inline constexpr std::size_t mark_count = 23;

/// `public_body` -> "public_body".
[[nodiscard]] std::string_view mark_name(Mark mark);
[[nodiscard]] std::optional<Mark> mark_of(std::string_view name);

}  // namespace prefill::rules
