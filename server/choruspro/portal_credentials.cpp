// The members are called as the portal calls them; `prefill clients add` prints the same names.

#include "server/choruspro/portal_credentials.h"

#include <array>
#include <utility>

#include "rules/json_tree.h"
#include "server/durable_file.h"
#include "server/http/remote_url.h"

namespace prefill::server {
namespace {

using rules::JsonNode;

tl::unexpected<Error> refused(const std::string& path, const std::string& why) {
  return failure(ErrorCode::io, "`" + path + "`: " + why);
}

struct Member {
  std::string_view name;
  std::string PortalCredentials::*place;
  bool optional = false;
};

constexpr std::array<Member, 6> kMembers = {{
    {"token_url", &PortalCredentials::token_url},
    {"client_id", &PortalCredentials::client_id},
    {"client_secret", &PortalCredentials::client_secret},
    {"scope", &PortalCredentials::scope, true},
    {"login", &PortalCredentials::login},
    {"password", &PortalCredentials::password},
}};

}  // namespace

Result<PortalCredentials> read_portal_credentials(const std::string& path) {
  const auto text = read_private(path, "the portal's credentials");
  if (!text) return tl::unexpected(text.error());
  rules::Diagnostic mistake;
  const auto root = rules::parse_json(*text, mistake);
  if (!root || root->kind != JsonNode::Kind::object) {
    return refused(path, "is no JSON object with `token_url`, `client_id`, `client_secret`, `login` and `password`");
  }
  PortalCredentials credentials;
  for (const Member& member : kMembers) {
    const JsonNode* node = root->find(member.name);
    if (node == nullptr && member.optional) continue;
    if (node == nullptr || node->kind != JsonNode::Kind::string || node->text.empty()) {
      return refused(path, "`" + std::string(member.name) + "` is missing or no text");
    }
    credentials.*member.place = node->text;
  }
  if (const std::string fault = fault_of_remote_url(credentials.token_url); !fault.empty()) {
    return refused(path, "`token_url` " + fault);
  }
  return credentials;
}

}  // namespace prefill::server
