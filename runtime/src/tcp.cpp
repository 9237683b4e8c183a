// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/event.hpp>
#include <coax/group.hpp>
#include <coax/socket.hpp>
#include <coax/tcp.hpp>
#include <coax/timeout.hpp>
#include <deque>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace coax {

namespace {

/// RFC 8305, 5: "Connection Attempt Delay".
constexpr std::int64_t attempt_delay_ns = 250'000'000;

/// What the attempts share.
struct attempts {
  std::deque<event> failed; ///< one an attempt: tasks wait in it
  tcp_stream winner;
  int first_error = 0;
};

tcp_stream prompt_stream(int fd) {
  tcp_stream stream(fd);
  stream.set_no_delay(true);
  return stream;
}

/// 0, or why there is no connection; `stream` is the socket. Runs in a task of a group, which
/// signals do not interrupt: an EINTR is made up for a test, and nothing has been begun.
task<int> try_address(const socket_address &to, tcp_stream &stream) {
  stream = tcp_stream(::socket(to.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!stream)
    co_return errno;
  for (;;) {
    const int result = co_await coax::connect(stream.fd(), to.data(), to.size());
    if (result == 0 || errno != EINTR)
      co_return result == 0 ? 0 : errno;
  }
}

task<void> attempt(group &all, attempts &shared, const socket_address &to, event &failed) {
  tcp_stream stream;
  const int error = co_await try_address(to, stream);
  if (error) {
    if (!shared.first_error)
      shared.first_error = error;
    failed.set();
    co_return;
  }
  if (!shared.winner)
    shared.winner = std::move(stream);
  all.cancel_all();
}

task<void> start_attempts(group &all, attempts &shared,
                          const std::vector<socket_address> &addresses, std::int64_t stagger_ns) {
  for (const socket_address &to : addresses) {
    event &failed = shared.failed.emplace_back();
    all.start(attempt, std::ref(all), std::ref(shared), std::cref(to), std::ref(failed));
    co_await move_on_after(std::chrono::nanoseconds(stagger_ns), failed.wait());
  }
}

std::string described(const std::vector<socket_address> &addresses) {
  if (addresses.empty())
    return "connect to no address";
  const std::string first = "connect to " + addresses.front().text();
  if (addresses.size() == 1)
    return first;
  return first + " and " + std::to_string(addresses.size() - 1) + " more";
}

task<tcp_stream> connect_by_name(std::string host, std::uint16_t port) {
  const std::vector<socket_address> found = co_await resolve(host, port);
  std::vector<socket_address> addresses = detail::alternate_families(found);
  tcp_stream stream = co_await detail::connect_staggered(std::move(addresses), attempt_delay_ns);
  co_return stream;
}

task<tcp_stream> accept_stream(int fd) {
  const int connection = co_await detail::accept_one(fd);
  co_return prompt_stream(connection);
}

} // namespace

std::vector<socket_address>
detail::alternate_families(const std::vector<socket_address> &addresses) {
  std::deque<socket_address> first, other;
  for (const socket_address &a : addresses)
    (a.family() == addresses.front().family() ? first : other).push_back(a);
  std::vector<socket_address> mixed;
  while (!first.empty() || !other.empty())
    for (std::deque<socket_address> *family : {&first, &other})
      if (!family->empty()) {
        mixed.push_back(family->front());
        family->pop_front();
      }
  return mixed;
}

task<tcp_stream> detail::connect_staggered(std::vector<socket_address> addresses,
                                           std::int64_t stagger_ns) {
  attempts shared;
  auto body = [&](group &all) { return start_attempts(all, shared, addresses, stagger_ns); };
  co_await with_group(body);
  if (!shared.winner)
    throw_errno(shared.first_error ? shared.first_error : EINVAL, described(addresses));
  shared.winner.set_no_delay(true);
  co_return std::move(shared.winner);
}

task<tcp_stream> tcp_stream::connect(std::string host, std::uint16_t port) {
  return connect_by_name(std::move(host), port);
}

task<tcp_stream> tcp_stream::connect(std::vector<socket_address> addresses) {
  return detail::connect_staggered(std::move(addresses), attempt_delay_ns);
}

void tcp_stream::set_no_delay(bool on) {
  const int value = on;
  if (::setsockopt(fd(), IPPROTO_TCP, TCP_NODELAY, &value, sizeof value) < 0)
    detail::throw_errno(errno, "set_no_delay");
}

tcp_listener tcp_listener::bind(const std::string &host, std::uint16_t port, int backlog) {
  return tcp_listener(detail::open_listener(socket_address::ip(host, port), backlog));
}

tcp_listener tcp_listener::bind_shared(const std::string &host, std::uint16_t port, int backlog) {
  return tcp_listener(detail::open_listener(socket_address::ip(host, port), backlog, true));
}

task<tcp_stream> tcp_listener::accept() { return accept_stream(fd()); }

} // namespace coax
