// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Git.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

namespace coax {

bool hasGit() { return static_cast<bool>(llvm::sys::findProgramByName("git")); }

llvm::Expected<std::string> askGit(const std::string &directory,
                                   llvm::ArrayRef<std::string> arguments) {
  llvm::ErrorOr<std::string> git = llvm::sys::findProgramByName("git");
  if (!git)
    return makeError("git is not installed");
  llvm::SmallString<128> out, err;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("coax-git", "out", out))
    return makeError("cannot create a temporary file: {0}", error.message());
  llvm::FileRemover removeOut(out);
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("coax-git", "err", err))
    return makeError("cannot create a temporary file: {0}", error.message());
  llvm::FileRemover removeErr(err);
  llvm::SmallVector<llvm::StringRef> command = {*git, "--no-optional-locks", "--literal-pathspecs",
                                                "-C", directory};
  command.append(arguments.begin(), arguments.end());
  if (llvm::sys::ExecuteAndWait(*git, command, std::nullopt, {"", out.str(), err.str()}) == 0)
    return readFile(out.str().str());
  llvm::Expected<std::string> words = readFile(err.str().str());
  if (!words)
    return words.takeError();
  return makeError("{0}", llvm::StringRef(*words).trim());
}

std::string repositoryOf(const std::string &file) {
  auto marker = findUpward(llvm::sys::path::parent_path(file), ".git");
  return marker ? llvm::sys::path::parent_path(*marker).str() : std::string();
}

std::vector<std::string> splitAtZero(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, '\0', -1, /*KeepEmpty=*/false);
  return {parts.begin(), parts.end()};
}

} // namespace coax
