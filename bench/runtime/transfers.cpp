// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl: coax::curl::perform beside a multi handle driven by hand and beside a thread with an
// easy handle for each transfer. An HTTP server of this program's answers 1 KB, in a process of its
// own; every transfer keeps its connection. The sides take turns, medians are printed.
//
//   transfers_bench [rounds] [transfers a round]
#include "median.h"

#include <chrono>
#include <coax/coax.hpp>
#include <coax/curl.hpp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <ranges>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

using clock_type = std::chrono::steady_clock;

int listener_on_loopback(sockaddr_in &address) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener, reinterpret_cast<sockaddr *>(&address), size);
  ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
  ::listen(listener, 4096);
  return listener;
}

void add_to(int set, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  ::epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}

/// Takes each read for one request, which curl's GETs are. Until killed.
[[noreturn]] void serve(int listener) {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n" + std::string(1024, 'x');
  const int set = ::epoll_create1(0);
  add_to(set, listener);
  for (;;) {
    epoll_event events[128];
    const int count = ::epoll_wait(set, events, 128, -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[i].data.fd;
      char request[4096];
      if (fd == listener) {
        const int accepted = ::accept(listener, nullptr, nullptr);
        const int one = 1;
        ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        add_to(set, accepted);
      } else if (::recv(fd, request, sizeof request, MSG_DONTWAIT) <= 0) {
        ::close(fd);
      } else {
        ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
      }
    }
  }
}

std::size_t drop(char *, std::size_t size, std::size_t count, void *) { return size * count; }

CURL *easy_for(const std::string &url) {
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &drop);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  return easy;
}

void check(CURLcode code) {
  if (code == CURLE_OK)
    return;
  std::fprintf(stderr, "transfers_bench: %s\n", curl_easy_strerror(code));
  std::exit(1);
}

struct job {
  std::string url;
  int at_once;
  int each; ///< transfers one after the other on each handle
};

template <class Work> double rate(const job &of, Work &&work) {
  const auto begin = clock_type::now();
  work();
  return of.at_once * of.each / std::chrono::duration<double>(clock_type::now() - begin).count();
}

coax::task<void> transfer_often(const job &of) {
  CURL *easy = easy_for(of.url);
  for (int i = 0; i < of.each; ++i)
    check(co_await coax::curl::perform(easy));
  curl_easy_cleanup(easy);
}

coax::task<void> transfer_all(const job &of) {
  auto all = std::views::iota(0, of.at_once) |
             std::views::transform([&of](int) { return transfer_often(of); });
  co_await coax::gather(all);
}

double by_coax(const job &of) {
  return rate(of, [&of] { coax::run(transfer_all(of)); });
}

void transfer_blocking(const job &of) {
  CURL *easy = easy_for(of.url);
  for (int i = 0; i < of.each; ++i)
    check(curl_easy_perform(easy));
  curl_easy_cleanup(easy);
}

double by_threads(const job &of) {
  return rate(of, [&of] {
    std::vector<std::thread> threads;
    for (int i = 0; i < of.at_once; ++i)
      threads.emplace_back([&of] { transfer_blocking(of); });
    for (std::thread &one : threads)
      one.join();
  });
}

/// curl_multi_socket_action over epoll: the fastest way that curl has.
class multi_by_hand {
public:
  explicit multi_by_hand(const job &of)
      : multi_(curl_multi_init()), set_(::epoll_create1(0)), left_(of.at_once * of.each),
        to_start_(left_ - of.at_once) {
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    for (int i = 0; i < of.at_once; ++i)
      curl_multi_add_handle(multi_, easy_for(of.url));
  }
  ~multi_by_hand() {
    curl_multi_cleanup(multi_);
    ::close(set_);
  }

  void run() {
    while (left_ > 0) {
      epoll_event events[64];
      const int count = ::epoll_wait(set_, events, 64, static_cast<int>(timeout_));
      if (count == 0)
        act(CURL_SOCKET_TIMEOUT, 0);
      for (int i = 0; i < count; ++i)
        act(events[i].data.fd, (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                                   (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0));
      if (timeout_ == 0)
        act(CURL_SOCKET_TIMEOUT, 0);
    }
  }

private:
  static int on_socket(CURL *, curl_socket_t fd, int what, void *self, void *) {
    const int set = static_cast<multi_by_hand *>(self)->set_;
    epoll_event event{};
    event.data.fd = fd;
    event.events = (what & CURL_POLL_IN ? EPOLLIN : 0U) | (what & CURL_POLL_OUT ? EPOLLOUT : 0U);
    if (what == CURL_POLL_REMOVE)
      ::epoll_ctl(set, EPOLL_CTL_DEL, fd, nullptr);
    else if (::epoll_ctl(set, EPOLL_CTL_MOD, fd, &event) < 0)
      ::epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
    return 0;
  }
  static int on_timer(CURLM *, long ms, void *self) {
    static_cast<multi_by_hand *>(self)->timeout_ = ms;
    return 0;
  }

  void act(curl_socket_t fd, int what) {
    if (fd == CURL_SOCKET_TIMEOUT)
      timeout_ = -1;
    int running = 0;
    curl_multi_socket_action(multi_, fd, what, &running);
    int more = 0;
    while (CURLMsg *message = curl_multi_info_read(multi_, &more)) {
      CURL *easy = message->easy_handle;
      check(message->data.result);
      curl_multi_remove_handle(multi_, easy);
      --left_;
      if (to_start_-- > 0)
        curl_multi_add_handle(multi_, easy);
      else
        curl_easy_cleanup(easy);
    }
  }

  CURLM *multi_;
  int set_;
  int left_, to_start_;
  long timeout_ = -1;
};

double by_hand(const job &of) {
  return rate(of, [&of] {
    multi_by_hand all(of);
    all.run();
  });
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const int transfers = argc > 2 ? std::atoi(argv[2]) : 5120;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  sockaddr_in address;
  const int listener = listener_on_loopback(address);
  const pid_t server = ::fork();
  if (server == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    bench::pin(0);
    serve(listener);
  }
  ::close(listener);
  bench::pin(static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)) - 1);
  const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
  for (const int at_once : {1, 32, 256}) {
    const job of{url, at_once, transfers / at_once};
    bench::compare(std::to_string(at_once) + " at once",
                   {{"multi by hand", [&of] { return by_hand(of); }},
                    {"coax", [&of] { return by_coax(of); }},
                    {"threads", [&of] { return by_threads(of); }}},
                   rounds, "a second");
  }
  ::kill(server, SIGKILL);
}
