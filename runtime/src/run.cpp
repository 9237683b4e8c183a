// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "drive.h"
#include "loop_pool.h"
#include "source_text.h"

#include <coax/run.hpp>
#include <memory>
#include <string>
#include <thread>

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

void run_program(root_strand &root, promise_base &first, const call_site &from) {
  refuse_nested("run", from.at, "await the task instead");
  loop l;
  drive(l, root, first);
  const loop::on_this_thread here(l);
  keep_callers_of_offloads(l);
  l.shut_down();
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
