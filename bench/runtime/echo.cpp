// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Echo round trips a second: coax beside a raw epoll loop and beside blocking threads. Each server is
// a child process on the first processor, the one client is this process on the last. The rounds of
// the three are interleaved; what is printed is the median of each and its ratio to raw epoll.
//
//   echo_bench [rounds] [milliseconds a round]
#include "echo_server_raw.h"
#include "echo_servers.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <vector>

namespace {

using clock_type = std::chrono::steady_clock;

void pin(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  ::sched_setaffinity(0, sizeof set, &set);
}

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
    pin(0);
    s.serve(listener);
  }
  ::close(listener);
}

/// Every connection always has one message of `size` bytes under way.
double round_trips_per_second(const server &s, int connections, std::size_t size,
                              std::chrono::milliseconds time) {
  const int set = ::epoll_create1(0);
  std::vector<char> message(size, 'm');
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
    ::send(fd, message.data(), size, 0);
  long count = 0;
  epoll_event events[128];
  const auto begin = clock_type::now();
  const auto end = begin + time;
  while (clock_type::now() < end) {
    const int ready = ::epoll_wait(set, events, 128, 100);
    for (int i = 0; i < ready; ++i) {
      ::recv(events[i].data.fd, message.data(), size, MSG_WAITALL);
      ::send(events[i].data.fd, message.data(), size, 0);
      ++count;
    }
  }
  const std::chrono::duration<double> seconds = clock_type::now() - begin;
  for (const int fd : sockets)
    ::close(fd);
  ::close(set);
  return static_cast<double>(count) / seconds.count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const std::chrono::milliseconds time(argc > 2 ? std::atoi(argv[2]) : 500);
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  server servers[] = {{"raw epoll", echo::serve_raw},
                      {"coax", echo::serve_coax},
                      {"threads", echo::serve_threads}};
  for (server &s : servers)
    start(s);
  pin(static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)) - 1);
  std::printf("%-12s %6s  %-10s %12s %8s\n", "connections", "bytes", "server", "round trips/s",
              "ratio");
  for (const std::size_t size : {64, 1024})
    for (const int connections : {1, 50, 300, 1000}) {
      std::vector<double> results[3];
      for (int round = 0; round < rounds; ++round)
        for (int i = 0; i < 3; ++i)
          results[i].push_back(round_trips_per_second(servers[i], connections, size, time));
      for (int i = 0; i < 3; ++i)
        std::printf("%-12d %6zu  %-10s %12.0f %8.2f\n", connections, size, servers[i].name,
                    median(results[i]), median(results[i]) / median(results[0]));
    }
  for (const server &s : servers) {
    ::kill(s.process, SIGKILL);
    ::waitpid(s.process, nullptr, 0);
  }
}
