// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Profiler.h"

#include "tool/profiler/Symbolize.h"
#include "tool/profiler/TargetProcess.h"

#include <optional>

namespace coax::profiler {

llvm::Expected<Profile> profileTarget(const ProfilerRequest &request,
                                      const std::atomic<bool> &stop) {
  raiseDescriptorLimit();
  std::optional<ChildProcess> child;
  if (!request.command.empty()) {
    auto launched = launch(request.command, request.outputToError);
    if (!launched)
      return launched.takeError();
    child.emplace(std::move(*launched));
  }
  pid_t process = child ? child->process() : request.process;
  if (auto error = checkAccess(process))
    return error;

  ImageCache images;
  Sampler sampler(request.sampling, images);
  sampler.run(process, stop);
  TargetExit exit;
  if (child)
    exit = child->stop(/*graceful=*/stop);
  Profile profile = symbolize(sampler.take());
  profile.command = request.command;
  profile.process = process;
  profile.exit = exit;
  return profile;
}

} // namespace coax::profiler
