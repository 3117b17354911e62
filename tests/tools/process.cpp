// Input and output are files, so that no side ever waits for the other.

#include "tests/tools/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "tests/tools/file_content.h"
#include "tests/tools/scratch.h"

namespace prefill::test {
namespace {

int open_or_throw(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot open " + path);
  return file;
}

// Starts the program with these three files, and closes them here.
int start_with(const std::vector<std::string>& arguments, int in, int out, int err, std::size_t largest_file = 0) {
  std::vector<char*> argv;
  std::string program = PREFILL_PROGRAM;
  argv.push_back(program.data());
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    const rlimit limit{largest_file, largest_file};
    if (largest_file > 0) ::setrlimit(RLIMIT_FSIZE, &limit);
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  for (const int file : {in, out, err}) ::close(file);
  if (child < 0) throw std::runtime_error("cannot run the program");
  return child;
}

int run_with(const std::vector<std::string>& arguments, int in, int out, int err) {
  return wait_for(start_with(arguments, in, out, err));
}

}  // namespace

Outcome run_prefill(const std::vector<std::string>& arguments, const std::string& input, const std::string& output) {
  const Scratch scratch;
  const std::string out_path = output.empty() ? scratch.path("out") : output;
  const int in = open_or_throw(scratch.write("in", input), O_RDONLY);
  const int out = open_or_throw(out_path, O_WRONLY | O_CREAT);
  const int err = open_or_throw(scratch.path("err"), O_WRONLY | O_CREAT);
  Outcome outcome;
  outcome.code = run_with(arguments, in, out, err);
  if (output.empty()) outcome.out = content_of(out_path);
  outcome.err = content_of(scratch.path("err"));
  return outcome;
}

int start_prefill(const std::vector<std::string>& arguments, const std::string& output, const std::string& said,
                  std::size_t largest_file) {
  const int in = open_or_throw("/dev/null", O_RDONLY);
  const int out = open_or_throw(output, O_WRONLY | O_CREAT | O_TRUNC);
  const int err = open_or_throw(said, O_WRONLY | O_CREAT | O_TRUNC);
  return start_with(arguments, in, out, err, largest_file);
}

int wait_for(int process) {
  int status = 0;
  if (::waitpid(process, &status, 0) != process) throw std::runtime_error("cannot wait for the program");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Outcome run_prefill_unread(const std::vector<std::string>& arguments) {
  const Scratch scratch;
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  ::close(ends[0]);
  const int in = open_or_throw("/dev/null", O_RDONLY);
  const int err = open_or_throw(scratch.path("err"), O_WRONLY | O_CREAT);
  Outcome outcome;
  outcome.code = run_with(arguments, in, ends[1], err);
  outcome.err = content_of(scratch.path("err"));
  return outcome;
}

}  // namespace prefill::test
