// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ProcFs.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

namespace coax::profiler {

namespace {

std::string processPath(pid_t process, const char *name) {
  return "/proc/" + std::to_string(process) + "/" + name;
}

/// Reads a hexadecimal number with or without "0x".
bool parseHex(llvm::StringRef word, std::uint64_t &value) {
  word.consume_front("0x");
  return !word.getAsInteger(16, value);
}

std::optional<Mapping> parseMapping(llvm::StringRef line) {
  // begin-end perms offset dev inode   path
  Mapping mapping;
  auto [range, afterRange] = line.split(' ');
  auto [permissions, afterPermissions] = afterRange.split(' ');
  auto [offset, afterOffset] = afterPermissions.split(' ');
  auto [device, afterDevice] = afterOffset.split(' ');
  auto [inode, path] = afterDevice.split(' ');
  auto [begin, end] = range.split('-');
  if (!parseHex(begin, mapping.begin) || !parseHex(end, mapping.end) ||
      !parseHex(offset, mapping.fileOffset) || inode.getAsInteger(10, mapping.inode))
    return std::nullopt;
  mapping.executable = permissions.contains('x');
  mapping.path = path.trim().str();
  return mapping;
}

} // namespace

std::optional<SchedStat> parseSchedStat(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 3> words;
  text.trim().split(words, ' ', -1, false);
  SchedStat stat;
  if (words.size() != 3 || words[0].getAsInteger(10, stat.cpuNs) ||
      words[1].getAsInteger(10, stat.runQueueNs) || words[2].getAsInteger(10, stat.switches))
    return std::nullopt;
  return stat;
}

std::optional<BlockedCall> parseBlockedCall(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 9> words;
  text.trim().split(words, ' ', -1, false);
  BlockedCall call;
  bool inSyscall = words.size() == 9;
  if ((!inSyscall && words.size() != 3) || words[0].getAsInteger(10, call.number))
    return std::nullopt;
  if (inSyscall)
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      if (!parseHex(words[i + 1], call.arguments[i]))
        return std::nullopt;
  if (!parseHex(words[words.size() - 2], call.stackPointer) ||
      !parseHex(words[words.size() - 1], call.programCounter))
    return std::nullopt;
  return call;
}

std::vector<Mapping> parseMaps(llvm::StringRef text) {
  std::vector<Mapping> mappings;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    if (auto mapping = parseMapping(line))
      mappings.push_back(std::move(*mapping));
    text = rest;
  }
  return mappings;
}

std::optional<std::string> readProcFile(const std::string &path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return std::nullopt;
  constexpr std::size_t limit = 4 << 20, step = 16 << 10;
  std::string text;
  ssize_t got = 0;
  do {
    std::size_t used = text.size();
    text.resize(used + step);
    got = read(fd, text.data() + used, step);
    text.resize(used + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  } while (got > 0 && text.size() < limit);
  close(fd);
  if (got < 0)
    return std::nullopt;
  return text;
}

std::vector<Mapping> readMaps(pid_t process) {
  return parseMaps(readProcFile(processPath(process, "maps")).value_or(""));
}

std::vector<pid_t> listThreads(pid_t process) {
  std::vector<pid_t> threads;
  DIR *tasks = opendir(processPath(process, "task").c_str());
  if (!tasks)
    return threads;
  while (dirent *entry = readdir(tasks)) {
    pid_t thread = 0;
    if (!llvm::StringRef(entry->d_name).getAsInteger(10, thread))
      threads.push_back(thread);
  }
  closedir(tasks);
  return threads;
}

std::vector<pid_t> listChildren(pid_t process, pid_t thread) {
  std::vector<pid_t> children;
  std::string text = readProcFile(taskPath(process, thread, "children")).value_or("");
  llvm::SmallVector<llvm::StringRef, 8> words;
  llvm::SplitString(text, words);
  for (llvm::StringRef word : words) {
    pid_t child = 0;
    if (!word.getAsInteger(10, child))
      children.push_back(child);
  }
  return children;
}

std::string readThreadName(pid_t process, pid_t thread) {
  std::string name = readProcFile(taskPath(process, thread, "comm")).value_or("");
  if (!name.empty() && name.back() == '\n')
    name.pop_back();
  return name;
}

std::string readLink(const std::string &path) {
  char target[PATH_MAX];
  ssize_t length = readlink(path.c_str(), target, sizeof target);
  return length < 0 ? std::string() : std::string(target, static_cast<std::size_t>(length));
}

std::string taskPath(pid_t process, pid_t thread, const char *name) {
  return "/proc/" + std::to_string(process) + "/task/" + std::to_string(thread) + "/" + name;
}

} // namespace coax::profiler
