// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tasks of a loop do, event by event: to a sink of the program's, or to a file that
// Perfetto and chrome://tracing show.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace coax {

/// Pointers are valid during the call only. Times are CLOCK_MONOTONIC.
struct trace_event {
  enum class kind : unsigned char {
    started, ///< a task was queued for the first time
    ran,     ///< a task ran from `began` to `at`, until it waited or ended
    ended,
  };
  kind what = kind::started;
  unsigned loop = 0; ///< 1 for the first loop of the process
  std::uint64_t task = 0;
  std::uint64_t parent = 0; ///< that started it; 0: none
  const char *name = "";    ///< by name_task(); or empty
  std::chrono::nanoseconds began{0};
  std::chrono::nanoseconds at{0};
  const char *waits_for = ""; ///< ran: what for; empty when it ended or was cut short
  const char *function = "";  ///< started: who started it; ran: the program's innermost coroutine
  const char *file = "";
  unsigned line = 0; ///< 0: not known
};

/// Receives events on the threads of the loops that trace_to() gave it to.
class trace_sink {
public:
  virtual ~trace_sink() = default;
  virtual void on_event(const trace_event &event) noexcept = 0;
};

/// Sends the events of this thread's loop to `sink` from now on; null: to nobody. The sink has to
/// live until then, or until the loop has ended. A loop without a sink pays a test for each run of
/// a task, one with a sink two looks at the clock. Throws misuse on a thread without a loop.
void trace_to(trace_sink *sink);

/// Writes the JSON array of Chrome's trace event format, one event a line, for
/// https://ui.perfetto.dev. Any number of loops; any thread. COAX_TRACE=FILE traces every loop of a
/// program in this way; `%p` in it becomes the process id.
class chrome_trace final : public trace_sink {
public:
  /// Creates or empties the file. Throws std::system_error.
  explicit chrome_trace(const std::string &path);
  chrome_trace(const chrome_trace &) = delete;
  chrome_trace &operator=(const chrome_trace &) = delete;
  /// finish().
  ~chrome_trace() override;

  /// Ends the array and closes the file; later events are dropped. A file without an end is shown
  /// all the same.
  void finish() noexcept;

  void on_event(const trace_event &event) noexcept override;

private:
  struct file;
  std::unique_ptr<file> file_;
};

} // namespace coax
