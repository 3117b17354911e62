// At the limit of connections, the one that has said nothing for longest makes room: a crowd of silent ones costs each
// other their places, and nobody who speaks.

#include "server/http/listener.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <exception>
#include <utility>

#include "server/http/connection.h"

namespace prefill::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Unix = asio::local::stream_protocol;
using boost::system::error_code;

// After a failure to accept, such as no descriptor left: silence costs less than trying at once.
constexpr std::chrono::milliseconds kPause{100};
// Owner and group may connect: a proxy joins the group.
constexpr mode_t kSocketMode = 0660;

std::string remote_of(const tcp::endpoint& endpoint) {
  const asio::ip::address address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

std::string remote_of(const Unix::endpoint&) {
  return "unix";
}

void prepare(tcp::socket& socket) {
  error_code ignored;
  // Answers are written whole: nothing is gained by waiting for more of them.
  socket.set_option(tcp::no_delay(true), ignored);
}

void prepare(Unix::socket&) {}

std::string name_of(const tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

std::string name_of(const Unix::endpoint& endpoint) {
  return "unix:" + endpoint.path();
}

// Cuts the connection that has been silent for longest. False when all have something to do.
bool make_room(House& house) {
  Connection* longest = nullptr;
  for (const auto& connection : house.connections) {
    if (!connection->silent() || connection->was_cut()) continue;
    if (longest == nullptr || connection->silent_since() < longest->silent_since()) longest = connection.get();
  }
  if (longest != nullptr) longest->cut();
  return longest != nullptr;
}

void begin_connection(House& house, Wire::Socket socket, std::string remote, asio::ssl::context* tls) {
  house.connections.push_back(std::make_shared<Connection>(house, std::move(socket), tls, std::move(remote)));
  const auto place = std::prev(house.connections.end());
  asio::co_spawn(house.loop.io(), (*place)->run(), [&house, place](const std::exception_ptr& fault) {
    house.connections.erase(place);
    if (!fault) return;
    try {
      std::rethrow_exception(fault);
    } catch (const std::exception& error) {
      house.observer.notice(std::string("a connection ended by a mistake of the server: ") + error.what());
    }
  });
}

template <typename Protocol>
class Door final : public Listener {
 public:
  Door(House& house, asio::ssl::context* tls) : house_(house), tls_(tls), acceptor_(house.loop.io()) {}
  ~Door() override {
    if (!path_.empty()) (void)unlink(path_.c_str());
  }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  error_code open(const typename Protocol::endpoint& endpoint, std::string path) {
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error && path.empty()) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) path_ = std::move(path);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error && !path_.empty() && chmod(path_.c_str(), kSocketMode) != 0) {
      error = error_code(errno, boost::system::system_category());
    }
    return error;
  }

  [[nodiscard]] std::string address() const override { return name_of(acceptor_.local_endpoint()); }

  void start() override { accept(); }

 private:
  void accept() {
    // What was accepted right before the end is told of after it.
    acceptor_.async_accept(
        [this, open = std::weak_ptr(open_)](const error_code& error, typename Protocol::socket socket) {
          if (open.expired() || error == asio::error::operation_aborted) return;
          if (error) {
            house_.observer.notice("a connection could not be taken in: " + error.message());
            pause_ = house_.loop.every(kPause, [this] {
              pause_.reset();
              accept();
            });
            return;
          }
          take(std::move(socket));
          accept();
        });
  }

  void take(typename Protocol::socket socket) {
    if (house_.connections.size() >= house_.limits.connections && !make_room(house_)) return refuse(socket);
    error_code gone;
    const auto remote = socket.remote_endpoint(gone);
    if (gone) return;
    prepare(socket);
    begin_connection(house_, Wire::Socket(std::move(socket)), remote_of(remote), tls_);
  }

  void refuse(typename Protocol::socket& socket) const {
    constexpr std::string_view busy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    if (tls_ == nullptr) (void)send(socket.native_handle(), busy.data(), busy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  House& house_;
  asio::ssl::context* tls_;
  typename Protocol::acceptor acceptor_;
  std::string path_;
  std::unique_ptr<EventLoop::Watch> pause_;
  std::shared_ptr<bool> open_ = std::make_shared<bool>(true);  // goes with this
};

// A socket file stays behind when a server is killed; one that answers belongs to somebody.
void remove_if_deserted(asio::io_context& io, const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return;
  Unix::socket probe(io);
  error_code error;
  probe.connect(Unix::endpoint(path), error);
  if (error == asio::error::connection_refused) (void)unlink(path.c_str());
}

template <typename Protocol>
tl::expected<std::unique_ptr<Listener>, std::string> opened(House& house, const typename Protocol::endpoint& endpoint,
                                                            const std::string& path, asio::ssl::context* tls) {
  auto door = std::make_unique<Door<Protocol>>(house, tls);
  if (const error_code error = door->open(endpoint, path)) {
    return tl::unexpected("cannot listen on `" + name_of(endpoint) + "`: " + error.message());
  }
  return door;
}

}  // namespace

tl::expected<std::unique_ptr<asio::ssl::context>, std::string> load_tls(const std::string& chain,
                                                                        const std::string& key) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code error;
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                           asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                       error);
  if (!error) context->use_certificate_chain_file(chain, error);
  if (error) return tl::unexpected("the certificate `" + chain + "` cannot be used: " + error.message());
  context->use_private_key_file(key, asio::ssl::context::pem, error);
  if (error) return tl::unexpected("the key `" + key + "` cannot be used with the certificate: " + error.message());
  return context;
}

tl::expected<std::unique_ptr<Listener>, std::string> listen_on(House& house, const ListenAddress& address,
                                                               asio::ssl::context* tls) {
  if (!address.path.empty()) {
    if (address.path.size() >= sizeof(sockaddr_un::sun_path)) {
      return tl::unexpected("the path `" + address.path + "` is too long for a socket");
    }
    remove_if_deserted(house.loop.io(), address.path);
    return opened<Unix>(house, Unix::endpoint(address.path), address.path, tls);
  }
  error_code error;
  const auto host = asio::ip::make_address(address.host == "localhost" ? "127.0.0.1" : address.host, error);
  if (error) return tl::unexpected("`" + address.host + "` is no address; give it in numbers, as in 127.0.0.1");
  return opened<tcp>(house, tcp::endpoint(host, address.port), {}, tls);
}

}  // namespace prefill::server
