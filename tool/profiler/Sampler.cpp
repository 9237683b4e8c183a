// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Sampler.h"

#include <algorithm>
#include <poll.h>
#include <set>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace coax::profiler {

namespace {

Nanoseconds ownCpuTime() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * Nanoseconds{1'000'000'000} + time.tv_nsec;
}

/// Number of threads of a process by one system call: /proc/PID/task has that many sub-directories.
std::size_t countThreads(pid_t process) {
  struct stat status;
  std::string path = "/proc/" + std::to_string(process) + "/task";
  return stat(path.c_str(), &status) == 0 ? status.st_nlink - 2 : 0;
}

/// A descriptor that becomes readable when a process ends.
class ProcessEnd {
public:
  explicit ProcessEnd(pid_t process) : fd_(static_cast<int>(syscall(SYS_pidfd_open, process, 0))) {}
  ProcessEnd(const ProcessEnd &) = delete;
  ~ProcessEnd() {
    if (fd_ >= 0)
      close(fd_);
  }

  /// Waits until `deadline` or, returning true, until the process has ended. A signal ends the
  /// wait early.
  bool waitUntil(Nanoseconds deadline) const {
    Nanoseconds left = std::max<Nanoseconds>(deadline - monotonicNow(), 0);
    timespec timeout{left / 1'000'000'000, left % 1'000'000'000};
    pollfd wanted{fd_, POLLIN, 0};
    return ppoll(&wanted, 1, &timeout, nullptr) > 0;
  }

private:
  int fd_;
};

} // namespace

TickClock::TickClock(double rate, Nanoseconds start) : mean_(1e9 / rate), next_(start) {}

bool TickClock::advance(Nanoseconds now) {
  bool late = static_cast<double>(now - next_) > mean_;
  std::exponential_distribution<double> interval(1 / mean_);
  next_ = std::max(next_ + static_cast<Nanoseconds>(interval(random_)), now);
  return late;
}

double TickBudget::rateAfter(Nanoseconds cpu) {
  constexpr double weightOfLatest = 1.0 / 8;
  if (!std::exchange(started_, true))
    return fastest_;
  auto cost = static_cast<double>(cpu);
  meanCost_ = meanCost_ < 0 ? cost : meanCost_ + (cost - meanCost_) * weightOfLatest;
  double affordable = meanCost_ > 0 ? share_ * 1e9 / meanCost_ : fastest_;
  return std::min(std::max(affordable, slowest), fastest_);
}

struct Sampler::Target {
  AddressSpace space;
  std::map<pid_t, ThreadSampler> threads;
  std::string program;            ///< /proc/PID/exe; another one after execve(2)
  pid_t lastAskedForChildren = 0; ///< the thread at which the next search for children goes on

  Target(pid_t process, ImageCache &images) : space(process, images), program(programOf(process)) {
    space.reload();
  }
  pid_t process() const { return space.process(); }
  static std::string programOf(pid_t process) {
    return readLink("/proc/" + std::to_string(process) + "/exe");
  }
};

Sampler::Sampler(SamplerOptions options, ImageCache &images)
    : options_(options), images_(images), clock_(options.rate, monotonicNow()),
      budget_(options.cpuBudget, options.rate) {
  recording_.quality.rate = options.rate;
}

Sampler::~Sampler() = default;

void Sampler::run(pid_t process, const std::atomic<bool> &stop) {
  Nanoseconds start = monotonicNow(), cpuStart = ownCpuTime();
  clock_ = TickClock(options_.rate, start);
  addProcess(process);
  ProcessEnd end(process);
  while (!stop && !end.waitUntil(clock_.next())) {
    Nanoseconds now = monotonicNow();
    if (options_.duration && now - start >= *options_.duration)
      break;
    if (now < clock_.next())
      continue; // woken early by a signal
    recording_.quality.late += clock_.advance(now);
    Nanoseconds cpuBefore = ownCpuTime();
    tick();
    clock_.setRate(budget_.rateAfter(ownCpuTime() - cpuBefore));
    if (targets_.empty())
      break;
  }
  recording_.durationNs = monotonicNow() - start;
  recording_.quality.finalRate = clock_.rate();
  recording_.quality.samplerCpuNs = ownCpuTime() - cpuStart;
}

void Sampler::addProcess(pid_t process) {
  auto [slot, isNew] = targets_.try_emplace(process);
  if (!isNew)
    return;
  slot->second = std::make_unique<Target>(process, images_);
  rescan(*slot->second, /*thorough=*/false);
}

void Sampler::tick() {
  constexpr Nanoseconds thoroughEvery = 100'000'000;
  ++recording_.quality.ticks;
  Nanoseconds now = monotonicNow();
  bool thorough = now - lastThorough_ >= thoroughEvery;
  if (thorough)
    lastThorough_ = now;
  std::vector<pid_t> processes;
  for (const auto &[process, target] : targets_)
    processes.push_back(process);
  for (pid_t process : processes) {
    Target &target = *targets_.at(process);
    if (thorough || countThreads(process) != target.threads.size())
      rescan(target, thorough);
    sampleTarget(target);
    if (target.threads.empty())
      targets_.erase(process);
  }
}

void Sampler::sampleTarget(Target &target) {
  bool someGone = false;
  for (auto thread = target.threads.begin(); thread != target.threads.end();) {
    ThreadSight sight = thread->second.sample(target.space, unwinder_, recording_);
    someGone |= sight == ThreadSight::Gone;
    thread = sight == ThreadSight::Gone ? target.threads.erase(thread) : std::next(thread);
  }
  if (someGone)
    rescan(target, /*thorough=*/false);
}

/// Brings the list of threads up to date; thoroughly, also notices a new program and children.
void Sampler::rescan(Target &target, bool thorough) {
  std::vector<pid_t> found = listThreads(target.process());
  std::set<pid_t> alive(found.begin(), found.end());
  std::erase_if(target.threads, [&](const auto &entry) { return !alive.contains(entry.first); });
  for (pid_t thread : found)
    if (!target.threads.contains(thread))
      target.threads.try_emplace(thread, target.process(), thread, recording_);
  if (!thorough)
    return;
  if (std::string program = Target::programOf(target.process()); program != target.program) {
    target.program = program;
    target.space.reload();
    for (auto &[id, thread] : target.threads)
      thread.forget();
  }
  if (options_.children)
    findChildren(target);
}

/// Asks some of the threads in turn: with thousands of threads, asking all would cost too much.
void Sampler::findChildren(Target &target) {
  constexpr std::size_t atOnce = 32;
  auto thread = target.threads.upper_bound(target.lastAskedForChildren);
  std::size_t count = std::min(atOnce, target.threads.size());
  for (std::size_t i = 0; i < count; ++i, ++thread) {
    if (thread == target.threads.end())
      thread = target.threads.begin();
    target.lastAskedForChildren = thread->first;
    for (pid_t child : listChildren(target.process(), thread->first))
      addProcess(child);
  }
}

} // namespace coax::profiler
