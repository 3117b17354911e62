// Every bound of the server in one place, each with its reason. None can be reached by one client alone without that
// client being the one who suffers.

#pragma once

#include <chrono>
#include <cstddef>

namespace prefill::server {

struct Limits {
  /// A document, decoded: what the portal takes (413 beyond). 10 MB are counted as 10 MiB, in the client's favour.
  std::size_t document_bytes = std::size_t{10} << 20;
  /// Request line and header fields together (431). Browsers and proxies stay under 8 KiB.
  std::size_t header_bytes = std::size_t{16} << 10;
  /// Sockets open at once. At this number the one that has been silent for longest makes room for the next.
  std::size_t connections = 4096;
  /// Documents of one multipart body.
  std::size_t parts = 100;
  /// Memory for bodies that are not in a worker's slot, all connections together (503 beyond).
  std::size_t body_memory = std::size_t{256} << 20;
  /// From a connection's first byte to the end of the header: a person's slowest network needs less (408).
  std::chrono::milliseconds header_time{10'000};
  /// Between two requests of one connection. Longer than the 60 s of common proxies, which should be first to close.
  std::chrono::milliseconds idle_time{75'000};
  /// A whole body: 10 MB in base64 at 2 Mbit/s (408).
  std::chrono::milliseconds body_time{60'000};
  /// Sending an answer, and saying goodbye.
  std::chrono::milliseconds answer_time{30'000};
  /// What a complete document waits for a slot (503 with Retry-After beyond): clients of the portal's calls give up
  /// after 20 s at the earliest, and waiting longer than a moment means that there is more work than workers.
  std::chrono::milliseconds worker_wait{2'000};
  /// What an orderly end may take before what is still open is cut.
  std::chrono::milliseconds drain_time{20'000};
  /// Threads for what waits: disks, databases, slow hashes, other servers.
  std::size_t office_threads = 8;
};

}  // namespace prefill::server
