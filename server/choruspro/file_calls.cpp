// The file itself never stands in the JSON that is read here: the HTTP front has decoded it on the way in.

#include "server/choruspro/file_calls.h"

#include <algorithm>
#include <string>

#include "rules/nearest.h"
#include "server/choruspro/code_lists.h"
#include "server/choruspro/deposit_form.h"
#include "server/choruspro/form.h"
#include "server/crypto.h"

namespace prefill::server {
namespace {

constexpr std::size_t kLongestFileName = 200;
constexpr std::size_t kLongestAttachmentName = 50;
/// Attachments: 10 MB, as the portal counts them.
constexpr std::size_t kAttachmentBytes = 10 * 1024 * 1024;

std::string_view bytes_of(const Document& document) {
  return {reinterpret_cast<const char*>(document.bytes.data()), document.bytes.size()};
}

/// Says why there is no file under `member`, when there is none.
void blame_file(Form& form, std::string_view member, FileFault fault) {
  switch (fault) {
    case FileFault::none:
    case FileFault::not_json:  // said by parse_body
      return;
    case FileFault::missing:
      return form.blame(ReturnCode::missing_member, member, "is missing", "send the file in base64");
    case FileFault::no_text:
      return form.blame(ReturnCode::no_file, member, "is no text",
                        "send the file itself in base64, not the id of one that was sent before");
    case FileFault::data_uri:
      return form.blame(ReturnCode::no_file, member, "is a data URI",
                        "send base64 alone, without `data:...;base64,` before it");
    case FileFault::not_base64:
      return form.blame(ReturnCode::no_file, member, "is no base64",
                        "encode the bytes of the file with the alphabet of RFC 4648, section 4");
    case FileFault::empty:
      return form.blame(ReturnCode::missing_member, member, "is empty", "send the file in base64");
  }
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// What stands behind the last point, in capitals; empty without one.
std::string extension_of(const std::string& name) {
  const std::size_t point = name.rfind('.');
  return point == std::string::npos || point == 0 ? std::string() : upper(name.substr(point + 1));
}

/// Says what no name of a file may have.
void check_name(Form& form, std::string_view member, const std::string& name) {
  const auto odd = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '/' || c == '\\'; };
  if (std::any_of(name.begin(), name.end(), odd)) {
    form.blame(ReturnCode::file_name, member, "has a path or control characters", "send the name alone");
  }
}

void check_extension(Form& form, const std::string& name) {
  const std::string extension = extension_of(name);
  const auto known = attachment_extensions();
  if (extension.empty()) {
    form.blame(ReturnCode::file_name, "pieceJointeNom", "has no extension", "write it as `bon-de-commande.pdf`");
  } else if (std::find(known.begin(), known.end(), extension) == known.end()) {
    form.blame(ReturnCode::file_format, "pieceJointeNom", "has an extension that the portal does not take",
               "it takes " + rules::listed(known));
  }
}

/// What a body of deposer/pdf says of its file.
struct Deposit {
  std::string name;
  std::string format;
  std::optional<std::int64_t> user;
};

/// The deposit, when a worker has read its file; else the answer that says what is wrong.
tl::expected<Deposit, Response> read_deposit(const Request& request) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return tl::unexpected(refuse(mistakes));
  const Document& document = request.documents.at(0);
  Form form(request.body, *root, "", mistakes);
  Deposit deposit;
  deposit.user = form.whole("idUtilisateurCourant");
  deposit.format = form.word("formatDepot", deposit_formats()).value_or(std::string(deposit_formats().front()));
  deposit.name = form.text("nomFichier", kLongestFileName).value_or("facture.pdf");
  check_name(form, "nomFichier", deposit.name);
  blame_file(form, kInvoiceFile, document.fault);
  if (document.fault != FileFault::none) static_cast<void>(form.text(kInvoiceFile, 0));
  form.name_misnamed();
  if (!mistakes.empty()) return tl::unexpected(refuse(mistakes));
  if (!document.answer) return tl::unexpected(refuse(document_problem(document.answer.error()), request));
  return deposit;
}

/// The body with its file in it again.
std::string body_of(const Deposit& deposit, std::string_view file) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  if (deposit.user) json.member("idUtilisateurCourant", *deposit.user);
  json.member("fichierFacture", to_base64(file));
  json.member("nomFichier", deposit.name);
  json.member("formatDepot", deposit.format);
  json.end_object();
  return body;
}

/// The id in an answer of the portal's that says that all went well.
std::optional<Id> file_id_in(const Response& response) {
  // Larger than any answer with one form in it.
  constexpr std::size_t kLongest = 65'536;
  if (response.status != 200 || response.body.size() > kLongest) return std::nullopt;
  Mistakes ignored;
  const auto root = parse_body(response.body, ignored);
  if (!root) return std::nullopt;
  Form form(response.body, *root, "", ignored);
  const auto id = form.whole("pieceJointeId");
  return form.whole("codeRetour").value_or(-1) == 0 ? id : std::nullopt;
}

Response form_filled_in(const Request& request, Id file) {
  Response response;
  response.body = deposit_answer(*request.documents.at(0).answer, file);
  return response;
}

}  // namespace

Response deposit_pdf(Office& office, const Request& request) {
  const auto deposit = read_deposit(request);
  if (!deposit) return deposit.error();
  const auto id = office.store.add_file(owner_of(request), deposit->name, "application/pdf",
                                        bytes_of(request.documents.at(0)), office.clock());
  return id ? form_filled_in(request, *id) : refuse(id.error());
}

Response recognise_and_hand_on(const Upstream& upstream, const Request& request) {
  const auto deposit = read_deposit(request);
  if (!deposit) return deposit.error();
  Request call;
  call.id = request.id;
  call.method = request.method;
  call.path = request.path;
  call.headers = request.headers;
  call.body = body_of(*deposit, bytes_of(request.documents.at(0)));
  Response answer = upstream(call);
  const auto id = file_id_in(answer);
  return id ? form_filled_in(request, *id) : answer;
}

Response add_attachment(Office& office, const Request& request) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return refuse(mistakes);
  const Document& document = request.documents.at(0);
  Form form(request.body, *root, "", mistakes);
  static_cast<void>(form.whole("idUtilisateurCourant"));
  const auto name = form.text("pieceJointeNom", kLongestAttachmentName, Need::mandatory);
  const auto type = form.text("pieceJointeTypeMime", 100, Need::mandatory);
  const auto extension = form.text("pieceJointeExtension", 10);
  blame_file(form, kAttachmentFile, document.fault);
  if (document.fault != FileFault::none) static_cast<void>(form.text(kAttachmentFile, 0));
  if (name) {
    check_name(form, "pieceJointeNom", *name);
    check_extension(form, *name);
  }
  if (name && extension && upper(extension->substr(extension->starts_with('.') ? 1 : 0)) != extension_of(*name)) {
    form.blame(ReturnCode::file_name, "pieceJointeExtension", "is not the extension of `pieceJointeNom`");
  }
  form.name_misnamed();
  if (!mistakes.empty()) return refuse(mistakes);
  if (document.bytes.size() > kAttachmentBytes) {
    return refuse(Mistake{ReturnCode::file_too_large, std::string(kAttachmentFile), "has more than 10 MB", ""});
  }
  const auto id = office.store.add_file(owner_of(request), *name, *type, bytes_of(document), office.clock());
  if (!id) return refuse(id.error());
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("pieceJointeId", *id);
  json.end_object();
  return response;
}

}  // namespace prefill::server
