// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Echo round trips a second: coax (by recv and send, and by read and write) beside a raw epoll
// loop, other libraries and blocking threads. Each server is a child process on the first
// processor, the one client is this process on the last. The rounds are interleaved; what is
// printed is the median of each and its ratio to raw epoll.
//
//   echo_bench [rounds] [milliseconds a round]
#include "echo_peers.h"
#include "echo_server_raw.h"
#include "echo_servers.h"
#include "median.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <netinet/tcp.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <vector>

namespace {

using clock_type = std::chrono::steady_clock;

struct server {
  const char *name;
  void (*serve)(int listener);
  pid_t process = -1;
  sockaddr_in address{};
};

void start(server &s) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  s.address.sin_family = AF_INET;
  s.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof s.address;
  auto *address = reinterpret_cast<sockaddr *>(&s.address);
  ::bind(listener, address, size);
  ::getsockname(listener, address, &size);
  ::listen(listener, 4096);
  s.process = ::fork();
  if (s.process == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    bench::pin(0);
    s.serve(listener);
  }
  ::close(listener);
}

/// Messages, by the time that passed and by the processor time of the server: the latter holds also
/// when others use the machine.
struct rates {
  double a_second, a_processor_second;
};

double processor_seconds(pid_t process) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    std::abort();
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

/// Every connection always has `depth` messages of `size` bytes under way.
rates round_trips(const server &s, int connections, std::size_t size, std::size_t depth,
                  std::chrono::milliseconds time) {
  const int set = ::epoll_create1(0);
  std::vector<char> messages(std::max(size * depth, std::size_t{64 * 1024}), 'm');
  std::vector<int> sockets;
  for (int i = 0; i < connections; ++i) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&s.address), sizeof s.address) < 0) {
      std::perror("connect");
      std::exit(1);
    }
    echo::add_to(set, fd);
    sockets.push_back(fd);
  }
  for (const int fd : sockets)
    ::send(fd, messages.data(), size * depth, 0);
  epoll_event events[128];
  const auto answer_ready = [&] {
    std::size_t bytes = 0;
    const int ready = ::epoll_wait(set, events, 128, 100);
    for (int i = 0; i < ready; ++i) {
      const ssize_t n = ::recv(events[i].data.fd, messages.data(), messages.size(), MSG_DONTWAIT);
      if (n <= 0)
        continue;
      bytes += static_cast<std::size_t>(n);
      ::send(events[i].data.fd, messages.data(), static_cast<std::size_t>(n), 0);
    }
    return bytes;
  };
  // Not counted: that the server accepts them, and what it does once for each.
  const std::size_t warm = 3 * size * depth * static_cast<std::size_t>(connections);
  for (std::size_t bytes = 0; bytes < warm;)
    bytes += answer_ready();
  std::size_t bytes = 0;
  const double processor_before = processor_seconds(s.process);
  const auto begin = clock_type::now();
  const auto end = begin + time;
  while (clock_type::now() < end)
    bytes += answer_ready();
  const std::chrono::duration<double> seconds = clock_type::now() - begin;
  for (const int fd : sockets)
    ::close(fd);
  ::close(set);
  const double count = static_cast<double>(bytes) / static_cast<double>(size);
  return {count / seconds.count(), count / (processor_seconds(s.process) - processor_before)};
}

struct load {
  int connections;
  std::size_t size, depth;
};

constexpr load loads[] = {{1, 64, 1},   {50, 64, 1},   {300, 64, 1},   {1000, 64, 1},
                          {1, 1024, 1}, {50, 1024, 1}, {300, 1024, 1}, {1000, 1024, 1},
                          {1, 64, 16},  {50, 64, 16},  {50, 1024, 16}};

void compare(const std::vector<server> &servers, const load &l, int rounds,
             std::chrono::milliseconds time) {
  std::vector<std::vector<double>> wall(servers.size()), processor(servers.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < servers.size(); ++i) {
      const rates seen = round_trips(servers[i], l.connections, l.size, l.depth, time);
      wall[i].push_back(seen.a_second);
      processor[i].push_back(seen.a_processor_second);
    }
  std::string row =
      std::to_string(l.connections) + " connections, " + std::to_string(l.size) + " B";
  if (l.depth > 1)
    row += ", " + std::to_string(l.depth) + " under way";
  for (std::size_t i = 0; i < servers.size(); ++i)
    std::printf("%-36s %-10s %12.0f %6.2f %24.0f %6.2f\n", row.c_str(), servers[i].name,
                bench::median(wall[i]), bench::median(wall[i]) / bench::median(wall[0]),
                bench::median(processor[i]),
                bench::median(processor[i]) / bench::median(processor[0]));
  std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const std::chrono::milliseconds time(argc > 2 ? std::atoi(argv[2]) : 500);
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  std::vector<server> servers{{"raw epoll", echo::serve_raw},
                              {"coax", echo::serve_coax},
                              {"coax read", echo::serve_coax_by_write}};
#ifdef ECHO_WITH_ASIO
  servers.push_back({"asio", echo::serve_asio});
#endif
#ifdef ECHO_WITH_UV
  servers.push_back({"libuv", echo::serve_uv});
#endif
  servers.push_back({"threads", echo::serve_threads});
  for (server &s : servers)
    start(s);
  bench::pin(static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)) - 1);
  std::printf("%-36s %-10s %12s %6s %24s %6s\n", "", "", "a second", "ratio", "a processor second",
              "ratio");
  for (const load &l : loads)
    compare(servers, l, rounds, time);
  for (const server &s : servers) {
    ::kill(s.process, SIGKILL);
    ::waitpid(s.process, nullptr, 0);
  }
}
