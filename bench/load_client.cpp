// Requests are written in one piece where the socket takes it; answers are read until `Content-Length` is reached.
// Nothing else of HTTP is needed against a server of ours.

#include "bench/load_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace prefill::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kLength = "Content-Length: ";

int connect_to(const std::string& address) {
  int descriptor = -1;
  int failed = -1;
  if (address.starts_with("unix:")) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    address.copy(place.sun_path, sizeof place.sun_path - 1, 5);
    descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    failed = connect(descriptor, reinterpret_cast<const sockaddr*>(&place), sizeof place);
  } else {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    const std::size_t colon = address.rfind(':');
    place.sin_port = htons(static_cast<std::uint16_t>(std::atoi(address.c_str() + colon + 1)));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &place.sin_addr);
    descriptor = socket(AF_INET, SOCK_STREAM, 0);
    failed = connect(descriptor, reinterpret_cast<const sockaddr*>(&place), sizeof place);
    const int one = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  if (failed != 0) throw std::runtime_error("no server answers at `" + address + "`");
  return descriptor;
}

/// One connection: idle, sending or receiving.
class Line {
 public:
  explicit Line(const std::string& address) : descriptor_(connect_to(address)) {}
  ~Line() { close(descriptor_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] const LoadRequest* request() const { return request_; }
  [[nodiscard]] Clock::time_point due() const { return due_; }
  [[nodiscard]] int status() const { return std::atoi(received_.c_str() + std::strlen("HTTP/1.1 ")); }
  [[nodiscard]] std::string_view body() const { return std::string_view(received_).substr(body_begin_); }

  void send(const LoadRequest& request, Clock::time_point due) {
    request_ = &request;
    due_ = due;
    sent_ = 0;
    received_.clear();
    body_begin_ = 0;
    (void)go_on_sending();
  }
  void send_numbered(const LoadRequest& request, std::size_t number, Clock::time_point due) {
    const std::string digits = std::to_string(number);
    numbered_body_.assign(request.body).append(crasher_number_bytes - digits.size(), '0').append(digits);
    numbered_ = {request.head, numbered_body_, request.expected};
    send(numbered_, due);
  }
  void end() { request_ = nullptr; }
  [[nodiscard]] bool sending() const {
    return request_ != nullptr && sent_ < request_->head.size() + request_->body.size();
  }

  /// False when the connection is broken.
  [[nodiscard]] bool go_on_sending() {
    while (sending()) {
      const std::size_t head = std::min(sent_, request_->head.size());
      const std::size_t body = sent_ - head;
      std::array<iovec, 2> pieces{iovec{const_cast<char*>(request_->head.data()) + head, request_->head.size() - head},
                                  iovec{const_cast<char*>(request_->body.data()) + body, request_->body.size() - body}};
      msghdr message{};
      message.msg_iov = pieces.data();
      message.msg_iovlen = pieces.size();
      const ssize_t size = sendmsg(descriptor_, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (size < 0) return errno == EAGAIN;
      sent_ += static_cast<std::size_t>(size);
    }
    return true;
  }

  enum class Got { part, whole, broken };
  [[nodiscard]] Got receive() {
    static thread_local std::array<char, 262144> piece;
    const ssize_t size = recv(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return Got::part;
    if (size <= 0) return Got::broken;
    received_.append(piece.data(), static_cast<std::size_t>(size));
    if (body_begin_ == 0) {
      const std::size_t end = received_.find("\r\n\r\n");
      if (end == std::string::npos) return Got::part;
      body_begin_ = end + 4;
      const std::size_t length = received_.find(kLength);
      if (length >= end) return Got::broken;
      std::from_chars(received_.data() + length + kLength.size(), received_.data() + end, length_);
    }
    return received_.size() >= body_begin_ + length_ ? Got::whole : Got::part;
  }

 private:
  int descriptor_;
  const LoadRequest* request_ = nullptr;
  std::string numbered_body_;
  LoadRequest numbered_;
  Clock::time_point due_;
  std::size_t sent_ = 0;
  std::string received_;
  std::size_t body_begin_ = 0;
  std::size_t length_ = 0;
};

/// One run over all lines.
class Load {
 public:
  explicit Load(const LoadPlan& plan) : plan_(plan), epoll_(epoll_create1(0)) {
    for (std::size_t i = 0; i < plan.connections; ++i) begin_line();
  }
  ~Load() { close(epoll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadResult run() {
    begin_ = Clock::now();
    end_ = begin_ + plan_.duration;
    next_due_ = begin_;
    while (true) {
      send_what_is_due();
      if (busy_ == 0 && Clock::now() >= end_) break;
      wait();
    }
    result_.took = Clock::now() - begin_;
    result_.unsent = waiting_.size();
    std::sort(result_.latencies.begin(), result_.latencies.end());
    return std::move(result_);
  }

 private:
  void begin_line() {
    lines_.push_back(std::make_unique<Line>(plan_.address));
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.ptr = lines_.back().get();
    epoll_ctl(epoll_, EPOLL_CTL_ADD, lines_.back()->descriptor(), &event);
    idle_.push_back(lines_.back().get());
  }

  void send_what_is_due() {
    const Clock::time_point now = Clock::now();
    if (plan_.rate <= 0) {
      while (!idle_.empty() && now < end_) send(now);
      return;
    }
    const auto gap = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / plan_.rate));
    for (; next_due_ <= now && next_due_ < end_; next_due_ += gap) waiting_.push_back(next_due_);
    while (!waiting_.empty() && !idle_.empty()) {
      send(waiting_.front());
      waiting_.pop_front();
    }
  }

  void send(Clock::time_point due) {
    Line* const line = idle_.back();
    idle_.pop_back();
    ++busy_;
    const std::size_t number = ++sent_;
    if (plan_.crasher_every > 0 && number % plan_.crasher_every == 0) {
      line->send_numbered(*plan_.crasher, number, due);
    } else {
      line->send(plan_.requests[number % plan_.requests.size()], due);
    }
  }

  void wait() {
    const bool open_loop = plan_.rate > 0 && Clock::now() < end_;
    std::array<epoll_event, 64> events{};
    const int count = epoll_wait(epoll_, events.data(), events.size(), open_loop ? 1 : 100);
    for (int i = 0; i < count; ++i) serve(*static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

  void serve(Line& line) {
    if (line.request() == nullptr) return;
    if (!line.go_on_sending()) return lose(line);
    while (true) {
      const Line::Got got = line.receive();
      if (got == Line::Got::broken) return lose(line);
      if (got == Line::Got::whole) return note(line);
      // Edge-triggered: what came is to be taken whole.
      char more = 0;
      if (recv(line.descriptor(), &more, 1, MSG_DONTWAIT | MSG_PEEK) < 0) return;
    }
  }

  void note(Line& line) {
    const LoadRequest& request = *line.request();
    if (line.status() == 503) {
      ++result_.refused;
    } else if (request.expected.empty()) {
      ++(line.status() == 422 ? result_.crashed : result_.wrong);
    } else if (line.status() == 200 && line.body() == request.expected) {
      ++result_.right;
      result_.latencies.push_back(Clock::now() - line.due());
    } else {
      ++result_.wrong;
    }
    line.end();
    --busy_;
    idle_.push_back(&line);
  }

  void lose(Line& line) {
    ++result_.broken;
    --busy_;
    std::erase_if(lines_, [&](const auto& other) { return other.get() == &line; });
    begin_line();
  }

  const LoadPlan& plan_;
  int epoll_;
  std::vector<std::unique_ptr<Line>> lines_;
  std::vector<Line*> idle_;
  std::deque<Clock::time_point> waiting_;
  std::size_t busy_ = 0;
  std::size_t sent_ = 0;
  Clock::time_point begin_;
  Clock::time_point end_;
  Clock::time_point next_due_;
  LoadResult result_;
};

void wait_for(const Line& line) {
  pollfd place{line.descriptor(), static_cast<short>(line.sending() ? POLLIN | POLLOUT : POLLIN), 0};
  (void)poll(&place, 1, -1);
}

}  // namespace

struct Talk::State {
  explicit State(const std::string& address) : line(address) {}
  Line line;
};

Talk::Talk(const std::string& address) : state_(std::make_unique<State>(address)) {}

Talk::~Talk() = default;

TalkAnswer Talk::ask(const std::string& request) {
  const LoadRequest whole{request, {}, {}};
  Line& line = state_->line;
  line.send(whole, Clock::now());
  Line::Got got = Line::Got::part;
  while (got == Line::Got::part) {
    wait_for(line);
    got = line.go_on_sending() ? line.receive() : Line::Got::broken;
  }
  if (got == Line::Got::broken) throw std::runtime_error("the server ended the connection");
  line.end();
  return {line.status(), std::string(line.body())};
}

LoadResult run_load(const LoadPlan& plan) {
  return Load(plan).run();
}

}  // namespace prefill::bench
