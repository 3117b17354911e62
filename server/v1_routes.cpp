// What a worker answered goes out as it is; only what failed is worded here.

#include "server/v1_routes.h"

#include <utility>

#include "extractor/json.h"
#include "extractor/json_writer.h"
#include "extractor/version.h"
#include "server/http/multipart_decoder.h"
#include "server/http/static_files.h"

namespace prefill::server {
namespace {

Response refuse(const Problem& problem, const Request& request) {
  return to_response(problem, request);
}

Response no_store(Response response) {
  // Invoices do not belong into caches.
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

Response plain(std::string text) {
  return {200, "text/plain; charset=utf-8", {{"Cache-Control", "no-store"}}, std::move(text), "ok"};
}

// Each document's own line of the array: what `prefill extract` prints for it.
std::string array_of(const std::vector<Document>& documents, const std::string& rules_version) {
  std::string json = "[";
  for (const Document& document : documents) {
    if (json.size() > 1) json += ",\n";
    if (document.answer) {
      json += *document.answer;
    } else {
      append_json(json, document.name, document.answer.error(), rules_version);
    }
  }
  json += "]\n";
  return json;
}

Response answer_documents(const Request& request, const Backstage& backstage) {
  if (multipart_boundary(request.header("Content-Type").value_or(""))) {
    return no_store({200, "application/json", {}, array_of(request.documents, backstage.rules_version()), "ok"});
  }
  const Result<std::string>& answer = request.documents.front().answer;
  if (!answer) return no_store(to_response(document_problem(answer.error()), request));
  return no_store({200, "application/json", {}, *answer + "\n", "ok"});
}

Response answer_picture(const Request& request) {
  const Result<std::string>& answer = request.documents.front().answer;
  if (!answer) return no_store(to_response(document_problem(answer.error()), request));
  return no_store({200, "image/png", {}, *answer, "ok"});
}

BodyPlan documents_for(Work work) {
  return {BodyForm::document, 0, {}, work};
}

}  // namespace

Mount v1_mount(Backstage backstage) {
  const auto shared = std::make_shared<const Backstage>(std::move(backstage));
  const Handler documents = [shared](const Request& request) { return answer_documents(request, *shared); };
  const Handler rules = [shared](const Request&) {
    return Response{200, "application/json", {{"Cache-Control", "no-cache"}}, shared->rules_description(), "ok"};
  };
  return {"/v1/",
          refuse,
          {{Method::post, "/v1/extract", Access::token, documents_for(Work::extract), false, documents},
           {Method::post, "/v1/text", Access::token, documents_for(Work::text), false, documents},
           {Method::post, "/v1/picture", Access::token, documents_for(Work::picture), false, answer_picture},
           {Method::get, "/v1/rules", Access::token, {}, false, rules}}};
}

Mount root_mount(Backstage backstage) {
  const auto shared = std::make_shared<const Backstage>(std::move(backstage));
  Mount mount{"", refuse, static_routes()};
  mount.routes.push_back(
      {Method::get, "/healthz", Access::open, {}, false, [](const Request&) { return plain("alive\n"); }});
  mount.routes.push_back({Method::get, "/readyz", Access::open, {}, false, [shared](const Request& request) {
                            if (shared->ready()) return plain("ready\n");
                            return to_response({ProblemCode::busy, "no worker can read at present", 1, {}}, request);
                          }});
  mount.routes.push_back({Method::get, "/metrics", Access::local_or_token, {}, false, [shared](const Request&) {
                            Response response = plain(shared->metrics());
                            response.content_type = "text/plain; version=0.0.4; charset=utf-8";
                            return response;
                          }});
  return mount;
}

std::string describe_rules(const RuleTexts& rules, const std::string& version) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("engine");
  json.begin_object();
  json.member("version");
  json.value(prefill::version);
  json.member("rules");
  json.value(version);
  json.end_object();
  json.member("packs");
  json.begin_array();
  for (const std::string& name : rules.names) json.value(name);
  json.end_array();
  json.member("fields");
  json.begin_array();
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    json.begin_object();
    json.member("name");
    json.value(rules::field_name(static_cast<rules::Field>(i)));
    json.member("threshold");
    json.number(rules.pack.fields[i].threshold, 3);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return text + "\n";
}

}  // namespace prefill::server
