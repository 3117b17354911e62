// Hashes, random numbers and their spellings, as the server's rooms need them: OpenSSL seen from everywhere else.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace prefill::server {

/// `count` bytes from the system's generator. Throws std::runtime_error when it has none to give.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// SHA-256, 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// HMAC with SHA-256, 32 bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);

/// True when both are the same. The time it takes tells nothing but their lengths.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Base64 with padding (RFC 4648, 4).
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Base64 for addresses and headers (RFC 4648, 5), without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// The bytes that `text` spells in base64; nothing when it is none. See Base64Decoder for what is passed over.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// A secret as it may be kept: scrypt (RFC 7914) with a salt of its own, and its costs beside it, in one word. Takes
/// 16 MiB and some tens of milliseconds, so that a stolen file is worth little.
[[nodiscard]] std::string hash_secret(std::string_view secret);
/// True when `secret` is what `hash` was made of. Costs as much as `hash_secret`, right or wrong; a `hash` that is not
/// one of ours is compared with nothing, in the same time.
[[nodiscard]] bool secret_fits(std::string_view secret, std::string_view hash);

}  // namespace prefill::server
