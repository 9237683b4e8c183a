// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"
#include "temporary_files.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace {

coax::task<void> life_of_a_file() {
  const temporary_directory dir;
  coax::file f = co_await coax::file::open(dir / "a", O_RDWR | O_CREAT | O_EXCL, 0600);
  EXPECT_TRUE(f);
  co_await f.write("0123456789");
  co_await f.sync();
  const std::int64_t size = co_await f.size();
  EXPECT_EQ(size, 10);
  EXPECT_EQ(f.seek(3), 3);
  char buffer[20];
  const std::size_t some = co_await f.read(buffer, 4);
  EXPECT_EQ(std::string(buffer, some), "3456");
  const std::string rest = co_await f.read_all();
  EXPECT_EQ(rest, "789");
  const std::size_t none = co_await f.read(buffer, sizeof buffer);
  EXPECT_EQ(none, 0U);
  EXPECT_EQ(f.seek(-2, SEEK_END), 8);
  co_await f.write_at("ab", 2, 1);
  const std::size_t at = co_await f.read_at(buffer, sizeof buffer, 0);
  EXPECT_EQ(std::string(buffer, at), "0ab3456789");
  EXPECT_EQ(f.seek(0, SEEK_CUR), 8) << "the position stays";
  co_await f.close();
  EXPECT_FALSE(f);
  co_await f.close();
}

TEST(FileObject, LivesAndEnds) { coax::run(life_of_a_file()); }

coax::task<int> error_of_open(std::string path) {
  try {
    const coax::file f = co_await coax::file::open(path);
  } catch (const std::system_error &failure) {
    EXPECT_NE(std::string(failure.what()).find(path), std::string::npos) << failure.what();
    co_return failure.code().value();
  }
  co_return 0;
}

coax::task<void> failures() {
  const temporary_directory dir;
  const int missing = co_await error_of_open(dir / "missing");
  EXPECT_EQ(missing, ENOENT);
  co_await coax::write_file(dir / "a", "text");
  coax::file f = co_await coax::file::open(dir / "a");
  int error = 0;
  try {
    co_await f.write("x");
  } catch (const std::system_error &failure) {
    error = failure.code().value();
  }
  EXPECT_EQ(error, EBADF) << "opened for reading";
  EXPECT_THROW(f.seek(-1), std::system_error);
  coax::file full = co_await coax::file::open("/dev/full", O_WRONLY);
  try {
    co_await full.write("x");
    error = 0;
  } catch (const std::system_error &failure) {
    error = failure.code().value();
  }
  EXPECT_EQ(error, ENOSPC);
}

TEST(FileObject, Throws) { coax::run(failures()); }

coax::task<void> whole() {
  const temporary_directory dir;
  const std::string path = dir / "a";
  std::string large(3'000'000, 'x');
  large += "end";
  co_await coax::write_file(path, large);
  const std::string read = co_await coax::read_file(path);
  EXPECT_TRUE(read == large);
  coax::file f = co_await coax::file::open(path);
  std::string into(large.size() + 10, '\0');
  const std::size_t n = co_await f.read(into.data(), into.size());
  EXPECT_EQ(n, large.size()) << "also of a large file everything";
  co_await coax::write_file(path, "short");
  const std::string shorter = co_await coax::read_file(path);
  EXPECT_EQ(shorter, "short");
  co_await coax::write_file(path, "");
  const std::string nothing = co_await coax::read_file(path);
  EXPECT_EQ(nothing, "");
  const std::string generated = co_await coax::read_file("/proc/self/status");
  EXPECT_NE(generated.find("Pid:"), std::string::npos) << "a file whose size is said to be 0";
}

TEST(FileObject, ReadsAndWritesWholeFiles) { coax::run(whole()); }

coax::task<void> appended() {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("coax-append-" + std::to_string(::getpid()));
  co_await coax::write_file(path, "one");
  coax::file f = co_await coax::file::open(path, O_WRONLY | O_APPEND);
  co_await f.write("two");
  EXPECT_TRUE(::fcntl(f.fd(), F_GETFD) & FD_CLOEXEC);
  const std::string all = co_await coax::read_file(path);
  EXPECT_EQ(all, "onetwo");
  std::filesystem::remove(path);
}

TEST(FileObject, TakesPathsOfTheStandardLibrary) { coax::run(appended()); }

coax::task<void> write_word(coax::file &to) { co_await to.write("word"); }

coax::task<void> fifo() {
  const temporary_directory dir;
  const std::string path = dir / "fifo";
  ::mkfifo(path.c_str(), 0600);
  coax::file both = co_await coax::file::open(path, O_RDWR);
  auto other = coax::spawn(write_word, std::ref(both));
  std::string large(1 << 20, '\0');
  const std::size_t n = co_await both.read(large.data(), large.size());
  EXPECT_EQ(n, 4U) << "what there is";
  co_await other.join();
}

TEST(FileObject, MayBeAFifo) { coax::run(fifo()); }

template <class Source>
coax::task<std::vector<std::string>> lines_of(Source &from, std::size_t longest) {
  std::vector<std::string> all;
  coax::line_reader lines(from, longest);
  std::string line;
  while (co_await lines.next(line))
    all.push_back(line);
  co_return all;
}

coax::task<void> lines() {
  const temporary_directory dir;
  const std::string path = dir / "a";
  const std::string longer(100'000, 'y');
  co_await coax::write_file(path, "one\n\nthree\n" + longer + "\nlast");
  coax::file f = co_await coax::file::open(path);
  const std::vector<std::string> all = co_await lines_of(f, 1 << 20);
  const std::vector<std::string> expected{"one", "", "three", longer, "last"};
  EXPECT_EQ(all, expected);
  std::string many, line;
  for (int i = 0; i < 20'000; ++i)
    many += std::to_string(i) + "\n";
  co_await coax::write_file(path, many);
  coax::file g = co_await coax::file::open(path);
  coax::line_reader numbers(g);
  int count = 0;
  while (co_await numbers.next(line)) {
    EXPECT_EQ(line, std::to_string(count));
    ++count;
  }
  EXPECT_EQ(count, 20'000);
  const bool again = co_await numbers.next(line);
  EXPECT_FALSE(again);
  EXPECT_EQ(line, "");
}

TEST(LineReader, YieldsLines) { coax::run(lines()); }

coax::task<void> nothing() {
  coax::file f = co_await coax::file::open("/dev/null");
  const std::vector<std::string> all = co_await lines_of(f, 10);
  EXPECT_TRUE(all.empty());
}

TEST(LineReader, YieldsNothingOfNothing) { coax::run(nothing()); }

coax::task<void> too_long() {
  auto [reader, writer] = coax::unix_stream::pair();
  co_await writer.write("12345\n123456\n");
  coax::line_reader lines(reader, 5);
  std::string line;
  const bool fits = co_await lines.next(line);
  EXPECT_TRUE(fits);
  EXPECT_EQ(line, "12345");
  bool refused = false;
  try {
    co_await lines.next(line);
  } catch (const std::length_error &) {
    refused = true;
  }
  EXPECT_TRUE(refused);
  coax::line_reader endless(reader, 3);
  co_await writer.write("1234");
  refused = false;
  try {
    co_await endless.next(line);
  } catch (const std::length_error &) {
    refused = true;
  }
  EXPECT_TRUE(refused) << "without waiting for the end of the line";
}

TEST(LineReader, RefusesLinesBeyondTheLimit) { coax::run(too_long()); }

coax::task<void> of_a_program() {
  const std::vector<std::string> argv{"sh", "-c", "echo first; echo second"};
  coax::process_options options;
  options.output = coax::redirect::pipe();
  coax::process p = co_await coax::process::start(argv, options);
  const std::vector<std::string> all = co_await lines_of(p.output(), 100);
  const std::vector<std::string> expected{"first", "second"};
  EXPECT_EQ(all, expected);
  co_await p.wait();
}

TEST(LineReader, ReadsTheOutputOfAProgram) { coax::run(of_a_program()); }

coax::task<void> write_rest(coax::unix_stream &to) {
  co_await coax::sleep_for(std::chrono::milliseconds(5));
  co_await to.write("half\n");
}

coax::task<void> interrupted() {
  auto [reader, writer] = coax::unix_stream::pair();
  coax::line_reader lines(reader);
  std::string line;
  co_await writer.write("one ");
  const bool ended = co_await coax::move_on_after(std::chrono::milliseconds(2), lines.next(line));
  EXPECT_FALSE(ended);
  auto other = coax::spawn(write_rest, std::ref(writer));
  const bool found = co_await lines.next(line);
  EXPECT_TRUE(found);
  EXPECT_EQ(line, "one half") << "a cancelled wait loses nothing";
  co_await other.join();
}

TEST(LineReader, LosesNothingWhenCancelled) { coax::run(interrupted()); }

} // namespace
