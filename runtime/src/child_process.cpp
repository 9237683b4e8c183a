// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "child.h"
#include "waits.h"

#include <cerrno>
#include <coax/gather.hpp>
#include <coax/offload.hpp>
#include <coax/process.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>

namespace coax {

using detail::throw_errno;

namespace {

/// A standard stream of a child: what it gets, and what this program keeps of a pipe.
struct stream_plan {
  descriptor_owner given, kept;
};

/// A descriptor above the standard ones, which are overwritten one after the other.
descriptor_owner above_standard(descriptor_owner fd) {
  if (fd.fd() > STDERR_FILENO)
    return fd;
  return descriptor_owner(::fcntl(fd.fd(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

stream_plan plan_pipe(bool child_reads) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0)
    throw_errno(errno, "pipe");
  descriptor_owner reader(ends[0]), writer(ends[1]);
  if (child_reads)
    return {above_standard(std::move(reader)), std::move(writer)};
  return {above_standard(std::move(writer)), std::move(reader)};
}

stream_plan plan_stream(redirect to, bool child_reads) {
  stream_plan plan;
  if (to.target() == redirect::piped)
    plan = plan_pipe(child_reads);
  else if (to.target() == redirect::nowhere)
    plan.given = above_standard(
        descriptor_owner(::open("/dev/null", (child_reads ? O_RDONLY : O_WRONLY) | O_CLOEXEC)));
  else if (to.target() >= 0)
    plan.given = descriptor_owner(::fcntl(to.target(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  else
    return plan;
  if (!plan.given)
    throw_errno(errno, "redirect a stream of a process");
  return plan;
}

class file_actions {
public:
  file_actions() { ::posix_spawn_file_actions_init(&actions_); }
  file_actions(const file_actions &) = delete;
  ~file_actions() { ::posix_spawn_file_actions_destroy(&actions_); }

  void change_directory(const std::string &path) {
    if (!path.empty())
      ::posix_spawn_file_actions_addchdir_np(&actions_, path.c_str());
  }
  void copy(int from, int to) {
    if (from >= 0)
      ::posix_spawn_file_actions_adddup2(&actions_, from, to);
  }
  const posix_spawn_file_actions_t *get() const noexcept { return &actions_; }

private:
  posix_spawn_file_actions_t actions_;
};

class spawn_attributes {
public:
  explicit spawn_attributes(bool own_group) {
    ::posix_spawnattr_init(&attributes_);
    sigset_t set;
    ::sigemptyset(&set);
    ::posix_spawnattr_setsigmask(&attributes_, &set);
    ::sigaddset(&set, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes_, &set);
    const int group = own_group ? POSIX_SPAWN_SETPGROUP : 0;
    ::posix_spawnattr_setflags(
        &attributes_, static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group));
  }
  spawn_attributes(const spawn_attributes &) = delete;
  ~spawn_attributes() { ::posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t *get() const noexcept { return &attributes_; }

private:
  posix_spawnattr_t attributes_;
};

std::vector<char *> pointers_to(std::vector<std::string> &texts) {
  std::vector<char *> all;
  for (std::string &text : texts)
    all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// Everything that starting a program needs.
struct launch {
  launch(std::vector<std::string> words, process_options how)
      : argv(std::move(words)), options(std::move(how)), input(plan_stream(options.input, true)),
        output(plan_stream(options.output, false)), error(plan_stream(options.error, false)) {}

  /// 0 or an errno value. Pool thread.
  int spawn(pid_t &pid) {
    file_actions actions;
    actions.change_directory(options.directory);
    actions.copy(input.given.fd(), STDIN_FILENO);
    actions.copy(output.given.fd(), STDOUT_FILENO);
    if (options.error.target() == redirect::joined)
      actions.copy(STDOUT_FILENO, STDERR_FILENO);
    actions.copy(error.given.fd(), STDERR_FILENO);
    const spawn_attributes attributes(options.own_group);
    const std::vector<char *> words = pointers_to(argv);
    std::vector<char *> variables;
    if (options.environment)
      variables = pointers_to(*options.environment);
    return ::posix_spawnp(&pid, words[0], actions.get(), attributes.get(), words.data(),
                          options.environment ? variables.data() : environ);
  }

  std::vector<std::string> argv;
  process_options options;
  stream_plan input, output, error;
};

class end_wait final : public detail::fd_wait {
public:
  explicit end_wait(detail::child &of)
      : fd_wait(of.end_descriptor(), EPOLLIN, detail::never, detail::on_signal::ignore) {}

private:
  const char *what() const noexcept override { return "process"; }
};

task<exit_status> wait_for_end(std::shared_ptr<detail::child> child) {
  detail::turn_wait turn(false);
  co_await turn;
  for (;;) {
    const std::optional<exit_status> status = child->poll();
    if (status)
      co_return *status;
    end_wait wait(*child);
    co_await wait;
    if (wait.error())
      throw_errno(wait.error(), "wait for a process");
  }
}

bool is_broken_pipe(const std::system_error &failure) noexcept {
  return failure.code() == std::errc::broken_pipe;
}

task<void> write_what_is_read(pipe_writer &to, std::string_view input) {
  try {
    co_await to.write(input);
  } catch (const std::system_error &failure) {
    if (!is_broken_pipe(failure))
      throw;
  }
}

task<void> feed(pipe_writer &to, std::string_view input) {
  if (!to)
    co_return;
  co_await write_what_is_read(to, input);
  co_await to.close();
}

task<void> drain(pipe_reader &from, std::string &into) {
  if (from)
    into = co_await from.read_all();
}

task<process_result> exchange(process &with, std::string_view input) {
  process_result result;
  auto all = gather(feed(with.input(), input), drain(with.output(), result.output),
                    drain(with.error(), result.error));
  co_await std::move(all);
  result.status = co_await with.wait();
  co_return result;
}

} // namespace

struct detail::process_maker {
  static process make(pid_t pid, launch &from) {
    process made;
    made.child_ = std::make_shared<detail::child>(pid, from.options.own_group);
    made.input_ = pipe_writer(from.input.kept.release());
    made.output_ = pipe_reader(from.output.kept.release());
    made.error_ = pipe_reader(from.error.kept.release());
    return made;
  }

  static task<process> start(std::vector<std::string> argv, process_options options) {
    if (argv.empty())
      throw std::invalid_argument("coax::process::start: no program");
    launch what(std::move(argv), std::move(options));
    pid_t pid = -1;
    auto spawn = [&] { return what.spawn(pid); };
    detail::offloaded<decltype(spawn)> work(spawn, detail::lane_kind::process);
    co_await work;
    const int error = work.take();
    if (error)
      throw_errno(error, "start " + what.argv[0]);
    co_return make(pid, what);
  }
};

task<process> process::start(std::vector<std::string> argv, process_options options) {
  return detail::process_maker::start(std::move(argv), std::move(options));
}

task<process> process::start(std::vector<std::string> argv) {
  return detail::process_maker::start(std::move(argv), process_options());
}

process &process::operator=(process &&other) noexcept {
  process before(std::move(*this));
  child_ = std::move(other.child_);
  input_ = std::move(other.input_);
  output_ = std::move(other.output_);
  error_ = std::move(other.error_);
  return *this;
}

// Tasks that still wait keep the child, and are told of its end.
process::~process() {
  if (!child_)
    return;
  try {
    child_->kill(SIGKILL);
  } catch (const std::system_error &) { // it has become another user's
  }
}

pid_t process::pid() const noexcept { return child_ ? child_->pid() : -1; }

const std::shared_ptr<detail::child> &process::present() const {
  if (!child_)
    throw misuse("coax::process: there is no child; it was moved from, released or never started");
  return child_;
}

task<exit_status> process::wait() { return wait_for_end(present()); }

std::optional<exit_status> process::try_wait() { return present()->poll(); }

task<process_result> process::communicate(std::string_view input) {
  present();
  return exchange(*this, input);
}

bool process::kill(int signal) { return present()->kill(signal); }

bool process::terminate() { return kill(SIGTERM); }

pid_t process::release() noexcept {
  process given_up(std::move(*this));
  const pid_t pid = given_up.pid();
  if (given_up.child_)
    given_up.child_->give_up();
  given_up.child_ = nullptr;
  return pid;
}

} // namespace coax
