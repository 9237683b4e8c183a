// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looking at a program from outside: the socket, the watchdog.
#include <coax/coax.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

/// A program of its own, as each of these starts threads that stay.
class child {
public:
  explicit child(int (*body)()) {
    int out[2];
    if (::pipe(out) < 0)
      std::abort();
    std::fflush(nullptr);
    id_ = ::fork();
    if (id_ == 0) {
      ::dup2(out[1], STDERR_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      ::close(out[0]);
      ::close(out[1]);
      const int code = body();
      std::fflush(nullptr);
      std::exit(code);
    }
    ::close(out[1]);
    output_ = out[0];
  }
  ~child() {
    end();
    ::close(output_);
  }

  pid_t id() const { return id_; }

  /// What it writes until it says `until`, or ends.
  std::string output_until(const std::string &until) {
    std::string text;
    char c = 0;
    while (text.find(until) == std::string::npos && ::read(output_, &c, 1) == 1)
      text += c;
    return text;
  }
  std::string all_output() { return output_until(std::string(1, '\0')); }

  int end() {
    int status = 0;
    if (id_ > 0) {
      ::kill(id_, SIGTERM);
      ::waitpid(std::exchange(id_, -1), &status, 0);
    }
    return status;
  }
  int exit_code() {
    int status = 0;
    ::waitpid(std::exchange(id_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

private:
  pid_t id_;
  int output_;
};

std::string socket_path(pid_t id) {
  return "/tmp/coax-" + std::to_string(::geteuid()) + "/" + std::to_string(id);
}

/// The answer, or "" when nobody listens.
std::string ask(const std::string &path, const std::string &request) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  std::string answer;
  if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0) {
    ::send(fd, request.data(), request.size(), MSG_NOSIGNAL);
    char part[4096];
    for (ssize_t n; (n = ::recv(fd, part, sizeof part, 0)) > 0;)
      answer.append(part, static_cast<std::size_t>(n));
  }
  ::close(fd);
  return answer;
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

coax::task<void> named_sleeper(std::string name) {
  coax::name_task(name);
  std::puts("asleep");
  std::fflush(stdout);
  co_await coax::sleep_for(1h);
}

int sleeps_in_the_open() {
  ::setenv("COAX_SOCKET", "1", 1);
  coax::run(named_sleeper("a \"quoted\" name\n"));
  return 0;
}

TEST(Observe, ASocketTellsTheTasks) {
  child program(&sleeps_in_the_open);
  program.output_until("asleep\n");
  const std::string waits = "\"state\": \"waiting\", \"waitsFor\": \"timer\"";
  std::string tasks;
  for (int i = 0; i < 100 && !contains(tasks, waits); ++i) { // it says so before it sleeps
    ::usleep(10'000);
    tasks = ask(socket_path(program.id()), "coax 1 tasks\n");
  }
  EXPECT_TRUE(contains(tasks, "{\"version\": 1, \"pid\": " + std::to_string(program.id())))
      << tasks;
  EXPECT_TRUE(contains(tasks, "\"name\": \"a \\\"quoted\\\" name\\u000a\"")) << tasks;
  EXPECT_TRUE(contains(tasks, waits)) << tasks;
  EXPECT_TRUE(contains(tasks, "observe_test.cpp")) << tasks;
  const std::string metrics = ask(socket_path(program.id()), "coax 1 metrics\n");
  EXPECT_TRUE(contains(metrics, "\"liveTasks\": 1")) << metrics;
  EXPECT_TRUE(contains(metrics, "\"pool\": {\"threads\": 0")) << metrics;
  EXPECT_TRUE(contains(ask(socket_path(program.id()), "coax 9 tasks\n"), "unknown request"));
}

TEST(Observe, TheSocketIsForItsUserAlone) {
  child program(&sleeps_in_the_open);
  program.output_until("asleep\n");
  struct stat is {};
  ASSERT_EQ(::lstat(socket_path(program.id()).c_str(), &is), 0);
  EXPECT_TRUE(S_ISSOCK(is.st_mode));
  EXPECT_EQ(is.st_mode & 0777, 0600U);
  ASSERT_EQ(::lstat(("/tmp/coax-" + std::to_string(::geteuid())).c_str(), &is), 0);
  EXPECT_EQ(is.st_mode & 0777, 0700U);
}

TEST(Observe, SurvivesClientsThatMisbehave) {
  child program(&sleeps_in_the_open);
  program.output_until("asleep\n");
  EXPECT_EQ(ask(socket_path(program.id()), std::string(10'000, 'x')), "");
  EXPECT_EQ(ask(socket_path(program.id()), "\n"), "");
  EXPECT_TRUE(contains(ask(socket_path(program.id()), "coax 1 tasks\n"), "\"tasks\""));
}

int sleeps_unseen() {
  coax::run(named_sleeper("unseen"));
  return 0;
}

TEST(Observe, NothingIsServedUnlessAskedFor) {
  child program(&sleeps_unseen);
  program.output_until("asleep\n");
  EXPECT_EQ(ask(socket_path(program.id()), "coax 1 tasks\n"), "");
}

std::string own_path() { return "/tmp/coax-test-" + std::to_string(::getpid()); }

coax::task<void> end_at_once() { co_return; }

int leaves_no_path() {
  const std::string path = own_path();
  coax::observe({.socket = true, .socket_path = path});
  coax::run(end_at_once());
  std::puts(path.c_str());
  std::puts(::access(path.c_str(), F_OK) == 0 ? "there" : "not there");
  return 0;
}

TEST(Observe, ThePathIsTheProgramsAndGoneAtItsEnd) {
  child program(&leaves_no_path);
  const std::string output = program.all_output();
  EXPECT_TRUE(contains(output, "\nthere")) << output;
  EXPECT_EQ(program.exit_code(), 0);
  const std::string path = output.substr(0, output.find('\n'));
  EXPECT_NE(::access(path.c_str(), F_OK), 0) << path;
}

int takes_a_path_that_is_taken() {
  const std::string path = own_path();
  std::fclose(std::fopen(path.c_str(), "w"));
  int refused = 1;
  try {
    coax::observe({.socket = true, .socket_path = path});
  } catch (const std::system_error &e) {
    refused = e.code() == std::errc::address_in_use ? 0 : 2;
  }
  const bool kept = ::access(path.c_str(), F_OK) == 0;
  ::unlink(path.c_str());
  return kept ? refused : 3;
}

TEST(Observe, NeverReplacesAFile) {
  child program(&takes_a_path_that_is_taken);
  EXPECT_EQ(program.exit_code(), 0);
}

int cannot_serve() {
  ::setenv("COAX_SOCKET", "/nowhere/at/all", 1);
  coax::run(end_at_once());
  return 0;
}

TEST(Observe, AnEnvironmentThatIsWrongEndsNoProgram) {
  child program(&cannot_serve);
  EXPECT_TRUE(contains(program.all_output(), "COAX_SOCKET is ignored"));
  EXPECT_EQ(program.exit_code(), 0);
}

void hold_up(std::chrono::milliseconds time) {
  volatile unsigned long n = 0;
  for (const auto end = std::chrono::steady_clock::now() + time;
       std::chrono::steady_clock::now() < end;)
    n = n + 1;
}

coax::task<void> computes(std::chrono::milliseconds time) {
  co_await coax::yield();
  hold_up(time);
}

coax::task<void> computes_too_long() {
  coax::name_task("number cruncher");
  co_await coax::sleep_for(60ms); // waiting is no stall
  co_await computes(300ms);
  std::puts("end");
}

int is_watched() {
  coax::observe({.stall_limit = coax::default_stall_limit});
  coax::run(computes_too_long());
  return 0;
}

TEST(Watchdog, ReportsATaskThatComputes) {
  child program(&is_watched);
  const std::string output = program.all_output();
  EXPECT_TRUE(contains(output, " has been held up for ")) << output;
  EXPECT_TRUE(contains(output, "\"number cruncher\"")) << output;
  EXPECT_TRUE(contains(output, "computes(")) << output;
  EXPECT_TRUE(contains(output, "computes_too_long(")) << output;
  EXPECT_TRUE(contains(output, "observe_test.cpp:")) << output;
#ifndef __SANITIZE_THREAD__ // delivers signals to a computing thread later
  EXPECT_TRUE(contains(output, "the thread, innermost call first")) << output;
#endif
  const std::size_t first = output.find("held up for");
  EXPECT_EQ(output.find("held up for", first + 1), std::string::npos) << output;
  EXPECT_EQ(program.exit_code(), 0);
}

/// Sleeps with a call that a signal would end early.
coax::task<void> blocks_in_usleep() {
  co_await coax::yield();
  for (int i = 0; i < 3; ++i) {
    if (::usleep(80'000) < 0)
      std::puts("interrupted");
    co_await coax::yield();
  }
}

int sleeps_on_its_loop() {
  ::setenv("COAX_WATCHDOG", "20", 1);
  coax::run(blocks_in_usleep());
  return 0;
}

TEST(Watchdog, DoesNotInterruptWhatDoesNotGoOn) {
  child program(&sleeps_on_its_loop);
  const std::string output = program.all_output();
  EXPECT_TRUE(contains(output, "is in clock_nanosleep")) << output;
  EXPECT_TRUE(contains(output, "blocks_in_usleep")) << output;
  EXPECT_FALSE(contains(output, "interrupted")) << output;
}

coax::task<void> stalls_often() {
  for (int i = 0; i < 200 && coax::metrics().at(0).stalls < 8; ++i) {
    hold_up(15ms);
    co_await coax::yield();
  }
  std::printf("stalls %d\n", static_cast<int>(coax::metrics().at(0).stalls));
}

int stalls_too_often() {
  coax::observe({.stall_limit = 5ms});
  coax::run(stalls_often());
  return 0;
}

TEST(Watchdog, ReportsAtMostFiveAMinuteButCountsAll) {
  child program(&stalls_too_often);
  const std::string output = program.all_output();
  int reports = 0;
  for (std::size_t at = 0; (at = output.find("held up for", at)) != std::string::npos; ++at)
    ++reports;
  EXPECT_EQ(reports, 5) << output;
  EXPECT_TRUE(contains(output, "stalls 8")) << output;
}

} // namespace
