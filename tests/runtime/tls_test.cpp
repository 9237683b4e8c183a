// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Both ends of the connections are tasks of one loop, unless the name says otherwise: whatever
// blocked would stop the peer too, and hang the test.
#include "tls_peers.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <coax/coax.hpp>
#include <coax/tls.hpp>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <ranges>
#include <string>
#include <sys/time.h>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
namespace tls = coax::tls;

coax::task<void> shake_hands(SSL *client, SSL *server) {
  const auto [connected, accepted] =
      co_await coax::gather(tls::SSL_connect(client), tls::SSL_accept(server));
  EXPECT_EQ(connected, 1);
  EXPECT_EQ(accepted, 1);
}

/// Runs test(pair) after the handshake.
template <class Test> coax::task<void> with_connection(Test test) {
  tls_peers::pair both;
  co_await shake_hands(both.client.get(), both.server.get());
  co_await test(both);
}

coax::task<bool> write_all(SSL *to, const std::string &text) {
  const int n = co_await tls::SSL_write(to, text.data(), static_cast<int>(text.size()));
  co_return n == static_cast<int>(text.size());
}

/// Up to `size` bytes; less at the end of the connection.
coax::task<std::string> read_exactly(SSL *from, std::size_t size) {
  std::string text;
  char buffer[5000];
  while (text.size() < size) {
    const std::size_t wanted = std::min(sizeof buffer, size - text.size());
    const int n = co_await tls::SSL_read(from, buffer, static_cast<int>(wanted));
    if (n <= 0)
      break;
    text.append(buffer, static_cast<std::size_t>(n));
  }
  co_return text;
}

coax::task<void> echo(SSL *peer) {
  char buffer[4096];
  for (;;) {
    const int n = co_await tls::SSL_read(peer, buffer, sizeof buffer);
    if (n <= 0)
      co_return;
    co_await tls::SSL_write(peer, buffer, n);
  }
}

std::string pattern(std::size_t size) {
  std::string text(size, ' ');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>(i * 31 + (i >> 12));
  return text;
}

bool is_non_blocking(int fd) { return ::fcntl(fd, F_GETFL) & O_NONBLOCK; }

/// Zero: no limit.
void limit(int fd, int option, std::chrono::microseconds time = 20ms) {
  const timeval span{0, static_cast<suseconds_t>(time.count())};
  ::setsockopt(fd, SOL_SOCKET, option, &span, sizeof span);
}

std::string reason_of_error() {
  const char *reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason ? reason : "none";
}

// ---- transfers

coax::task<void> send_and_get_back(tls_peers::pair &both) {
  EXPECT_EQ(SSL_get_verify_result(both.client.get()), X509_V_OK);
  coax::spawn(echo, both.server.get()).detach();
  const std::string text = pattern(4 << 20);
  const auto [sent, back] = co_await coax::gather(write_all(both.client.get(), text),
                                                  read_exactly(both.client.get(), text.size()));
  EXPECT_TRUE(sent);
  EXPECT_TRUE(back == text);
}

TEST(Tls, EchoesMuchReadingAndWritingAtOnce) { coax::run(with_connection(send_and_get_back)); }

coax::task<void> look_at_the_flags(tls_peers::pair &both) {
  const int fd = both.sockets.left.get();
  const loopback::descriptor shared(::dup(fd));
  BIO *const bio = SSL_get_rbio(both.client.get());
  auto reading = coax::spawn(read_exactly, both.client.get(), 4U);
  co_await coax::yield();
  EXPECT_FALSE(is_non_blocking(shared.get()));
  EXPECT_EQ(SSL_get_rbio(both.client.get()), bio);
  EXPECT_EQ(SSL_get_wbio(both.client.get()), bio);
  co_await write_all(both.server.get(), "text");
  const std::string got = co_await reading.join();
  EXPECT_EQ(got, "text");
  EXPECT_FALSE(is_non_blocking(shared.get()));
  EXPECT_EQ(SSL_get_fd(both.client.get()), fd);
}

TEST(Tls, LeavesDescriptorAndBioAsTheyAre) { coax::run(with_connection(look_at_the_flags)); }

coax::task<void> use_the_ex_calls(tls_peers::pair &both) {
  const std::string text = "by reference";
  std::size_t sent = 0, got = 0;
  char buffer[64];
  int result = co_await tls::SSL_write_ex(both.client.get(), text.data(), text.size(), &sent);
  EXPECT_EQ(result, 1);
  EXPECT_EQ(sent, text.size());
  result = co_await tls::SSL_peek_ex(both.server.get(), buffer, sizeof buffer, &got);
  EXPECT_EQ(result, 1);
  EXPECT_EQ(std::string(buffer, got), text);
  const int peeked = co_await tls::SSL_peek(both.server.get(), buffer, 2);
  EXPECT_EQ(std::string(buffer, static_cast<std::size_t>(peeked)), "by");
  result = co_await tls::SSL_read_ex(both.server.get(), buffer, sizeof buffer, &got);
  EXPECT_EQ(result, 1);
  EXPECT_EQ(std::string(buffer, got), text);
}

TEST(Tls, ReadExWriteExAndPeek) { coax::run(with_connection(use_the_ex_calls)); }

coax::task<std::string> one_connection(int i) {
  tls_peers::pair both;
  co_await shake_hands(both.client.get(), both.server.get());
  const std::string text = "connection " + std::to_string(i);
  const auto [sent, got] = co_await coax::gather(write_all(both.client.get(), text),
                                                 read_exactly(both.server.get(), text.size()));
  co_return sent ? got : "";
}

coax::task<void> many_connections() {
  auto connections = std::views::iota(0, 40) | std::views::transform(one_connection);
  const std::vector<std::string> all = co_await coax::gather(connections);
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(all[i], "connection " + std::to_string(i));
}

TEST(Tls, ManyConnectionsAtOnce) { coax::run(many_connections()); }

coax::task<void> write_from_two_tasks(tls_peers::pair &both) {
  const std::size_t size = 1 << 20;
  const std::string a(size, 'a'), b(size, 'b');
  const auto [first, second, got] =
      co_await coax::gather(write_all(both.client.get(), a), write_all(both.client.get(), b),
                            read_exactly(both.server.get(), 2 * size));
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
  EXPECT_TRUE(got == a + b);
}

TEST(Tls, WritersWaitForOneAnother) { coax::run(with_connection(write_from_two_tasks)); }

coax::task<void> partial_write(tls_peers::pair &both) {
  SSL_set_mode(both.client.get(), SSL_MODE_ENABLE_PARTIAL_WRITE);
  const std::string text(100'000, 'x');
  const int n = co_await tls::SSL_write(both.client.get(), text.data(), 100'000);
  EXPECT_GT(n, 0);
  EXPECT_LT(n, 100'000) << "one record, as the original";
}

TEST(Tls, PartialWriteMode) { coax::run(with_connection(partial_write)); }

// ---- ends

coax::task<void> close_half(tls_peers::pair &both) {
  SSL *const client = both.client.get(), *const server = both.server.get();
  char byte;
  int result = co_await tls::SSL_shutdown(client);
  EXPECT_EQ(result, 0) << "sent, not answered";
  result = co_await tls::SSL_read(server, &byte, 1);
  EXPECT_EQ(result, 0);
  EXPECT_EQ(SSL_get_error(server, result), SSL_ERROR_ZERO_RETURN);
  const bool sent = co_await write_all(server, "still");
  EXPECT_TRUE(sent);
  const std::string rest = co_await read_exactly(client, 5);
  EXPECT_EQ(rest, "still");
  auto waiting = coax::spawn(tls::SSL_shutdown, client);
  co_await coax::yield();
  EXPECT_FALSE(waiting.done());
  result = co_await tls::SSL_shutdown(server);
  EXPECT_EQ(result, 1);
  result = co_await waiting.join();
  EXPECT_EQ(result, 1);
}

TEST(Tls, HalfClose) { coax::run(with_connection(close_half)); }

coax::task<void> cut_off(tls_peers::pair &both) {
  auto reading = coax::spawn(
      [](SSL *from) -> coax::task<int> {
        char byte;
        const int n = co_await tls::SSL_read(from, &byte, 1);
        EXPECT_EQ(SSL_get_error(from, n), SSL_ERROR_SSL);
        EXPECT_EQ(ERR_GET_REASON(ERR_peek_error()), SSL_R_UNEXPECTED_EOF_WHILE_READING);
        co_return n;
      },
      both.client.get());
  co_await coax::yield();
  both.sockets.right.reset();
  const int n = co_await reading.join();
  EXPECT_LE(n, 0);
}

TEST(Tls, EndWithoutShutdownIsAnError) { coax::run(with_connection(cut_off)); }

coax::task<void> reset_by_peer(tls_peers::pair &both) {
  const linger at_once{1, 0};
  ::setsockopt(both.sockets.right.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  both.sockets.right.reset();
  char byte;
  const int n = co_await tls::SSL_read(both.client.get(), &byte, 1);
  const int error = errno;
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(both.client.get(), n), SSL_ERROR_SYSCALL);
  EXPECT_EQ(error, ECONNRESET);
}

TEST(Tls, ErrnoOfAFailedSystemCall) { coax::run(with_connection(reset_by_peer)); }

// ---- errors

coax::task<int> connect_distrusting(SSL *client) {
  const int n = co_await tls::SSL_connect(client);
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_SSL);
  EXPECT_EQ(reason_of_error(), "certificate verify failed");
  co_return n;
}

coax::task<int> accept_distrusted(SSL *server) {
  int n = co_await tls::SSL_accept(server);
  char byte;
  if (n == 1) // in TLS 1.3 the server hears of it when it reads
    n = co_await tls::SSL_read(server, &byte, 1);
  EXPECT_EQ(SSL_get_error(server, n), SSL_ERROR_SSL);
  EXPECT_NE(reason_of_error().find("alert unknown ca"), std::string::npos) << reason_of_error();
  co_return n;
}

coax::task<void> fail_verification() {
  tls_peers::pair both(tls_peers::tcp_pair(), false);
  auto other = coax::spawn(one_connection, 1); // goes on among the errors
  const auto [connected, accepted] = co_await coax::gather(connect_distrusting(both.client.get()),
                                                           accept_distrusted(both.server.get()));
  EXPECT_EQ(connected, -1);
  EXPECT_EQ(accepted, -1);
  EXPECT_EQ(SSL_get_verify_result(both.client.get()), X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
  const std::string text = co_await other.join();
  EXPECT_EQ(text, "connection 1");
}

TEST(Tls, FailedVerification) { coax::run(fail_verification()); }

coax::task<void> read_among_errors(tls_peers::pair &both) {
  auto reading = coax::spawn(read_exactly, both.client.get(), 4U);
  ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR); // of this task, before and after the other's wait
  co_await coax::yield();
  ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR);
  const int sent = ::SSL_write(both.server.get(), "text", 4);
  EXPECT_EQ(sent, 4);
  const std::string got = co_await reading.join();
  EXPECT_EQ(got, "text");
}

TEST(Tls, ErrorsOfOtherTasksAreNotItsOwn) { coax::run(with_connection(read_among_errors)); }

coax::task<void> read_too_early() {
  tls_peers::pair both;
  tls_peers::end unconnected(tls_peers::client_context(), -1);
  SSL_set_connect_state(unconnected.get());
  char byte;
  const int n = co_await tls::SSL_read(unconnected.get(), &byte, 1);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(SSL_get_error(unconnected.get(), n), SSL_ERROR_SYSCALL);
  tls_peers::ssl_ptr without_bio(SSL_new(both.client.context.get()));
  SSL_set_connect_state(without_bio.get());
  const int m = co_await tls::SSL_connect(without_bio.get());
  EXPECT_LE(m, 0);
}

TEST(Tls, BadDescriptorAndNoBio) { coax::run(read_too_early()); }

// ---- limits and cancellation

coax::task<void> time_out(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  limit(both.sockets.left.get(), SO_RCVTIMEO);
  const auto start = std::chrono::steady_clock::now();
  char buffer[8];
  const int n = co_await tls::SSL_read(client, buffer, sizeof buffer);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_WANT_READ);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 20ms);
  const bool sent = co_await write_all(both.server.get(), "late");
  EXPECT_TRUE(sent);
  const std::string got = co_await read_exactly(client, 4);
  EXPECT_EQ(got, "late");
}

TEST(Tls, ReceiveTimeout) { coax::run(with_connection(time_out)); }

coax::task<void> time_out_beside_a_writer(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  limit(both.sockets.left.get(), SO_RCVTIMEO);
  auto reading = coax::spawn(
      [](SSL *from) -> coax::task<int> {
        char byte;
        const int n = co_await tls::SSL_read(from, &byte, 1);
        co_return SSL_get_error(from, n);
      },
      client);
  co_await coax::sleep_for(10ms);
  co_await write_all(client, "what SSL_want() now tells is of this call");
  const int error = co_await reading.join();
  EXPECT_EQ(error, SSL_ERROR_WANT_READ);
}

TEST(Tls, ErrorOfAReadThatAWriteHasFollowed) {
  coax::run(with_connection(time_out_beside_a_writer));
}

coax::task<void> time_out_writing(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  limit(both.sockets.left.get(), SO_SNDTIMEO);
  const std::string much(16 << 20, 'x');
  const int size = static_cast<int>(much.size());
  int n = co_await tls::SSL_write(client, much.data(), size);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_WANT_WRITE);
  limit(both.sockets.left.get(), SO_SNDTIMEO, 0ms); // however slow the machine is
  auto reading = coax::spawn(read_exactly, both.server.get(), much.size());
  n = co_await tls::SSL_write(client, much.data(), size);
  EXPECT_EQ(n, size) << "the same write goes on";
  const std::string got = co_await reading.join();
  EXPECT_TRUE(got == much);
}

TEST(Tls, SendTimeout) { coax::run(with_connection(time_out_writing)); }

coax::task<void> do_not_wait(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  ::fcntl(both.sockets.left.get(), F_SETFL, O_NONBLOCK);
  char byte;
  const int n = co_await tls::SSL_read(client, &byte, 1);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_WANT_READ);
  EXPECT_TRUE(is_non_blocking(both.sockets.left.get()));
}

TEST(Tls, NonBlockingDescriptorsDoNotWait) { coax::run(with_connection(do_not_wait)); }

coax::task<void> cancel_a_read(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  auto reading = coax::spawn(read_exactly, client, 4U);
  co_await coax::yield();
  reading.cancel();
  bool cancelled = false;
  try {
    co_await reading.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  EXPECT_TRUE(cancelled);
  const bool sent = co_await write_all(both.server.get(), "text");
  EXPECT_TRUE(sent);
  const std::string got = co_await read_exactly(client, 4);
  EXPECT_EQ(got, "text");
}

TEST(Tls, CancelledReadLosesNothing) { coax::run(with_connection(cancel_a_read)); }

coax::task<void> cancel_a_handshake() {
  tls_peers::pair both;
  const bool ended = co_await coax::move_on_after(5ms, tls::SSL_connect(both.client.get()));
  EXPECT_FALSE(ended);
  co_await shake_hands(both.client.get(), both.server.get());
}

TEST(Tls, CancelledHandshakeGoesOn) { coax::run(cancel_a_handshake()); }

coax::task<void> cancel_a_write(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  const std::string much(16 << 20, 'x');
  const bool ended = co_await coax::move_on_after(10ms, write_all(client, much));
  EXPECT_FALSE(ended);
  const std::string other(much.size(), 'y');
  const int n = co_await tls::SSL_write(client, other.data(), static_cast<int>(other.size()));
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_SSL);
  EXPECT_EQ(ERR_GET_REASON(ERR_peek_error()), SSL_R_BAD_WRITE_RETRY);
}

TEST(Tls, CancelledWriteIsFollowedByNoOther) { coax::run(with_connection(cancel_a_write)); }

coax::task<void> shut_down_within_a_write(tls_peers::pair &both) {
  const std::string much(16 << 20, 'x');
  const bool ended = co_await coax::move_on_after(10ms, write_all(both.client.get(), much));
  EXPECT_FALSE(ended);
  const int n = co_await tls::SSL_shutdown(both.client.get());
  EXPECT_EQ(n, -1) << "half a record is on its way";
}

TEST(Tls, ShutdownAfterACancelledWriteFails) {
  coax::run(with_connection(shut_down_within_a_write));
}

// ---- handshakes within a connection

coax::task<void> change_keys(tls_peers::pair &both) {
  coax::spawn(echo, both.server.get()).detach();
  EXPECT_EQ(SSL_key_update(both.client.get(), SSL_KEY_UPDATE_REQUESTED), 1);
  for (int i = 0; i < 3; ++i) {
    const bool sent = co_await write_all(both.client.get(), "ping");
    EXPECT_TRUE(sent);
    const std::string back = co_await read_exactly(both.client.get(), 4);
    EXPECT_EQ(back, "ping");
  }
}

TEST(Tls, KeyUpdate) { coax::run(with_connection(change_keys)); }

coax::task<void> renegotiate() {
  tls_peers::pair both;
  SSL *const client = both.client.get(), *const server = both.server.get();
  SSL_set_max_proto_version(client, TLS1_2_VERSION);
  co_await shake_hands(client, server);
  auto reading = coax::spawn(read_exactly, client, 5U); // shakes hands again while it waits
  EXPECT_EQ(SSL_renegotiate(server), 1);
  int n = co_await tls::SSL_do_handshake(server);
  EXPECT_EQ(n, 1);
  auto answering = coax::spawn(read_exactly, server, 4U);
  co_await write_all(client, "ping");
  const std::string ping = co_await answering.join();
  EXPECT_EQ(ping, "ping");
  co_await write_all(server, "after");
  const std::string after = co_await reading.join();
  EXPECT_EQ(after, "after");
  EXPECT_EQ(SSL_num_renegotiations(server), 1);
}

TEST(Tls, Renegotiation) { coax::run(renegotiate()); }

coax::task<void> read_without_retry(tls_peers::pair &both) {
  SSL *const client = both.client.get();
  SSL_clear_mode(client, SSL_MODE_AUTO_RETRY);
  co_await write_all(both.server.get(), "text");
  char buffer[8];
  int n = co_await tls::SSL_read(client, buffer, sizeof buffer);
  EXPECT_EQ(n, -1) << "a session ticket came before the text";
  EXPECT_EQ(SSL_get_error(client, n), SSL_ERROR_WANT_READ);
  for (int i = 0; n < 0 && i < 4; ++i)
    n = co_await tls::SSL_read(client, buffer, sizeof buffer);
  EXPECT_EQ(n, 4);
}

TEST(Tls, WithoutAutoRetryItReturnsAfterEachRecord) {
  coax::run(with_connection(read_without_retry));
}

// ---- other ways to the network

coax::task<void> through(tls_peers::pair &both) {
  co_await shake_hands(both.client.get(), both.server.get());
  coax::spawn(echo, both.server.get()).detach();
  const std::string text = pattern(1 << 20);
  const auto [sent, back] = co_await coax::gather(write_all(both.client.get(), text),
                                                  read_exactly(both.client.get(), text.size()));
  EXPECT_TRUE(sent);
  EXPECT_TRUE(back == text);
}

coax::task<void> through_a_filter() {
  tls_peers::pair both;
  BIO *const filter = BIO_push(BIO_new(BIO_f_null()), BIO_new_socket(both.sockets.left.get(), 0));
  SSL_set_bio(both.client.get(), filter, filter);
  co_await through(both);
  EXPECT_FALSE(is_non_blocking(both.sockets.left.get()));
}

TEST(Tls, BioThatIsNoSocketBio) { coax::run(through_a_filter()); }

coax::task<void> through_pipes() {
  loopback::pair there = loopback::pipe_pair(), back = loopback::pipe_pair();
  tls_peers::pair both;
  SSL_set_rfd(both.client.get(), back.left.get());
  SSL_set_wfd(both.client.get(), there.right.get());
  SSL_set_rfd(both.server.get(), there.left.get());
  SSL_set_wfd(both.server.get(), back.right.get());
  co_await through(both);
  EXPECT_FALSE(is_non_blocking(there.left.get()));
  EXPECT_FALSE(is_non_blocking(there.right.get()));
}

TEST(Tls, Pipes) { coax::run(through_pipes()); }

coax::task<void> through_two_bios() {
  tls_peers::pair both(loopback::socket_pair());
  const loopback::descriptor reading(::dup(both.sockets.left.get()));
  SSL_set_rfd(both.client.get(), reading.get());
  EXPECT_NE(SSL_get_rbio(both.client.get()), SSL_get_wbio(both.client.get()));
  co_await through(both);
}

TEST(Tls, OneDescriptorToReadAndOneToWrite) { coax::run(through_two_bios()); }

coax::task<void> through_memory() {
  tls_peers::pair both;
  SSL_set_bio(both.client.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  const int n = co_await tls::SSL_connect(both.client.get());
  EXPECT_EQ(n, -1);
  EXPECT_EQ(SSL_get_error(both.client.get(), n), SSL_ERROR_WANT_READ);
}

TEST(Tls, MemoryBiosDoNotWait) { coax::run(through_memory()); }

// ---- a peer that blocks

/// A thread with OpenSSL's own calls: the handshake, `size` bytes there and back, the end.
void block(SSL *ssl, bool client, std::size_t size) {
  EXPECT_EQ(client ? ::SSL_connect(ssl) : ::SSL_accept(ssl), 1);
  std::string text(size, '\0');
  auto write = [&] { return ::SSL_write(ssl, pattern(size).data(), static_cast<int>(size)); };
  if (client) {
    EXPECT_EQ(write(), static_cast<int>(size));
  }
  for (std::size_t got = 0; got < size;) {
    const int n = ::SSL_read(ssl, text.data() + got, static_cast<int>(size - got));
    if (n <= 0) {
      ADD_FAILURE() << "the connection ended early";
      return;
    }
    got += static_cast<std::size_t>(n);
  }
  EXPECT_TRUE(text == pattern(size));
  if (!client) {
    EXPECT_EQ(write(), static_cast<int>(size));
  }
  while (::SSL_shutdown(ssl) == 0) {
  }
}

coax::task<void> end_together(SSL *ssl) {
  int n = 0;
  while (n == 0)
    n = co_await tls::SSL_shutdown(ssl);
  EXPECT_EQ(n, 1);
}

coax::task<void> serve_a_thread(std::size_t size) {
  tls_peers::pair both;
  std::thread peer(block, both.client.get(), true, size);
  const int accepted = co_await tls::SSL_accept(both.server.get());
  EXPECT_EQ(accepted, 1);
  const std::string text = co_await read_exactly(both.server.get(), size);
  co_await write_all(both.server.get(), text);
  co_await end_together(both.server.get());
  peer.join();
}

TEST(Tls, ServesABlockingClient) { coax::run(serve_a_thread(2 << 20)); }

coax::task<void> ask_a_thread(std::size_t size) {
  tls_peers::pair both;
  std::thread peer(block, both.server.get(), false, size);
  const int connected = co_await tls::SSL_connect(both.client.get());
  EXPECT_EQ(connected, 1);
  const std::string text = pattern(size);
  co_await write_all(both.client.get(), text);
  const std::string back = co_await read_exactly(both.client.get(), size);
  EXPECT_TRUE(back == text);
  co_await end_together(both.client.get());
  peer.join();
}

TEST(Tls, AsksABlockingServer) { coax::run(ask_a_thread(2 << 20)); }

coax::task<void> blocking_calls_between(tls_peers::pair &both) {
  std::thread peer([&] {
    char text[8];
    EXPECT_EQ(::SSL_read(both.server.get(), text, 4), 4);
    std::this_thread::sleep_for(10ms);
    EXPECT_EQ(::SSL_write(both.server.get(), text, 4), 4);
  });
  const bool sent = co_await write_all(both.client.get(), "ping");
  EXPECT_TRUE(sent);
  char text[8];
  EXPECT_EQ(::SSL_read(both.client.get(), text, 4), 4) << "the original call still blocks";
  peer.join();
}

TEST(Tls, OriginalCallsStillBlock) { coax::run(with_connection(blocking_calls_between)); }

} // namespace
