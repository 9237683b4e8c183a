// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory of a running process: its executable modules and its bytes. Read through
// process_vm_readv(2) and /proc/PID/maps, never stopping the process. One thread at a time.
#pragma once

#include "tool/profiler/ElfImage.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace coax::profiler {

/// Images shared by all processes of a run. Keeps every image until the end of the run: recorded
/// addresses refer to them.
class ImageCache {
public:
  /// The image behind an executable mapping of `process`; null if it cannot be read. The vdso is
  /// copied from the process.
  const ElfImage *imageOf(pid_t process, const Mapping &mapping);

private:
  using Key = std::pair<std::string, std::uint64_t>; ///< path, inode
  std::map<Key, std::unique_ptr<ElfImage>> images_;
};

/// An executable stretch of the address space, [begin, end).
struct Module {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t bias = 0;          ///< address in the process minus virtual address in the image
  const ElfImage *image = nullptr; ///< null if the file could not be read
};

class AddressSpace {
public:
  AddressSpace(pid_t process, ImageCache &images) : process_(process), images_(images) {}

  pid_t process() const { return process_; }

  /// Reads /proc/PID/maps again. Counts as one generation.
  void reload();

  /// Grows with every reload: addresses resolved in an older generation may mean something else.
  unsigned generation() const { return generation_; }

  /// The module that holds `address`; null if there is none.
  const Module *find(std::uint64_t address) const;

  /// Copies up to `size` bytes at `address`, page by page. Returns how many were read before the
  /// first unreadable page.
  std::size_t read(std::uint64_t address, void *to, std::size_t size) const;

  bool readWord(std::uint64_t address, std::uint64_t &word) const {
    return read(address, &word, sizeof word) == sizeof word;
  }

private:
  pid_t process_;
  ImageCache &images_;
  unsigned generation_ = 0;
  std::vector<Module> modules_; ///< sorted by begin
};

} // namespace coax::profiler
