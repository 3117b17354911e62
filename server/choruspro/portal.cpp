// One table: what is called how, and what its body is.

#include "server/choruspro/portal.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/nearest.h"
#include "server/choruspro/envelope.h"
#include "server/choruspro/file_calls.h"
#include "server/choruspro/invoice_calls.h"
#include "server/choruspro/list_calls.h"

namespace prefill::server {
namespace {

/// An invoice with some thousand lines; 30 MB of the portal are for whole flows.
constexpr std::size_t kBody = 4 * 1024 * 1024;
/// So that a file under a wrong name gets as far as the message that says so.
constexpr std::size_t kBodyWithFile = 15 * 1024 * 1024;

using Answer = Response (*)(Office&, const Request&);

struct Call {
  std::string_view path;  // behind "/cpro/"
  Answer answer;
  std::string_view file;  // the member that holds one
  Work work;
};

constexpr std::array<Call, 17> kCalls = {{
    {"factures/v1/deposer/pdf", deposit_pdf, kInvoiceFile, Work::extract},
    {"factures/v1/soumettre", submit_invoice, "", Work::none},
    {"factures/v1/consulter/historique", invoice_history, "", Work::none},
    {"factures/v1/consulter/fournisseur", show_invoice, "", Work::none},
    {"factures/v1/rechercher/fournisseur", search_invoices, "", Work::none},
    {"transverses/v1/ajouter/fichier", add_attachment, kAttachmentFile, Work::none},
    {"transverses/v1/recuperer/tauxtva", list_vat_rates, "", Work::none},
    {"transverses/v1/recuperer/devises", list_currencies, "", Work::none},
    {"transverses/v1/recuperer/modereglements", list_payment_modes, "", Work::none},
    {"transverses/v1/recuperer/modedepot", list_deposit_modes, "", Work::none},
    {"transverses/v1/recuperer/cadrefacturation", list_frames, "", Work::none},
    {"transverses/v1/recuperer/motifs/exonerationtva", list_exemption_reasons, "", Work::none},
    {"transverses/v1/recuperer/typeidentifiant/structure", list_identifier_types, "", Work::none},
    {"transverses/v1/recuperer/structures/actives/fournisseur", list_active_suppliers, "", Work::none},
    {"structures/v1/rechercher", search_structures, "", Work::none},
    {"structures/v1/rechercher/services", search_services, "", Work::none},
    {"structures/v1/consulter", show_structure, "", Work::none},
}};
constexpr std::string_view kPrefix = "/cpro/";

Route route_of(const Call& call, Office& office) {
  Route route;
  route.method = Method::post;
  route.path = std::string(kPrefix) + std::string(call.path);
  route.access = Access::token_and_account;
  route.body.form = call.file.empty() ? BodyForm::memory : BodyForm::json_file;
  route.body.limit = call.file.empty() ? kBody : kBodyWithFile;
  route.body.file_member = call.file;
  route.body.work = call.work;
  route.blocking = true;
  route.handle = [&office, answer = call.answer](const Request& request) { return answer(office, request); };
  return route;
}

Response unknown_call(const Request& request) {
  std::vector<std::string_view> paths;
  for (const Call& call : kCalls) paths.push_back(call.path);
  const std::string asked = request.path.substr(std::min(kPrefix.size(), request.path.size())).substr(0, 100);
  const auto near = rules::nearest(asked, paths);
  return refuse(Mistake{ReturnCode::unknown_call, "", "there is no such call here",
                        near.empty() ? "docs/chorus-pro-api.md lists those there are"
                                     : "perhaps `" + std::string(near.front()) + "` is meant"},
                404);
}

Route rest_of(Method method, const Upstream& upstream) {
  Route route;
  route.method = method;
  route.path = std::string(kPrefix) + "*";
  route.access = Access::token_and_account;
  route.body.form = BodyForm::memory;
  route.body.limit = kBodyWithFile;
  route.blocking = upstream != nullptr;
  route.handle = upstream ? upstream : unknown_call;
  return route;
}

}  // namespace

Mount portal_mount(Office& office, Upstream upstream) {
  Mount mount;
  mount.prefix = kPrefix;
  mount.refuse = [](const Problem& problem, const Request& request) { return refuse(problem, request); };
  for (const Call& call : kCalls) mount.routes.push_back(route_of(call, office));
  Route health;
  health.method = Method::get;
  health.path = std::string(kPrefix) + "transverses/v1/health-check";
  health.access = Access::token_and_account;
  health.handle = [&office](const Request& request) { return health_check(office, request); };
  mount.routes.push_back(std::move(health));
  mount.routes.push_back(rest_of(Method::post, upstream));
  mount.routes.push_back(rest_of(Method::get, upstream));
  return mount;
}

}  // namespace prefill::server
