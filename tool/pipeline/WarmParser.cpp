// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All processes of a chain hold the same end of one socket, and all but the last wait for their
// child: only one listens. Protocol: user ⇒ chain: a Request. Chain ⇒ user, for Extend and Parse: a
// size (8 bytes), then that many bytes; `nothing` instead of a size if it did not work out.
#include "tool/pipeline/WarmParser.h"

#include "analyzers/model/SummaryBinary.h"
#include "analyzers/tu/SharedCommand.h"
#include "analyzers/tu/StagedParse.h"
#include "tool/pipeline/Sockets.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coax {

namespace {

constexpr std::uint64_t nothing = ~std::uint64_t{0};

struct Request {
  enum Kind : std::uint64_t {
    Extend, ///< read the next stage of `unit`; it becomes the last of the chain
    Parse,  ///< summarise `unit`
    Leave,  ///< the last of the chain ends. Not answered
  };
  Kind kind;
  std::uint64_t unit;
};

int waitFor(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

} // namespace

/// The chain's side, in every process of it.
class WarmServer {
public:
  WarmServer(const WarmParser &parser, int descriptor) : parser_(parser), descriptor_(descriptor) {}

  [[noreturn]] void run(std::size_t unit) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    auto next = [this] { return nextStage(); };
    auto misfit = [this] { giveUp(); };
    CompileUnit common = withoutOwn(parser_.units_[unit], parser_.uses_[unit].own);
    auto summary = summarizeInStages(common, {next, misfit, true});
    if (!summary)
      giveUp();
    answer(toBytes(*summary));
    ::_exit(0);
  }

private:
  const WarmParser &parser_;
  int descriptor_;
  std::size_t depth_ = 0; ///< stages that are read

  void answer(const std::string &bytes) {
    std::uint64_t size = bytes.size();
    if (!sendAll(descriptor_, reinterpret_cast<char *>(&size), sizeof size) ||
        !sendAll(descriptor_, bytes.data(), bytes.size()))
      ::_exit(0);
  }

  void refuse() {
    std::uint64_t size = nothing;
    if (!sendAll(descriptor_, reinterpret_cast<char *>(&size), sizeof size))
      ::_exit(0);
  }

  [[noreturn]] void giveUp() {
    refuse();
    ::_exit(0);
  }

  /// Serves until this is a fork that has something to read.
  ParseStage nextStage() {
    answer({}); // the stage before is read
    Request request{};
    while (receiveAll(descriptor_, reinterpret_cast<char *>(&request), sizeof request) &&
           request.kind != Request::Leave) {
      pid_t child = ::fork();
      if (child == 0)
        return stageOf(request);
      // A child that ends in any other way has not answered.
      if (child < 0 || waitFor(child) != 0)
        refuse();
    }
    ::_exit(0);
  }

  ParseStage stageOf(const Request &request) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const HeaderUse &use = parser_.uses_[request.unit];
    if (request.kind == Request::Extend) {
      std::size_t stage = depth_++;
      return {parser_.tree_.stages[request.unit][stage], nullptr,
              stage == 0 ? use.opening : std::string()};
    }
    const CompileUnit &unit = parser_.units_[request.unit];
    if (use.own.empty())
      return {{}, &unit, use.undoOpening};
    return {{}, &unit, use.undoOpening + ownMacros(unit, use.own), includeFolders(unit)};
  }
};

WarmParser::WarmParser(const std::vector<CompileUnit> &units, const std::vector<HeaderUse> &uses,
                       std::size_t jobs)
    : units_(units), uses_(uses), tree_(shareHeaders(uses, jobs + 1)) {}

static bool ask(int descriptor, Request::Kind kind, std::size_t unit) {
  Request request{kind, unit};
  return sendAll(descriptor, reinterpret_cast<char *>(&request), sizeof request);
}

/// Nothing if the answer is that, or if there is none: then `broken` is set.
static std::optional<std::string> answerFrom(int descriptor, bool &broken) {
  std::uint64_t size = 0;
  broken = !receiveAll(descriptor, reinterpret_cast<char *>(&size), sizeof size);
  if (broken || size == nothing)
    return std::nullopt;
  std::string bytes(size, '\0');
  broken = !receiveAll(descriptor, bytes.data(), bytes.size());
  if (broken)
    return std::nullopt;
  return bytes;
}

bool WarmParser::start(std::size_t unit) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return false;
  process_ = ::fork();
  if (process_ == 0) {
    ::close(pair[0]);
    WarmServer(*this, pair[1]).run(unit);
  }
  ::close(pair[1]);
  descriptor_ = pair[0];
  key_ = uses_[unit].key;
  bool broken = false;
  return process_ > 0 && answerFrom(descriptor_, broken);
}

void WarmParser::stop() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
  descriptor_ = -1;
  if (process_ > 0) {
    ::kill(process_, SIGKILL); // takes the rest of the chain with it
    waitFor(process_);
  }
  process_ = -1;
  reached_.clear();
}

/// Brings the chain to the stages of `unit`.
bool WarmParser::reach(std::size_t unit) {
  if (process_ > 0 && key_ != uses_[unit].key)
    stop();
  if (process_ <= 0 && !start(unit))
    return false;
  const std::vector<Headers> &stages = tree_.stages[unit];
  auto different = std::mismatch(reached_.begin(), reached_.end(), stages.begin(), stages.end());
  auto common = static_cast<std::size_t>(different.first - reached_.begin());
  for (; reached_.size() > common; reached_.pop_back())
    if (!ask(descriptor_, Request::Leave, unit))
      return false;
  bool broken = false;
  while (reached_.size() < stages.size()) {
    if (!ask(descriptor_, Request::Extend, unit) || !answerFrom(descriptor_, broken))
      return false;
    reached_.push_back(stages[reached_.size()]);
  }
  return true;
}

std::optional<std::string> WarmParser::summarize(std::size_t unit) {
  if (tree_.stages[unit].empty() || hopeless_.contains(uses_[unit].key))
    return std::nullopt;
  if (!reach(unit)) {
    hopeless_.insert(uses_[unit].key);
    stop();
    return std::nullopt;
  }
  bool broken = !ask(descriptor_, Request::Parse, unit);
  std::optional<std::string> bytes;
  if (!broken)
    bytes = answerFrom(descriptor_, broken);
  if (broken)
    stop();
  return bytes;
}

} // namespace coax
