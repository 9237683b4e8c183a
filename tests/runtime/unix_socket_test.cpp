// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

namespace {

using coax::unix_listener;
using coax::unix_stream;

/// A folder that goes with the test.
struct folder {
  folder() {
    std::string name = (std::filesystem::temp_directory_path() / "coax-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~folder() { std::filesystem::remove_all(path); }
  std::string socket() const { return (path / "socket").string(); }
  std::filesystem::path path;
};

coax::task<void> greet(unix_listener &listener) {
  unix_stream client = co_await listener.accept();
  co_await client.write("hello");
}

coax::task<void> talks(std::string path) {
  unix_listener listener = unix_listener::bind(path);
  EXPECT_EQ(listener.local_address().text(), path);
  auto server = coax::spawn(greet, std::ref(listener));
  unix_stream client = co_await unix_stream::connect(path);
  char text[5];
  co_await client.read_exactly(text, sizeof text);
  EXPECT_EQ(std::string(text, 5), "hello");
  const std::size_t end = co_await client.read(text, sizeof text);
  EXPECT_EQ(end, 0U);
  co_await server.join();
}

TEST(UnixSocket, StreamsAndListenersTalk) {
  const folder f;
  coax::run(talks(f.socket()));
  EXPECT_FALSE(std::filesystem::exists(f.socket())) << "the listener removes its path";
}

TEST(UnixSocket, AbstractNamesHaveNoPath) {
  coax::run(talks(std::string(1, '\0') + "coax-test-" + std::to_string(::getpid())));
}

TEST(UnixSocket, ListenersLeaveTheFilesOfOthersAlone) {
  const folder f;
  EXPECT_NO_THROW(unix_listener::bind(f.socket()));
  {
    unix_listener first = unix_listener::bind(f.socket());
    EXPECT_THROW(unix_listener::bind(f.socket()), std::system_error);
    std::filesystem::rename(f.socket(), f.socket() + ".moved");
    unix_listener second = unix_listener::bind(f.socket());
    first = std::move(second);
    EXPECT_TRUE(std::filesystem::exists(f.socket())) << "it belongs to the one that lives";
  }
  EXPECT_FALSE(std::filesystem::exists(f.socket()));
  EXPECT_TRUE(std::filesystem::exists(f.socket() + ".moved"));
}

coax::task<void> nobody_listens(std::string path) {
  std::error_code code;
  try {
    co_await unix_stream::connect(path);
  } catch (const std::system_error &error) {
    code = error.code();
  }
  EXPECT_EQ(code, std::errc::no_such_file_or_directory);
}

TEST(UnixSocket, ConnectingToNothingIsAnError) {
  const folder f;
  coax::run(nobody_listens(f.socket()));
}

coax::task<void> both_ways() {
  auto [left, right] = unix_stream::pair();
  co_await left.write("l");
  co_await right.write("r");
  char a = 0, b = 0;
  co_await left.read_exactly(&a, 1);
  co_await right.read_exactly(&b, 1);
  EXPECT_EQ(a, 'r');
  EXPECT_EQ(b, 'l');
}

TEST(UnixSocket, APairIsConnectedBothWays) { coax::run(both_ways()); }

} // namespace
