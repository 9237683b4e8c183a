// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a strand to a trace_event.
#pragma once

#include <coax/trace.hpp>
#include <cstdint>

namespace coax::detail {

class strand;

void trace_start(trace_sink &sink, const strand &task);
/// It has just run, since `began` (CLOCK_MONOTONIC, ns), and now waits or has ended.
void trace_run(trace_sink &sink, const strand &task, std::int64_t began);

/// The file of COAX_TRACE, complete when the process ends; null when it is not set.
trace_sink *trace_of_environment() noexcept;

} // namespace coax::detail
