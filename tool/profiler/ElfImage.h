// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One ELF file (or the vdso, copied from memory): its bytes by virtual address, its build-id and
// its call frame information. 64-bit little endian only. Immutable after opening, except for the
// cache of frame rows; one thread at a time.
#pragma once

#include "tool/profiler/FrameTable.h"
#include "tool/profiler/ProcFs.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Support/Error.h>
#include <llvm/Support/MemoryBuffer.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coax::profiler {

class ElfImage {
public:
  /// Opens `file`; the image says `path` when asked, which differs where the target sees the file
  /// under another name (another mount namespace, a deleted file opened through /proc). Fails when
  /// the file cannot be read or is not a 64-bit little-endian ELF file.
  static llvm::Expected<std::unique_ptr<ElfImage>> open(const std::string &file, std::string path);

  /// Takes a copy of a whole ELF file, such as the vdso.
  static llvm::Expected<std::unique_ptr<ElfImage>>
  fromBytes(std::unique_ptr<llvm::MemoryBuffer> bytes, std::string path);

  const std::string &path() const { return path_; }

  /// Lower-case hexadecimal; empty if the file has none.
  const std::string &buildId() const { return buildId_; }

  /// Bytes from virtual address `address` to the end of its segment's file content; empty if no
  /// segment holds it.
  llvm::ArrayRef<std::uint8_t> bytesAt(std::uint64_t address) const;

  /// What must be subtracted from an address inside `mapping` to get a virtual address of this
  /// file; nothing if no segment with the mapping's file offset exists.
  std::optional<std::uint64_t> biasOf(const Mapping &mapping) const;

  /// Row for a virtual address; null where the file has no call frame information for it. The
  /// pointer stays valid as long as the image.
  const FrameRow *frameRow(std::uint64_t address) const { return frames_->rowAt(address); }

  const llvm::object::ObjectFile &object() const { return *object_; }

private:
  struct Segment {
    std::uint64_t address, fileOffset, fileSize;
    bool executable;
  };

  ElfImage() = default;
  llvm::Error readSegments();
  llvm::Expected<FrameSections> frameSections() const;

  std::string path_, buildId_;
  std::unique_ptr<llvm::MemoryBuffer> bytes_;
  std::unique_ptr<llvm::object::ObjectFile> object_;
  std::vector<Segment> segments_;
  std::unique_ptr<FrameTable> frames_;
};

} // namespace coax::profiler
