// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transfers from an HTTP server that runs on the same loop.
#include "loopback.h"

#include <coax/coax.hpp>
#include <coax/curl.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <ranges>
#include <string>

namespace {

using namespace std::chrono_literals;

coax::task<std::string> read_request(int fd) {
  std::string request;
  char buffer[1024];
  while (request.find("\r\n\r\n") == std::string::npos) {
    const ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, 0);
    if (n <= 0)
      co_return "";
    request.append(buffer, static_cast<std::size_t>(n));
  }
  co_return request;
}

/// GET /hello answers its path, /slow after an hour, /gone 404, /cut breaks off.
coax::task<void> serve(int fd) {
  const loopback::descriptor connection(fd);
  for (;;) {
    const std::string request = co_await read_request(fd);
    if (request.empty())
      co_return;
    const std::string path = request.substr(4, request.find(' ', 4) - 4);
    if (path == "/slow")
      co_await coax::sleep_for(1h);
    const std::string status = path == "/gone" ? "404 Not Found" : "200 OK";
    const std::size_t promised = path == "/cut" ? 1000 : path.size();
    const std::string reply = "HTTP/1.1 " + status + "\r\nContent-Length: " +
                              std::to_string(promised) + "\r\n\r\n" + path;
    co_await coax::send(fd, reply.data(), reply.size(), MSG_NOSIGNAL);
    if (path == "/cut")
      co_return;
  }
}

coax::task<void> accept_all(int listener) {
  for (;;) {
    const int fd = co_await coax::accept(listener, nullptr, nullptr);
    if (fd >= 0)
      coax::spawn(serve, fd).detach();
  }
}

struct easy {
  easy(unsigned short port, const std::string &path) : handle(curl_easy_init()) {
    const std::string url = "http://127.0.0.1:" + std::to_string(port) + path;
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &easy::collect);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
  }
  easy(const easy &) = delete;
  easy &operator=(const easy &) = delete;
  ~easy() { curl_easy_cleanup(handle); }
  long status() const {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
  }
  static std::size_t collect(char *data, std::size_t, std::size_t size, void *self) {
    static_cast<easy *>(self)->body.append(data, size);
    return size;
  }
  CURL *handle;
  std::string body;
};

template <class Test> coax::task<void> with_server(Test test) {
  const loopback::listener l;
  coax::spawn(accept_all, l.socket.get()).detach();
  co_await test(l.port);
}

coax::task<void> fetch_and_reuse(unsigned short port) {
  easy e(port, "/hello");
  for (int i = 0; i < 3; ++i) {
    e.body.clear();
    const CURLcode code = co_await coax::curl::perform(e.handle);
    EXPECT_EQ(code, CURLE_OK);
    EXPECT_EQ(e.body, "/hello");
    EXPECT_EQ(e.status(), 200);
  }
  long connects = -1;
  curl_easy_getinfo(e.handle, CURLINFO_NUM_CONNECTS, &connects);
  EXPECT_EQ(connects, 0) << "the third transfer reuses the connection";
  const CURLcode null = co_await coax::curl::perform(nullptr);
  EXPECT_EQ(null, CURLE_BAD_FUNCTION_ARGUMENT);
}

TEST(Curl, FetchesAndReusesTheHandle) { coax::run(with_server(fetch_and_reuse)); }

coax::task<bool> fetch(unsigned short port, int i) {
  const std::string path = "/number/" + std::to_string(i);
  easy e(port, path);
  const CURLcode code = co_await coax::curl::perform(e.handle);
  co_return code == CURLE_OK && e.body == path;
}

coax::task<void> fetch_many(unsigned short port) {
  auto all = std::views::iota(0, 64) | std::views::transform([=](int i) { return fetch(port, i); });
  const std::vector<bool> good = co_await coax::gather(all);
  for (const bool one : good)
    EXPECT_TRUE(one);
}

TEST(Curl, ManyTransfersAtOnce) { coax::run(with_server(fetch_many)); }

coax::task<void> fail_in_many_ways(unsigned short port) {
  easy gone(port, "/gone");
  curl_easy_setopt(gone.handle, CURLOPT_FAILONERROR, 1L);
  CURLcode code = co_await coax::curl::perform(gone.handle);
  EXPECT_EQ(code, CURLE_HTTP_RETURNED_ERROR);
  EXPECT_EQ(gone.status(), 404);
  easy cut(port, "/cut");
  code = co_await coax::curl::perform(cut.handle);
  EXPECT_EQ(code, CURLE_PARTIAL_FILE);
  easy slow(port, "/slow");
  curl_easy_setopt(slow.handle, CURLOPT_TIMEOUT_MS, 30L);
  code = co_await coax::curl::perform(slow.handle);
  EXPECT_EQ(code, CURLE_OPERATION_TIMEDOUT);
  unsigned short closed;
  {
    const loopback::bound_socket nobody_listens;
    closed = nobody_listens.port;
  }
  easy refused(closed, "/");
  char message[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(refused.handle, CURLOPT_ERRORBUFFER, message);
  code = co_await coax::curl::perform(refused.handle);
  EXPECT_EQ(code, CURLE_COULDNT_CONNECT);
  EXPECT_STRNE(message, "");
  easy wrong(port, "/");
  curl_easy_setopt(wrong.handle, CURLOPT_URL, "nonsense://x");
  code = co_await coax::curl::perform(wrong.handle);
  EXPECT_EQ(code, CURLE_UNSUPPORTED_PROTOCOL);
}

TEST(Curl, FailsAsEasyPerformDoes) { coax::run(with_server(fail_in_many_ways)); }

coax::task<void> cancel_one(unsigned short port) {
  auto body = [](unsigned short to) -> coax::task<bool> {
    easy slow(to, "/slow");
    try {
      co_await coax::curl::perform(slow.handle);
    } catch (const coax::cancelled &) {
      co_return true;
    }
    co_return false;
  };
  auto h = coax::spawn(body, port);
  co_await coax::sleep_for(10ms);
  h.cancel();
  const bool cancelled = co_await h.join();
  EXPECT_TRUE(cancelled);
  const bool others_work = co_await fetch(port, 1);
  EXPECT_TRUE(others_work);
}

TEST(Curl, CancelEndsOneTransfer) { coax::run(with_server(cancel_one)); }

coax::task<void> fetch_forever(unsigned short port) {
  easy slow(port, "/slow");
  co_await coax::curl::perform(slow.handle);
}

coax::task<void> leave_a_transfer(unsigned short port) {
  coax::spawn(fetch_forever, port).detach();
  co_await coax::sleep_for(10ms);
}

TEST(Curl, RunMayEndDuringATransfer) { coax::run(with_server(leave_a_transfer)); }

} // namespace
