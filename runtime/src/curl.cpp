// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One multi handle a loop, whose sockets are level-triggered in the epoll set of the loop. curl
// asks for that: it does not read until EAGAIN. Source: curl_multi_socket_action(3),
// CURLMOPT_SOCKETFUNCTION(3), CURLMOPT_TIMERFUNCTION(3).
#include "waits.h"

#include <cerrno>
#include <coax/curl.hpp>
#include <coax/spawn.hpp>
#include <new>
#include <sys/epoll.h>
#include <system_error>
#include <unordered_map>

namespace coax::curl {

namespace {

class transfer;

class driver final : public detail::loop_service, private detail::fd_family, private detail::timer {
public:
  explicit driver(detail::loop &home);
  ~driver() override;

  static driver &of(detail::loop &home);

  CURLMcode begin(CURL *easy, transfer &who);
  void abandon(CURL *easy) noexcept;

private:
  static int on_socket(CURL *, curl_socket_t fd, int what, void *self, void *known) noexcept;
  static int on_timer(CURLM *, long ms, void *self) noexcept;
  void on_events(int fd, std::uint32_t events) noexcept override;
  bool waits() const noexcept override { return !transfers_.empty(); }
  void expire() noexcept override { act(CURL_SOCKET_TIMEOUT, 0); }
  void act(curl_socket_t fd, int what) noexcept;
  void report_finished() noexcept;

  detail::loop &home_;
  CURLM *multi_;
  std::unordered_map<CURL *, transfer *> transfers_;
};

/// Waits for the end of one transfer.
class transfer final : public detail::leaf<transfer> {
public:
  explicit transfer(CURL *easy) noexcept : easy_(easy) {}
  ~transfer() { drop(); }

  bool arm() {
    const CURLMcode code = driver::of(home()).begin(easy_, *this);
    if (code == CURLM_OK)
      return true;
    result_ = code == CURLM_OUT_OF_MEMORY ? CURLE_OUT_OF_MEMORY : CURLE_FAILED_INIT;
    return false;
  }
  void disarm() noexcept { driver::of(home()).abandon(easy_); }

  void finish(CURLcode result) noexcept {
    result_ = result;
    wake();
  }
  CURLcode result() const noexcept { return result_; }

private:
  const char *what() const noexcept override { return "transfer"; }
  CURL *easy_;
  CURLcode result_ = CURLE_OK;
};

driver::driver(detail::loop &home) : home_(home), multi_(curl_multi_init()) {
  if (!multi_)
    throw std::system_error(ENOMEM, std::generic_category(), "coax: no multi handle for curl");
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &driver::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &driver::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  home_.descriptors.adopt(this);
}

driver::~driver() {
  curl_multi_cleanup(multi_);
  home_.timers.disarm(*this);
  home_.descriptors.adopt(nullptr);
}

driver &driver::of(detail::loop &home) {
  for (const auto &service : home.services)
    if (auto *known = dynamic_cast<driver *>(service.get()))
      return *known;
  home.services.push_back(std::make_unique<driver>(home));
  return static_cast<driver &>(*home.services.back());
}

CURLMcode driver::begin(CURL *easy, transfer &who) {
  const CURLMcode code = curl_multi_add_handle(multi_, easy);
  if (code == CURLM_OK)
    transfers_[easy] = &who;
  return code;
}

void driver::abandon(CURL *easy) noexcept {
  transfers_.erase(easy);
  curl_multi_remove_handle(multi_, easy);
}

int driver::on_socket(CURL *, curl_socket_t fd, int what, void *self, void *) noexcept {
  std::uint32_t events = 0;
  if (what != CURL_POLL_REMOVE)
    events = (what & CURL_POLL_IN ? EPOLLIN : 0U) | (what & CURL_POLL_OUT ? EPOLLOUT : 0U);
  static_cast<driver *>(self)->home_.descriptors.watch_for_family(fd, events);
  return 0;
}

// curl may not be called back from here, so that a timeout of zero too goes through the queue. Not
// 0: the transfers fail.
int driver::on_timer(CURLM *, long ms, void *self) noexcept {
  auto &d = *static_cast<driver *>(self);
  d.home_.timers.disarm(d);
  try {
    if (ms >= 0)
      d.home_.timers.arm(d, detail::after(ms * 1'000'000LL));
  } catch (const std::bad_alloc &) {
    return -1;
  }
  return 0;
}

void driver::on_events(int fd, std::uint32_t events) noexcept {
  int what = 0;
  if (events & (EPOLLIN | EPOLLHUP))
    what |= CURL_CSELECT_IN;
  if (events & EPOLLOUT)
    what |= CURL_CSELECT_OUT;
  if (events & EPOLLERR)
    what |= CURL_CSELECT_ERR;
  act(fd, what);
}

void driver::act(curl_socket_t fd, int what) noexcept {
  int running = 0;
  curl_multi_socket_action(multi_, fd, what, &running);
  report_finished();
}

void driver::report_finished() noexcept {
  int left = 0;
  while (CURLMsg *message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE)
      continue;
    CURL *easy = message->easy_handle;
    const CURLcode result = message->data.result;
    curl_multi_remove_handle(multi_, easy); // frees the message
    const auto known = transfers_.find(easy);
    if (known == transfers_.end())
      continue;
    transfer &who = *known->second;
    transfers_.erase(known);
    who.finish(result);
  }
}

} // namespace

task<CURLcode> perform(CURL *easy) {
  if (!easy)
    co_return CURLE_BAD_FUNCTION_ARGUMENT;
  transfer one(easy);
  co_await one;
  co_return one.result();
}

} // namespace coax::curl
