// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Protocol, both ways over a socket pair: parent ⇒ worker: an index (8 bytes). Worker ⇒ parent:
// size (8 bytes), then that many bytes. A worker ends when its parent's end is closed.
#include "tool/pipeline/Workers.h"

#include "tool/pipeline/Sockets.h"

#include <llvm/ADT/ArrayRef.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace coax {

namespace {

using Clock = std::chrono::steady_clock;
using Work = llvm::function_ref<std::string(std::size_t)>;

/// Deeply nested code is parsed and walked by recursion.
void raiseStackLimit() {
  constexpr rlim_t wanted = 64 << 20;
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= wanted)
    return; // RLIM_INFINITY is the greatest value
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_STACK, &limit);
}

[[noreturn]] void serve(int descriptor, Work work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  raiseStackLimit();
  std::uint64_t index = 0;
  while (receiveAll(descriptor, reinterpret_cast<char *>(&index), sizeof index)) {
    std::string result = work(index);
    std::uint64_t size = result.size();
    if (!sendAll(descriptor, reinterpret_cast<char *>(&size), sizeof size) ||
        !sendAll(descriptor, result.data(), result.size()))
      break;
  }
  ::_exit(0); // the parent's buffers and exit handlers are not ours
}

std::string describeEnd(int status) {
  if (WIFSIGNALED(status))
    return "its worker was killed by signal " + std::to_string(WTERMSIG(status)) + " (" +
           ::strsignal(WTERMSIG(status)) + ")";
  return "its worker ended with exit code " + std::to_string(WEXITSTATUS(status));
}

/// The parent's side of one worker process.
class Worker {
public:
  static constexpr std::size_t idle = static_cast<std::size_t>(-1);

  std::size_t unit = idle;
  Clock::time_point deadline;

  Worker() = default;
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;
  ~Worker() { stop(); }

  int descriptor() const { return descriptor_; }
  bool running() const { return process_ > 0; }

  /// `others`: descriptors that the child must not keep open.
  bool start(Work work, llvm::ArrayRef<int> others) {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
      return false;
    process_ = ::fork();
    if (process_ == 0) {
      ::close(pair[0]);
      for (int other : others)
        ::close(other);
      serve(pair[1], work);
    }
    ::close(pair[1]);
    descriptor_ = pair[0];
    if (process_ < 0)
      stop();
    return process_ > 0;
  }

  bool give(std::size_t index, std::chrono::seconds timeout) {
    unit = index;
    deadline = Clock::now() + timeout;
    buffer_.clear();
    std::uint64_t number = index;
    return sendAll(descriptor_, reinterpret_cast<char *>(&number), sizeof number);
  }

  enum class Progress { Partial, Done, Broken };

  /// Reads what is there.
  Progress read() {
    char chunk[1 << 16];
    ssize_t received = ::recv(descriptor_, chunk, sizeof chunk, 0);
    if (received < 0 && (errno == EINTR || errno == EAGAIN))
      return Progress::Partial;
    if (received <= 0)
      return Progress::Broken;
    buffer_.append(chunk, static_cast<std::size_t>(received));
    std::uint64_t size = 0;
    if (buffer_.size() < sizeof size)
      return Progress::Partial;
    std::memcpy(&size, buffer_.data(), sizeof size);
    return buffer_.size() - sizeof size < size ? Progress::Partial : Progress::Done;
  }

  std::string takeResult() {
    unit = idle;
    return std::move(buffer_).substr(sizeof(std::uint64_t));
  }

  /// Kills it if it is still there. Why it ended.
  std::string stop() {
    if (descriptor_ >= 0)
      ::close(descriptor_);
    descriptor_ = -1;
    if (process_ <= 0)
      return "no process could be started for it";
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR)
      ;
    process_ = -1;
    return describeEnd(status);
  }

  void kill() const { ::kill(process_, SIGKILL); }

private:
  pid_t process_ = -1;
  int descriptor_ = -1;
  std::string buffer_;
};

/// Who does what. Neighbours go to the same process, which keeps what they have in common
/// (WarmParser.h); a process that has no more takes half of what the busiest has left.
class Shares {
public:
  Shares(std::size_t count, std::size_t processes) : left_(count) {
    for (std::size_t process = 0; process < processes; ++process)
      shares_.push_back({count * process / processes, count * (process + 1) / processes});
  }

  bool empty() const { return left_ == 0; }

  /// The next unit of `process`. There must be one left.
  std::size_t next(std::size_t process) {
    Share &own = shares_[process];
    if (own.size() == 0) {
      Share &most = *std::max_element(shares_.begin(), shares_.end(), [](auto &left, auto &right) {
        return left.size() < right.size();
      });
      own = {most.begin + most.size() / 2, most.end};
      most.end = own.begin;
    }
    --left_;
    return own.begin++;
  }

private:
  struct Share {
    std::size_t begin, end;
    std::size_t size() const { return end - begin; }
  };
  std::vector<Share> shares_;
  std::size_t left_;
};

/// The state of one mapUnits().
class Crew {
public:
  Crew(std::size_t count, Work work, const WorkOptions &options)
      : work_(work), options_(options), results_(count), workers_(size(count, options.jobs)),
        shares_(count, workers_.size()) {}

  std::vector<UnitResult> run() {
    while (done_ < results_.size()) {
      for (Worker &worker : workers_)
        if (worker.unit == Worker::idle && !shares_.empty())
          assign(worker);
      if (done_ < results_.size())
        await();
    }
    return std::move(results_);
  }

private:
  Work work_;
  const WorkOptions &options_;
  std::vector<UnitResult> results_;
  std::vector<Worker> workers_;
  Shares shares_;
  std::size_t done_ = 0;

  static std::size_t size(std::size_t count, unsigned jobs) {
    return std::min(jobCount(jobs), count);
  }

  void finish(std::size_t unit, UnitResult result) {
    results_[unit] = std::move(result);
    ++done_;
    if (options_.progress)
      options_.progress(done_);
  }

  void assign(Worker &worker) {
    std::size_t unit = shares_.next(static_cast<std::size_t>(&worker - workers_.data()));
    if (options_.started)
      options_.started(unit);
    if (!worker.running()) {
      std::vector<int> others;
      for (const Worker &other : workers_)
        if (other.running())
          others.push_back(other.descriptor());
      if (!worker.start(work_, others))
        return finish(
            unit, {{}, "no process could be started for it: " + std::string(std::strerror(errno))});
    }
    if (!worker.give(unit, options_.timeout))
      lose(worker, {});
  }

  void lose(Worker &worker, std::string reason) {
    std::size_t unit = worker.unit;
    worker.unit = Worker::idle;
    std::string end = worker.stop();
    finish(unit, {{}, reason.empty() ? end : reason});
  }

  /// Waits until some worker says something or is late.
  void await() {
    std::vector<pollfd> polled;
    std::vector<Worker *> busy;
    auto first = Clock::time_point::max();
    for (Worker &worker : workers_) {
      if (worker.unit == Worker::idle)
        continue;
      polled.push_back({worker.descriptor(), POLLIN, 0});
      busy.push_back(&worker);
      first = std::min(first, worker.deadline);
    }
    auto left = std::chrono::ceil<std::chrono::milliseconds>(first - Clock::now());
    int wait = static_cast<int>(std::clamp<long long>(left.count(), 0, 1 << 30));
    if (::poll(polled.data(), polled.size(), wait) < 0 && errno != EINTR)
      return;
    for (std::size_t index = 0; index < busy.size(); ++index)
      attend(*busy[index], polled[index].revents != 0);
  }

  void attend(Worker &worker, bool readable) {
    if (readable) {
      switch (worker.read()) {
      case Worker::Progress::Partial:
        return;
      case Worker::Progress::Broken:
        return lose(worker, {});
      case Worker::Progress::Done:
        std::size_t unit = worker.unit;
        return finish(unit, {worker.takeResult(), {}});
      }
    }
    if (Clock::now() >= worker.deadline) {
      worker.kill();
      lose(worker, "it took longer than " + std::to_string(options_.timeout.count()) + " s");
    }
  }
};

} // namespace

std::size_t jobCount(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

std::vector<UnitResult> mapUnits(std::size_t count, Work work, const WorkOptions &options) {
  return Crew(count, work, options).run();
}

} // namespace coax
