// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "drive.h"
#include "interrupt_watch.h"
#include "loop_pool.h"
#include "source_text.h"

#include <coax/run.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

namespace coax::detail {

void refuse_nested(const char *what, site from, const char *remedy) {
  const loop *outer = current_loop();
  if (!outer)
    return;
  std::string message = std::string("coax::") + what + " called";
  if (from.line())
    message += " at " + line_text(from);
  message += ", on the thread of a running loop";
  if (const strand *s = outer->running(); s && s->top && s->top->awaiting.line())
    message += ", by a task that was last seen at " + line_text(s->top->awaiting);
  throw misuse(message + "; " + remedy);
}

void drive(loop &l, strand &root, promise_base &first) {
  const loop::on_this_thread here(l);
  l.main = &root;
  root.start(l, &first);
  l.run_to_end_of(root);
  l.main = nullptr;
}

namespace {

void drive_and_shut_down(loop &l, root_strand &root, promise_base &first) {
  drive(l, root, first);
  const loop::on_this_thread here(l);
  keep_callers_of_offloads(l);
  l.shut_down();
}

} // namespace

void run_program(root_strand &root, promise_base &first, const call_site &from) {
  refuse_nested("run", from.at, "await the task instead");
  loop l;
  drive_and_shut_down(l, root, first);
}

void run_program(root_strand &root, promise_base &first, const call_site &from, unsigned loops) {
  if (loops == 1)
    return run_program(root, first, from);
  refuse_nested("run", from.at, "await the task instead");
  loop l;
  loop_pool all(l, loops);
  drive(l, root, first);
  const loop::on_this_thread here(l);
  all.stop();
  l.shut_down();
}

bool run_interruptible(root_strand &root, promise_base &first, const call_site &from) {
  refuse_nested("run", from.at, "await the task instead");
  loop l;
  interrupt_watch interrupts(l, root);
  drive_and_shut_down(l, root, first);
  return interrupts.stop();
}

// A stream that another thread is using is not waited for: it may read from a terminal.
void end_by_interrupt() noexcept {
  if (::ftrylockfile(stdout) == 0)
    std::fflush(stdout);
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  ::sigaction(SIGINT, &action, nullptr);
  exchange_signal_mask(current_signal_mask() & ~mask_of(SIGINT));
  ::raise(SIGINT);
  ::_exit(128 + SIGINT);
}

void run_bridge(root_strand &root, promise_base &first, const call_site &from) {
  refuse_nested("block_on", from.at,
                "await the task instead, or call this function through coax::offload");
  auto l = std::make_unique<loop>();
  l->files.forbid(); // a ring belongs to the thread that opened it
  drive(*l, root, first);
  if (!l->has_spawned())
    return;
  std::thread([l = std::move(l)] {
    const loop::on_this_thread here(*l);
    l->run_to_exhaustion();
  }).detach();
}

} // namespace coax::detail
