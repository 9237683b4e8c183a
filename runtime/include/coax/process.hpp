// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Child processes: in the shapes of the POSIX calls, and coax::process for new code.
#pragma once

#include <coax/pipe.hpp>
#include <coax/task.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace coax {

/// waitpid(2): a pid, 0 with WNOHANG, or -1 and errno. When it is cancelled it ends at once and has
/// taken no child.
task<::pid_t> waitpid(::pid_t pid, int *status, int options);

/// system(3): the wait status of `sh -c command`, or -1. When it is cancelled it ends at once; a
/// command that has been started goes on.
task<int> system(const char *command);

/// popen(3), on a pool thread that lasts as long as the program: what threads have of their own and
/// children inherit (namespaces, affinity, priority, capabilities, seccomp filters) is what the
/// program had when it first started a child in this way; the signal mask is that of the awaiting
/// thread. What it returns is the C library's: both pclose()s may close it.
task<std::FILE *> popen(const char *command, const char *mode);
/// pclose(3): the wait status of the command, or -1 and errno. A pool thread waits for it, also
/// when the task is cancelled meanwhile.
task<int> pclose(std::FILE *stream);

/// posix_spawn(3) and posix_spawnp(3), on that thread too: 0 or an errno value. What the arguments
/// point to must stay valid until the await returns.
task<int> posix_spawn(::pid_t *pid, const char *path, const ::posix_spawn_file_actions_t *actions,
                      const ::posix_spawnattr_t *attributes, char *const argv[],
                      char *const envp[]);
task<int> posix_spawnp(::pid_t *pid, const char *file, const ::posix_spawn_file_actions_t *actions,
                       const ::posix_spawnattr_t *attributes, char *const argv[],
                       char *const envp[]);

/// How a process has ended.
struct exit_status {
  int wait_status = 0; ///< as from waitpid(2)

  bool success() const noexcept { return wait_status == 0; }
  /// The exit code; minus the number of the signal if one has ended it, as in Python.
  int code() const noexcept;
  /// The number of the signal that has ended it, or 0.
  int signal() const noexcept;
};

/// Where a standard stream of a child leads.
class redirect {
public:
  /// To where that of this program leads.
  static constexpr redirect inherit() noexcept { return redirect(inherited); }
  /// To this program, by a pipe.
  static constexpr redirect pipe() noexcept { return redirect(piped); }
  /// To /dev/null.
  static constexpr redirect null() noexcept { return redirect(nowhere); }
  /// For process_options::error: to where the output leads.
  static constexpr redirect to_output() noexcept { return redirect(joined); }
  /// To an open descriptor, of which the child gets a copy.
  static constexpr redirect to(int fd) noexcept { return redirect(fd); }

  static constexpr int inherited = -1, piped = -2, nowhere = -3, joined = -4;
  /// One of the above, or a descriptor.
  constexpr int target() const noexcept { return target_; }

private:
  explicit constexpr redirect(int target) noexcept : target_(target) {}
  int target_;
};

/// How a process is started.
struct process_options {
  redirect input = redirect::inherit();
  redirect output = redirect::inherit();
  redirect error = redirect::inherit();
  /// "NAME=value" each; without it the child has the environment of this program.
  std::optional<std::vector<std::string>> environment;
  /// The working directory; empty: that of this program.
  std::string directory;
  /// The child leads a process group of its own: Ctrl-C at the terminal does not reach it, and
  /// kill() and the destructor reach all of the group.
  bool own_group = false;
};

/// What process::communicate() yields.
struct process_result {
  exit_status status;
  std::string output, error; ///< empty when they are no pipes
};

namespace detail {
class child;
struct process_maker;
} // namespace detail

/// A program that was started, and the pipes to it. For the tasks of one loop at a time. Failures
/// of the system are thrown as std::system_error. Movable, also while operations are under way,
/// except communicate().
///
/// Destroying it while the program runs kills that with SIGKILL; a thread sees to it that no zombie
/// stays. release() lets it live on.
class process {
public:
  /// Starts argv[0], which is looked for in PATH unless it has a slash, on the thread of popen()
  /// with what that says of it. The child blocks no signals and has SIGPIPE at its default; it
  /// inherits the descriptors that are not O_CLOEXEC, as with exec. Throws when the program cannot
  /// be executed (ENOENT, EACCES).
  static task<process> start(std::vector<std::string> argv, process_options options);
  static task<process> start(std::vector<std::string> argv);

  process() noexcept = default;
  process(process &&) noexcept = default;
  process &operator=(process &&other) noexcept;
  ~process();

  /// Whether there is a child; not whether it still runs.
  explicit operator bool() const noexcept { return child_ != nullptr; }
  ::pid_t pid() const noexcept;

  /// The pipes; closed ones where something else was asked for.
  pipe_writer &input() noexcept { return input_; }
  pipe_reader &output() noexcept { return output_; }
  pipe_reader &error() noexcept { return error_; }

  /// Waits for the end of the program. Several tasks may, and one that comes late. When it is
  /// cancelled the program goes on. A program that waits for its input to end must be told:
  /// co_await p.input().close(). ECHILD when somebody else has reaped it, or SIGCHLD is ignored.
  task<exit_status> wait();
  /// The same without waiting: nothing while the program runs.
  std::optional<exit_status> try_wait();

  /// Writes `input`, which must stay valid, to the input and closes that, reads both outputs to the
  /// end, all at once so that no pipe can stay full, and waits for the end of the program. Does
  /// what it can with pipes that are there. A program that does not read all of its input is no
  /// failure. The outputs end when nobody can write to them any more, children of the program
  /// included.
  task<process_result> communicate(std::string_view input = {});

  /// Sends a signal; false when the program has ended already.
  bool kill(int signal);
  /// kill(SIGTERM).
  bool terminate();

  /// Gives the child up to the caller, who is to wait for it; closes the pipes. No task may be
  /// waiting.
  ::pid_t release() noexcept;

private:
  friend detail::process_maker;
  /// Throws misuse when there is none.
  const std::shared_ptr<detail::child> &present() const;

  std::shared_ptr<detail::child> child_;
  pipe_writer input_;
  pipe_reader output_, error_;
};

} // namespace coax
