// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Churn for a given time: connections that talk, are cut off, time out or are cancelled, files,
// offloads, locks, channels between threads, failing groups, programs. Says how memory and
// descriptors developed, and fails when they grew, or when a wait was not woken that had to be, or
// when a zombie is left.
//
//   runtime_soak SECONDS [seed]
#include "loopback.h"

#include <atomic>
#include <chrono>
#include <coax/coax.hpp>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <ranges>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;

/// Far beyond what any wait here takes: one that reaches it was forgotten.
constexpr auto never_that_long = 60s;
constexpr int workers = 24;

struct counters {
  long rounds = 0, cancelled = 0, timed_out = 0, failed = 0, cut_off = 0, lost = 0;
};

struct state {
  std::uint16_t port = 0;
  bool resting = false; ///< the workers come to an end
  bool ending = false;
  counters seen;
  coax::mutex lock;
  coax::channel<int> to_other{4}, from_other{4};
  std::mt19937 random;

  int below(int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }
};

coax::task<void> serve(coax::tcp_stream peer) {
  char buffer[2048];
  try {
    for (;;) {
      const std::size_t n = co_await peer.read(buffer, sizeof buffer);
      if (n == 0)
        break;
      co_await peer.write(std::string_view(buffer, n));
    }
  } catch (const std::system_error &) {
    // cut off
  }
}

coax::task<void> accept_all(coax::tcp_listener &listener) {
  for (;;) {
    auto peer = co_await listener.accept();
    coax::spawn(serve, std::move(peer)).detach();
  }
}

coax::task<void> converse(state &s) {
  std::vector<coax::socket_address> server{coax::socket_address::ip("127.0.0.1", s.port)};
  auto peer = co_await coax::tcp_stream::connect(std::move(server));
  const std::string text(static_cast<std::size_t>(1 + s.below(1500)), 'x');
  std::string answer(text.size(), ' ');
  for (int i = s.below(5); i >= 0; --i) {
    co_await peer.write(text);
    co_await peer.read_exactly(answer.data(), answer.size());
    if (answer != text)
      throw std::logic_error("another answer");
  }
  if (s.below(3) == 0) { // a reset instead of an end
    const linger at_once{1, 0};
    ::setsockopt(peer.fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ++s.seen.cut_off;
  }
}

coax::task<void> use_files(const state &s) {
  const std::string path = "/proc/self/status";
  struct stat status;
  co_await coax::stat("/", &status);
  const int fd = co_await coax::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    co_return;
  const loopback::descriptor closes(fd);
  char buffer[4096];
  co_await coax::read(fd, buffer, sizeof buffer);
  (void)s;
}

coax::task<void> hold_the_lock(state &s) {
  const auto held = co_await s.lock.scoped_lock();
  co_await coax::sleep_for(std::chrono::microseconds(s.below(200)));
}

coax::task<void> ask_the_other_thread(state &s) {
  const bool sent = co_await s.to_other.send(1);
  if (!sent)
    co_return;
  co_await s.from_other.receive();
}

coax::task<void> fail_after(int microseconds) {
  co_await coax::sleep_for(std::chrono::microseconds(microseconds));
  throw std::runtime_error("on purpose");
}

coax::task<void> fail_in_a_group(state &s) {
  auto body = [&s](coax::group &g) -> coax::task<void> {
    for (int i = 0; i < 5; ++i)
      g.start(fail_after, s.below(300));
    g.start(use_files, std::cref(s));
    g.start(hold_the_lock, std::ref(s));
    co_await coax::sleep_for(1h);
  };
  co_await coax::with_group(body);
}

coax::task<void> block_a_thread(state &s) {
  const auto time = std::chrono::microseconds(s.below(300));
  auto blocks = [time] { std::this_thread::sleep_for(time); };
  co_await coax::offload(blocks);
}

/// Not often: it takes as long as all the rest.
coax::task<void> run_a_program(state &s) {
  if (s.below(10) != 0)
    co_return;
  const std::vector<std::string> argv{"cat"};
  coax::process_options options;
  options.input = options.output = coax::redirect::pipe();
  coax::process cat = co_await coax::process::start(argv, options);
  const coax::process_result result = co_await cat.communicate("text");
  if (result.output != "text")
    throw std::logic_error("another output");
}

coax::task<void> do_one(state &s, int which) {
  switch (which) {
  case 0:
  case 1:
    co_await converse(s);
    break;
  case 2:
    co_await use_files(s);
    break;
  case 3:
    co_await hold_the_lock(s);
    break;
  case 4:
    co_await fail_in_a_group(s);
    break;
  case 5:
    co_await block_a_thread(s);
    break;
  case 6:
    co_await run_a_program(s);
    break;
  default:
    co_await coax::sleep_for(std::chrono::microseconds(s.below(500)));
  }
}

/// Does one thing, perhaps with a limit that is too short, perhaps cancelled from the side.
coax::task<void> do_one_somehow(state &s) {
  const int which = s.below(8);
  if (s.below(3) == 0) {
    const auto limit = std::chrono::microseconds(s.below(600));
    const bool in_time = co_await coax::move_on_after(limit, do_one(s, which));
    s.seen.timed_out += !in_time;
  } else if (s.below(3) == 0) {
    auto side = coax::spawn(do_one, std::ref(s), which);
    co_await coax::sleep_for(std::chrono::microseconds(s.below(400)));
    side.cancel();
    co_await side.join();
  } else {
    co_await do_one(s, which);
  }
}

coax::task<void> work(state &s) {
  while (!s.resting) {
    try {
      co_await coax::timeout(never_that_long, do_one_somehow(s));
    } catch (const coax::timed_out &) {
      ++s.seen.lost;
    } catch (const coax::cancelled &) {
      ++s.seen.cancelled;
    } catch (const std::logic_error &) {
      throw;
    } catch (const std::exception &) {
      ++s.seen.failed;
    }
    ++s.seen.rounds;
  }
}

/// One task asks another thread without end: nothing else may take its answers.
coax::task<void> keep_asking(state &s) {
  while (!s.ending) {
    try {
      co_await coax::timeout(never_that_long, ask_the_other_thread(s));
    } catch (const coax::timed_out &) {
      ++s.seen.lost;
    }
    ++s.seen.rounds;
  }
  s.to_other.close();
}

coax::task<void> answer_all(state &s) {
  for (;;) {
    const std::optional<int> asked = co_await s.to_other.receive();
    if (!asked)
      break;
    co_await s.from_other.send(*asked);
  }
}

double resident_megabytes() {
  long pages = 0, resident = 0;
  if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2)
      resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

long open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<long>(std::ranges::distance(begin(all), end(all)));
}

struct reading {
  double megabytes = 0;
  long descriptors = 0;
  std::int64_t frames = 0;
};

reading read_now(const state &s, double seconds) {
  const reading now{resident_megabytes(), open_descriptors(), coax::metrics().at(0).live_frames};
  std::printf(
      "%7.1f s %8.1f MB %5ld descriptors %6lld frames: %ld rounds, %ld cancelled, %ld timed "
      "out, %ld failed, %ld cut off, %ld lost\n",
      seconds, now.megabytes, now.descriptors, static_cast<long long>(now.frames), s.seen.rounds,
      s.seen.cancelled, s.seen.timed_out, s.seen.failed, s.seen.cut_off, s.seen.lost);
  std::fflush(stdout);
  return now;
}

coax::task<void> rest_after(state &s, std::chrono::duration<double> time) {
  co_await coax::sleep_for(time);
  s.resting = true;
}

coax::task<void> work_side_by_side(state &s) {
  auto all = std::views::iota(0, workers) | std::views::transform([&s](int) { return work(s); });
  co_await coax::gather(all);
}

/// Everything has come to rest afterwards, so that two readings can be compared.
coax::task<void> churn_for(state &s, std::chrono::duration<double> time) {
  s.resting = false;
  co_await coax::gather(rest_after(s, time), work_side_by_side(s));
  co_await coax::sleep_for(50ms); // the server's side of what was cut off
}

/// Those that were killed a moment ago are given some time.
coax::task<bool> children_vanish() {
  for (int i = 0; i < 500; ++i) {
    siginfo_t child{};
    if (::waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) < 0)
      co_return true;
    co_await coax::sleep_for(10ms);
  }
  co_return false;
}

coax::task<bool> soak(state &s, double seconds) {
  auto listener = coax::tcp_listener::bind("127.0.0.1", 0);
  s.port = listener.local_address().port();
  auto server = coax::spawn(accept_all, std::ref(listener));
  auto asking = coax::spawn(keep_asking, std::ref(s));
  constexpr int parts = 10;
  reading first, last;
  for (int part = 1; part <= parts; ++part) {
    co_await churn_for(s, std::chrono::duration<double>(seconds / parts));
    last = read_now(s, seconds * part / parts);
    if (part == parts / 5)
      first = last;
  }
  s.ending = true;
  co_await asking.join();
  server.cancel();
  try {
    co_await server.join();
  } catch (const coax::cancelled &) {
  }
  const bool none_left = co_await children_vanish();
  const bool memory_stays = last.megabytes < first.megabytes * 1.25 + 8;
  const bool descriptors_stay = last.descriptors <= first.descriptors + 8;
  const bool frames_stay = last.frames <= first.frames + 64;
  std::printf("memory %s, descriptors %s, frames %s, children %s, %ld lost wake-ups\n",
              memory_stays ? "stays" : "grows", descriptors_stay ? "stay" : "grow",
              frames_stay ? "stay" : "grow", none_left ? "reaped" : "left", s.seen.lost);
  co_return memory_stays &&descriptors_stay &&frames_stay &&none_left &&s.seen.lost == 0;
}

} // namespace

int main(int argc, char **argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0;
  if (seconds <= 0) {
    std::fprintf(stderr, "usage: runtime_soak SECONDS [seed]\n");
    return 2;
  }
  state s;
  s.random.seed(argc > 2 ? static_cast<unsigned>(std::atol(argv[2])) : 1U);
  std::thread other([&s] { coax::run(answer_all(s)); });
  bool good = false;
  try {
    good = coax::run(soak(s, seconds));
  } catch (const std::exception &e) {
    std::fprintf(stderr, "runtime_soak: %s\n", e.what());
  }
  s.to_other.close();
  other.join();
  return good ? 0 : 1;
}
