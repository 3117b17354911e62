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
/// What is handed on: flows of 30 MB in base64, and the rest of the object.
constexpr std::size_t kBodyHandedOn = 41 * 1024 * 1024;

using Answer = Response (*)(Office&, const Request&);

struct Call {
  std::string_view path;  // behind "/cpro/"
  Answer answer;
  std::string_view file;  // the member that holds one
  Work work;
};

constexpr std::string_view kDeposit = "factures/v1/deposer/pdf";
constexpr std::string_view kHealth = "transverses/v1/health-check";

constexpr std::array<Call, 17> kCalls = {{
    {kDeposit, deposit_pdf, kInvoiceFile, Work::extract},
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

/// Any other path, or the one called `path`.
Route other_call(Method method, std::string_view path, Handler handle) {
  Route route;
  route.method = method;
  route.path = std::string(kPrefix) + std::string(path);
  route.access = Access::token_and_account;
  route.body.form = BodyForm::memory;
  route.body.limit = kBodyWithFile;
  route.handle = std::move(handle);
  return route;
}

Route handed_on(Method method, std::string_view path, Handler handle) {
  Route route = other_call(method, path, std::move(handle));
  route.body.limit = kBodyHandedOn;
  route.blocking = true;
  return route;
}

/// Whether a path is one that calls of the portal have. Others could mean another address to whoever reads them next:
/// "..", "//", and what was escaped.
bool is_plain(std::string_view path) {
  const auto odd = [](char c) {
    const auto lower = static_cast<char>(c | 0x20);
    return !((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_');
  };
  return std::none_of(path.begin(), path.end(), odd) && path.find("//") == std::string_view::npos;
}

Mount empty_mount() {
  Mount mount;
  mount.prefix = kPrefix;
  mount.refuse = [](const Problem& problem, const Request& request) { return refuse(problem, request); };
  return mount;
}

}  // namespace

Mount portal_mount(Office& office) {
  Mount mount = empty_mount();
  for (const Call& call : kCalls) mount.routes.push_back(route_of(call, office));
  mount.routes.push_back(
      other_call(Method::get, kHealth, [&office](const Request& request) { return health_check(office, request); }));
  for (const Method method : {Method::post, Method::get}) {
    mount.routes.push_back(other_call(method, "*", unknown_call));
  }
  return mount;
}

Mount proxy_mount(const Upstream& upstream) {
  Mount mount = empty_mount();
  // Known calls have routes of their own for the sake of log and metrics.
  for (const Call& call : kCalls) {
    if (call.path != kDeposit) mount.routes.push_back(handed_on(Method::post, call.path, upstream));
  }
  Route deposit = handed_on(Method::post, kDeposit,
                            [upstream](const Request& request) { return recognise_and_hand_on(upstream, request); });
  deposit.body = {BodyForm::json_file, kBodyWithFile, kInvoiceFile, Work::extract};
  mount.routes.push_back(std::move(deposit));
  mount.routes.push_back(handed_on(Method::get, kHealth, upstream));
  for (const Method method : {Method::post, Method::get}) {
    mount.routes.push_back(handed_on(method, "*", [upstream](const Request& request) {
      return is_plain(request.path) ? upstream(request) : unknown_call(request);
    }));
  }
  return mount;
}

}  // namespace prefill::server
