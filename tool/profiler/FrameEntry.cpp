// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/FrameEntry.h"

#include "tool/profiler/ElfImage.h"

#include <llvm/BinaryFormat/Dwarf.h>
#include <llvm/DebugInfo/DWARF/LowLevel/DWARFCFIProgram.h>
#include <llvm/DebugInfo/DWARF/LowLevel/DWARFUnwindTable.h>

namespace coax::profiler {

namespace {

using llvm::DWARFDataExtractorSimple;
using llvm::dwarf::UnwindLocation;
using llvm::dwarf::UnwindRow;

DWARFDataExtractorSimple extractor(llvm::ArrayRef<std::uint8_t> bytes) {
  return {bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8};
}

/// Reads the augmentation data of a CIE, as its augmentation string describes it.
bool readAugmentation(DWARFDataExtractorSimple &data, llvm::StringRef letters,
                      std::uint64_t &offset, CommonEntry &common) {
  common.hasAugmentation = letters.consume_front("z");
  if (!common.hasAugmentation)
    return letters.empty();
  std::uint64_t length = data.getULEB128(&offset), end = offset + length;
  for (char letter : letters) {
    if (letter == 'R')
      common.pointerEncoding = data.getU8(&offset);
    else if (letter == 'L')
      data.getU8(&offset);
    else if (letter == 'P') {
      std::uint8_t encoding = data.getU8(&offset) & 0x0f;
      data.getEncodedPointer(&offset, encoding, 0);
    } else if (letter == 'S')
      common.signalFrame = true;
    else if (letter != 'B')
      break;
  }
  offset = end;
  return data.isValidOffset(offset) || offset == data.size();
}

std::optional<CommonEntry> readCommon(const ElfImage &image, std::uint64_t address) {
  auto record = readRecord(image, address);
  if (!record || !record->isCommon)
    return std::nullopt;
  auto bytes = image.bytesAt(record->body).take_front(record->next - record->body);
  auto data = extractor(bytes);
  std::uint64_t offset = 0;
  CommonEntry common;
  std::uint8_t version = data.getU8(&offset);
  llvm::StringRef letters = data.getCStrRef(&offset);
  if (version != 1 && version != 3 && version != 4)
    return std::nullopt;
  if (version == 4)
    offset += 2; // size of an address, size of a segment selector
  common.codeAlign = data.getULEB128(&offset);
  common.dataAlign = data.getSLEB128(&offset);
  common.returnRegister = version == 1 ? data.getU8(&offset) : data.getULEB128(&offset);
  if (!readAugmentation(data, letters, offset, common))
    return std::nullopt;
  common.instructions = bytes.drop_front(offset);
  return common;
}

bool parseProgram(llvm::ArrayRef<std::uint8_t> bytes, llvm::dwarf::CFIProgram &program) {
  auto data = extractor(bytes);
  std::uint64_t offset = 0;
  auto error = program.parse(data, &offset, bytes.size());
  bool good = !error;
  llvm::consumeError(std::move(error));
  return good;
}

RegisterRule toRule(const UnwindLocation &location) {
  using Kind = RegisterRule::Kind;
  RegisterRule rule;
  rule.offset = location.getOffset();
  bool inMemory = location.getDereference();
  switch (location.getLocation()) {
  case UnwindLocation::CFAPlusOffset:
    rule.kind = inMemory ? Kind::AtCfa : Kind::CfaPlus;
    break;
  case UnwindLocation::RegPlusOffset:
    rule.kind = inMemory ? Kind::AtRegister : Kind::RegisterPlus;
    rule.base = static_cast<std::uint8_t>(location.getRegister());
    if (location.getRegister() >= registerCount)
      rule.kind = Kind::Undefined;
    break;
  case UnwindLocation::DWARFExpr:
    rule.kind = inMemory ? Kind::AtExpression : Kind::Expression;
    rule.offset = 0;
    rule.expression = location.getDWARFExpressionBytes()->getData();
    break;
  case UnwindLocation::Undefined:
  case UnwindLocation::Constant:
    rule = {};
    rule.kind = Kind::Undefined;
    break;
  case UnwindLocation::Unspecified:
  case UnwindLocation::Same:
    rule = {};
    break;
  }
  return rule;
}

FrameRow toRow(const FrameEntry &entry, const UnwindRow &unwound) {
  FrameRow row;
  row.functionBegin = entry.functionBegin;
  row.functionEnd = entry.functionEnd;
  row.signalFrame = entry.common.signalFrame;
  row.cfa = toRule(unwound.getCFAValue());
  for (std::uint32_t number : unwound.getRegisterLocations().getRegisters())
    if (number < registerCount)
      row.registers[number] = toRule(*unwound.getRegisterLocations().getRegisterLocation(number));
  return row;
}

} // namespace

std::optional<FrameRecord> readRecord(const ElfImage &image, std::uint64_t address) {
  auto bytes = image.bytesAt(address);
  auto data = extractor(bytes);
  std::uint64_t offset = 0;
  if (!data.isValidOffsetForDataOfSize(0, 4))
    return std::nullopt;
  std::uint64_t length = data.getU32(&offset);
  if (length == 0)
    return FrameRecord{};
  if (length == llvm::dwarf::DW_LENGTH_DWARF64)
    length = data.getU64(&offset);
  if (length < 4 || length > bytes.size() - offset)
    return std::nullopt;
  FrameRecord record;
  record.next = address + offset + length;
  std::uint64_t idAddress = address + offset;
  std::uint32_t id = data.getU32(&offset);
  record.isCommon = id == 0;
  record.common = idAddress - id;
  record.body = address + offset;
  return record;
}

std::optional<FrameEntry> readEntry(const ElfImage &image, std::uint64_t address) {
  auto record = readRecord(image, address);
  if (!record || record->next == 0 || record->isCommon)
    return std::nullopt;
  auto common = readCommon(image, record->common);
  if (!common)
    return std::nullopt;
  auto bytes = image.bytesAt(record->body).take_front(record->next - record->body);
  auto data = extractor(bytes);
  std::uint64_t offset = 0;
  auto begin = data.getEncodedPointer(&offset, common->pointerEncoding, record->body);
  auto size = data.getEncodedPointer(&offset, common->pointerEncoding & 0x0f, 0);
  if (!begin || !size)
    return std::nullopt;
  if (common->hasAugmentation) {
    std::uint64_t length = data.getULEB128(&offset);
    offset += length;
  }
  if (offset > bytes.size())
    return std::nullopt;
  return FrameEntry{*begin, *begin + *size, *common, bytes.drop_front(offset)};
}

std::optional<FrameRow> evaluateEntry(const FrameEntry &entry, std::uint64_t address) {
  constexpr auto arch = llvm::Triple::x86_64;
  llvm::dwarf::CFIProgram common(entry.common.codeAlign, entry.common.dataAlign, arch);
  llvm::dwarf::CFIProgram own(entry.common.codeAlign, entry.common.dataAlign, arch);
  if (!parseProgram(entry.common.instructions, common) || !parseProgram(entry.instructions, own))
    return std::nullopt;

  UnwindRow current;
  current.setAddress(entry.functionBegin);
  auto commonRows = llvm::dwarf::parseRows(common, current, nullptr);
  if (!commonRows) {
    llvm::consumeError(commonRows.takeError());
    return std::nullopt;
  }
  const auto initial = current.getRegisterLocations();
  auto rows = llvm::dwarf::parseRows(own, current, &initial);
  if (!rows) {
    llvm::consumeError(rows.takeError());
    return std::nullopt;
  }
  // `current` is the last row; the finished ones before it are in ascending order.
  const UnwindRow *found = &current;
  for (auto row = rows->rbegin(); row != rows->rend() && found->getAddress() > address; ++row)
    found = &*row;
  if (found->getAddress() > address)
    return std::nullopt;
  return toRow(entry, *found);
}

} // namespace coax::profiler
