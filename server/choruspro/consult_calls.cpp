// An invoice is shown out of the submission as it was kept: members are carried over as they stand there, so that no
// number changes on the way.

#include <algorithm>
#include <string>

#include "server/choruspro/code_lists.h"
#include "server/choruspro/form.h"
#include "server/choruspro/invoice_calls.h"
#include "server/choruspro/paging.h"

namespace prefill::server {
namespace {

using rules::JsonNode;

constexpr std::string_view kNoSuchInvoice = "GDP_MSG_11.008";
constexpr std::string_view kEmptySearch = "TRA_MSG_00.015";

/// An object of the submission, whose members go into the answer.
class Kept {
 public:
  Kept(std::string_view text, const JsonNode* object) : text_(text), object_(object) {}

  [[nodiscard]] Kept object(std::string_view name) const {
    return {text_, object_ == nullptr ? nullptr : object_->find(name)};
  }
  [[nodiscard]] std::vector<Kept> list(std::string_view name) const {
    std::vector<Kept> entries;
    const JsonNode* list = object_ == nullptr ? nullptr : object_->find(name);
    if (list == nullptr) return entries;
    for (const JsonNode& entry : list->items) entries.emplace_back(text_, &entry);
    return entries;
  }
  /// Writes the scalar `name` as `as`; null when there is none.
  void carry(JsonWriter& json, std::string_view name, std::string_view as) const {
    const JsonNode* node = object_ == nullptr ? nullptr : object_->find(name);
    json.key(as);
    if (node == nullptr || node->kind == JsonNode::Kind::object || node->kind == JsonNode::Kind::array) {
      json.null();
    } else {
      json.raw(text_.substr(node->span.offset, node->span.length));
    }
  }
  void carry(JsonWriter& json, std::string_view name) const { carry(json, name, name); }
  void carry_all(JsonWriter& json, std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) carry(json, name);
  }

 private:
  std::string_view text_;
  const JsonNode* object_;
};

void write_references(JsonWriter& json, const Kept& body, const Invoice& invoice) {
  const Kept references = body.object("references");
  json.member("references");
  json.begin_object();
  references.carry(json, "deviseFacture", "codeDeviseFacture");
  references.carry_all(json, {"typeFacture", "typeTva", "motifExonerationTva", "numeroMarche", "numeroBonCommande",
                              "numeroFactureOrigine", "modePaiement"});
  json.member("dateFacture", invoice.date);
  json.member("dateDepot", day_in_paris(invoice.deposited));
  json.end_object();
}

void write_totals(JsonWriter& json, const Kept& body) {
  const Kept totals = body.object("montantTotal");
  json.member("montantTotal");
  json.begin_object();
  totals.carry_all(json, {"montantHtTotal", "montantTVA", "montantTtcTotal", "montantRemiseGlobaleTTC",
                          "motifRemiseGlobaleTTC", "montantAPayer"});
  json.end_object();
}

void write_lines(JsonWriter& json, std::string_view holder, std::string_view name, const std::vector<Kept>& lines,
                 std::initializer_list<std::string_view> members) {
  json.key(holder);
  json.begin_object();
  json.key(name);
  json.begin_array();
  for (const Kept& line : lines) {
    json.begin_object();
    line.carry_all(json, members);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_parties(JsonWriter& json, const Kept& body) {
  json.member("destinataire");
  json.begin_object();
  body.object("destinataire").carry_all(json, {"codeDestinataire", "codeServiceExecutant"});
  json.end_object();
  json.member("fournisseur");
  json.begin_object();
  body.object("fournisseur").carry_all(json, {"idFournisseur", "idServiceFournisseur"});
  json.end_object();
  json.member("cadreDeFacturation");
  json.begin_object();
  body.object("cadreDeFacturation").carry(json, "codeCadreFacturation");
  body.object("cadreDeFacturation").carry(json, "codeStructureValideur", "codeValideur1");
  json.end_object();
}

void write_invoice(JsonWriter& json, const Invoice& invoice, const Kept& body) {
  json.begin_object();
  json.member("identifiantFactureCPP", invoice.id);
  json.member("numeroFacture", invoice.number);
  json.member("statutFacture", invoice.status);
  json.member("modeDepot", invoice.mode);
  body.carry(json, "commentaire");
  write_parties(json, body);
  write_references(json, body, invoice);
  write_totals(json, body);
  write_lines(
      json, "lignesDePoste", "lignePoste", body.list("lignePoste"),
      {"lignePosteNumero", "lignePosteReference", "lignePosteDenomination", "lignePosteQuantite", "lignePosteUnite",
       "lignePosteMontantUnitaireHT", "lignePosteMontantRemiseHT", "lignePosteTauxTva", "lignePosteTauxTvaManuel"});
  write_lines(json, "recapitulatifDeTva", "ligneTva", body.list("ligneTva"),
              {"ligneTvaTaux", "ligneTvaTauxManuel", "ligneTvaMontantBaseHtParTaux", "ligneTvaMontantTvaParTaux"});
  json.member("listeDesPiecesJointes");
  json.begin_object();
  json.member("pieceJointe");
  json.begin_array();
  for (const Id file : invoice.files) {
    json.begin_object();
    json.member("pieceJointeId", file);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_object();
}

void write_row(JsonWriter& json, const Invoice& invoice, const Kept& body) {
  json.begin_object();
  json.member("identifiantFactureCPP", invoice.id);
  json.member("numeroFacture", invoice.number);
  json.member("statut", invoice.status);
  // Clients of both names are in the wild.
  json.member("statutFacture", invoice.status);
  json.member("dateHeureEtatCourant", minute_in_paris(invoice.status_since));
  json.member("dateDepot", day_in_paris(invoice.deposited));
  json.member("dateFacture", invoice.date);
  json.member("codeDestinataire", invoice.recipient);
  body.object("destinataire").carry(json, "codeServiceExecutant");
  json.member("modeDepot", invoice.mode);
  json.member("typeFacture", invoice.type);
  body.object("references").carry(json, "deviseFacture", "devise");
  body.object("references").carry_all(json, {"numeroBonCommande", "numeroMarche", "numeroFactureOrigine"});
  body.object("montantTotal").carry(json, "montantHtTotal", "montantHT");
  body.object("montantTotal").carry(json, "montantTtcTotal", "montantTTC");
  json.member("montantAPayer");
  json.raw(invoice.amount);
  json.end_object();
}

/// The submission as it was kept; null when it was let go of.
std::optional<JsonNode> tree_of(const Invoice& invoice) {
  rules::Diagnostic mistake;
  return rules::parse_json(invoice.body, mistake);
}

/// The first moment of a day in Paris, or of the day after it.
std::optional<Moment> midnight(const std::optional<std::string>& day, int days_later) {
  if (!day) return std::nullopt;
  const auto utc = from_iso(*day + "T00:00:00Z");
  if (!utc) return std::nullopt;
  Moment moment = *utc + Days(days_later);
  // Paris is one hour or two before UTC.
  for (const int hours : {2, 1}) {
    const Moment earlier = moment - std::chrono::hours(hours);
    if (minute_in_paris(earlier).ends_with(" 00:00")) return earlier;
  }
  return moment;
}

InvoiceQuery query_of(Form& form) {
  InvoiceQuery query;
  query.number = form.text("numeroFacture", 100).value_or("");
  query.recipient = form.text("codeDestinataire", 18).value_or("");
  query.type = form.word("typeFacture", invoice_types()).value_or("");
  query.date_from = form.date("periodeDateFactureDu").value_or("");
  query.date_to = form.date("periodeDateFactureAu").value_or("");
  query.from = midnight(form.date("periodeDateDepotDu"), 0);
  query.before = midnight(form.date("periodeDateDepotAu"), 1);
  query.status_from = midnight(form.date("periodeDateHeureEtatCourantDu"), 0);
  query.status_before = midnight(form.date("periodeDateHeureEtatCourantAu"), 1);
  return query;
}

/// `statutCourant`: a list of words, or one.
std::vector<std::string> statuses_of(const JsonNode& root) {
  std::vector<std::string> statuses;
  const JsonNode* node = root.find("statutCourant");
  if (node == nullptr) return statuses;
  if (node->kind == JsonNode::Kind::string && !node->text.empty()) statuses.push_back(node->text);
  for (const JsonNode& item : node->items) {
    if (item.kind == JsonNode::Kind::string && statuses.size() < 100) statuses.push_back(item.text);
  }
  return statuses;
}

/// The invoice whose id the body's member `name` has, or the answer that there is none.
tl::expected<Invoice, Response> invoice_asked_for(Office& office, const Request& request, std::string_view name,
                                                  std::initializer_list<std::string_view> others) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return tl::unexpected(refuse(mistakes));
  Form form(request.body, *root, "", mistakes);
  const auto id = form.whole(name, Need::mandatory);
  for (const std::string_view other : others) static_cast<void>(form.whole(other));
  form.name_misnamed();
  if (!mistakes.empty()) return tl::unexpected(refuse(mistakes));
  auto invoice = office.store.invoice(owner_of(request), *id);
  if (!invoice) return tl::unexpected(refuse(invoice.error()));
  if (!*invoice) return tl::unexpected(nothing_found(kNoSuchInvoice));
  return std::move(**invoice);
}

}  // namespace

Response invoice_history(Office& office, const Request& request) {
  const auto invoice = invoice_asked_for(office, request, "idFacture", {"idEspace", "nbResultatsMaximum"});
  if (!invoice) return invoice.error();
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("idFacture", invoice->id);
  json.member("numeroFacture", invoice->number);
  json.member("modeDepot", invoice->mode);
  json.member("statutCourantCode", invoice->status);
  json.member("historiquesDesStatuts");
  json.begin_object();
  json.member("histoStatut");
  json.begin_array();
  json.begin_object();
  json.member("histoStatutId", invoice->id);
  json.member("histoStatutCode", invoice->status);
  json.member("histoStatutDatePassage", minute_in_paris(invoice->status_since));
  json.member("histoStatutCommentaire");
  json.null();
  json.end_object();
  json.end_array();
  json.member("nbResultatsParPageHistoStatut", 1);
  json.member("pageCouranteHistoStatut", 1);
  json.member("pagesHistoStatut", 1);
  json.member("totalHistoStatut", 1);
  json.end_object();
  json.end_object();
  return response;
}

Response show_invoice(Office& office, const Request& request) {
  const auto invoice = invoice_asked_for(office, request, "identifiantFactureCPP", {});
  if (!invoice) return invoice.error();
  const auto tree = tree_of(*invoice);
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("facture");
  write_invoice(json, *invoice, Kept(invoice->body, tree ? &*tree : nullptr));
  json.end_object();
  return response;
}

Response search_invoices(Office& office, const Request& request) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return refuse(mistakes);
  Form form(request.body, *root, "", mistakes);
  InvoiceQuery query = query_of(form);
  query.statuses = statuses_of(*root);
  const Page page = read_page(form, "rechercheFactureParFournisseur");
  if (!mistakes.empty()) return refuse(mistakes);
  query.page = page.number;
  query.per_page = page.size;
  const auto found = office.store.search(owner_of(request), query);
  if (!found) return refuse(found.error());
  if (found->total == 0) return nothing_found(kEmptySearch);
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("listeFactures");
  json.begin_array();
  for (const Invoice& invoice : found->invoices) {
    const auto tree = tree_of(invoice);
    write_row(json, invoice, Kept(invoice.body, tree ? &*tree : nullptr));
  }
  json.end_array();
  write_page(json, page, found->total);
  json.end_object();
  return response;
}

}  // namespace prefill::server
