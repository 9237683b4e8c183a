// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "trace.h"

#include "introspect_json.h"
#include "loop.h"
#include "source_text.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace coax {

namespace {

trace_event event_of(trace_event::kind what, const detail::strand &task) {
  trace_event event;
  event.what = what;
  event.loop = task.home().presence().number();
  event.task = task.id;
  event.parent = task.spawned_by;
  event.name = task.name() ? task.name() : "";
  event.at = std::chrono::nanoseconds(detail::now());
  return event;
}

void set_place(trace_event &event, const source_place &place) {
  event.function = place.function.c_str();
  event.file = place.file.c_str();
  event.line = place.line;
}

/// Microseconds, as the format has them, to the nanosecond.
std::string microseconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%03d", static_cast<long long>(time.count() / 1000),
                static_cast<int>(time.count() % 1000));
  return text;
}

std::string with_process_id(std::string path) {
  if (const std::size_t at = path.find("%p"); at != path.npos)
    path.replace(at, 2, std::to_string(::getpid()));
  return path;
}

} // namespace

void detail::trace_start(trace_sink &sink, const strand &task) {
  trace_event event = event_of(trace_event::kind::started, task);
  const source_place place = place_of(task.spawned_at());
  set_place(event, place);
  sink.on_event(event);
}

void detail::trace_run(trace_sink &sink, const strand &task, std::int64_t began) {
  trace_event event = event_of(trace_event::kind::ran, task);
  event.began = std::chrono::nanoseconds(began);
  if (task.waiting)
    event.waits_for = task.waiting->what();
  const source_place place = place_of_program(task);
  set_place(event, place);
  sink.on_event(event);
  if (!task.finished)
    return;
  event.what = trace_event::kind::ended;
  sink.on_event(event);
}

void trace_to(trace_sink *sink) { detail::require_loop("trace_to").trace_to(sink); }

struct chrome_trace::file {
  explicit file(const std::string &path) : out(std::fopen(path.c_str(), "we")) {
    if (!out)
      throw std::system_error(errno, std::generic_category(), "coax: " + path);
  }

  std::mutex mutex;
  std::FILE *out; ///< null once finished
  const char *separator = "[\n";
};

chrome_trace::chrome_trace(const std::string &path) : file_(std::make_unique<file>(path)) {}

chrome_trace::~chrome_trace() { finish(); }

void chrome_trace::finish() noexcept {
  const std::lock_guard lock(file_->mutex);
  if (!file_->out)
    return;
  std::fputs(*file_->separator == '[' ? "[]\n" : "\n]\n", file_->out);
  std::fclose(std::exchange(file_->out, nullptr));
}

// Source: "Trace Event Format", Google: X is a complete event, b and e are the ends of an
// asynchronous one.
void chrome_trace::on_event(const trace_event &event) noexcept {
  const bool ran = event.what == trace_event::kind::ran;
  const std::string task = "task " + std::to_string(event.task);
  std::string line = "{\"ph\": \"";
  line += ran ? 'X' : event.what == trace_event::kind::started ? 'b' : 'e';
  line += "\", \"cat\": \"task\", \"pid\": " + std::to_string(::getpid()) +
          ", \"tid\": " + std::to_string(event.loop) + ", \"name\": ";
  detail::append_json_string(line, ran && *event.name ? event.name : task);
  if (ran)
    line += ", \"ts\": " + microseconds(event.began) +
            ", \"dur\": " + microseconds(event.at - event.began);
  else
    line += ", \"ts\": " + microseconds(event.at) + ", \"id\": " + std::to_string(event.task);
  line += ", \"args\": {\"task\": " + std::to_string(event.task) +
          ", \"parent\": " + std::to_string(event.parent) + ", \"waitsFor\": ";
  detail::append_json_string(line, event.waits_for);
  line += ", \"at\": ";
  detail::append_json_string(
      line, event.line ? detail::text_of({event.function, event.file, event.line}) : "");
  line += "}}";
  const std::lock_guard lock(file_->mutex);
  if (!file_->out)
    return;
  std::fputs(std::exchange(file_->separator, ",\n"), file_->out);
  std::fputs(line.c_str(), file_->out);
}

trace_sink *detail::trace_of_environment() noexcept {
  // Never destroyed: loops of other threads may still run when the process ends.
  static chrome_trace *trace = nullptr;
  [[maybe_unused]] static const bool asked = [] {
    const char *path = std::getenv("COAX_TRACE");
    if (!path || !*path)
      return true;
    try {
      trace = new chrome_trace(with_process_id(path));
      std::atexit([] { trace->finish(); });
    } catch (const std::exception &e) {
      std::fprintf(stderr, "%s; COAX_TRACE is ignored\n", e.what());
    }
    return true;
  }();
  return trace;
}

} // namespace coax
