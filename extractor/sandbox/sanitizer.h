// Whether AddressSanitizer is compiled in: it takes terabytes of address space and makes system calls of its own.

#pragma once

namespace prefill::sandbox {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool address_sanitizer = true;
#elif defined(__has_feature)
inline constexpr bool address_sanitizer = __has_feature(address_sanitizer);
#else
inline constexpr bool address_sanitizer = false;
#endif

}  // namespace prefill::sandbox
