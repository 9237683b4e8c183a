// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using kind = coax::trace_event::kind;

/// An event with copies of what it points to.
struct noted {
  coax::trace_event event;
  std::string name, waits_for, function;
};

class notebook final : public coax::trace_sink {
public:
  void on_event(const coax::trace_event &event) noexcept override {
    events.push_back({event, event.name, event.waits_for, event.function});
  }
  std::vector<noted> events;
};

coax::task<void> waits_once() {
  coax::name_task("waits once");
  co_await coax::sleep_for(2ms);
}

coax::task<void> traced(notebook &notes) {
  coax::trace_to(&notes);
  auto other = coax::spawn(waits_once);
  co_await other.join();
  coax::trace_to(nullptr);
  co_await coax::yield();
}

TEST(Trace, TellsStartRunsAndEndOfATask) {
  notebook notes;
  coax::run(traced(notes));
  std::vector<noted> of_task;
  for (const noted &one : notes.events)
    if (one.event.task == notes.events.at(0).event.task)
      of_task.push_back(one);
  ASSERT_EQ(of_task.size(), 4U);
  EXPECT_EQ(of_task[0].event.what, kind::started);
  EXPECT_NE(of_task[0].function.find("traced("), std::string::npos) << of_task[0].function;
  EXPECT_NE(of_task[0].event.parent, 0U);
  EXPECT_EQ(of_task[1].event.what, kind::ran);
  EXPECT_EQ(of_task[1].waits_for, "timer");
  EXPECT_EQ(of_task[1].name, "waits once");
  EXPECT_NE(of_task[1].function.find("waits_once()"), std::string::npos) << of_task[1].function;
  EXPECT_LE(of_task[1].event.began, of_task[1].event.at);
  EXPECT_EQ(of_task[2].event.what, kind::ran);
  EXPECT_GE(of_task[2].event.began - of_task[1].event.began, 2ms);
  EXPECT_EQ(of_task[3].event.what, kind::ended);
}

TEST(Trace, NeedsALoop) { EXPECT_THROW(coax::trace_to(nullptr), coax::misuse); }

std::string content_of(const std::string &path) {
  std::ifstream in(path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string own_path() {
  return ::testing::TempDir() + "coax-trace-" + std::to_string(::getpid()) + ".json";
}

coax::task<void> traced_to(coax::trace_sink &sink) {
  coax::trace_to(&sink);
  auto other = coax::spawn(waits_once);
  co_await other.join();
}

TEST(Trace, WritesWhatPerfettoReads) {
  const std::string path = own_path();
  {
    coax::chrome_trace trace(path);
    coax::run(traced_to(trace));
  }
  const std::string text = content_of(path);
  ::unlink(path.c_str());
  EXPECT_EQ(text.substr(0, 3), "[\n{") << text;
  EXPECT_EQ(text.substr(text.size() - 4), "}\n]\n") << text;
  EXPECT_NE(text.find("{\"ph\": \"X\", \"cat\": \"task\", \"pid\": " + std::to_string(::getpid())),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\"name\": \"waits once\", \"ts\": "), std::string::npos) << text;
  EXPECT_NE(text.find("\"waitsFor\": \"timer\", \"at\": "), std::string::npos) << text;
  EXPECT_NE(text.find("\"ph\": \"b\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"ph\": \"e\""), std::string::npos) << text;
}

TEST(Trace, AnEmptyTraceIsAnEmptyArray) {
  const std::string path = own_path();
  { coax::chrome_trace trace(path); }
  EXPECT_EQ(content_of(path), "[]\n");
  ::unlink(path.c_str());
  EXPECT_THROW(coax::chrome_trace("/nowhere/at/all"), std::system_error);
}

using TraceDeathTest = ::testing::Test;

TEST(TraceDeathTest, TheEnvironmentTracesAProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const std::string path = ::testing::TempDir() + "coax-trace-of-environment.json";
  ::unlink(path.c_str());
  EXPECT_EXIT(
      {
        ::setenv("COAX_TRACE", path.c_str(), 1);
        coax::run(waits_once());
        std::exit(0);
      },
      ::testing::ExitedWithCode(0), "");
  const std::string text = content_of(path);
  ::unlink(path.c_str());
  EXPECT_NE(text.find("\"name\": \"waits once\""), std::string::npos) << text;
  EXPECT_EQ(text.substr(text.size() < 3 ? 0 : text.size() - 3), "\n]\n") << text;
}

} // namespace
