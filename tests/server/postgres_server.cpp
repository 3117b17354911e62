// initdb and postgres refuse to run as root: then they run as the user that Debian's package made.

#include "tests/server/postgres_server.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "server/store/database.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";

/// Starts a program; its output goes to `log`.
pid_t start(const std::vector<std::string>& words, const passwd* user, const std::string& log) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  if (user != nullptr && (::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) ::_exit(126);
  // The death of the parent is forgotten when the user changes.
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

class Running {
 public:
  Running() {
    if (!std::filesystem::exists(kPrograms + "initdb")) {
      why_not_ = "PostgreSQL is not installed (package `postgresql-15`)";
      return;
    }
    const passwd* user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (::getuid() == 0 && user == nullptr) {
      why_not_ = "PostgreSQL does not run as root, and there is no user `postgres`";
      return;
    }
    if (user != nullptr && ::chown(scratch_.path("").c_str(), user->pw_uid, user->pw_gid) != 0) {
      why_not_ = "cannot give the directory to `postgres`";
      return;
    }
    launch(user);
  }
  ~Running() {
    if (server_ <= 0) return;
    ::kill(server_, SIGQUIT);
    ::waitpid(server_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  [[nodiscard]] std::string url() const { return "postgresql://tester@/postgres?host=" + scratch_.path(""); }
  [[nodiscard]] const std::string& why_not() const { return why_not_; }

 private:
  void launch(const passwd* user) {
    const std::string data = scratch_.path("data");
    const std::string log = "/dev/null";
    int status = 0;
    const pid_t made =
        start({kPrograms + "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C"}, user, log);
    if (::waitpid(made, &status, 0) != made || status != 0) {
      why_not_ = "initdb failed";
      return;
    }
    server_ =
        start({kPrograms + "postgres", "-D", data, "-k", scratch_.path(""), "-c", "listen_addresses="}, user, log);
    for (int i = 0; i < 200; ++i) {
      if (server::open_postgres(url(), 1)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    why_not_ = "postgres did not start within 10 s";
  }

  const Scratch scratch_;
  pid_t server_ = 0;
  std::string why_not_;
};

Running& running() {
  static Running server;
  return server;
}

}  // namespace

std::string PostgresServer::why_not() {
  return running().why_not();
}

std::optional<std::string> PostgresServer::fresh_database() {
  if (!why_not().empty()) return std::nullopt;
  static int count = 0;
  const std::string name = "test" + std::to_string(++count);
  const auto database = server::open_postgres(running().url(), 1);
  const auto made = (*database)->transact([&](server::Session& session) -> Result<server::Done> {
    if (auto schema = session.run("CREATE SCHEMA " + name, {}); !schema) return tl::unexpected(schema.error());
    return server::Done{};
  });
  if (!made) return std::nullopt;
  return running().url() + "&options=-csearch_path%3D" + name;
}

}  // namespace prefill::test
