// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program counter and stack pointer of a thread that is off the CPU ⇒ its stack. No other register
// is known: where a frame depends on a lost frame pointer, its size is computed from the function's
// code and the return address found is checked against the call before it; failing that, the stack
// is searched for a return address whose call leads to the function. The target is never stopped,
// so the caller must check that the thread did not run meanwhile.
#pragma once

#include "analyzers/model/Profile.h"
#include "tool/profiler/AddressSpace.h"
#include "tool/profiler/CodeReader.h"

#include <cstdint>
#include <vector>

namespace coax::profiler {

/// A code address that stays meaningful when the process is gone.
struct CodeAddress {
  const ElfImage *image = nullptr; ///< null: code without a readable file
  std::uint64_t address = 0;       ///< virtual address in the image; in the process without one
  bool returnAddress = false;      ///< the call stands before it

  auto operator<=>(const CodeAddress &) const = default;
};

struct RawStack {
  std::vector<CodeAddress> frames; ///< innermost first
  StackQuality quality = StackQuality::Truncated;

  auto operator<=>(const RawStack &) const = default;
};

/// A copy of a thread's stack, from its stack pointer upwards, that grows as it is read.
class StackCopy {
public:
  /// Copies the first 8 KiB, or less where the stack ends before.
  StackCopy(const AddressSpace &space, std::uint64_t stackPointer);

  std::uint64_t begin() const { return begin_; }

  /// Reads 8 bytes. False below the stack pointer, past the stack's end, or more than 1 MiB up.
  bool readWord(std::uint64_t address, std::uint64_t &word);

  /// Nothing could be copied.
  bool empty() const { return bytes_.empty(); }

  /// More was copied after the constructor.
  bool grown() const { return grown_; }

private:
  bool growTo(std::size_t size);

  const AddressSpace &space_;
  std::uint64_t begin_;
  std::vector<std::uint8_t> bytes_;
  bool ended_ = false, grown_ = false;
};

class Unwinder {
public:
  explicit Unwinder(CodeReader &code) : code_(code) {}

  /// Frame 0 is `programCounter`. Never fails: what cannot be followed is Truncated.
  RawStack unwind(const AddressSpace &space, std::uint64_t programCounter, StackCopy &stack);

private:
  CodeReader &code_;
};

} // namespace coax::profiler
