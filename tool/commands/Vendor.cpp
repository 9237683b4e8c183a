// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Vendor.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "tool/commands/VendoredTree.h"
#include "tool/pipeline/RuntimeHeaders.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/StringExtras.h>

#include <memory>
#include <string>

namespace coax {
namespace {

constexpr int usageError = 2;

struct VendorOptions {
  std::string directory;
  bool force = false;
};

llvm::Error requireReplaceable(const VendorTarget &target, const VendorOptions &options) {
  if (!target.files.empty() && !target.isVendored)
    return makeError("{0} is not empty and no copy of the runtime: name a new folder",
                     options.directory);
  if (!target.changed.empty() && !options.force)
    return makeError("in {0} these are not as `coax vendor` left them: {1}; --force drops them",
                     options.directory, llvm::join(target.changed, ", "));
  return llvm::Error::success();
}

llvm::Error vendor(const VendorOptions &options) {
  std::string directory = realPath(absolutePath(options.directory));
  auto files = filesToVendor(runtimeSourceDirectory(), COAX_VERSION);
  if (!files)
    return files.takeError();
  auto target = readVendorTarget(directory);
  if (!target)
    return target.takeError();
  if (llvm::Error error = requireReplaceable(*target, options))
    return error;
  if (target->files == *files) {
    log("{0} holds the runtime of coax {1} already", options.directory, COAX_VERSION);
    return llvm::Error::success();
  }
  if (llvm::Error error = replaceDirectory(directory, *files))
    return error;
  log("{0} holds the runtime of coax {1}: {2} files; add_subdirectory() it and link coax::runtime",
      options.directory, COAX_VERSION, files->size());
  return llvm::Error::success();
}

int runVendor(const VendorOptions &options) {
  llvm::Error error = vendor(options);
  if (!error)
    return 0;
  elog("{0}", llvm::toString(std::move(error)));
  return usageError;
}

} // namespace

void addVendorCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<VendorOptions>();
  CLI::App *command =
      app.add_subcommand("vendor", "Copy the runtime's sources into a folder of a project");
  command
      ->add_option("DIR", options->directory, "New or empty, or a copy made before: it is updated")
      ->required();
  command->add_flag("--force", options->force, "Update a copy even if its files were changed");
  command->callback([options, &exitCode] { exitCode = runVendor(*options); });
}

} // namespace coax
