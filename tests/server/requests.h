// Requests as the HTTP front would hand them over.

#pragma once

#include <string>
#include <utility>

#include "server/http/message.h"

namespace prefill::test {

inline server::Request post(std::string path, std::string body, std::vector<server::Header> headers = {}) {
  server::Request request;
  request.id = "test-1";
  request.method = server::Method::post;
  request.path = std::move(path);
  request.body = std::move(body);
  request.headers = std::move(headers);
  request.remote = "127.0.0.1";
  return request;
}

}  // namespace prefill::test
