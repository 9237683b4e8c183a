// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "bench/scan/ProjectCopy.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"

#include <llvm/Support/FileSystem.h>

#include <filesystem>

namespace coax {

static std::string replaceAll(std::string text, const std::string &old, const std::string &now) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += now.size())
    text.replace(at, old.size(), now);
  return text;
}

static llvm::Error renameInDatabase(const std::string &file, const std::string &old,
                                    const std::string &now) {
  auto text = readFile(file);
  if (!text)
    return text.takeError();
  return writeFileAtomically(file, replaceAll(std::move(*text), old, now));
}

llvm::Expected<ProjectCopy> ProjectCopy::of(const std::string &project) {
  llvm::SmallString<128> folder;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("coax-bench", folder))
    return llvm::errorCodeToError(error);
  ProjectCopy copy(folder.str().str());
  std::error_code error;
  std::filesystem::create_directory(copy.cache(), error);
  if (!error)
    std::filesystem::copy(project, copy.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::copy_symlinks,
                          error);
  if (error)
    return makeError("cannot copy {0} to {1}: {2}", project, copy.path(), error.message());
  if (auto failure =
          renameInDatabase(copy.path() + "/build/compile_commands.json", project, copy.path()))
    return failure;
  return copy;
}

ProjectCopy::~ProjectCopy() {
  if (!folder_.empty())
    llvm::sys::fs::remove_directories(folder_);
}

llvm::Error ProjectCopy::edit(const std::string &file) {
  auto text = readFile(file);
  if (!text)
    return text.takeError();
  return writeFileAtomically(file, *text + "\n// edit " + std::to_string(++edits_) + "\n");
}

} // namespace coax
