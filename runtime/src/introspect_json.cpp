// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "introspect_json.h"

#include "source_text.h"

#include <coax/introspect.hpp>
#include <cstdio>
#include <unistd.h>

namespace coax::detail {

namespace {

/// Length of the UTF-8 sequence at `at`, 0 when it is none. Source: RFC 3629, section 4.
std::size_t utf8_length(const std::string &text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(i < text.size() ? text[i] : 0);
  };
  const unsigned char first = byte(at);
  if (first < 0x80)
    return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4)
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80)
      return 0;
  const unsigned char second = byte(at + 1);
  const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

void append_escape(std::string &to, unsigned char c) {
  char text[8];
  std::snprintf(text, sizeof text, "\\u%04x", c);
  to += text;
}

/// Appends `"key": ` with what separates it from what stands before.
std::string &key(std::string &to, const char *name) {
  if (to.back() != '{')
    to += ", ";
  return to += std::string("\"") + name + "\": ";
}

void member(std::string &to, const char *name, const std::string &value) {
  append_json_string(key(to, name), value);
}
template <class Number> void number(std::string &to, const char *name, Number value) {
  key(to, name) += std::to_string(value);
}
void flag(std::string &to, const char *name, bool value) {
  key(to, name) += value ? "true" : "false";
}

void append_place(std::string &to, const source_place &place) {
  to += "{";
  member(to, "function", place.function);
  member(to, "file", place.file);
  number(to, "line", place.line);
  to += "}";
}

void append_histogram(std::string &to, const char *name, const histogram &h) {
  key(to, name) += "{";
  number(to, "count", h.total());
  number(to, "p50Ns", h.below(0.5).count());
  number(to, "p99Ns", h.below(0.99).count());
  number(to, "maxNs", h.below(1).count());
  key(to, "powersOfTwo") += "[";
  for (const std::uint64_t count : h.counts) {
    if (to.back() != '[')
      to += ',';
    to += std::to_string(count);
  }
  to += "]}";
}

void append_task(std::string &to, const task_info &task) {
  to += "{";
  number(to, "id", task.id);
  number(to, "parent", task.parent);
  number(to, "loop", task.loop);
  member(to, "name", task.name);
  member(to, "state", text_of(task.state));
  member(to, "waitsFor", task.waits_for);
  flag(to, "cancelling", task.cancelling);
  number(to, "ageNs", task.age.count());
  append_place(key(to, "spawnedAt"), task.spawned_at);
  key(to, "stack") += "[";
  for (const source_place &place : task.stack) {
    if (to.back() != '[')
      to += ", ";
    append_place(to, place);
  }
  to += "]}";
}

void append_loop(std::string &to, const loop_metrics &one) {
  to += "{";
  number(to, "loop", one.loop);
  number(to, "thread", one.thread);
  flag(to, "stalled", one.stalled);
  number(to, "stalls", one.stalls);
  number(to, "liveTasks", one.live_tasks);
  number(to, "liveFrames", one.live_frames);
  number(to, "ready", one.ready);
  number(to, "turns", one.turns);
  number(to, "jobs", one.jobs);
  append_histogram(to, "lag", one.lag);
  to += "}";
}

std::string opening() {
  std::string text = "{";
  number(text, "version", 1);
  number(text, "pid", ::getpid());
  return text;
}

} // namespace

void append_json_string(std::string &to, const std::string &text) {
  to += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    const auto c = static_cast<unsigned char>(text[i]);
    if (length == 0)
      to += "\xEF\xBF\xBD";
    else if (c == '"' || c == '\\')
      (to += '\\') += text[i];
    else if (c < 0x20)
      append_escape(to, c);
    else
      to.append(text, i, length);
    i += length ? length : 1;
  }
  to += '"';
}

std::string tasks_as_json() {
  std::string text = opening();
  key(text, "tasks") += "[";
  for (const task_info &task : live_tasks()) {
    if (text.back() != '[')
      text += ", ";
    append_task(text, task);
  }
  return text + "]}";
}

std::string metrics_as_json() {
  std::string text = opening();
  key(text, "loops") += "[";
  for (const loop_metrics &one : metrics()) {
    if (text.back() != '[')
      text += ", ";
    append_loop(text, one);
  }
  text += "]";
  const offload_metrics pool = pool_metrics();
  key(text, "pool") += "{";
  number(text, "threads", pool.threads);
  number(text, "queued", pool.queued);
  append_histogram(text, "wait", pool.wait);
  return text + "}}";
}

std::string error_as_json(const std::string &message) {
  std::string text = opening();
  member(text, "error", message);
  return text + "}";
}

} // namespace coax::detail
