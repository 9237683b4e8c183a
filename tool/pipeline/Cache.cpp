// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entry: number of files, then for each its hash and path (newline-terminated), then the bytes of
// the summary (which carry their own checksum).
#include "tool/pipeline/Cache.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "analyzers/model/SummaryBinary.h"

#include <clang/Basic/Version.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/xxhash.h>

#include <cstdlib>

namespace coax {

/// Written into every key: summaries of another version or build of clang are never read.
static constexpr const char *version = COAX_VERSION "+summary33";

Cache::Cache(std::string directory) : directory_(std::move(directory)) {}

std::string Cache::defaultDirectory() {
  if (const char *home = std::getenv("XDG_CACHE_HOME"); home && *home == '/')
    return std::string(home) + "/coax";
  if (const char *home = std::getenv("HOME"); home && *home == '/')
    return std::string(home) + "/.cache/coax";
  return {};
}

std::string Cache::entryFor(const CompileUnit &unit) const {
  std::string key = std::string(version) + '\0' + clang::getClangFullVersion() + '\0' + unit.file +
                    '\0' + unit.directory + '\0';
  for (const std::string &argument : unit.arguments)
    key += argument + '\0';
  auto hash = llvm::xxh3_128bits(
      llvm::ArrayRef<std::uint8_t>(reinterpret_cast<const std::uint8_t *>(key.data()), key.size()));
  return directory_ + "/" + llvm::utohexstr(hash.high64, true, 16) +
         llvm::utohexstr(hash.low64, true, 16) + ".tu";
}

Cache::FileState Cache::state(const std::string &file) {
  std::lock_guard lock(reading_);
  auto [entry, added] = files_.try_emplace(file);
  if (!added)
    return entry->second;
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(file, status))
    return entry->second;
  auto content = readFile(file);
  if (!content) {
    llvm::consumeError(content.takeError()); // a file that is gone makes its entries invalid
    return entry->second;
  }
  // Clocks of file systems are coarse: a file of the last second counts as new.
  bool settled = status.getLastModificationTime() + std::chrono::seconds(1) < started_;
  return entry->second = {llvm::xxh3_64bits(*content), true, settled};
}

/// The part of `rest` before the separator, which is removed with it; nothing if there is none.
static std::optional<std::string_view> take(std::string_view &rest, char separator) {
  std::size_t end = rest.find(separator);
  if (end == rest.npos)
    return std::nullopt;
  std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return part;
}

std::optional<TuSummary> Cache::find(const CompileUnit &unit) {
  if (directory_.empty())
    return std::nullopt;
  auto content = readFile(entryFor(unit));
  if (!content) {
    llvm::consumeError(content.takeError()); // not there: the normal case of a first run
    return std::nullopt;
  }
  std::string_view rest = *content;
  auto count = take(rest, '\n');
  std::size_t files = 0;
  if (!count || llvm::StringRef(*count).getAsInteger(10, files))
    return std::nullopt;
  for (; files > 0; --files) {
    auto hash = take(rest, ' ');
    auto name = take(rest, '\n');
    std::uint64_t expected = 0;
    if (!hash || !name || llvm::StringRef(*hash).getAsInteger(16, expected))
      return std::nullopt;
    FileState now = state(std::string(*name));
    if (!now.readable || now.hash != expected)
      return std::nullopt;
  }
  return summaryFromBytes(rest);
}

void Cache::store(const CompileUnit &unit, const TuSummary &summary, const std::string &bytes) {
  if (directory_.empty() || summary.failed)
    return;
  std::string content = std::to_string(summary.dependencies.size()) + "\n";
  for (const std::string &file : summary.dependencies) {
    FileState now = state(file);
    if (!now.readable || !now.settled || file.find('\n') != file.npos)
      return;
    content += llvm::utohexstr(now.hash) + " " + file + "\n";
  }
  if (llvm::Error error = writeFileAtomically(entryFor(unit), content + bytes))
    vlog("the cache is not used: {0}", llvm::toString(std::move(error)));
}

} // namespace coax
