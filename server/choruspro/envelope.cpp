// Clients in the wild show `libelle` to people and look at `codeRetour`; a member of ours beside them disturbs nobody.

#include "server/choruspro/envelope.h"

#include <algorithm>

namespace prefill::server {
namespace {

/// More are counted and not named: an answer is to be read.
constexpr std::size_t kMostNamed = 50;

/// An outcome for log and metrics: one word for each kind.
std::string_view outcome_of(ReturnCode code) {
  switch (code) {
    case ReturnCode::number_used:
      return "number_used";
    case ReturnCode::unreadable_document:
      return "unreadable_document";
    case ReturnCode::unavailable:
      return "store_unavailable";
    case ReturnCode::internal:
      return "internal";
    case ReturnCode::unknown_call:
      return "not_found";
    default:
      return "refused";
  }
}

std::string sentence_of(const Mistake& mistake) {
  std::string text = mistake.field.empty() ? mistake.message : "`" + mistake.field + "` " + mistake.message;
  if (!mistake.hint.empty()) text += "; " + mistake.hint;
  return text;
}

std::string label_of(const Mistakes& mistakes) {
  std::string text;
  for (std::size_t i = 0; i < std::min(mistakes.size(), kMostNamed); ++i) {
    text += (i == 0 ? "" : " | ") + sentence_of(mistakes[i]);
  }
  if (mistakes.size() > kMostNamed) text += " | and " + std::to_string(mistakes.size() - kMostNamed) + " more";
  return text;
}

void write_mistake(JsonWriter& json, const Mistake& mistake) {
  json.begin_object();
  json.member("codeRetour", static_cast<int>(mistake.code));
  json.member("champ");
  mistake.field.empty() ? json.null() : json.value(mistake.field);
  json.member("libelle", mistake.message);
  json.member("conseil");
  mistake.hint.empty() ? json.null() : json.value(mistake.hint);
  json.end_object();
}

Response answer(const Mistakes& mistakes, int status) {
  Response response;
  response.status = status;
  response.outcome = outcome_of(mistakes.front().code);
  JsonWriter json(response.body);
  json.begin_object();
  json.member("codeRetour", static_cast<int>(mistakes.front().code));
  json.member("libelle", label_of(mistakes));
  json.member("erreurs");
  json.begin_array();
  for (std::size_t i = 0; i < std::min(mistakes.size(), kMostNamed); ++i) write_mistake(json, mistakes[i]);
  json.end_array();
  json.end_object();
  return response;
}

ReturnCode code_of(ProblemCode code) {
  switch (code) {
    case ProblemCode::missing_token:
    case ProblemCode::unknown_token:
    case ProblemCode::expired_token:
    case ProblemCode::missing_account:
    case ProblemCode::wrong_account:
    case ProblemCode::forbidden:
    case ProblemCode::too_many_tries:
      return ReturnCode::not_admitted;
    case ProblemCode::not_found:
    case ProblemCode::method_not_allowed:
    case ProblemCode::not_implemented:
      return ReturnCode::unknown_call;
    case ProblemCode::too_large:
      return ReturnCode::file_too_large;
    case ProblemCode::not_pdf:
    case ProblemCode::damaged:
    case ProblemCode::encrypted:
    case ProblemCode::limit:
    case ProblemCode::crashed:
    case ProblemCode::timeout:
      return ReturnCode::unreadable_document;
    case ProblemCode::busy:
      return ReturnCode::unavailable;
    case ProblemCode::internal:
      return ReturnCode::internal;
    default:
      return ReturnCode::bad_request;
  }
}

}  // namespace

Response refuse(const Mistakes& mistakes) {
  return answer(mistakes, 400);
}

Response refuse(const Mistake& mistake, int status) {
  return answer({mistake}, status);
}

Response refuse(const Problem& problem, const Request& request) {
  // The headers that belong to a problem are the same whatever the form of the answer.
  const Response plain = to_response(problem, request);
  const int status = plain.status == 422 ? 400 : plain.status;
  Response response = answer({{code_of(problem.code), "", problem.detail, ""}}, status);
  response.headers = plain.headers;
  response.outcome = plain.outcome;
  return response;
}

Response refuse(const StoreFault& fault) {
  const bool full = fault.kind == StoreFault::Kind::full;
  Response response = answer({{ReturnCode::unavailable, "", full ? "the store is full" : "the store cannot be reached",
                               full ? "ask whoever runs this service for room" : "try again later: nothing was kept"}},
                             503);
  response.headers.push_back({"Retry-After", full ? "3600" : "5"});
  if (full) response.outcome = "store_full";
  return response;
}

Response nothing_found(std::string_view label) {
  Response response;
  response.outcome = "nothing_found";
  JsonWriter json(response.body);
  json.begin_object();
  json.member("codeRetour", static_cast<int>(ReturnCode::nothing_found));
  json.member("libelle", label);
  json.end_object();
  return response;
}

void begin_success(JsonWriter& json, std::string_view label) {
  json.begin_object();
  json.member("codeRetour", 0);
  json.member("libelle", label);
}

}  // namespace prefill::server
