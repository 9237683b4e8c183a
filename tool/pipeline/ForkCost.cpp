// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/ForkCost.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <limits>

namespace coax {
namespace {

constexpr std::size_t parts = 4, pagesOfPart = 64;

/// Memory that goes with the object; null where there is none.
class Mapping {
public:
  Mapping(std::size_t bytes, int sharing)
      : bytes_(bytes),
        start_(::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1, 0)) {}
  Mapping(const Mapping &) = delete;
  Mapping &operator=(const Mapping &) = delete;
  ~Mapping() {
    if (start_ != MAP_FAILED)
      ::munmap(start_, bytes_);
  }
  volatile char *get() const {
    return start_ == MAP_FAILED ? nullptr : static_cast<volatile char *>(start_);
  }

private:
  std::size_t bytes_;
  void *start_;
};

void writeToEach(volatile char *memory, std::size_t pages, std::size_t pageSize) {
  for (std::size_t page = 0; page < pages; ++page)
    memory[page * pageSize] = 1;
}

/// In the forked process: of several parts the quickest, since others use the processor as well.
double quickestPart(volatile char *memory, std::size_t pageSize) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t part = 0; part < parts; ++part) {
    auto begin = std::chrono::steady_clock::now();
    writeToEach(memory + part * pagesOfPart * pageSize, pagesOfPart, pageSize);
    std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - begin;
    best = std::min(best, taken.count() / pagesOfPart);
  }
  return best;
}

double measure() {
  constexpr double unknown = std::numeric_limits<double>::infinity();
  const auto pageSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  Mapping copied(parts * pagesOfPart * pageSize, MAP_PRIVATE);
  Mapping answer(sizeof(double), MAP_SHARED);
  if (!copied.get() || !answer.get())
    return unknown;
  writeToEach(copied.get(), parts * pagesOfPart, pageSize);
  auto *result = reinterpret_cast<volatile double *>(answer.get());
  *result = unknown;
  pid_t child = ::fork();
  if (child == 0) {
    *result = quickestPart(copied.get(), pageSize);
    ::_exit(0);
  }
  int status = 0;
  const bool measured = child > 0 && ::waitpid(child, &status, 0) == child;
  return measured ? *result : unknown;
}

} // namespace

double copiedPageMicroseconds() {
  static const double measured = measure();
  return measured;
}

} // namespace coax
