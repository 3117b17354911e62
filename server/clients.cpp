// Limits come before hashes, so that guesses cost nothing; a secret that was right before passes whatever the limit,
// so that nobody locks a client out by guessing in its name.

#include "server/clients.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "extractor/json_writer.h"
#include "server/crypto.h"

namespace prefill::server {
namespace {

/// Longer than any form of ours.
constexpr std::size_t kTokenBody = 16 * 1024;
/// What is remembered of a name that failed; ours are shorter.
constexpr std::size_t kLongestName = 64;

Problem problem(ProblemCode code, std::string detail) {
  Problem why;
  why.code = code;
  why.detail = std::move(detail);
  return why;
}

Problem wait_a_bit(ProblemCode code, std::string detail, std::chrono::seconds wait) {
  Problem why = problem(code, std::move(detail));
  why.retry_after = static_cast<int>(wait.count());
  return why;
}

/// Tells the present secret of a client from its former ones.
std::string stamp_of(const ClientRecord& record) {
  return to_hex(sha256(record.secret)).substr(0, 16);
}

/// What follows the word `scheme` in the header `Authorization`; nothing when another word begins it.
std::optional<std::string_view> after_scheme(const Request& request, std::string_view scheme) {
  const auto header = request.header("Authorization");
  if (!header || header->size() <= scheme.size() || (*header)[scheme.size()] != ' ') return std::nullopt;
  if (!same_name(header->substr(0, scheme.size()), scheme)) return std::nullopt;
  const std::size_t begin = header->find_first_not_of(' ', scheme.size());
  return begin == std::string_view::npos ? std::string_view() : header->substr(begin);
}

/// Two texts with a colon between them.
struct Pair {
  std::string name;
  std::string secret;
};

std::optional<Pair> decode_pair(std::string_view base64) {
  const auto text = from_base64(base64);
  if (!text) return std::nullopt;
  const std::size_t colon = text->find(':');
  if (colon == std::string::npos) return std::nullopt;
  return Pair{text->substr(0, colon), text->substr(colon + 1)};
}

/// The names of RFC 6749, 5.2, that a problem has at the token address.
std::string_view oauth_name(ProblemCode code) {
  switch (code) {
    case ProblemCode::unknown_token:
      return "invalid_client";
    case ProblemCode::too_many_tries:
    case ProblemCode::busy:
      return "temporarily_unavailable";
    case ProblemCode::internal:
      return "server_error";
    default:
      return "invalid_request";
  }
}

Response oauth_error(int status, std::string_view name, const Problem& why) {
  Response response;
  response.status = status;
  response.headers = why.headers;
  response.headers.push_back({"Cache-Control", "no-store"});
  if (why.retry_after > 0) response.headers.push_back({"Retry-After", std::to_string(why.retry_after)});
  if (status == 401) response.headers.push_back({"WWW-Authenticate", "Basic realm=\"prefill\""});
  response.outcome = name;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("error", name);
  json.member("error_description", why.detail);
  json.end_object();
  return response;
}

Response oauth_error(const Problem& why) {
  return oauth_error(problem_status(why.code), oauth_name(why.code), why);
}

using Form = std::vector<std::pair<std::string, std::string>>;

const std::string* value_in(const Form& form, std::string_view name) {
  const auto found = std::find_if(form.begin(), form.end(), [&](const auto& pair) { return pair.first == name; });
  return found == form.end() ? nullptr : &found->second;
}

/// The text of a form as it stands in one half of HTTP Basic (RFC 6749, 2.3.1).
std::string decode_half(const std::string& text) {
  const Form form = parse_form("half=" + text);
  return form.size() == 1 ? form.front().second : text;
}

/// The client and its secret, from the header or from the form; nothing when they are in neither.
std::optional<Pair> credentials_of(const Request& request, const Form& form) {
  if (const auto basic = after_scheme(request, "basic")) {
    const auto pair = decode_pair(*basic);
    if (!pair) return std::nullopt;
    return Pair{decode_half(pair->name), decode_half(pair->secret)};
  }
  const std::string* id = value_in(form, "client_id");
  const std::string* secret = value_in(form, "client_secret");
  if (id == nullptr || secret == nullptr) return std::nullopt;
  return Pair{*id, *secret};
}

Response token_answer(const std::string& token, const std::string& scope) {
  Response response;
  response.headers = {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}};
  JsonWriter json(response.body);
  json.begin_object();
  json.member("access_token", token);
  json.member("token_type", "Bearer");
  json.member("expires_in", static_cast<int>(Tokens::kLife.count()));
  json.member("scope", scope);
  json.end_object();
  return response;
}

Admission turned_away(const Problem& why) {
  Admission admission;
  admission.problem = why;
  return admission;
}

}  // namespace

Clients::Clients(std::string path, TokenShelf* shelf, Clock clock)
    : path_(std::move(path)), clock_(std::move(clock)), tokens_(shelf) {}

Result<std::unique_ptr<Clients>> Clients::open(const std::string& path, TokenShelf* shelf, Clock clock) {
  std::unique_ptr<Clients> clients(new Clients(path, shelf, std::move(clock)));
  clients->stamp_ = clients->stamp_of_file();
  auto read = read_clients(path);
  if (!read) return tl::unexpected(read.error());
  clients->records_ = std::make_shared<const Records>(std::move(*read));
  clients->looked_ = clients->clock_();
  return clients;
}

Clients::Stamp Clients::stamp_of_file() const {
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0) return {};
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ino};
}

std::shared_ptr<const Clients::Records> Clients::records() {
  const std::scoped_lock lock(mutex_);
  const Moment moment = clock_();
  if (moment == looked_) return records_;
  looked_ = moment;
  const Stamp stamp = stamp_of_file();
  if (stamp == stamp_) return records_;
  auto read = read_clients(path_);
  if (!read) {
    trouble_ = read.error().message;
    return records_;
  }
  stamp_ = stamp;
  trouble_.reset();
  records_ = std::make_shared<const Records>(std::move(*read));
  return records_;
}

std::optional<std::string> Clients::trouble() {
  const std::scoped_lock lock(mutex_);
  return trouble_;
}

/// What is wrong with the claim, with the code `unknown_token` for a wrong secret; nothing when it is right.
std::optional<Problem> Clients::judge(const Claim& claim, const std::string& remote) {
  if (secrets_.known(claim.secret, claim.hash)) return std::nullopt;
  const Moment moment = clock_();
  const std::string address = address_group(remote);
  auto wait = by_client_.wait(claim.who, moment);
  if (!wait) wait = by_address_.wait(address, moment);
  if (wait) {
    return wait_a_bit(
        ProblemCode::too_many_tries,
        "too many wrong secrets; check the secret and try again in " + std::to_string(wait->count()) + " s", *wait);
  }
  switch (secrets_.check(claim.secret, claim.hash)) {
    case SecretCheck::Verdict::right:
      return std::nullopt;
    case SecretCheck::Verdict::busy:
      return wait_a_bit(ProblemCode::busy, "too many secrets are being checked; try again in a second",
                        std::chrono::seconds(1));
    case SecretCheck::Verdict::wrong:
      break;
  }
  by_client_.failed(claim.who, moment);
  by_address_.failed(address, moment);
  return problem(ProblemCode::unknown_token, "unknown client or wrong secret; check `client_id` and `client_secret`");
}

Response Clients::token(const Request& request) {
  const Form form = parse_form(request.body);
  const std::string* grant = value_in(form, "grant_type");
  if (grant == nullptr) {
    return oauth_error(problem(ProblemCode::bad_request,
                               "no `grant_type`; send `grant_type=client_credentials&client_id=...&client_secret=...` "
                               "as `application/x-www-form-urlencoded`"));
  }
  if (*grant != "client_credentials") {
    return oauth_error(400, "unsupported_grant_type",
                       problem(ProblemCode::bad_request, "`grant_type` must be `client_credentials`"));
  }
  const auto pair = credentials_of(request, form);
  if (!pair) {
    return oauth_error(problem(ProblemCode::bad_request,
                               "no client: send `client_id` and `client_secret` in the form, or `Authorization: Basic` "
                               "with base64 of both and a colon between them"));
  }
  const auto all = records();
  const auto found = std::find_if(
      all->begin(), all->end(), [&](const ClientRecord& record) { return record.active() && record.id == pair->name; });
  const Claim claim{pair->secret, found == all->end() ? std::string() : found->secret,
                    "client " + pair->name.substr(0, kLongestName)};
  if (const auto why = judge(claim, request.remote)) return oauth_error(*why);
  const std::string* scope = value_in(form, "scope");
  return token_answer(tokens_.issue(found->id, stamp_of(*found), clock_()), scope == nullptr ? "openid" : *scope);
}

tl::expected<ClientRecord, Problem> Clients::holder(const Request& request) {
  const auto text = after_scheme(request, "bearer");
  if (!text) {
    return tl::unexpected(problem(ProblemCode::missing_token,
                                  "no `Authorization: Bearer` header; get a token from `/api/oauth/token` and send it "
                                  "with each call"));
  }
  const Moment moment = clock_();
  const auto token = tokens_.find(*text, moment);
  if (!token) {
    return tl::unexpected(
        problem(ProblemCode::unknown_token, "the token is unknown; get a new one from `/api/oauth/token`"));
  }
  if (moment >= token->expires) {
    return tl::unexpected(problem(ProblemCode::expired_token,
                                  "the token expired at " + to_iso(token->expires) +
                                      "; get a new one from `/api/oauth/token`, `expires_in` says for how long"));
  }
  const auto all = records();
  const auto found = std::find_if(all->begin(), all->end(), [&](const ClientRecord& record) {
    return record.active() && record.id == token->client_id && stamp_of(record) == token->stamp;
  });
  if (found == all->end()) {
    return tl::unexpected(problem(ProblemCode::unknown_token,
                                  "the client of this token was revoked or has a new secret; get a new token with it"));
  }
  return *found;
}

tl::expected<Clients::Claim, Problem> Clients::account_claim(const Request& request, const ClientRecord& record) const {
  const auto header = request.header("cpro-account");
  if (!header) {
    return tl::unexpected(problem(ProblemCode::missing_account,
                                  "no `cpro-account` header; send base64 of login:password of the technical account "
                                  "with each call, beside the token"));
  }
  const auto pair = decode_pair(*header);
  if (!pair) {
    return tl::unexpected(problem(ProblemCode::wrong_account,
                                  "`cpro-account` is no base64 of `login:password`; encode login, colon and password "
                                  "of the technical account"));
  }
  return Claim{pair->secret, pair->name == record.login ? record.password : std::string(),
               "account " + pair->name.substr(0, kLongestName)};
}

Admission Clients::let_in(const ClientRecord& record, bool with_account) const {
  const Moment expires = record.password_expires();
  if (with_account && clock_() >= expires) {
    return turned_away(problem(ProblemCode::wrong_account, "the password of the technical account expired at " +
                                                               to_iso(expires) +
                                                               "; have it renewed with `prefill clients rotate`"));
  }
  Admission admission;
  admission.client = Client{record.id, record.name, with_account ? record.login : std::string()};
  if (with_account && clock_() >= expires - kWarning) {
    admission.headers.push_back({"cpro-account-expires", to_iso(expires)});
  }
  return admission;
}

std::optional<Admission> Clients::admit_at_once(const Request& request, Access access) {
  return decide(request, access, false);
}

Admission Clients::admit(const Request& request, Access access) {
  return *decide(request, access, true);
}

std::optional<Admission> Clients::decide(const Request& request, Access access, bool may_wait) {
  const auto token = after_scheme(request, "bearer");
  if (!may_wait && token && !tokens_.fast(*token)) return std::nullopt;
  const auto record = holder(request);
  if (!record) return turned_away(record.error());
  if (access != Access::token_and_account) return let_in(*record, false);
  const auto claim = account_claim(request, *record);
  if (!claim) return turned_away(claim.error());
  if (secrets_.known(claim->secret, claim->hash)) return let_in(*record, true);
  if (!may_wait) return std::nullopt;
  const auto why = judge(*claim, request.remote);
  if (!why) return let_in(*record, true);
  if (why->code != ProblemCode::unknown_token) return turned_away(*why);
  return turned_away(problem(ProblemCode::wrong_account,
                             "`cpro-account` names another technical account or has a wrong password; use those that "
                             "belong to the client of the token"));
}

Mount oauth_mount(Clients& clients) {
  Mount mount;
  mount.prefix = "/api/oauth/";
  mount.refuse = [](const Problem& why, const Request&) { return oauth_error(why); };
  Route token;
  token.method = Method::post;
  token.path = "/api/oauth/token";
  token.access = Access::open;
  token.body.form = BodyForm::memory;
  token.body.limit = kTokenBody;
  token.blocking = true;
  token.handle = [&clients](const Request& request) { return clients.token(request); };
  mount.routes.push_back(std::move(token));
  return mount;
}

}  // namespace prefill::server
