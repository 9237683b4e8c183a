// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The progress bar: seen on a terminal, gone when the report comes, silent elsewhere.
#include "tests/cli/HeldProject.h"
#include "tool/commands/ProgressBar.h"

#include <gtest/gtest.h>

#include <pty.h>
#include <unistd.h>

#include <regex>

namespace coax {

namespace {

/// A terminal of a given width, seen from the other side.
class Terminal {
public:
  explicit Terminal(unsigned short columns) {
    winsize size{24, columns, 0, 0};
    if (::openpty(&ours_, &theirs_, nullptr, nullptr, &size) != 0)
      throw std::runtime_error("openpty");
  }
  ~Terminal() {
    ::close(ours_);
    closeTheirs();
  }

  int descriptor() const { return theirs_; }
  void closeTheirs() {
    if (theirs_ >= 0)
      ::close(theirs_);
    theirs_ = -1;
  }

  /// What was written, up to a text or the end of all writers.
  std::string readUntil(const std::string &text) {
    char buffer[4096];
    while (seen_.find(text) == seen_.npos || text.empty()) {
      ssize_t count = ::read(ours_, buffer, sizeof buffer);
      if (count <= 0)
        break; // EIO: nobody has the other side open any more
      seen_.append(buffer, static_cast<std::size_t>(count));
    }
    return seen_;
  }

private:
  int ours_ = -1, theirs_ = -1;
  std::string seen_;
};

using Environment = std::vector<std::string>;

std::vector<std::string> inTerminal(const Environment &environment,
                                    const std::vector<std::string> &arguments) {
  std::vector<std::string> command = {"env", "-u", "CI", "-u", "NO_COLOR", "TERM=xterm"};
  command.insert(command.end(), environment.begin(), environment.end());
  std::vector<std::string> tool = coaxCommand(arguments);
  command.insert(command.end(), tool.begin(), tool.end());
  return command;
}

const std::vector<std::string> scanArguments = {"scan", "-p", "build",          "--no-cache",
                                                "-j",   "1",  "--unit-timeout", "60"};

/// What a scan writes to a terminal that is its standard error.
std::string seenOf(const SmallProject &project, const Environment &environment,
                   std::vector<std::string> arguments = scanArguments) {
  Terminal terminal(80);
  RunningProgram scan(inTerminal(environment, arguments),
                      {.directory = project.root(), .standardError = terminal.descriptor()});
  terminal.closeTheirs();
  std::string seen = terminal.readUntil("");
  EXPECT_EQ(scan.wait().exitCode, 0) << seen;
  return seen;
}

std::size_t columns(const std::string &line) {
  std::string plain = std::regex_replace(line, std::regex("\x1b\\[[0-9;]*[mK]"), "");
  return static_cast<std::size_t>(std::count_if(plain.begin(), plain.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool endsWith(const std::string &text, std::string_view end) { return text.ends_with(end); }

} // namespace

TEST(Progress, IsSeenOnATerminalAndGoneAtTheEnd) {
  WaitingProject project;
  std::string seen = seenOf(project, {});
  EXPECT_NE(seen.find("0/2 units: main.cpp"), seen.npos) << seen;
  EXPECT_NE(seen.find("1/2 units: wait.cpp"), seen.npos) << seen;
  EXPECT_NE(seen.find("\x1b[32m"), seen.npos) << "the bar is coloured";
  EXPECT_EQ(seen.find('\n'), seen.npos) << "one line, drawn over";
  EXPECT_TRUE(endsWith(seen, "\r\x1b[K")) << "erased";
}

TEST(Progress, NamesTheUnitThatIsAtWork) {
  HeldProject project;
  Terminal terminal(100);
  RunningProgram scan(inTerminal({}, scanArguments),
                      {.directory = project.root(), .standardError = terminal.descriptor()});
  terminal.closeTheirs();
  ASSERT_GT(project.waitForReader(), 0);
  std::string seen = terminal.readUntil("more.cpp");
  EXPECT_NE(seen.find("1/4 units: more.cpp"), seen.npos) << seen;
  project.release();
  terminal.readUntil("");
  EXPECT_EQ(scan.wait().exitCode, 0);
}

TEST(Progress, FixShowsItsChecksToo) {
  WaitingProject project;
  std::string seen = seenOf(project, {}, {"fix", "-p", "build", "--root", "main", "--no-cache"});
  EXPECT_NE(seen.find("coax: reading"), seen.npos) << seen;
  EXPECT_NE(seen.find("coax: checking"), seen.npos) << seen;
  EXPECT_NE(seen.find("\r\x1b[Kcoax: would rewrite"), seen.npos) << seen;
}

TEST(Progress, HasNoColourWhereNoneIsWanted) {
  WaitingProject project;
  std::string seen = seenOf(project, {"NO_COLOR=1"});
  EXPECT_NE(seen.find("2/2 units"), seen.npos) << seen;
  EXPECT_EQ(seen.find("\x1b[3"), seen.npos) << seen;
}

TEST(Progress, IsSilentWhereALineCannotBeErasedAndUnderCi) {
  WaitingProject project;
  EXPECT_EQ(seenOf(project, {"TERM=dumb"}), "");
  EXPECT_EQ(seenOf(project, {"TERM="}), "");
  EXPECT_EQ(seenOf(project, {"CI=true"}), "");
}

TEST(Progress, IsSilentInAPipeAndWhenToldSo) {
  WaitingProject project;
  EXPECT_EQ(project.coax({"scan", "-p", "build", "--no-cache"}).err, "");
  EXPECT_EQ(seenOf(project, {}, {"scan", "-p", "build", "--no-cache", "--quiet"}), "");
  EXPECT_EQ(seenOf(project, {}, {"scan", "-p", "build", "--no-cache", "--progress=never"}), "");
  EXPECT_NE(project.coax({"scan", "-p", "build", "--no-cache", "--progress=always"}).err, "");
}

TEST(ProgressLine, FitsAnyWidth) {
  ProgressState state{"reading", 7, 1200, 5, 90.0, "src/größe/a_file_with_a_long_name.cpp"};
  for (std::size_t width = 0; width < 200; ++width)
    for (bool color : {false, true})
      EXPECT_LE(columns(progressLine(state, width, color)), width);
}

TEST(ProgressLine, ShowsTheEndOfALongName) {
  ProgressState state{"reading", 5, 10, 5, 9.0, "src/größe/a_file_with_a_long_name.cpp"};
  EXPECT_EQ(progressLine(state, 30, false), "coax: reading 5/10 units: ...p");
  EXPECT_EQ(
      progressLine(state, 100, false),
      "coax: reading [==========          ] 5/10 units: src/größe/a_file_with_a_long_name.cpp");
}

TEST(ProgressLine, EstimatesFromWhatItReadItself) {
  ProgressState state{"reading", 60, 100, 50, 20.0, ""};
  EXPECT_NE(progressLine(state, 80, false).find("60/100 units, 1:20 left"), std::string::npos)
      << progressLine(state, 80, false);
  state.atStart = 60;
  EXPECT_EQ(progressLine(state, 80, false).find("left"), std::string::npos) << "no ground for it";
}

} // namespace coax
