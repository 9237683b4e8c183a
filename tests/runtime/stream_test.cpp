// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/eventfd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using loopback::descriptor;

coax::task<void> write_all(int fd, const std::string &text) {
  co_await coax::sleep_for(1ms);
  const ssize_t n = co_await coax::write(fd, text.data(), text.size());
  EXPECT_EQ(n, static_cast<ssize_t>(text.size()));
}

coax::task<std::string> read_bytes(int fd, std::size_t wanted) {
  std::string all;
  char buffer[4096];
  while (all.size() < wanted) {
    const ssize_t n = co_await coax::read(fd, buffer, sizeof buffer);
    if (n <= 0)
      break;
    all.append(buffer, static_cast<std::size_t>(n));
  }
  co_return all;
}

coax::task<void> through(int reader, int writer) {
  for (const std::size_t size : {std::size_t{5}, std::size_t{1'000'000}}) {
    const std::string text(size, 'p');
    auto [nothing, got] = co_await coax::gather(write_all(writer, text), read_bytes(reader, size));
    EXPECT_EQ(got.size(), size);
  }
}

TEST(Stream, Pipe) {
  const auto p = loopback::pipe_pair();
  coax::run(through(p.left.get(), p.right.get()));
  EXPECT_EQ(::fcntl(p.left.get(), F_GETFL) & O_NONBLOCK, 0);
}

coax::task<void> read_to_end(int fd) {
  char buffer[64];
  errno = ERANGE;
  while (co_await coax::read(fd, buffer, sizeof buffer) > 0)
    ;
  EXPECT_EQ(errno, ERANGE);
}

coax::task<void> spoil_errno(int fd) {
  for (int i = 0; i < 3; ++i) {
    errno = EDOM;
    co_await coax::yield();
  }
  ::close(fd);
}

TEST(Stream, SuccessKeepsErrno) {
  auto p = loopback::pipe_pair();
  const int writer = p.right.release();
  coax::run(coax::gather(read_to_end(p.left.get()), spoil_errno(writer)));
}

TEST(Stream, Socket) {
  const auto s = loopback::socket_pair();
  coax::run(through(s.left.get(), s.right.get()));
}

descriptor temporary_file() {
  std::FILE *f = std::tmpfile();
  descriptor fd(::dup(::fileno(f)));
  std::fclose(f);
  return fd;
}

coax::task<void> regular() {
  const descriptor file = temporary_file();
  const std::string text(300'000, 'f');
  co_await write_all(file.get(), text);
  ::lseek(file.get(), 0, SEEK_SET);
  std::vector<char> buffer(1'000'000);
  const ssize_t n = co_await coax::read(file.get(), buffer.data(), buffer.size());
  EXPECT_EQ(n, 300'000) << "a file is read to its end in one call";
  const ssize_t at_end = co_await coax::read(file.get(), buffer.data(), buffer.size());
  EXPECT_EQ(at_end, 0);
}

TEST(Stream, RegularFile) { coax::run(regular()); }

coax::task<void> counter() {
  const descriptor e(::eventfd(0, 0));
  const std::uint64_t three = 3;
  std::uint64_t got = 0;
  const ssize_t written = co_await coax::write(e.get(), &three, sizeof three);
  EXPECT_EQ(written, 8);
  const ssize_t read = co_await coax::read(e.get(), &got, sizeof got);
  EXPECT_EQ(read, 8);
  EXPECT_EQ(got, 3U);
}

TEST(Stream, OtherDescriptors) { coax::run(counter()); }

struct terminal {
  terminal() : master(::posix_openpt(O_RDWR | O_NOCTTY)) {
    ::grantpt(master.get());
    ::unlockpt(master.get());
    slave = descriptor(::open(::ptsname(master.get()), O_RDWR | O_NOCTTY));
  }
  descriptor master, slave;
};

coax::task<void> line_of_input() {
  const terminal t;
  const std::string line = "typed\n";
  auto [nothing, got] =
      co_await coax::gather(write_all(t.master.get(), line), read_bytes(t.slave.get(), 6));
  EXPECT_EQ(got, line);
  co_await write_all(t.slave.get(), "shown");
}

TEST(Stream, Terminal) { coax::run(line_of_input()); }

coax::task<void> errors() {
  char byte = 0;
  errno = 0;
  ssize_t n = co_await coax::read(-1, &byte, 1);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EBADF);
  auto p = loopback::pipe_pair();
  errno = 0;
  n = co_await coax::write(p.left.get(), &byte, 1);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EBADF) << "the reading end is not writable";
  n = co_await coax::read(p.left.get(), &byte, 0);
  EXPECT_EQ(n, 0);
  p.right.reset();
  n = co_await coax::read(p.left.get(), &byte, 1);
  EXPECT_EQ(n, 0) << "end of file";
  ::fcntl(p.left.get(), F_SETFL, O_NONBLOCK);
}

TEST(Stream, Errors) { coax::run(errors()); }

coax::task<void> nonblocking_pipe() {
  const auto p = loopback::pipe_pair();
  ::fcntl(p.left.get(), F_SETFL, O_NONBLOCK);
  char byte;
  errno = 0;
  const ssize_t n = co_await coax::read(p.left.get(), &byte, 1);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Stream, NonBlockingPipeDoesNotWait) { coax::run(nonblocking_pipe()); }

coax::task<void> vectors() {
  const auto p = loopback::pipe_pair();
  char a[] = "one", b[] = "two";
  const iovec out[] = {{a, 3}, {b, 3}};
  const ssize_t written = co_await coax::writev(p.right.get(), out, 2);
  EXPECT_EQ(written, 6);
  char c[4] = {}, d[3] = {};
  const iovec in[] = {{c, 4}, {d, 2}};
  const ssize_t read = co_await coax::readv(p.left.get(), in, 2);
  EXPECT_EQ(read, 6);
  EXPECT_EQ(std::string(c, 4) + d, "onetwo");
}

TEST(Stream, Vectors) { coax::run(vectors()); }

} // namespace
