// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One frame description entry (FDE) of .eh_frame, with the common entry (CIE) it refers to.
// Bytes ⇒ values; malformed bytes give nothing, never a wrong range of memory.
#pragma once

#include "tool/profiler/FrameTable.h"

#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <optional>
#include <string>

namespace coax::profiler {

/// What a CIE says to all of its FDEs.
struct CommonEntry {
  std::uint64_t codeAlign = 1;
  std::int64_t dataAlign = 1;
  std::uint64_t returnRegister = returnAddress;
  std::uint8_t pointerEncoding = 0; ///< DW_EH_PE_*
  bool hasAugmentation = false;
  bool signalFrame = false;
  llvm::ArrayRef<std::uint8_t> instructions;
};

struct FrameEntry {
  std::uint64_t functionBegin = 0, functionEnd = 0;
  CommonEntry common;
  llvm::ArrayRef<std::uint8_t> instructions;
};

/// The record at `address` of .eh_frame: a CIE, an FDE or the terminator.
struct FrameRecord {
  std::uint64_t next = 0; ///< address of the record behind it; 0 for the terminator
  bool isCommon = false;
  std::uint64_t common = 0; ///< of an FDE: address of its CIE
  std::uint64_t body = 0;   ///< address of what follows the CIE id or CIE pointer
};

std::optional<FrameRecord> readRecord(const ElfImage &image, std::uint64_t address);

/// Nothing if there is no well-formed FDE at `address`.
std::optional<FrameEntry> readEntry(const ElfImage &image, std::uint64_t address);

/// Runs the entry's instructions up to `address`, which must be inside the function. Nothing if
/// they are malformed.
std::optional<FrameRow> evaluateEntry(const FrameEntry &entry, std::uint64_t address);

} // namespace coax::profiler
