// What the real portal wants of whoever calls it, in a file that belongs to one user.

#pragma once

#include <string>

#include "extractor/result.h"

namespace prefill::server {

/// The application and the technical account with which the portal is called.
struct PortalCredentials {
  std::string token_url;
  std::string client_id;
  std::string client_secret;
  std::string scope = "openid";
  std::string login;
  std::string password;
};

/// Code `io` when the file cannot be read, when others than its owner may read or write it, or when a member is missing
/// or wrong; the message says which and what to do, and nothing of what stands there.
[[nodiscard]] Result<PortalCredentials> read_portal_credentials(const std::string& path);

}  // namespace prefill::server
