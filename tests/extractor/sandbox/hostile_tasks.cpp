// Each attack is a function by its name; an attack that gets through answers, which its test takes for a breach.

#include "tests/extractor/sandbox/hostile_tasks.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>

namespace prefill::sandbox::test {
namespace {

constexpr std::string_view head = "attack ";

void answer(HookContext& context, std::string_view text, Reply reply = {}) {
  std::copy(text.begin(), text.end(), context.output.begin());
  if (reply.size == 0) reply.size = text.size();
  context.control->reply = reply;
  context.finish();
}

void deny(HookContext& context, std::string_view text, Reply reply = {}) {
  reply.is_error = 1;
  if (reply.error_code == 0) reply.error_code = static_cast<std::uint8_t>(ErrorCode::damaged);
  answer(context, text, reply);
}

void breach(HookContext& context, bool succeeded) {
  deny(context, succeeded ? "breach" : "refused");
}

// Keeps the compiler from knowing where the pointer leads.
template <typename T>
T* opaque(T* pointer) {
  asm volatile("" : "+r"(pointer));
  return pointer;
}

// Deeper than any stack.
[[gnu::noinline]] int deep(int depth) {
  volatile char room[4096] = {};
  return depth == 0 ? room[0] : deep(depth - 1) + room[depth % 4096];
}

void read_other_slots(HookContext& context) {
  bool found = false;
  for (int file = 0; file < 200; ++file) {
    void* mapped = ::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, file, 0);
    found = found || mapped != MAP_FAILED;
  }
  breach(context, found);
}

void take_memory(HookContext& context) {
  constexpr std::size_t kTwoGigabytes = std::size_t{2} << 30;
  breach(context, opaque(static_cast<char*>(std::malloc(kTwoGigabytes))) != nullptr);
}

void rewrite_after_ringing(HookContext& context, std::string_view text) {
  answer(context, text);
  for (;;) {
    std::fill_n(context.output.begin(), text.size(), '\xff');
    context.control->reply.size = ~std::uint64_t{0};
    std::copy(text.begin(), text.end(), context.output.begin());
    context.control->reply.size = text.size();
    asm volatile("" ::: "memory");
  }
}

void lie_about_times(HookContext& context, std::string_view text) {
  Reply reply;
  reply.stages.fill(std::int64_t{1} << 60);
  answer(context, text, reply);
}

void lie_about_size(HookContext& context, std::string_view /*text*/) {
  Reply reply;
  reply.size = ~std::uint64_t{0};
  answer(context, "{}", reply);
}

void lie_about_code(HookContext& context, std::string_view /*text*/) {
  Reply reply;
  reply.error_code = 200;
  deny(context, "x", reply);
}

void claim_a_crash(HookContext& context, std::string_view /*text*/) {
  Reply reply;
  reply.error_code = static_cast<std::uint8_t>(ErrorCode::timeout);
  deny(context, "x", reply);
}

void lie_about_page(HookContext& context, std::string_view /*text*/) {
  Reply reply;
  reply.error_page = -7;
  deny(context, "x", reply);
}

// Gives the next process of this slot a false order, if it believes the memory it finds.
void leave_a_trap(HookContext& context, std::string_view /*text*/) {
  deny(context, "laid");
  for (;;) {
    context.control->order.fetch_add(1);
    context.control->size = ~std::uint64_t{0};
  }
}

using Attack = void (*)(HookContext&, std::string_view);

const std::map<std::string_view, Attack>& attacks() {
  static const std::map<std::string_view, Attack> all = {
      {"open", [](HookContext& c, std::string_view) { breach(c, ::open("/etc/passwd", O_RDONLY) >= 0); }},
      {"create", [](HookContext& c, std::string_view) { breach(c, ::open("/tmp/x", O_CREAT | O_WRONLY, 0600) >= 0); }},
      {"socket", [](HookContext& c, std::string_view) { breach(c, ::socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"execve",
       [](HookContext& c, std::string_view) {
         char* const none[] = {nullptr};
         breach(c, ::execve("/bin/true", none, none) == 0);
       }},
      {"fork", [](HookContext& c, std::string_view) { breach(c, ::fork() >= 0); }},
      {"ptrace", [](HookContext& c, std::string_view) { breach(c, ::ptrace(PTRACE_ATTACH, c.zygote, 0, 0) == 0); }},
      {"kill", [](HookContext& c, std::string_view) { breach(c, ::kill(c.zygote, SIGKILL) == 0); }},
      {"mmap",
       [](HookContext& c, std::string_view) {
         breach(c, ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
       }},
      {"mprotect",
       [](HookContext& c, std::string_view) {
         breach(c, ::mprotect(const_cast<unsigned char*>(c.input.data()), 4096, PROT_READ | PROT_WRITE) == 0);
       }},
      {"madvise",
       [](HookContext& c, std::string_view) { breach(c, ::madvise(c.output.data(), 4096, MADV_REMOVE) == 0); }},
      {"prctl", [](HookContext& c, std::string_view) { breach(c, ::prctl(PR_SET_PDEATHSIG, 0) == 0); }},
      {"prlimit64",
       [](HookContext& c, std::string_view) {
         const rlimit all_there_is{RLIM_INFINITY, RLIM_INFINITY};
         breach(c, ::setrlimit(RLIMIT_AS, &all_there_is) == 0);
       }},
      {"stray write", [](HookContext& c, std::string_view) { breach(c, ::write(1, "x", 1) >= 0); }},
      {"other slots", [](HookContext& c, std::string_view) { read_other_slots(c); }},
      {"memory", [](HookContext& c, std::string_view) { take_memory(c); }},
      {"loop",
       [](HookContext&, std::string_view) {
         for (;;) {
           asm volatile("");
         }
       }},
      {"write the input",
       [](HookContext& c, std::string_view) { *opaque(const_cast<unsigned char*>(c.input.data())) = 1; }},
      {"null", [](HookContext&, std::string_view) { *opaque(static_cast<volatile int*>(nullptr)) = 1; }},
      {"recursion", [](HookContext& c, std::string_view) { breach(c, deep(1 << 20) != 1); }},
      {"abort", [](HookContext&, std::string_view) { std::abort(); }},
      {"exit", [](HookContext&, std::string_view) { ::_exit(0); }},
      {"ring",
       [](HookContext& c, std::string_view) {
         for (;;) c.ring();
       }},
      {"tell", [](HookContext& c, std::string_view text) { answer(c, text); }},
      {"deny", [](HookContext& c, std::string_view text) { deny(c, text); }},
      {"rewrite", rewrite_after_ringing},
      {"lie about times", lie_about_times},
      {"lie about size", lie_about_size},
      {"lie about code", lie_about_code},
      {"lie about page", lie_about_page},
      {"claim a crash", claim_a_crash},
      {"leave a trap", leave_a_trap},
      {"peek",
       [](HookContext& c, std::string_view) {
         // What earlier documents left in the slot, behind this one's own text.
         const auto left = std::find(c.input.begin() + 4096, c.input.end(), 'S');
         const auto told = std::find(c.output.begin(), c.output.end(), 'S');
         const bool clean = left == c.input.end() && told == c.output.end();
         deny(c, clean ? "nothing"
                       : "found a secret at " + std::to_string(left - c.input.begin()) + " or " +
                             std::to_string(told - c.output.begin()));
       }},
      {"leave a secret",
       [](HookContext& c, std::string_view) {
         std::fill(c.output.begin() + 4096, c.output.end(), 'S');
         deny(c, "left");
       }},
  };
  return all;
}

}  // namespace

std::string attack(std::string_view name) {
  return std::string(head) + std::string(name) + '\n';
}

bool do_attack(HookContext& context) {
  const std::string_view document(reinterpret_cast<const char*>(context.input.data()), context.input.size());
  if (document.substr(0, head.size()) != head) return false;
  const std::string_view line = document.substr(head.size(), document.find('\n') - head.size());
  const std::size_t colon = std::min(line.find(": "), line.size());
  const auto found = attacks().find(line.substr(0, colon));
  if (found == attacks().end()) return false;
  found->second(context, line.substr(std::min(colon + 2, line.size())));
  return true;
}

std::string extraction_with(std::string_view kind, std::string_view document, std::string_view fields,
                            std::string_view rules_version) {
  return R"({"file":"","kind":")" + std::string(kind) + R"(","document":{)" + std::string(document) +
         R"(},"fields":{)" + std::string(fields) +
         R"(},"withheld":{},"checks":[],"advice":[],"engine":{"version":"0.1.0","rules":")" +
         std::string(rules_version) + R"("}})";
}

}  // namespace prefill::sandbox::test
