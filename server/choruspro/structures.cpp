// Some dozens of them: looked through from end to end.

#include "server/choruspro/structures.h"

#include <algorithm>
#include <array>

#include "server/choruspro/code_lists.h"
#include "server/choruspro/form.h"
#include "server/durable_file.h"

namespace prefill::server {
namespace {

constexpr std::array<std::string_view, 2> kTypes = {"PUBLIQUE", "PRIVEE"};
constexpr std::array<std::string_view, 2> kStates = {"ACTIF", "INACTIF"};
constexpr std::array<std::string_view, 4> kDemands = {"AUCUNE", "SERVICE", "ENGAGEMENT", "SERVICE_OU_ENGAGEMENT"};

std::vector<StructureService> read_services(Form& form) {
  std::vector<StructureService> services;
  for (Form& entry : form.list("services")) {
    StructureService service;
    service.id = entry.whole("idService", Need::mandatory).value_or(0);
    service.code = entry.text("codeService", 100, Need::mandatory).value_or("");
    service.label = entry.text("libelleService", 200).value_or(service.code);
    service.active = entry.word("statutService", kStates).value_or("ACTIF") == "ACTIF";
    entry.name_misnamed();
    services.push_back(std::move(service));
  }
  return services;
}

Structure read_structure(Form& form) {
  Structure structure;
  structure.id = form.whole("idStructureCPP", Need::mandatory).value_or(0);
  structure.identifier = form.text("identifiantStructure", 80, Need::mandatory).value_or("");
  structure.identifier_type = form.word("typeIdentifiantStructure", identifier_types()).value_or("SIRET");
  structure.name = form.text("designationStructure", 200, Need::mandatory).value_or("");
  structure.is_public = form.word("typeStructure", kTypes).value_or("PUBLIQUE") == "PUBLIQUE";
  structure.active = form.word("statutStructure", kStates).value_or("ACTIF") == "ACTIF";
  const std::string demand = form.word("exigence", kDemands).value_or("AUCUNE");
  structure.wants_service = demand == "SERVICE";
  structure.wants_engagement = demand == "ENGAGEMENT";
  structure.wants_either = demand == "SERVICE_OU_ENGAGEMENT";
  structure.services = read_services(form);
  form.name_misnamed();
  return structure;
}

}  // namespace

const StructureService* Structure::service(std::string_view code) const {
  const auto found = std::find_if(services.begin(), services.end(), [&](const auto& s) { return s.code == code; });
  return found == services.end() ? nullptr : &*found;
}

Result<Structures> Structures::read(const std::string& path) {
  const auto text = read_whole(path);
  if (!text) return tl::unexpected(text.error());
  Mistakes mistakes;
  std::vector<Structure> list;
  if (const auto root = parse_body(*text, mistakes)) {
    Form form(*text, *root, "", mistakes);
    for (Form& entry : form.list("structures", Need::mandatory)) list.push_back(read_structure(entry));
    form.name_misnamed();
  }
  if (mistakes.empty()) return Structures(std::move(list));
  std::string why = "`" + path + "`:";
  for (const Mistake& mistake : mistakes) {
    why += "\n  " + (mistake.field.empty() ? "" : "`" + mistake.field + "` ") + mistake.message;
    if (!mistake.hint.empty()) why += "; " + mistake.hint;
  }
  return failure(ErrorCode::io, why);
}

const Structure* Structures::by_identifier(std::string_view identifier) const {
  const auto found =
      std::find_if(list_.begin(), list_.end(), [&](const auto& s) { return s.identifier == identifier; });
  return found == list_.end() ? nullptr : &*found;
}

const Structure* Structures::by_id(std::int64_t id) const {
  const auto found = std::find_if(list_.begin(), list_.end(), [&](const auto& s) { return s.id == id; });
  return found == list_.end() ? nullptr : &*found;
}

}  // namespace prefill::server
