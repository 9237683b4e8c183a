// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the machine code of an image says about its frames: which call ends at a return address,
// where a stub jumps to, and how deep the stack is at an address. x86-64 only, through LLVM's
// disassembler; no byte patterns. All addresses are virtual addresses of the image. Answers about
// calls are kept. One thread at a time.
#pragma once

#include "tool/profiler/ElfImage.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace llvm {
class MCInst;
}

namespace coax::profiler {

/// Where a call or jump goes.
struct Transfer {
  enum class Kind {
    None,          ///< no call or jump there
    Direct,        ///< `target` is the destination
    ThroughMemory, ///< `target` is the address of the slot that holds the destination
    Indirect,      ///< through a register or computed address
  };
  Kind kind = Kind::None;
  std::uint64_t target = 0;
};

class CodeReader {
public:
  CodeReader();
  ~CodeReader();

  /// The call instruction whose last byte is just before `address`.
  Transfer callEndingAt(const ElfImage &image, std::uint64_t address);

  /// The unconditional jump at `address`, an `endbr64` before it skipped: a PLT stub or a thunk.
  Transfer jumpAt(const ElfImage &image, std::uint64_t address);

  /// A jump out of a function, and where it stands.
  struct Exit {
    std::uint64_t address = 0;
    Transfer transfer;
  };

  /// The unconditional jumps from [begin, end) to code outside of it: tail calls, jumps to a cold
  /// part, jumps through tables. Kept, so the reference stays valid as long as the reader.
  const std::vector<Exit> &exitsOf(const ElfImage &image, std::uint64_t begin, std::uint64_t end);

  /// Possible numbers of bytes between the stack pointer and the return address slot when control
  /// is at `address` of the function that begins at `begin`: the likeliest first. Empty where the
  /// depth depends on run-time values (alloca, realignment).
  std::vector<std::uint64_t> depthsAt(const ElfImage &image, std::uint64_t begin,
                                      std::uint64_t address);

private:
  struct Machine;
  class DepthTracker;

  struct Key {
    const ElfImage *image;
    std::uint64_t address;
    bool operator==(const Key &) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key &key) const {
      return std::hash<const void *>()(key.image) ^ (key.address * 0x9e3779b97f4a7c15u);
    }
  };

  Transfer decodeCall(const ElfImage &image, std::uint64_t address);
  Transfer transferOf(const llvm::MCInst &instruction, std::uint64_t address, std::uint64_t size);

  std::unique_ptr<Machine> machine_;
  std::unordered_map<Key, Transfer, KeyHash> calls_;
  std::unordered_map<Key, std::vector<Exit>, KeyHash> exits_; ///< by the function's begin
};

} // namespace coax::profiler
