// RFC 6749, 4.4. What comes from outside goes into a header: it is looked at before.

#include "server/choruspro/portal_token.h"

#include <algorithm>
#include <utility>

#include "rules/json_tree.h"
#include "server/choruspro/portal_credentials.h"
#include "server/crypto.h"

namespace prefill::server {
namespace {

using Fault = PortalToken::Fault;
using std::chrono::seconds;

/// A token is let go of so long before its end, or at half of a short life: clocks differ, and calls take time.
constexpr double kEarly = 60;
/// Where the server does not say.
constexpr double kUsualLife = 300;
constexpr double kLongestLife = 86'400;
constexpr std::size_t kLongestToken = 8'192;
constexpr seconds kPause{5};

struct Token {
  std::string text;
  seconds life{};
};

std::optional<Token> token_in(const std::string& body) {
  rules::Diagnostic mistake;
  const auto root = rules::parse_json(body, mistake);
  const rules::JsonNode* text = root ? root->find("access_token") : nullptr;
  if (text == nullptr || text->kind != rules::JsonNode::Kind::string) return std::nullopt;
  const auto visible = [](char c) { return c > ' ' && c < '\x7F'; };
  if (text->text.empty() || text->text.size() > kLongestToken ||
      !std::all_of(text->text.begin(), text->text.end(), visible)) {
    return std::nullopt;
  }
  const rules::JsonNode* expires = root->find("expires_in");
  const bool told = expires != nullptr && expires->kind == rules::JsonNode::Kind::number;
  const double life = std::clamp(told ? expires->number : kUsualLife, 0.0, kLongestLife);
  return Token{text->text, seconds(static_cast<std::int64_t>(life - std::min(kEarly, life / 2)))};
}

std::string form_of(const PortalCredentials& credentials) {
  return "grant_type=client_credentials&client_id=" + percent_encoded(credentials.client_id) +
         "&client_secret=" + percent_encoded(credentials.client_secret) +
         "&scope=" + percent_encoded(credentials.scope);
}

}  // namespace

PortalToken::PortalToken(HttpClient& client, std::string credentials)
    : client_(client), credentials_(std::move(credentials)) {}

tl::expected<PortalPass, Fault> PortalToken::pass(Steady::time_point deadline) {
  const std::unique_lock lock(mutex_, deadline);
  if (!lock) return tl::unexpected(Fault{CallFault{CallFault::Kind::unreachable, "no time is left"}, {}});
  const Steady::time_point now = Steady::now();
  if (pass_ && now < good_until_) return *pass_;
  if (last_fault_ && now < ask_again_) return tl::unexpected(*last_fault_);
  last_fault_.reset();
  auto pass = fetch(deadline);
  if (!pass && !pass.error().call) {
    last_fault_ = pass.error();
    ask_again_ = Steady::now() + kPause;
  }
  return pass;
}

void PortalToken::refused(const PortalPass& pass) {
  const std::scoped_lock lock(mutex_);
  if (pass_ && pass_->authorization == pass.authorization) pass_.reset();
}

tl::expected<PortalPass, Fault> PortalToken::fetch(Steady::time_point deadline) {
  pass_.reset();
  const auto credentials = read_portal_credentials(credentials_);
  if (!credentials) return tl::unexpected(Fault{std::nullopt, credentials.error().message});
  const std::string form = form_of(*credentials);
  const auto answer =
      client_.call({Method::post,
                    credentials->token_url,
                    {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                    form,
                    deadline});
  if (!answer) {
    CallFault fault = answer.error();
    fault.detail = "`token_url`: " + fault.detail;
    // Nothing was asked of the portal itself yet.
    if (fault.kind == CallFault::Kind::late || fault.kind == CallFault::Kind::broken) {
      fault.kind = CallFault::Kind::unreachable;
    }
    return tl::unexpected(Fault{std::move(fault), {}});
  }
  if (answer->status != 200) {
    return tl::unexpected(Fault{std::nullopt, "`token_url` answered " + std::to_string(answer->status)});
  }
  const auto token = token_in(answer->body);
  if (!token) return tl::unexpected(Fault{std::nullopt, "`token_url` answered without a token"});
  good_until_ = Steady::now() + token->life;
  pass_ = PortalPass{"Bearer " + token->text, to_base64(credentials->login + ":" + credentials->password)};
  return *pass_;
}

}  // namespace prefill::server
