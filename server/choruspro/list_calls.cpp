// The lists do not depend on the body: language and kind of invoice are passed over.

#include "server/choruspro/list_calls.h"

#include <algorithm>
#include <functional>

#include "server/choruspro/code_lists.h"
#include "server/choruspro/form.h"
#include "server/choruspro/paging.h"

namespace prefill::server {
namespace {

/// `{"codeRetour":0,"libelle":...,NAME:[...]}`; `write` writes the members of an entry.
template <typename Entries, typename Write>
Response list_answer(std::string_view name, const Entries& entries, Write write) {
  Response response;
  JsonWriter json(response.body);
  begin_success(json, kTransverseSuccess);
  json.key(name);
  json.begin_array();
  for (const auto& entry : entries) {
    json.begin_object();
    write(json, entry);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return response;
}

Response word_list(std::string_view name, MemberName key, std::span<const std::string_view> words) {
  return list_answer(name, words, [&](JsonWriter& json, std::string_view word) { json.member(key, word); });
}

Response code_list(std::string_view name, MemberName code_key, MemberName label_key, std::span<const Code> codes) {
  return list_answer(name, codes, [&](JsonWriter& json, const Code& code) {
    json.member(code_key, code.code);
    json.member(label_key, code.label);
  });
}

std::string_view state_name(bool active) {
  return active ? "ACTIF" : "INACTIF";
}

void write_structure(JsonWriter& json, const Structure& structure) {
  json.member("idStructureCPP", structure.id);
  json.member("identifiantStructure", structure.identifier);
  json.member("typeIdentifiantStructure", structure.identifier_type);
  json.member("designationStructure", structure.name);
  json.member("statut", state_name(structure.active));
}

void write_service(JsonWriter& json, const StructureService& service) {
  json.member("idService", service.id);
  json.member("codeService", service.code);
  json.member("libelleService", service.label);
  json.member("statutService", state_name(service.active));
  json.member("estActif", service.active);
}

void write_demands(JsonWriter& json, const Structure& structure) {
  json.begin_object();
  json.member("codeServiceDoitEtreRenseigne", structure.wants_service);
  json.member("numeroEJDoitEtreRenseigne", structure.wants_engagement);
  json.member("gestionNumeroEJOuCodeService", structure.wants_either);
  json.end_object();
}

/// What a search for structures asks for.
struct StructureQuery {
  std::optional<std::string> identifier, identifier_type, name, state, type;
};

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool matches(const Structure& structure, const StructureQuery& query) {
  return (!query.identifier || structure.identifier == *query.identifier) &&
         (!query.identifier_type || structure.identifier_type == *query.identifier_type) &&
         (!query.name || contains_ignoring_case(structure.name, *query.name)) &&
         (!query.state || state_name(structure.active) == *query.state) &&
         (!query.type || (structure.is_public ? "PUBLIQUE" : "PRIVEE") == *query.type);
}

StructureQuery query_of(Form& form) {
  StructureQuery query;
  if (auto structure = form.object("structure", Need::mandatory)) {
    query.identifier = structure->text("identifiantStructure", 80);
    query.identifier_type = structure->word("typeIdentifiantStructure", identifier_types());
    query.name = structure->text("libelleStructure", 200);
    if (!query.name) query.name = structure->text("raisonSocialeStructure", 200);
    query.state = structure->text("statutStructure", 20);
    query.type = structure->text("typeStructure", 20);
    structure->name_misnamed();
  }
  return query;
}

/// Answers a call about one structure; `write` writes what it answers.
Response about_structure(Office& office, const Request& request, std::string_view id_name,
                         const std::function<void(JsonWriter&, const Structure&)>& write) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return refuse(mistakes);
  Form form(request.body, *root, "", mistakes);
  const auto id = form.whole(id_name, Need::mandatory);
  form.name_misnamed();
  if (!mistakes.empty()) return refuse(mistakes);
  const Structure* structure = office.structures.by_id(*id);
  if (structure == nullptr) return nothing_found("TRA_MSG_00.015");
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  write(json, *structure);
  json.end_object();
  return response;
}

}  // namespace

Response list_vat_rates(Office&, const Request&) {
  return list_answer("listeTauxTva", vat_rates(), [](JsonWriter& json, const RateCode& rate) {
    json.member("codeTauxTva", rate.code);
    json.member("libelleTauxTva", rate.label);
    json.member("valeurTauxTva");
    json.raw(rate.rate);
  });
}

Response list_currencies(Office&, const Request&) {
  return code_list("listeDevises", "codeDevise", "libelleDevise", currencies());
}

Response list_payment_modes(Office&, const Request&) {
  return word_list("listeModePaiement", "modePaiement", payment_modes());
}

Response list_deposit_modes(Office&, const Request&) {
  return word_list("listeModeDepot", "modeDepot", deposit_modes());
}

Response list_frames(Office&, const Request&) {
  return word_list("listeCadreFacturation", "codeCadreFacturation", simple_frames());
}

Response list_exemption_reasons(Office&, const Request&) {
  return code_list("listeMotifsExonerationTva", "codeMotifExonerationTva", "libelleMotifExonerationTva",
                   exemption_reasons());
}

Response list_identifier_types(Office&, const Request&) {
  return word_list("listeTypeIdentifiantStructure", "typeIdentifiantStructure", identifier_types());
}

Response list_active_suppliers(Office& office, const Request&) {
  std::vector<Structure> suppliers;
  for (const Structure& structure : office.structures.list()) {
    if (structure.active && !structure.is_public) suppliers.push_back(structure);
  }
  return list_answer("listeStructures", suppliers, [](JsonWriter& json, const Structure& structure) {
    json.member("idStructureCPP", structure.id);
    json.member("designationStructure", structure.name);
    json.member("identifiant", structure.identifier);
  });
}

Response search_structures(Office& office, const Request& request) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return refuse(mistakes);
  Form form(request.body, *root, "", mistakes);
  const StructureQuery query = query_of(form);
  const Page page = read_page(form, "parametres");
  form.name_misnamed();
  if (!mistakes.empty()) return refuse(mistakes);
  std::vector<Structure> found;
  for (const Structure& structure : office.structures.list()) {
    if (matches(structure, query)) found.push_back(structure);
  }
  if (found.empty()) return nothing_found("TRA_MSG_00.015");
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("listeStructures");
  json.begin_array();
  const auto [begin, end] = page.range(found.size());
  for (std::size_t i = begin; i < end; ++i) {
    json.begin_object();
    write_structure(json, found[i]);
    json.end_object();
  }
  json.end_array();
  write_page(json, page, static_cast<std::int64_t>(found.size()));
  json.end_object();
  return response;
}

Response show_structure(Office& office, const Request& request) {
  return about_structure(office, request, "idStructureCPP", [](JsonWriter& json, const Structure& structure) {
    write_structure(json, structure);
    json.member("raisonSociale", structure.name);
    json.member("parametres");
    write_demands(json, structure);
  });
}

Response search_services(Office& office, const Request& request) {
  return about_structure(office, request, "idStructure", [](JsonWriter& json, const Structure& structure) {
    json.member("listeServices");
    json.begin_array();
    for (const StructureService& service : structure.services) {
      json.begin_object();
      write_service(json, service);
      json.end_object();
    }
    json.end_array();
  });
}

Response health_check(Office&, const Request&) {
  Response response;
  response.body = R"({"body":"OK","statusCodeValue":200,"statusCode":"OK"})";
  return response;
}

}  // namespace prefill::server
