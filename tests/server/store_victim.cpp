// Stores as fast as it can, from sixteen threads, and prints a line for everything that was acknowledged, until it is
// killed: "file ID HASH" and "invoice ID NUMBER FILE".
//
//   store_victim INDEX FILES ROUND

#include <unistd.h>

#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "server/crypto.h"
#include "server/store/store.h"

namespace {

using namespace prefill::server;

void say(const std::string& line) {
  // One write of less than PIPE_BUF bytes: lines do not mix.
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

void work(Store& store, const std::string& round, int thread) {
  for (int i = 0;; ++i) {
    const std::string content =
        round + " " + std::to_string(thread) + " " + std::to_string(i) + std::string(20'000, 'x');
    const auto file = store.add_file("me", "facture.pdf", "application/pdf", content, now());
    if (!file) std::_Exit(4);
    say("file " + std::to_string(*file) + " " + to_hex(sha256(content)) + "\n");
    NewInvoice invoice;
    invoice.client = "me";
    invoice.supplier = "123456782";
    invoice.year = 2026;
    // Two threads want each number: one of them gets it.
    invoice.number = round + "-" + std::to_string(thread / 2) + "-" + std::to_string(i);
    invoice.body = "{}";
    invoice.files = {*file};
    const auto kept = store.submit(invoice, now());
    if (kept) {
      say("invoice " + std::to_string(kept->id) + " " + kept->number + " " + std::to_string(*file) + "\n");
    } else if (kept.error().kind != StoreFault::Kind::duplicate) {
      std::_Exit(5);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  StoreOptions options;
  options.index = argv[1];
  options.files = argv[2];
  const auto store = Store::open(options);
  if (!store) return 2;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) threads.emplace_back([&, i] { work(**store, argv[3], i); });
  for (std::thread& thread : threads) thread.join();
}
