// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Call frame information of one ELF file: virtual address ⇒ how to find the caller's registers.
// Entries are parsed on demand, so that opening a large library costs nothing; rows are kept.
// Source: DWARF 5, 6.4; System V ABI for x86-64, 3.7; Linux Standard Base, 10.6 (.eh_frame).
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coax::profiler {

class ElfImage;

/// DWARF register numbers of x86-64. Source: System V ABI, figure 3.36.
enum Register : unsigned { rbx = 3, rbp = 6, rsp = 7, returnAddress = 16, registerCount = 17 };

/// How a register of the caller, or the canonical frame address (CFA), is found.
struct RegisterRule {
  enum class Kind : std::uint8_t {
    Same,         ///< not touched by this frame
    Undefined,    ///< lost; of the return address: there is no caller
    AtCfa,        ///< in memory at CFA + offset
    CfaPlus,      ///< CFA + offset
    RegisterPlus, ///< register + offset
    AtRegister,   ///< in memory at register + offset
    Expression,   ///< value of a DWARF expression
    AtExpression, ///< in memory at the value of a DWARF expression
  };
  Kind kind = Kind::Same;
  std::uint8_t base = 0; ///< RegisterPlus, AtRegister
  std::int32_t offset = 0;
  llvm::StringRef expression; ///< bytes in the image

  bool operator==(const RegisterRule &) const = default;
};

/// The rules at one address, and the function that it belongs to.
struct FrameRow {
  std::uint64_t functionBegin = 0, functionEnd = 0; ///< [begin, end), virtual addresses
  RegisterRule cfa;
  std::array<RegisterRule, registerCount> registers;
  bool signalFrame = false; ///< the caller's address is exact, not a return address
};

/// Where an ELF file keeps its frame information; virtual addresses.
struct FrameSections {
  std::optional<std::uint64_t> searchTable; ///< .eh_frame_hdr
  std::optional<std::uint64_t> frames;      ///< .eh_frame, by section header
};

class FrameTable {
public:
  /// `image` must outlive the table.
  FrameTable(const ElfImage &image, FrameSections sections) : image_(image), sections_(sections) {}

  /// Null where no entry covers the address or its entry cannot be understood. The pointer stays
  /// valid as long as the table.
  const FrameRow *rowAt(std::uint64_t address);

private:
  struct Entry {
    std::uint64_t functionBegin, address;
    auto operator<=>(const Entry &) const = default;
  };

  std::optional<std::uint64_t> findEntry(std::uint64_t address);
  std::optional<std::uint64_t> findInSearchTable(std::uint64_t address);
  std::optional<std::uint64_t> findInIndex(std::uint64_t address);
  std::uint64_t framesAddress() const;
  void buildIndex();

  const ElfImage &image_;
  FrameSections sections_;
  bool indexed_ = false;
  std::vector<Entry> index_; ///< sorted; used where there is no search table
  std::unordered_map<std::uint64_t, std::unique_ptr<FrameRow>> rows_;
};

} // namespace coax::profiler
