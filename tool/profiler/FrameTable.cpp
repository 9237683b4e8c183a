// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/FrameTable.h"

#include "tool/profiler/ElfImage.h"
#include "tool/profiler/FrameEntry.h"

#include <llvm/Support/Endian.h>

#include <algorithm>

namespace coax::profiler {

namespace {

using llvm::support::endian::read32le;

/// .eh_frame_hdr as every linker writes it: version 1, the pointer to .eh_frame as a 4-byte offset
/// from itself, a 4-byte count, and a table of pairs of 4-byte offsets from the header. Other
/// encodings are legal, unused in practice, and served by the index.
struct SearchTable {
  std::uint64_t address;
  llvm::ArrayRef<std::uint8_t> bytes;

  static constexpr std::size_t headerSize = 12, pairSize = 8;

  bool hasPointer() const { return bytes.size() >= 8 && bytes[0] == 1 && bytes[1] == 0x1b; }
  bool usable() const {
    return hasPointer() && bytes.size() >= headerSize && bytes[2] == 0x03 && bytes[3] == 0x3b &&
           count() > 0 && count() <= (bytes.size() - headerSize) / pairSize;
  }
  std::uint64_t framesAddress() const { return address + 4 + signedAt(4); }
  std::uint64_t count() const { return read32le(bytes.data() + 8); }
  std::uint64_t functionBegin(std::uint64_t i) const {
    return address + signedAt(headerSize + i * pairSize);
  }
  std::uint64_t entry(std::uint64_t i) const {
    return address + signedAt(headerSize + i * pairSize + 4);
  }
  std::uint64_t signedAt(std::size_t offset) const {
    return static_cast<std::uint64_t>(
        static_cast<std::int64_t>(static_cast<std::int32_t>(read32le(bytes.data() + offset))));
  }
};

SearchTable searchTable(const ElfImage &image, const FrameSections &sections) {
  if (!sections.searchTable)
    return {0, {}};
  return {*sections.searchTable, image.bytesAt(*sections.searchTable)};
}

} // namespace

const FrameRow *FrameTable::rowAt(std::uint64_t address) {
  auto [slot, isNew] = rows_.try_emplace(address);
  if (!isNew)
    return slot->second.get();
  auto entryAddress = findEntry(address);
  auto entry = entryAddress ? readEntry(image_, *entryAddress) : std::nullopt;
  if (!entry || address < entry->functionBegin || address >= entry->functionEnd)
    return nullptr;
  if (auto row = evaluateEntry(*entry, address))
    slot->second = std::make_unique<FrameRow>(std::move(*row));
  return slot->second.get();
}

std::optional<std::uint64_t> FrameTable::findEntry(std::uint64_t address) {
  if (searchTable(image_, sections_).usable())
    return findInSearchTable(address);
  return findInIndex(address);
}

std::optional<std::uint64_t> FrameTable::findInSearchTable(std::uint64_t address) {
  SearchTable table = searchTable(image_, sections_);
  if (address < table.functionBegin(0))
    return std::nullopt;
  std::uint64_t low = 0, high = table.count();
  while (high - low > 1) {
    std::uint64_t middle = low + (high - low) / 2;
    (table.functionBegin(middle) <= address ? low : high) = middle;
  }
  return table.entry(low);
}

std::optional<std::uint64_t> FrameTable::findInIndex(std::uint64_t address) {
  if (!indexed_)
    buildIndex();
  auto above = std::upper_bound(index_.begin(), index_.end(), Entry{address, ~std::uint64_t{0}});
  if (above == index_.begin())
    return std::nullopt;
  return std::prev(above)->address;
}

std::uint64_t FrameTable::framesAddress() const {
  if (sections_.frames)
    return *sections_.frames;
  SearchTable table = searchTable(image_, sections_);
  return table.hasPointer() ? table.framesAddress() : 0;
}

void FrameTable::buildIndex() {
  indexed_ = true;
  for (std::uint64_t at = framesAddress(); at != 0;) {
    auto record = readRecord(image_, at);
    if (!record)
      break;
    if (record->next != 0 && !record->isCommon)
      if (auto entry = readEntry(image_, at))
        index_.push_back({entry->functionBegin, at});
    at = record->next;
  }
  std::sort(index_.begin(), index_.end());
}

} // namespace coax::profiler
