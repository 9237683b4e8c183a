// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests to an HTTP server that runs on the same loop.
#include <algorithm>
#include <coax/coax.hpp>
#include <coax/http.hpp>
#include <gtest/gtest.h>
#include <optional>
#include <ranges>
#include <string>

namespace {

using namespace std::chrono_literals;
namespace http = coax::http;

struct request {
  std::string method, path, head, body;
};

/// The next request of a connection, or nothing at its end. `buffered`: what came with the last.
coax::task<std::optional<request>> read_request(coax::tcp_stream &from, std::string &buffered) {
  char buffer[4096];
  std::optional<request> got;
  std::size_t needed = std::string::npos;
  while (buffered.size() < needed) {
    const std::size_t end = buffered.find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::size_t length = buffered.find("Content-Length: ");
      needed = end + 4 + (length < end ? std::stoul(buffered.substr(length + 16)) : 0);
    }
    if (buffered.size() >= needed)
      break;
    const std::size_t n = co_await from.read(buffer, sizeof buffer);
    if (n == 0)
      co_return got;
    buffered.append(buffer, n);
  }
  const std::size_t method = buffered.find(' '), path = buffered.find(' ', method + 1);
  const std::size_t head = buffered.find("\r\n") + 2, body = buffered.find("\r\n\r\n") + 4;
  got.emplace();
  got->method = buffered.substr(0, method);
  got->path = buffered.substr(method + 1, path - method - 1);
  got->head = buffered.substr(head, body - head - 2);
  got->body = buffered.substr(body, needed - body);
  buffered.erase(0, needed);
  co_return got;
}

std::string reply(const std::string &status, const std::string &fields, const std::string &body) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string answer(const request &r) {
  if (r.path == "/head")
    return reply("200 OK", "", r.head);
  if (r.path == "/gone")
    return reply("404 Not Found", "", "nothing here");
  if (r.path == "/broken")
    return reply("500 Internal Server Error", "", "");
  if (r.path == "/moved")
    return reply("302 Found", "Location: /here\r\nX-Old: yes\r\n", "moved");
  if (r.path == "/circle")
    return reply("302 Found", "Location: /circle\r\n", "");
  if (r.path == "/away")
    return reply("302 Found", "Location: file:///etc/hostname\r\n", "");
  if (r.path == "/fields")
    return reply("200 OK", "Set-Cookie: a=1\r\nset-cookie: b=2\r\nX-Empty:\r\n", "");
  if (r.path == "/cut")
    return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";
  if (r.method == "HEAD")
    return "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
  return reply("200 OK", "Content-Type: text/plain\r\n", r.method + ' ' + r.path + ' ' + r.body);
}

coax::task<void> serve(coax::tcp_stream connection) {
  std::string buffered;
  for (;;) {
    const std::optional<request> r = co_await read_request(connection, buffered);
    if (!r)
      co_return;
    if (r->path == "/slow")
      co_await coax::sleep_for(1h);
    const std::string text = answer(*r);
    co_await connection.write(text);
    if (r->path == "/cut")
      co_return;
  }
}

struct server {
  coax::tcp_listener listener = coax::tcp_listener::bind("127.0.0.1", 0);
  int connections = 0;
  std::string url(const std::string &path) const {
    return "http://" + listener.local_address().text() + path;
  }
};

coax::task<void> accept_all(server &s) {
  for (;;) {
    coax::tcp_stream connection = co_await s.listener.accept();
    ++s.connections;
    coax::spawn(serve, std::move(connection)).detach();
  }
}

http::options direct() {
  http::options with;
  with.configure = [](CURL *easy) { curl_easy_setopt(easy, CURLOPT_PROXY, ""); };
  return with;
}

template <class Test> coax::task<void> with_server(Test test) {
  server s;
  coax::spawn(accept_all, std::ref(s)).detach();
  co_await test(s);
}

/// The error of a request that must fail, or none.
coax::task<std::optional<http::error>> failure_of(coax::task<http::response> &&asked) {
  std::optional<http::error> failed;
  try {
    co_await std::move(asked);
  } catch (const http::error &e) {
    failed = e;
  }
  co_return failed;
}

coax::task<void> get_and_post(server &s) {
  const http::options with = direct();
  const http::response got = co_await http::get(s.url("/hello"), with);
  EXPECT_EQ(got.status, 200);
  EXPECT_TRUE(got.ok());
  EXPECT_EQ(got.body, "GET /hello ");
  EXPECT_EQ(got.headers.get("content-type"), "text/plain");
  EXPECT_EQ(got.url, s.url("/hello"));
  const http::response posted = co_await http::post(s.url("/form"), "some text", with);
  EXPECT_EQ(posted.body, "POST /form some text");
  EXPECT_EQ(s.connections, 1) << "the second request uses the connection of the first";
}

TEST(Http, GetAndPost) { coax::run(with_server(get_and_post)); }

coax::task<void> post_much(server &s) {
  const std::string much(3 << 19, 'x');
  const http::response got = co_await http::post(s.url("/much"), much, direct());
  EXPECT_EQ(got.body.size(), much.size() + std::string("POST /much ").size());
  const http::response head = co_await http::post(s.url("/head"), much, direct());
  EXPECT_EQ(head.body.find("Expect:"), std::string::npos) << "would wait for 100 Continue";
  const std::string nul("a\0b", 3);
  const http::response binary = co_await http::post(s.url("/b"), nul, direct());
  EXPECT_EQ(binary.body, "POST /b " + nul);
  const http::response empty = co_await http::post(s.url("/e"), "", direct());
  EXPECT_EQ(empty.body, "POST /e ");
}

TEST(Http, PostSendsTheBodyAsItIs) { coax::run(with_server(post_much)); }

coax::task<void> other_methods(server &s) {
  http::options with = direct();
  with.method = "PUT";
  const http::response put = co_await http::post(s.url("/x"), "new", with);
  EXPECT_EQ(put.body, "PUT /x new");
  with.method = "DELETE";
  const http::response deleted = co_await http::get(s.url("/x"), with);
  EXPECT_EQ(deleted.body, "DELETE /x ");
  with.method = "HEAD";
  const http::response head = co_await http::get(s.url("/x"), with);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.headers.get("Content-Length"), "7");
}

TEST(Http, OtherMethods) { coax::run(with_server(other_methods)); }

coax::task<void> send_headers(server &s) {
  http::options with = direct();
  with.headers.add("X-One", "1");
  with.headers.add("X-Empty", "");
  http::response got = co_await http::get(s.url("/head"), with);
  EXPECT_NE(got.body.find("X-One: 1\r\n"), std::string::npos);
  EXPECT_NE(got.body.find("X-Empty:"), std::string::npos);
  got = co_await http::post(s.url("/head"), "body", direct());
  EXPECT_EQ(got.body.find("Content-Type"), std::string::npos) << got.body;
  with.headers.add("content-type", "text/x");
  got = co_await http::post(s.url("/head"), "body", with);
  EXPECT_NE(got.body.find("content-type: text/x\r\n"), std::string::npos) << got.body;
}

TEST(Http, SendsHeaders) { coax::run(with_server(send_headers)); }

coax::task<void> receive_headers(server &s) {
  const http::response got = co_await http::get(s.url("/fields"), direct());
  std::string cookies;
  for (const auto &[name, value] : got.headers)
    if (name == "Set-Cookie" || name == "set-cookie")
      cookies += value + ';';
  EXPECT_EQ(cookies, "a=1;b=2;");
  EXPECT_EQ(got.headers.get("SET-COOKIE"), "a=1");
  EXPECT_NE(got.headers.find("x-empty"), nullptr);
  EXPECT_EQ(got.headers.find("x-none"), nullptr);
  EXPECT_EQ(got.headers.get("x-none"), "");
}

TEST(Http, ReceivesHeaders) { coax::run(with_server(receive_headers)); }

coax::task<void> get_errors(server &s) {
  const http::response gone = co_await http::get(s.url("/gone"), direct());
  EXPECT_EQ(gone.status, 404);
  EXPECT_FALSE(gone.ok());
  EXPECT_EQ(gone.body, "nothing here");
  const http::response broken = co_await http::get(s.url("/broken"), direct());
  EXPECT_EQ(broken.status, 500);
}

TEST(Http, AStatusIsNoException) { coax::run(with_server(get_errors)); }

coax::task<void> redirect(server &s) {
  http::options with = direct();
  const http::response moved = co_await http::get(s.url("/moved"), with);
  EXPECT_EQ(moved.status, 302);
  EXPECT_EQ(moved.headers.get("Location"), "/here");
  with.follow_redirects = true;
  const http::response here = co_await http::get(s.url("/moved"), with);
  EXPECT_EQ(here.body, "GET /here ");
  EXPECT_EQ(here.url, s.url("/here"));
  EXPECT_EQ(here.headers.find("X-Old"), nullptr) << "of the response before";
  const auto circle = co_await failure_of(http::get(s.url("/circle"), with));
  EXPECT_TRUE(circle && circle->code() == CURLE_TOO_MANY_REDIRECTS);
  const auto away = co_await failure_of(http::get(s.url("/away"), with));
  EXPECT_TRUE(away && away->code() == CURLE_UNSUPPORTED_PROTOCOL);
}

TEST(Http, RedirectsAreFollowedOnRequest) { coax::run(with_server(redirect)); }

coax::task<void> fail(server &s) {
  http::options with = direct();
  const auto cut = co_await failure_of(http::get(s.url("/cut"), with));
  EXPECT_TRUE(cut && cut->code() == CURLE_PARTIAL_FILE);
  with.timeout = 30ms;
  const auto slow = co_await failure_of(http::get(s.url("/slow"), with));
  EXPECT_TRUE(slow && slow->is_timeout());
  with.timeout = -1ms;
  const auto late = co_await failure_of(http::get(s.url("/slow"), with));
  EXPECT_TRUE(late && late->is_timeout());
  const auto file = co_await failure_of(http::get("file:///etc/hostname", with));
  EXPECT_TRUE(file && file->code() == CURLE_UNSUPPORTED_PROTOCOL);
  const auto empty = co_await failure_of(http::get("", with));
  EXPECT_TRUE(empty && empty->code() == CURLE_URL_MALFORMAT);
}

TEST(Http, TransportFailuresAreErrors) { coax::run(with_server(fail)); }

coax::task<void> refuse() {
  std::string nobody;
  {
    const server closed;
    nobody = closed.listener.local_address().text();
  }
  const auto refused =
      co_await failure_of(http::get("http://me:secret@" + nobody + "/x@y", direct()));
  EXPECT_TRUE(refused && refused->code() == CURLE_COULDNT_CONNECT);
  const std::string text = refused ? refused->what() : "";
  EXPECT_TRUE(text.starts_with("coax::http: GET http://" + nobody + "/x@y: ")) << text;
}

TEST(Http, TheMessageNamesTheAddressWithoutPassword) { coax::run(refuse()); }

TEST(Http, WhatIsNoHeaderOrMethodIsRejected) {
  http::headers fields;
  EXPECT_THROW(fields.add("A B", "x"), std::invalid_argument);
  EXPECT_THROW(fields.add("", "x"), std::invalid_argument);
  EXPECT_THROW(fields.add("A", "x\r\nB: y"), std::invalid_argument);
  EXPECT_EQ(fields.size(), 0U);
  http::options with;
  with.method = "GET / HTTP/1.1\r\nX";
  EXPECT_THROW(static_cast<void>(http::get("http://127.0.0.1/", with)), std::invalid_argument);
}

coax::task<void> many(server &s) {
  auto all = std::views::iota(0, 50) | std::views::transform([&](int i) {
               return http::get(s.url(std::to_string(i).insert(0, 1, '/')), direct());
             });
  const std::vector<http::response> got = co_await coax::gather(all);
  for (std::size_t i = 0; i < got.size(); ++i)
    EXPECT_EQ(got[i].body, "GET /" + std::to_string(i) + ' ');
}

TEST(Http, ManyAtOnce) { coax::run(with_server(many)); }

coax::task<void> cancel(server &s) {
  const bool ended = co_await coax::move_on_after(10ms, http::get(s.url("/slow"), direct()));
  EXPECT_FALSE(ended);
  const http::response got = co_await http::get(s.url("/after"), direct());
  EXPECT_EQ(got.status, 200);
}

TEST(Http, CancelEndsTheRequest) { coax::run(with_server(cancel)); }

} // namespace
