// Every call of OpenSSL that fails here fails for want of memory or of randomness; nothing sensible can be answered
// then, so it throws.

#include "server/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "server/http/base64_decoder.h"

namespace prefill::server {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr std::string_view kScheme = "scrypt";

/// 128 * n * r bytes of memory, n * r * p steps.
struct Costs {
  std::uint64_t n = 16384;
  std::uint64_t r = 8;
  std::uint64_t p = 1;
};
/// Nobody who writes the file of clients shall be able to stop the server with one login.
constexpr Costs kDearest = {131072, 16, 4};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

std::string derive(std::string_view secret, std::string_view salt, const Costs& costs) {
  std::string key(kHashBytes, '\0');
  const std::uint64_t memory = 128 * costs.r * (costs.n + costs.p + 2) + (std::uint64_t{1} << 20U);
  if (EVP_PBE_scrypt(secret.data(), secret.size(), bytes_of(salt), salt.size(), costs.n, costs.r, costs.p, memory,
                     bytes_of(key), key.size()) != 1) {
    throw std::runtime_error("scrypt failed: no memory");
  }
  return key;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    if (error != std::errc() || end != text.data() + i + 2) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool read_cost(std::string_view text, std::uint64_t dearest, std::uint64_t& cost) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cost);
  return error == std::errc() && end == text.data() + text.size() && cost > 0 && cost <= dearest;
}

struct Kept {
  Costs costs;
  std::string salt;
  std::string hash;
};

/// "scrypt$n$r$p$salt$hash"
std::optional<Kept> parse(std::string_view hash) {
  const std::vector<std::string_view> parts = split(hash, '$');
  if (parts.size() != 6 || parts[0] != kScheme) return std::nullopt;
  Kept kept;
  if (!read_cost(parts[1], kDearest.n, kept.costs.n) || !read_cost(parts[2], kDearest.r, kept.costs.r) ||
      !read_cost(parts[3], kDearest.p, kept.costs.p)) {
    return std::nullopt;
  }
  const auto salt = from_hex(parts[4]);
  const auto key = from_hex(parts[5]);
  if (!salt || !key || key->size() != kHashBytes) return std::nullopt;
  kept.salt = *salt;
  kept.hash = *key;
  return kept;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(bytes_of(bytes), static_cast<int>(count)) != 1) throw std::runtime_error("no random numbers");
  return bytes;
}

std::string sha256(std::string_view bytes) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(bytes_of(bytes), bytes.size(), bytes_of(hash));
  return hash;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  unsigned length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), bytes_of(hash),
           &length) == nullptr) {
    throw std::runtime_error("HMAC failed: no memory");
  }
  return hash;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string to_base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  text.resize(
      static_cast<std::size_t>(EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()))));
  return text;
}

std::string to_base64url(std::string_view bytes) {
  std::string text = to_base64(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  Base64Decoder decoder;
  std::string bytes(Base64Decoder::room_for(text.size()), '\0');
  bytes.resize(decoder.decode(text, bytes_of(bytes)));
  if (!decoder.complete()) return std::nullopt;
  return bytes;
}

std::string hash_secret(std::string_view secret) {
  const Costs costs;
  const std::string salt = random_bytes(kSaltBytes);
  return std::string(kScheme) + '$' + std::to_string(costs.n) + '$' + std::to_string(costs.r) + '$' +
         std::to_string(costs.p) + '$' + to_hex(salt) + '$' + to_hex(derive(secret, salt, costs));
}

bool secret_fits(std::string_view secret, std::string_view hash) {
  const std::optional<Kept> kept = parse(hash);
  if (!kept) {
    static_cast<void>(derive(secret, std::string(kSaltBytes, '\0'), Costs{}));
    return false;
  }
  return same_secret(derive(secret, kept->salt, kept->costs), kept->hash);
}

}  // namespace prefill::server
