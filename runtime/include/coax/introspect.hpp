// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tasks of this process are doing: who is live, where each waits and how it got there, how
// busy the loops are, and which task holds one up.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// Gives the current task a name for the eyes of dump_tasks() and `coax ps`; the text is copied.
/// Throws misuse outside of a task.
void name_task(std::string_view name);

/// A place in a source file. `line` 0: unknown.
struct source_place {
  std::string function; ///< as the compiler spells it
  std::string file;
  unsigned line = 0;
};

enum class task_state : unsigned char {
  running, ///< on its loop's thread, now
  ready,   ///< will run when its turn comes
  waiting,
};

/// One live task: of run() or block_on(), spawned, of a group, or an arm of gather() and its like.
struct task_info {
  std::uint64_t id = 0;     ///< as handle::id()
  std::uint64_t parent = 0; ///< that started it, if that is live; else 0
  unsigned loop = 0;        ///< 1 for the first loop of the process
  std::string name;         ///< by name_task(); or empty
  task_state state = task_state::ready;
  bool cancelling = false;         ///< cancellation has been requested
  std::string waits_for;           ///< "timer", "descriptor", "lock", ... where that is known
  std::chrono::nanoseconds age{0}; ///< to the turn of the loop in which it was started
  source_place spawned_at;         ///< the call of spawn() or of group::start(); an arm: the await
  /// The asynchronous stack, innermost first: in which coroutine, and where, each frame awaits the
  /// one before it. The first of a running task is where it last awaited.
  std::vector<source_place> stack;
};

/// Durations by power of two: counts[i] of them took less than 2^i nanoseconds and no less than
/// half of that.
struct histogram {
  std::array<std::uint64_t, 40> counts{};
  std::uint64_t total() const noexcept;
  /// The limit that a share of `part` (0 to 1) of the durations stays below; 0 when there are none.
  std::chrono::nanoseconds below(double part) const noexcept;
};

struct loop_metrics {
  unsigned loop = 0;          ///< 1 for the first loop of the process
  int thread = 0;             ///< its thread id (gettid); 0: none runs it now
  std::uint64_t stalls = 0;   ///< that the watchdog has seen; 0 without one
  bool stalled = false;       ///< it did not answer in 100 ms; what follows is then 0
  std::size_t live_tasks = 0; ///< right also when stalled
  std::int64_t live_frames =
      0;                   ///< coroutine frames allocated on its thread, less those freed there
  std::size_t ready = 0;   ///< tasks and letters in the ready queue
  std::uint64_t turns = 0; ///< looks at timers and descriptors
  /// Times that a task ran until it waited, up to the end of the last turn.
  std::uint64_t jobs = 0;
  /// How long each turn took, without the sleep: what becomes ready meanwhile waits for its end.
  histogram lag;
};

struct offload_metrics {
  std::size_t threads = 0; ///< of the pool
  std::size_t queued = 0;  ///< functions that no thread has taken yet
  histogram wait;          ///< how long a function was in the queue
};

/// How others may look at this process. Also from outside of the program: COAX_SOCKET=1 or a path,
/// COAX_WATCHDOG=1 or milliseconds.
struct observe_options {
  /// Answer `coax ps` and `coax pstree` on a unix socket that only this user can open. What it
  /// tells: names of tasks, functions and source files, no values.
  bool socket = false;
  /// Empty: /tmp/coax-UID/PID, where the tool looks.
  std::string socket_path = {};
  /// Report a task that has run for that long without an await that waits, with its coroutines and
  /// the calls of its thread, on standard error, at most five times a minute. 0: do not.
  std::chrono::nanoseconds stall_limit{0};
};

inline constexpr std::chrono::milliseconds default_stall_limit(25);

/// Starts what the options ask for and is not there yet: a thread each, until the end of the
/// process. Any thread; before coax::run() or later. The child of a fork() is observed only if it
/// calls this itself, or makes a loop with the environment variables set. Throws std::system_error
/// when the socket cannot be made.
void observe(const observe_options &options);

/// The live tasks of every loop of the process, oldest first by loop. Any thread, in a task or
/// outside. Another loop is asked and answers when its task waits; one that has not for 100 ms is
/// read from outside, unless it moves at that moment: then its tasks are missing. At most 100000 of
/// a loop. Cost: the loop asked copies about 100 bytes a task.
std::vector<task_info> live_tasks();

/// live_tasks() as text, each with its asynchronous stack: what one prints when a program hangs.
std::string dump_tasks();

/// The counters of every loop. As live_tasks().
std::vector<loop_metrics> metrics();
/// The counters of the thread pool of offload(), files and name look-ups. Any thread.
offload_metrics pool_metrics();

} // namespace coax
