// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "drive.h"
#include "loop_pool.h"
#include "test_bench.h"

#include <cstdlib>
#include <exception>
#include <optional>

namespace coax::detail {

void run_tested(root_strand &root, promise_base &first, const call_site &from,
                const testing::options &how) {
  refuse_nested("testing::run", from.at, "await the task instead");
  test_bench bench(how);
  loop l;
  if (how.faults.no_io_uring)
    l.files.forbid();
  drive(l, root, first);
  {
    const loop::on_this_thread here(l);
    keep_callers_of_offloads(l);
    l.shut_down();
  }
  if (!bench.stuck().empty())
    throw testing::stuck(bench.stuck());
}

namespace {

std::optional<std::uint64_t> seed_of_environment() {
  const char *text = std::getenv("COAX_SEED");
  if (!text || !*text)
    return std::nullopt;
  return std::strtoull(text, nullptr, 0);
}

std::string reason_of(const std::exception_ptr &failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception &e) {
    return e.what();
  } catch (const cancelled &) {
    return "the task was cancelled";
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

void run_with(std::uint64_t seed, testing::options &how,
              const std::function<void(const testing::options &)> &once) {
  how.seed = seed;
  try {
    once(how);
  } catch (...) {
    std::throw_with_nested(testing::seed_failed(seed, reason_of(std::current_exception())));
  }
}

} // namespace

void explore_seeds(unsigned count, testing::options how,
                   const std::function<void(const testing::options &)> &once) {
  if (const auto only = seed_of_environment())
    return run_with(*only, how, once);
  for (std::uint64_t seed = 1; seed <= count; ++seed)
    run_with(seed, how, once);
}

task<void> advance_ns(std::int64_t ns) {
  if (!bench_here)
    throw misuse("coax::testing::advance called outside of a coax::testing::run");
  advance_wait wait(*bench_here, ns);
  co_await wait;
}

} // namespace coax::detail

namespace coax::testing {

std::uint64_t faults_injected() noexcept {
  return detail::bench_here ? detail::bench_here->faults_injected() : 0;
}

} // namespace coax::testing
