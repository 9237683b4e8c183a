// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/ProgressBar.h"

#include "analyzers/base/Paths.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace coax {
namespace {

constexpr std::size_t cells = 20;             ///< of the bar
constexpr std::size_t narrow = 60;            ///< columns; below there is no room for a bar
constexpr double secondsBeforeEstimate = 1.0; ///< an estimate before that is a guess

bool isSet(const char *variable) {
  const char *value = std::getenv(variable);
  return value && *value != '\0';
}

std::size_t terminalWidth() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return 80;
}

void write(const std::string &text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

bool startsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t columnsOf(const std::string &text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), startsCharacter));
}

/// The end of `text`, in at most `width` columns, with dots for what is left out.
std::string endOf(const std::string &text, std::size_t width) {
  constexpr std::string_view dots = "...";
  if (columnsOf(text) <= width)
    return text;
  if (width <= dots.size())
    return {};
  std::size_t begin = text.size();
  for (std::size_t left = width - dots.size(); left > 0 && begin > 0;)
    left -= startsCharacter(text[--begin]) ? 1 : 0;
  return std::string(dots) + text.substr(begin);
}

std::string bar(const ProgressState &state, bool color) {
  std::size_t full = state.all == 0 ? 0 : cells * std::min(state.done, state.all) / state.all;
  std::string filled(full, '='), rest(cells - full, ' ');
  return color ? "[\x1b[32m" + filled + "\x1b[0m" + rest + "] " : "[" + filled + rest + "] ";
}

std::string estimate(const ProgressState &state) {
  std::size_t parsed = state.done - std::min(state.atStart, state.done);
  if (parsed == 0 || state.seconds < secondsBeforeEstimate || state.done >= state.all)
    return {};
  double left =
      state.seconds / static_cast<double>(parsed) * static_cast<double>(state.all - state.done);
  auto seconds = static_cast<unsigned long>(left + 0.5);
  char text[48];
  std::snprintf(text, sizeof text, ", %lu:%02lu left", seconds / 60, seconds % 60);
  return text;
}

} // namespace

std::string progressLine(const ProgressState &state, std::size_t width, bool color) {
  std::string counts = "coax: " + state.what + ' ';
  std::string numbers = std::to_string(state.done) + '/' + std::to_string(state.all) + " units";
  bool hasBar = width >= narrow;
  std::string tail = numbers + (hasBar ? estimate(state) : std::string());
  std::size_t used = counts.size() + (hasBar ? cells + 3 : 0) + tail.size();
  if (used > width)
    return endOf(numbers, width);
  std::string name = used + 2 < width ? endOf(state.current, width - used - 2) : std::string();
  return counts + (hasBar ? bar(state, color) : std::string()) + tail +
         (name.empty() ? name : ": " + name);
}

bool wantsProgress(const std::string &mode) {
  if (mode != "auto")
    return mode == "always";
  const char *terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) && terminal && *terminal != '\0' &&
         std::string_view(terminal) != "dumb" && !isSet("CI");
}

ProgressBar::ProgressBar(bool shown, std::string what)
    : shown_(shown), color_(shown && isatty(STDERR_FILENO) && !isSet("NO_COLOR")),
      directory_(shown ? absolutePath(".") : std::string()),
      begin_(std::chrono::steady_clock::now()) {
  state_.what = std::move(what);
}

ProgressBar::~ProgressBar() {
  if (drawn_)
    write("\r\x1b[K");
}

void ProgressBar::show(std::size_t done, std::size_t all, const std::string &current) {
  if (!shown_)
    return;
  if (!drawn_)
    state_.atStart = done;
  state_.done = done;
  state_.all = all;
  state_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  state_.current = relativeTo(current, directory_);
  drawn_ = true;
  // One column stays free: a cursor in the last one may wrap.
  write('\r' + progressLine(state_, terminalWidth() - 1, color_) + "\x1b[K");
}

} // namespace coax
