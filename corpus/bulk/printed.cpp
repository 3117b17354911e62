// What follows from what: the rules under "What is true" in corpus/README.md.

#include "corpus/bulk/printed.h"

#include <cstdlib>

#include "corpus/bulk/identifiers.h"
#include "extractor/json_writer.h"

namespace prefill::bulk {
namespace {

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string iso(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return std::to_string(static_cast<int>(date.year())) + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

}  // namespace

Printed::Printed(const Supplier& supplier, const Invoice& invoice) : supplier_(supplier), invoice_(invoice) {
  follow("typeFacture", quoted(invoice.credit ? "AVOIR" : "FACTURE"));
}

void Printed::note(std::string_view field, std::string json) {
  fields_.insert_or_assign(std::string(field), std::move(json));
  printed_.insert(std::string(field));
}

void Printed::follow(std::string_view field, std::string json) {
  fields_.emplace(field, std::move(json));
}

std::string Printed::quoted(std::string_view text) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.value(text);
  json.end_array();
  return out.substr(1, out.size() - 2);
}

std::string Printed::decimal(std::int64_t cents) {
  return std::to_string(cents / 100) + "." + two_digits(static_cast<unsigned>(cents % 100));
}

std::string Printed::amount(std::int64_t cents) const {
  const std::string units = std::to_string(cents / 100);
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i > 0 && (units.size() - i) % 3 == 0) text += supplier_.style.group;
    text += units[i];
  }
  return text + "," + two_digits(static_cast<unsigned>(cents % 100));
}

std::string Printed::signed_amount(std::int64_t cents) const {
  return (invoice_.negative && cents != 0 ? "-" : "") + amount(cents);
}

std::string Printed::rate(int rate) {
  return std::to_string(rate / 100) + (rate % 100 == 0 ? "" : "," + two_digits(static_cast<unsigned>(rate % 100)));
}

std::string Printed::money(std::int64_t cents) {
  if (supplier_.style.currency.empty()) return signed_amount(cents);
  note_text("codeDeviseFacture", "EUR");
  return signed_amount(cents) + std::string(supplier_.style.currency);
}

std::string Printed::currency_sentence() {
  note_text("codeDeviseFacture", "EUR");
  return "Montants exprimés en euros.";
}

std::string Printed::date(std::chrono::sys_days day) const {
  const std::chrono::year_month_day date(day);
  const auto number = static_cast<unsigned>(date.day());
  const auto month = static_cast<unsigned>(date.month());
  const std::string year = std::to_string(static_cast<int>(date.year()));
  switch (supplier_.style.date) {
    case DateForm::dots:
      return two_digits(number) + "." + two_digits(month) + "." + year;
    case DateForm::dashes:
      return two_digits(number) + "-" + two_digits(month) + "-" + year;
    case DateForm::words:
      return (number == 1 ? "1er" : std::to_string(number)) + " " + std::string(months()[month - 1]) + " " + year;
    case DateForm::iso:
      return iso(day);
    case DateForm::slashes:
      break;
  }
  return two_digits(number) + "/" + two_digits(month) + "/" + year;
}

std::string Printed::siret(std::string_view number) const {
  return supplier_.style.siret_spaced ? grouped(number, "3335", " ") : std::string(number);
}

bool Printed::has(Item item) const {
  switch (item) {
    case Item::due:
      return invoice_.due_printed;
    case Item::origin:
      return !invoice_.origin.empty();
    case Item::engagement:
      return !invoice_.engagement.empty();
    case Item::service:
      return !invoice_.service.empty();
    case Item::contract:
      return !invoice_.contract.empty();
    case Item::client_number:
      return !invoice_.client_number.empty();
    case Item::seller_order:
      return !invoice_.seller_order.empty();
    case Item::delivery_note:
      return !invoice_.delivery_note.empty();
    case Item::number:
    case Item::issued:
    case Item::buyer_siret:
      break;
  }
  return true;
}

std::string Printed::item(Item item) {
  const auto text = [this](std::string_view field, const std::string& value) {
    note_text(field, value);
    return value;
  };
  switch (item) {
    case Item::number:
      return text("numeroFacture", invoice_.number);
    case Item::issued:
      note_text("dateFacture", iso(invoice_.issued));
      return date(invoice_.issued);
    case Item::due:
      note_text("dateEcheance", iso(invoice_.due));
      return date(invoice_.due);
    case Item::origin:
      return text("numeroFactureOrigine", invoice_.origin);
    case Item::engagement:
      return text("numeroBonCommande", invoice_.engagement);
    case Item::service:
      return text("codeServiceExecutant", invoice_.service);
    case Item::contract:
      return text("numeroMarche", invoice_.contract);
    case Item::buyer_siret:
      note_text("codeDestinataire", invoice_.buyer.siret);
      follow("sirenDestinataire", quoted(invoice_.buyer.siren));
      return siret(invoice_.buyer.siret);
    case Item::client_number:
      return invoice_.client_number;
    case Item::seller_order:
      return invoice_.seller_order;
    case Item::delivery_note:
      break;
  }
  return invoice_.delivery_note;
}

std::string Printed::seller_name() {
  note_text("nomFournisseur", supplier_.party.name);
  return supplier_.party.name;
}

std::string Printed::seller_siret() {
  note_text("codeFournisseur", supplier_.party.siret);
  follow("typeIdentifiantFournisseur", quoted("SIRET"));
  follow("sirenFournisseur", quoted(supplier_.party.siren));
  return siret(supplier_.party.siret);
}

std::string Printed::seller_siren() {
  note_text("sirenFournisseur", supplier_.party.siren);
  return grouped(supplier_.party.siren, "333", " ");
}

std::string Printed::seller_vat() {
  note_text("numeroTvaFournisseur", supplier_.party.vat);
  follow("sirenFournisseur", quoted(supplier_.party.siren));
  return supplier_.style.siret_spaced ? grouped(supplier_.party.vat, "22333", " ") : supplier_.party.vat;
}

std::string Printed::buyer_name() {
  note_text("nomDestinataire", invoice_.buyer.name);
  return invoice_.buyer.name;
}

std::string Printed::iban() {
  note("ibans", "[" + quoted(supplier_.iban) + "]");
  return in_fours(supplier_.iban);
}

std::string Printed::bic() {
  note_text("bic", supplier_.bank.bic);
  return std::string(supplier_.bank.bic);
}

std::string Printed::by_transfer() {
  note_text("modePaiement", "VIREMENT");
  return "Virement";
}

std::string Printed::net() {
  note_amount("montantHtTotal", invoice_.net());
  return money(invoice_.net());
}

std::string Printed::tax() {
  note_amount("montantTVA", invoice_.tax());
  return money(invoice_.tax());
}

std::string Printed::total() {
  note_amount("montantTtcTotal", invoice_.total());
  return money(invoice_.total());
}

std::string Printed::paid() {
  note_amount("montantDejaPaye", invoice_.paid);
  return money(invoice_.paid);
}

std::string Printed::payable() {
  note_amount("montantAPayer", invoice_.payable());
  return money(invoice_.payable());
}

std::string Printed::only_rate() {
  rate_shown_ = true;
  return rate(invoice_.vat.front().rate);
}

std::string Printed::in_vat_table(std::int64_t cents) {
  table_shown_ = true;
  return money(cents);
}

std::string Printed::regime() {
  switch (supplier_.regime) {
    case Regime::on_debits:
      follow("typeTva", quoted("TVA_SUR_DEBIT"));
      return "Option pour le paiement de la taxe d'après les débits.";
    case Regime::on_receipts:
      follow("typeTva", quoted("TVA_SUR_ENCAISSEMENT"));
      return "TVA acquittée sur les encaissements.";
    case Regime::exempt:
      follow("typeTva", quoted("EXONERATION"));
      note_text("motifExoneration", supplier_.exemption);
      return std::string(supplier_.exemption);
    case Regime::unsaid:
      break;
  }
  return "";
}

std::string Printed::vat_lines() const {
  std::string out = "[";
  for (const VatLine& line : invoice_.vat) {
    if (out.size() > 1) out += ", ";
    out += "{\"taux\": " + decimal(line.rate) + ", \"baseHt\": " + decimal(line.base) +
           ", \"montantTva\": " + decimal(line.amount) + "}";
  }
  return out + "]";
}

std::string Printed::truth() {
  const bool untaxed = supplier_.regime == Regime::exempt;
  if (fields_.contains("montantAPayer") && invoice_.paid == 0) follow("montantTtcTotal", decimal(invoice_.total()));
  if (untaxed) {
    follow("montantTtcTotal", decimal(invoice_.total()));
    follow("montantHtTotal", decimal(invoice_.net()));
  }
  if (fields_.contains("montantTtcTotal")) follow("montantAPayer", decimal(invoice_.payable()));
  if (table_shown_ || rate_shown_) follow("lignesTva", vat_lines());
  std::string out = "{";
  for (const auto& [field, json] : fields_) {
    if (out.size() > 1) out += ", ";
    out += quoted(field) + ": " + json;
  }
  return out + "}";
}

std::string Printed::derived() const {
  std::string out = "[";
  for (const auto& [field, json] : fields_) {
    if (printed_.contains(field) || field == "lignesTva") continue;
    if (out.size() > 1) out += ", ";
    out += quoted(field);
  }
  return out + "]";
}

}  // namespace prefill::bulk
