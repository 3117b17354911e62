// The portal's way of answering: `codeRetour` and `libelle`, 0 when all is well.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/json_writer.h"
#include "server/http/message.h"
#include "server/problem.h"
#include "server/store/store.h"

namespace prefill::server {

/// `codeRetour`. The first ones are the portal's own; 21000 and up are ours, for mistakes whose numbers it has not
/// published. docs/chorus-pro-api.md lists them.
enum class ReturnCode : std::int32_t {
  ok = 0,
  nothing_found = 20000,
  file_too_large = 20003,
  not_json = 21001,
  misnamed_member = 21002,
  wrong_type = 21003,
  missing_member = 21004,
  not_in_list = 21005,
  too_long = 21006,
  malformed = 21007,
  not_applicable = 21008,
  totals_disagree = 21009,
  unknown_file = 21010,
  number_used = 21011,
  date_in_future = 21012,
  unknown_structure = 21013,
  no_file = 21020,
  file_name = 21021,
  file_format = 21022,
  unreadable_document = 21023,
  unknown_call = 21030,
  not_admitted = 21031,
  bad_request = 21032,
  unavailable = 21050,
  internal = 21051,
  upstream = 21052,
};

inline constexpr std::string_view kSuccess = "GCU_MSG_01_000";
/// What the calls under `transverses` say instead.
inline constexpr std::string_view kTransverseSuccess = "TRA_MSG_00.000";

/// Something wrong with a request. Texts are lower case, without a full stop.
struct Mistake {
  ReturnCode code = ReturnCode::bad_request;
  std::string field;    // "references.typeTva", "lignePoste[2].lignePosteQuantite"; empty when it is about no member
  std::string message;  // what is wrong
  std::string hint;     // what to do; may be empty
};

using Mistakes = std::vector<Mistake>;

/// 400 with all mistakes at once: `codeRetour` is the first one's, `libelle` names them all, `erreurs` has them one by
/// one. There is at least one.
[[nodiscard]] Response refuse(const Mistakes& mistakes);
/// The same for one, with another status.
[[nodiscard]] Response refuse(const Mistake& mistake, int status = 400);
/// A refusal of the HTTP front in the portal's form. The problems of a document are 400 here, as are all mistakes.
[[nodiscard]] Response refuse(const Problem& problem, const Request& request);
/// What the store could not do; the details are for the log and stay out of the answer.
[[nodiscard]] Response refuse(const StoreFault& fault);
/// 200 and `nothing_found`: a search without result, an id that is nobody's or somebody else's.
[[nodiscard]] Response nothing_found(std::string_view label);

/// Begins an answer: `{"codeRetour":0,"libelle":...`. The caller goes on and ends the object.
void begin_success(JsonWriter& json, std::string_view label = kSuccess);

}  // namespace prefill::server
