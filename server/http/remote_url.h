// Addresses of other servers, as an operator writes them.

#pragma once

#include <string>
#include <string_view>

namespace prefill::server {

/// What is wrong with `url` as the address of a server that is told secrets: "is no `https://` address". Plain HTTP is
/// for this machine alone; a user, a query and a fragment have no place in it. Empty when nothing is.
[[nodiscard]] std::string fault_of_remote_url(std::string_view url);

}  // namespace prefill::server
