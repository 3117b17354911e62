// The table of calls, and how refusals look.

#include "server/choruspro/portal.h"

#include <gmock/gmock.h>

#include <set>

#include "server/choruspro/envelope.h"
#include "tests/server/portal_fixture.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;

class Portal : public test::PortalFixture {
 protected:
  [[nodiscard]] static const Route* find(const Mount& mount, const std::string& path) {
    for (const Route& route : mount.routes) {
      if (route.path == path) return &route;
    }
    return nullptr;
  }
};

TEST_F(Portal, every_call_wants_token_and_account_and_may_wait) {
  const Mount mount = portal_mount(*office_);
  EXPECT_EQ(mount.prefix, "/cpro/");
  std::set<std::string> paths;
  for (const Route& route : mount.routes) {
    EXPECT_EQ(route.access, Access::token_and_account) << route.path;
    EXPECT_TRUE(route.path.starts_with("/cpro/")) << route.path;
    paths.insert((route.method == Method::get ? "GET " : "POST ") + route.path);
  }
  EXPECT_EQ(paths.size(), mount.routes.size());
  for (const char* path : {"factures/v1/soumettre", "transverses/v1/recuperer/tauxtva", "structures/v1/rechercher"}) {
    const Route* route = find(mount, "/cpro/" + std::string(path));
    ASSERT_NE(route, nullptr) << path;
    EXPECT_TRUE(route->blocking);
    EXPECT_EQ(route->body.form, BodyForm::memory);
  }
}

TEST_F(Portal, files_are_decoded_on_the_way_in) {
  const Mount mount = portal_mount(*office_);
  const Route* deposit = find(mount, "/cpro/factures/v1/deposer/pdf");
  ASSERT_NE(deposit, nullptr);
  EXPECT_EQ(deposit->body.form, BodyForm::json_file);
  EXPECT_EQ(deposit->body.file_member, "fichierFacture");
  EXPECT_EQ(deposit->body.work, Work::extract);
  const Route* attach = find(mount, "/cpro/transverses/v1/ajouter/fichier");
  ASSERT_NE(attach, nullptr);
  EXPECT_EQ(attach->body.file_member, "pieceJointeFichier");
  EXPECT_EQ(attach->body.work, Work::none);
  const Response response = deposit->handle(with_file("{}", "%PDF-", R"({"fields":{}})"));
  EXPECT_EQ(response.status, 200) << response.body;
}

TEST_F(Portal, other_calls_are_told_with_the_nearest) {
  const Mount mount = portal_mount(*office_);
  const Route* rest = find(mount, "/cpro/*");
  ASSERT_NE(rest, nullptr);
  const Response response = rest->handle(test::post("/cpro/factures/v1/soumetre", "{}"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(number(response, "codeRetour"), 21030);
  EXPECT_THAT(text(response, "libelle"), HasSubstr("perhaps `factures/v1/soumettre` is meant"));
  EXPECT_EQ(rest->handle(test::post("/cpro/engagementsJuridiques/v1/rechercher", "")).status, 404);
}

Response from_the_portal(const Request& request) {
  Response response;
  response.body = "from the portal: " + request.path;
  return response;
}

TEST_F(Portal, before_the_real_one_everything_goes_there) {
  const Mount mount = proxy_mount(from_the_portal);
  EXPECT_EQ(mount.routes.size(), portal_mount(*office_).routes.size());
  for (const Route& route : mount.routes) {
    EXPECT_EQ(route.access, Access::token_and_account) << route.path;
    EXPECT_TRUE(route.blocking) << route.path;
    if (route.path == "/cpro/factures/v1/deposer/pdf") continue;
    const std::string path = route.path == "/cpro/*" ? "/cpro/factures/v1/deposer/flux" : route.path;
    EXPECT_EQ(route.handle(test::post(path, "{}")).body, "from the portal: " + path);
  }
}

TEST_F(Portal, before_the_real_one_no_path_leads_elsewhere) {
  const Mount mount = proxy_mount(from_the_portal);
  const Route* rest = find(mount, "/cpro/*");
  ASSERT_NE(rest, nullptr);
  for (const char* path : {"/cpro/../api", "/cpro/x//y", "/cpro/x?y", "/cpro/x#y", "/cpro/x y", "/cpro/x%2fy",
                           "/cpro/\xC3\xA9", "/cpro/x\r\ny", "/cpro/a@b"}) {
    EXPECT_EQ(rest->handle(test::post(path, "{}")).status, 404) << path;
  }
}

TEST_F(Portal, refusals_of_the_front_take_the_portals_form) {
  const Mount mount = portal_mount(*office_);
  const auto refusal = [&](ProblemCode code, int retry_after = 0) {
    Problem problem;
    problem.code = code;
    problem.detail = "say what to do";
    problem.retry_after = retry_after;
    return mount.refuse(problem, with_body(""));
  };
  const Response missing = refusal(ProblemCode::missing_account);
  EXPECT_EQ(missing.status, 403) << "a new token would not help";
  EXPECT_EQ(number(missing, "codeRetour"), 21031);
  EXPECT_EQ(text(missing, "libelle"), "say what to do");
  EXPECT_EQ(missing.content_type, "application/json");
  const Response large = refusal(ProblemCode::too_large);
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(number(large, "codeRetour"), 20003);
  EXPECT_EQ(refusal(ProblemCode::crashed).status, 400);
  const Response busy = refusal(ProblemCode::busy, 3);
  EXPECT_EQ(busy.status, 503);
  bool told = false;
  for (const Header& header : busy.headers) told = told || (header.name == "Retry-After" && header.value == "3");
  EXPECT_TRUE(told);
}

TEST_F(Portal, a_store_in_trouble_is_no_fault_of_the_client) {
  const Response gone = refuse(StoreFault{StoreFault::Kind::unavailable, "disk on fire"});
  EXPECT_EQ(gone.status, 503);
  EXPECT_EQ(gone.body.find("fire"), std::string::npos) << "details stay inside";
  const Response full = refuse(StoreFault{StoreFault::Kind::full, ""});
  EXPECT_EQ(full.status, 503);
  EXPECT_EQ(full.outcome, "store_full");
}

TEST_F(Portal, an_answer_names_a_readable_number_of_mistakes) {
  const Mistakes many(500, Mistake{ReturnCode::missing_member, "a", "is missing", ""});
  const Response response = refuse(many);
  EXPECT_EQ(tree(response).find("erreurs")->items.size(), 50U);
  EXPECT_THAT(text(response, "libelle"), HasSubstr("and 450 more"));
}

}  // namespace
}  // namespace prefill::server
