// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <atomic>
#include <coax/coax.hpp>
#include <coax/testing.hpp>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

constexpr coax::run_options two{.loops = 2};
constexpr coax::run_options four{.loops = 4};

coax::task<std::thread::id> this_thread() {
  co_await coax::yield();
  co_return std::this_thread::get_id();
}

coax::task<void> know_each_other() {
  const std::vector<coax::loop> all = coax::loops();
  EXPECT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0], coax::this_loop());
  std::set<std::thread::id> threads;
  for (const coax::loop &one : all) {
    const auto id = co_await coax::on(one, this_thread);
    threads.insert(id);
  }
  EXPECT_EQ(threads.size(), 4U);
  EXPECT_EQ(threads.count(std::this_thread::get_id()), 1U);
  auto same = [all]() -> coax::task<bool> { co_return coax::loops() == all; };
  const bool seen_from_there = co_await coax::on(all[3], same);
  EXPECT_TRUE(seen_from_there);
}

TEST(Loops, KnowEachOther) { coax::run(four, know_each_other()); }

coax::task<std::size_t> count_loops() { co_return coax::loops().size(); }

TEST(Loops, AreOneOrAsManyAsProcessors) {
  EXPECT_EQ(coax::run(count_loops()), 1U);
  EXPECT_EQ(coax::run({.loops = 1}, count_loops), 1U);
  EXPECT_EQ(coax::run({.loops = 0}, count_loops),
            std::max(1U, std::thread::hardware_concurrency()));
}

coax::task<std::unique_ptr<int>> boxed(std::unique_ptr<int> value, const std::string &text) {
  co_await coax::sleep_for(1ms);
  EXPECT_EQ(text, "a text that is too long to be kept in the string itself");
  co_return value;
}

coax::task<void> sends_and_gets() {
  const coax::loop other = coax::loops()[1];
  const auto here = std::this_thread::get_id();
  auto value = std::make_unique<int>(7);
  const std::string text = "a text that is too long to be kept in the string itself";
  const auto back = co_await coax::on(other, boxed, std::move(value), text);
  EXPECT_EQ(*back, 7);
  EXPECT_EQ(std::this_thread::get_id(), here);
  auto plain = [](int x) { return x + 1; };
  const int eight = co_await coax::on(other, plain, 7);
  EXPECT_EQ(eight, 8);
  const auto on_own = co_await coax::on(coax::this_loop(), this_thread);
  EXPECT_EQ(on_own, here);
}

TEST(On, CarriesArgumentsAndResults) { coax::run(two, sends_and_gets()); }

coax::task<int> throws() {
  co_await coax::yield();
  throw std::out_of_range("from the other loop");
}

coax::task<void> catches() {
  const coax::loop other = coax::loops()[1];
  std::string text;
  try {
    co_await coax::on(other, throws);
  } catch (const std::out_of_range &e) {
    text = e.what();
  }
  EXPECT_EQ(text, "from the other loop");
}

TEST(On, CarriesExceptions) {
  coax::run(two, catches());
  auto fails = []() -> coax::task<int> {
    const int value = co_await coax::on(coax::loops()[1], throws);
    co_return value;
  };
  EXPECT_THROW(coax::run(two, fails), std::out_of_range);
}

struct ended_at {
  explicit ended_at(std::atomic<bool> &ended) : ended(ended) {}
  ended_at(const ended_at &) = delete;
  ~ended_at() { ended = true; }
  std::atomic<bool> &ended;
};

coax::task<void> sleep_long(std::atomic<bool> &started, std::atomic<bool> &ended) {
  const ended_at note(ended);
  started = true;
  co_await coax::sleep_for(1h);
}

coax::task<void> wait_for(const std::atomic<bool> &flag) {
  while (!flag)
    co_await coax::sleep_for(100us);
}

coax::task<void> await_long(coax::loop there, std::atomic<bool> &started,
                            std::atomic<bool> &ended) {
  co_await coax::on(there, sleep_long, std::ref(started), std::ref(ended));
}

coax::task<void> cancels() {
  std::atomic<bool> started = false, ended = false;
  auto waiting = coax::spawn(await_long, coax::loops()[1], std::ref(started), std::ref(ended));
  co_await wait_for(started);
  waiting.cancel();
  bool cancelled = false;
  try {
    co_await waiting.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  EXPECT_TRUE(cancelled);
  EXPECT_TRUE(ended);
  const bool in_time = co_await coax::move_on_after(
      1ms, coax::on(coax::loops()[1], sleep_long, std::ref(started), std::ref(ended)));
  EXPECT_FALSE(in_time);
}

TEST(On, CancelsAcross) { coax::run(two, cancels()); }

coax::task<void> is_cancelled_before() {
  std::atomic<bool> started = false, ended = false;
  auto waiting = coax::spawn(await_long, coax::loops()[1], std::ref(started), std::ref(ended));
  waiting.cancel();
  try {
    co_await waiting.join();
  } catch (const coax::cancelled &) {
  }
  EXPECT_FALSE(started);
}

TEST(On, StartsNothingInACancelledTask) { coax::run(two, is_cancelled_before()); }

coax::task<int> keeps_its_value(std::atomic<bool> &started) {
  started = true;
  auto rest = []() -> coax::task<int> {
    co_await coax::sleep_for(5ms);
    co_return 7;
  };
  const int value = co_await coax::shield(rest());
  co_return value;
}

coax::task<void> cancels_too_late() {
  std::atomic<bool> started = false;
  int value = 0;
  auto body = [&]() -> coax::task<void> {
    value = co_await coax::on(coax::loops()[1], keeps_its_value, std::ref(started));
  };
  auto waiting = coax::spawn(body);
  co_await wait_for(started);
  waiting.cancel();
  co_await waiting.join();
  EXPECT_EQ(value, 7);
}

TEST(On, WaitsForATaskThatGoesOn) { coax::run(two, cancels_too_late()); }

coax::task<int> there_and_back(coax::loop home, int depth) {
  if (depth == 0)
    co_return 0;
  const coax::loop here = coax::this_loop();
  const int below = co_await coax::on(home, there_and_back, here, depth - 1);
  co_return below + 1;
}

coax::task<void> nests() {
  const int depth = co_await coax::on(coax::loops()[1], there_and_back, coax::this_loop(), 50);
  EXPECT_EQ(depth, 50);
}

TEST(On, Nests) { coax::run(two, nests()); }

coax::task<int> slow_double(int x) {
  co_await coax::sleep_for(1ms);
  co_return 2 * x;
}

coax::task<void> gathers() {
  const auto all = coax::loops();
  const auto [a, b] =
      co_await coax::gather(coax::on(all[1], slow_double, 1), coax::on(all[2], slow_double, 2));
  EXPECT_EQ(a, 2);
  EXPECT_EQ(b, 4);
  const std::vector<int> each = co_await coax::on_each_loop(slow_double, 3);
  EXPECT_EQ(each, (std::vector<int>{6, 6, 6, 6}));
}

TEST(On, IsATaskLikeOthers) { coax::run(four, gathers()); }

coax::task<void> fails_on_one(coax::loop bad, std::atomic<int> &cancelled) {
  if (coax::this_loop() == bad)
    throw std::out_of_range("here");
  try {
    co_await coax::sleep_for(1h);
  } catch (const coax::cancelled &) {
    ++cancelled;
    throw;
  }
}

coax::task<void> one_fails() {
  std::atomic<int> cancelled = 0;
  bool failed = false;
  try {
    co_await coax::on_each_loop(fails_on_one, coax::loops()[2], std::ref(cancelled));
  } catch (const std::out_of_range &) {
    failed = true;
  }
  EXPECT_TRUE(failed);
  EXPECT_LE(cancelled, 3);
}

TEST(OnEachLoop, CancelsTheOthersWhenOneFails) { coax::run(four, one_fails()); }

coax::task<void> spawns() {
  const auto all = coax::loops();
  auto doubled = coax::spawn_on(all[1], slow_double, 21);
  EXPECT_NE(doubled.id(), 0U);
  auto join = [&doubled]() -> coax::task<int> {
    const int value = co_await doubled.join();
    co_return value;
  };
  const int value = co_await coax::on(all[2], join);
  EXPECT_EQ(value, 42);
  std::atomic<bool> started = false, ended = false;
  auto sleeper = coax::spawn_on(all[3], sleep_long, std::ref(started), std::ref(ended));
  sleeper.cancel();
  try {
    co_await sleeper.join();
  } catch (const coax::cancelled &) {
  }
  EXPECT_EQ(started, ended);
}

TEST(SpawnOn, GivesAHandleForEveryLoop) { coax::run(four, spawns()); }

coax::task<void> is_sent_work() {
  coax::event done;
  auto work = [&done] { done.set(); };
  const coax::loop here = coax::this_loop();
  std::thread outside([&] { coax::spawn_on(here, work).detach(); });
  co_await done.wait();
  outside.join();
}

TEST(SpawnOn, WorksFromThreadsWithoutALoop) { coax::run(is_sent_work()); }

coax::task<coax::loop> own_loop() { co_return coax::this_loop(); }

TEST(SpawnOn, RefusesALoopThatHasEnded) {
  const coax::loop gone = coax::run(own_loop());
  EXPECT_THROW(coax::spawn_on(gone, slow_double, 1).detach(), coax::misuse);
  EXPECT_THROW(coax::spawn_on(coax::loop(), slow_double, 1).detach(), coax::misuse);
  auto awaits = [gone]() -> coax::task<void> {
    for (int i = 0; i < 2; ++i) {
      bool refused = false;
      try {
        co_await coax::on(gone, slow_double, 1);
      } catch (const coax::misuse &e) {
        refused = std::string(e.what()).find("loops_test.cpp") != std::string::npos;
      }
      EXPECT_TRUE(refused);
    }
  };
  coax::run(awaits);
}

TEST(Loops, NeedOne) {
  EXPECT_THROW(coax::loops(), coax::misuse);
  EXPECT_THROW(coax::this_loop(), coax::misuse);
}

struct noted_end {
  noted_end(std::atomic<int> &live, std::thread::id thread) : live(live), thread(thread) { ++live; }
  noted_end(const noted_end &) = delete;
  ~noted_end() {
    EXPECT_EQ(std::this_thread::get_id(), thread);
    --live;
  }
  std::atomic<int> &live;
  std::thread::id thread;
};

coax::task<void> stays(std::atomic<int> &live) {
  const noted_end note(live, std::this_thread::get_id());
  co_await coax::sleep_for(1h);
}

coax::task<void> leaves_tasks(std::atomic<int> &live) {
  for (const coax::loop &one : coax::loops())
    for (int i = 0; i < 10; ++i)
      coax::spawn_on(one, stays, std::ref(live)).detach();
  while (live < 40)
    co_await coax::sleep_for(100us);
  for (const coax::loop &one : coax::loops()) // may never begin
    coax::spawn_on(one, stays, std::ref(live)).detach();
}

TEST(Loops, DestroyWhatIsLeft) {
  std::atomic<int> live = 0;
  coax::run(four, leaves_tasks(live));
  EXPECT_EQ(live, 0);
}

struct last_word {
  explicit last_word(std::string &order, char name) : order(order), name(name) {}
  last_word(const last_word &) = delete;
  ~last_word() { order += name; }
  std::string &order;
  char name;
};

coax::task<void> callee(std::string &order, std::string &of_caller, std::atomic<bool> &started) {
  const last_word note(order, 'b');
  started = true;
  co_await coax::sleep_for(1h);
  of_caller += "unreached";
}

coax::task<void> caller(coax::loop other, std::string &order, std::atomic<bool> &started) {
  const last_word note(order, 'a');
  std::string mine = "what a callee may refer to";
  co_await coax::on(other, callee, std::ref(order), std::ref(mine), std::ref(started));
}

coax::task<void> leaves_a_pair(std::size_t from, std::size_t to, std::string &order) {
  static std::atomic<bool> started;
  started = false;
  const auto all = coax::loops();
  coax::spawn_on(all[from], caller, all[to], std::ref(order), std::ref(started)).detach();
  co_await wait_for(started);
}

TEST(Loops, DestroyWhatIsAwaitedBeforeItsCaller) {
  for (std::size_t from = 0; from < 3; ++from)
    for (std::size_t to = 0; to < 3; ++to) {
      std::string order;
      coax::run({.loops = 3}, leaves_a_pair(from, to, order));
      EXPECT_EQ(order, "ba") << from << " awaits on " << to;
    }
}

coax::task<void> takes_turns(std::string &of_caller, std::atomic<int> &started) {
  ++started;
  for (;;) {
    co_await coax::yield();
    of_caller += 'x';
    if (of_caller.size() > 8)
      of_caller.clear();
  }
}

coax::task<void> awaits_turns(coax::loop other, std::atomic<int> &started) {
  std::string mine;
  co_await coax::on(other, takes_turns, std::ref(mine), std::ref(started));
}

coax::task<void> leaves_ready_tasks(std::atomic<int> &started) {
  const auto all = coax::loops();
  for (const coax::loop &from : all)
    for (const coax::loop &to : all)
      coax::spawn_on(from, awaits_turns, to, std::ref(started)).detach();
  while (started < 9)
    co_await coax::sleep_for(100us);
  for (const coax::loop &from : all) // may never arrive
    for (const coax::loop &to : all)
      coax::spawn_on(from, awaits_turns, to, std::ref(started)).detach();
}

TEST(Loops, DestroyWhatIsReadyAndAwaitedElsewhere) {
  for (int i = 0; i < 10; ++i) {
    std::atomic<int> started = 0;
    coax::run({.loops = 3}, leaves_ready_tasks(started));
  }
}

coax::task<int> offloads(std::atomic<bool> &started, std::atomic<bool> &go_on) {
  auto work = [&] {
    started = true;
    while (!go_on)
      std::this_thread::sleep_for(100us);
    return 1;
  };
  const int one = co_await coax::offload(work);
  co_return one;
}

coax::task<void> offloads_on(coax::loop other, std::atomic<bool> &started,
                             std::atomic<bool> &go_on) {
  co_await coax::on(other, offloads, std::ref(started), std::ref(go_on));
}

coax::task<void> leaves_an_offload(std::atomic<bool> &started, std::atomic<bool> &go_on) {
  coax::spawn(offloads_on, coax::loops().back(), std::ref(started), std::ref(go_on)).detach();
  co_await wait_for(started);
}

TEST(Loops, LeaveWhatAPoolThreadWorksOn) {
  static std::atomic<bool> started, go_on;
  for (const unsigned loops : {1U, 2U}) {
    started = go_on = false;
    coax::run({.loops = loops}, leaves_an_offload(started, go_on));
    go_on = true;
  }
}

coax::task<void> spin(std::atomic<bool> &started, std::atomic<bool> &ended) {
  started = true;
  const auto until = std::chrono::steady_clock::now() + 5ms;
  while (std::chrono::steady_clock::now() < until) {
  }
  ended = true;
  co_return;
}

coax::task<void> ends_beside(std::atomic<bool> &started, std::atomic<bool> &ended) {
  coax::spawn_on(coax::loops()[1], spin, std::ref(started), std::ref(ended)).detach();
  co_await wait_for(started);
}

TEST(Loops, WaitForTasksThatRun) {
  std::atomic<bool> started = false, ended = false;
  coax::run(two, ends_beside(started, ended));
  EXPECT_TRUE(ended);
}

coax::task<void> reply_to(int fd) {
  coax::tcp_stream peer(fd);
  char buffer[256];
  for (;;) {
    const std::size_t n = co_await peer.read(buffer, sizeof buffer);
    if (n == 0)
      co_return;
    co_await peer.write(buffer, n);
  }
}

coax::task<void> serve(std::uint16_t port, std::atomic<int> &listening) {
  auto listener = coax::tcp_listener::bind_shared("127.0.0.1", port);
  ++listening;
  auto accept_all = [&listener](coax::group &g) -> coax::task<void> {
    for (;;) {
      coax::tcp_stream peer = co_await listener.accept();
      g.start(reply_to, peer.release());
    }
  };
  co_await coax::with_group(accept_all);
}

coax::task<void> ask(std::uint16_t port, std::string text) {
  coax::tcp_stream peer = co_await coax::tcp_stream::connect("127.0.0.1", port);
  for (int i = 0; i < 20; ++i) {
    std::string answer(text.size(), ' ');
    co_await peer.write(text);
    co_await peer.read_exactly(answer.data(), answer.size());
    EXPECT_EQ(answer, text);
  }
}

coax::task<void> ask_many(std::uint16_t port) {
  auto body = [port](coax::group &g) -> coax::task<void> {
    for (int i = 0; i < 20; ++i)
      g.start(ask, port, "question " + std::to_string(i));
    co_return;
  };
  co_await coax::with_group(body);
}

coax::task<void> echo_on_four() {
  auto reserved = coax::tcp_listener::bind_shared("127.0.0.1", 0);
  const std::uint16_t port = reserved.local_address().port();
  std::atomic<int> listening = 0;
  auto server_body = [&]() -> coax::task<void> {
    co_await coax::on_each_loop(serve, port, std::ref(listening));
  };
  auto server = coax::spawn(server_body);
  while (listening < 4)
    co_await coax::sleep_for(100us);
  co_await reserved.close();
  co_await coax::on_each_loop(ask_many, port);
  server.cancel();
  bool cancelled = false;
  try {
    co_await server.join();
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  EXPECT_TRUE(cancelled);
}

TEST(Loops, ServeOnePortTogether) { coax::run(four, echo_on_four()); }

coax::task<void> produce(coax::channel<int> &to, int count) {
  for (int i = 0; i < count; ++i)
    co_await to.send(1);
}

coax::task<void> consume(coax::channel<int> &from, coax::mutex &m, int &sum) {
  for (;;) {
    const std::optional<int> one = co_await from.receive();
    if (!one)
      co_return;
    co_await m.lock();
    sum += *one; // guarded by m only
    m.unlock();
  }
}

coax::task<void> passes_between() {
  coax::channel<int> c(4);
  coax::mutex m;
  int sum = 0;
  auto consumers = [&]() -> coax::task<void> {
    co_await coax::on_each_loop(consume, std::ref(c), std::ref(m), std::ref(sum));
  };
  auto consuming = coax::spawn(consumers);
  co_await coax::on_each_loop(produce, std::ref(c), 500);
  c.close();
  co_await consuming.join();
  EXPECT_EQ(sum, 2000);
}

TEST(Loops, ShareChannelsAndMutexes) { coax::run(four, passes_between()); }

coax::task<void> wake_each_other(coax::semaphore &mine, coax::semaphore &other, int times) {
  for (int i = 0; i < times; ++i) {
    co_await mine.acquire();
    other.release();
  }
}

coax::task<void> ping_pong() {
  coax::semaphore ping(1), pong(0);
  const auto all = coax::loops();
  co_await coax::gather(coax::on(all[0], wake_each_other, std::ref(ping), std::ref(pong), 500),
                        coax::on(all[1], wake_each_other, std::ref(pong), std::ref(ping), 500));
}

TEST(Loops, WakeEachOther) { coax::run(two, ping_pong()); }

coax::task<void> churn(int rounds) {
  const auto all = coax::loops();
  for (int i = 0; i < rounds; ++i) {
    const coax::loop there = all[static_cast<std::size_t>(i) % all.size()];
    auto one = coax::spawn_on(there, slow_double, i);
    if (i % 2 == 0)
      one.cancel();
    try {
      co_await one.join();
    } catch (const coax::cancelled &) {
    }
  }
}

coax::task<void> all_churn() { co_await coax::on_each_loop(churn, 100); }

TEST(Loops, StandChurn) { coax::run(four, all_churn()); }

coax::task<void> churn_forever() {
  for (;;)
    co_await churn(1);
}

coax::task<void> leave_churn() {
  for (const coax::loop &one : coax::loops())
    for (int i = 0; i < 5; ++i)
      coax::spawn_on(one, churn_forever).detach();
  co_await coax::sleep_for(2ms);
}

TEST(Loops, EndInTheMiddleOfIt) {
  for (int i = 0; i < 20; ++i)
    coax::run(four, leave_churn());
}

coax::task<std::string> starts_in(coax::group &g) {
  try {
    g.start([] {});
  } catch (const coax::misuse &e) {
    co_return e.what();
  }
  co_return "";
}

coax::task<void> cancels_in(coax::group &g) {
  g.cancel_all();
  co_return;
}

coax::task<void> uses_a_group_elsewhere() {
  std::string message;
  bool refused = false;
  auto body = [&](coax::group &g) -> coax::task<void> {
    message = co_await coax::on(coax::loops()[1], starts_in, std::ref(g));
    try {
      co_await coax::on(coax::loops()[1], cancels_in, std::ref(g));
    } catch (const coax::misuse &) {
      refused = true;
    }
  };
  co_await coax::with_group(body);
  const auto first = message.find("loops_test.cpp:");
  EXPECT_NE(first, std::string::npos) << message;
  EXPECT_NE(message.find("loops_test.cpp:", first + 1), std::string::npos) << message;
  EXPECT_TRUE(refused);
}

TEST(Loops, RefuseTheGroupOfAnother) { coax::run(two, uses_a_group_elsewhere()); }

coax::task<int> task_of_ended(coax::handle<int> &left) {
  left = coax::spawn(slow_double, 1);
  co_return 0;
}

TEST(Loops, CancelForOthersWhatEndsWithThem) {
  coax::handle<int> left;
  coax::run(task_of_ended(left));
  auto joins = [&left]() -> coax::task<void> {
    bool cancelled = false;
    try {
      co_await left.join();
    } catch (const coax::cancelled &) {
      cancelled = true;
    }
    EXPECT_TRUE(cancelled);
  };
  coax::run(joins);
}

coax::task<int> goes_on_in_child(pid_t &child) {
  const coax::loop other = coax::loops()[1];
  const int before = co_await coax::on(other, slow_double, 1);
  child = ::fork();
  if (child != 0)
    co_return 0;
  bool refused = false;
  try {
    co_await coax::on(other, slow_double, 1);
  } catch (const coax::misuse &) {
    refused = true;
  }
  co_await coax::sleep_for(1ms);
  co_return refused &&before == 2 && coax::loops().size() == 1 ? 42 : 1;
}

TEST(Loops, OfOtherThreadsAreNotInTheChildOfAFork) {
  pid_t child = -1;
  const int result = coax::run(two, goes_on_in_child(child));
  if (child == 0)
    ::_exit(result);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

coax::task<int> cancels_in_child(pid_t &child) {
  std::atomic<bool> started = false, ended = false;
  auto waiting = coax::spawn(await_long, coax::loops()[1], std::ref(started), std::ref(ended));
  co_await wait_for(started);
  child = ::fork();
  waiting.cancel();
  bool cancelled = false;
  try {
    co_await coax::timeout(5s, waiting.join());
  } catch (const coax::cancelled &) {
    cancelled = true;
  }
  co_return cancelled &&ended == (child != 0) ? 42 : 1;
}

TEST(Loops, WhoAwaitsOneCanBeCancelledInTheChildOfAFork) {
  pid_t child = -1;
  const int result = coax::run(two, cancels_in_child(child));
  if (child == 0)
    ::_exit(result);
  EXPECT_EQ(result, 42);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

coax::task<void> lists_tasks() {
  std::atomic<bool> started = false, ended = false;
  auto waiting = coax::spawn(await_long, coax::loops()[1], std::ref(started), std::ref(ended));
  co_await wait_for(started);
  co_await coax::sleep_for(1ms);
  const std::string text = coax::dump_tasks();
  EXPECT_NE(text.find("waiting for other loop"), std::string::npos) << text;
  EXPECT_NE(text.find("sleep_long"), std::string::npos) << text;
  waiting.cancel();
  try {
    co_await waiting.join();
  } catch (const coax::cancelled &) {
  }
}

TEST(Loops, AreListedTogether) { coax::run(two, lists_tasks()); }

} // namespace
