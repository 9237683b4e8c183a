// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ElfImage.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/BinaryFormat/ELF.h>
#include <llvm/Object/BuildID.h>
#include <llvm/Object/ELFObjectFile.h>

namespace coax::profiler {

namespace {

using llvm::object::ELF64LEObjectFile;

constexpr std::uint64_t pageMask = ~std::uint64_t{4095};

const ELF64LEObjectFile &asElf(const llvm::object::ObjectFile &object) {
  return llvm::cast<ELF64LEObjectFile>(object);
}

} // namespace

llvm::Expected<std::unique_ptr<ElfImage>> ElfImage::open(const std::string &file,
                                                         std::string path) {
  auto bytes = llvm::MemoryBuffer::getFile(file, /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  if (!bytes)
    return llvm::createStringError(bytes.getError(), "cannot read %s", file.c_str());
  return fromBytes(std::move(*bytes), std::move(path));
}

llvm::Expected<std::unique_ptr<ElfImage>>
ElfImage::fromBytes(std::unique_ptr<llvm::MemoryBuffer> bytes, std::string path) {
  auto object = llvm::object::ObjectFile::createELFObjectFile(bytes->getMemBufferRef());
  if (!object)
    return object.takeError();
  if (!llvm::isa<ELF64LEObjectFile>(**object))
    return llvm::createStringError("%s is not a 64-bit little-endian ELF file", path.c_str());

  std::unique_ptr<ElfImage> image(new ElfImage);
  image->path_ = std::move(path);
  image->bytes_ = std::move(bytes);
  image->object_ = std::move(*object);
  auto id = llvm::object::getBuildID(image->object_.get());
  image->buildId_ = llvm::toHex(id, /*LowerCase=*/true);
  if (auto error = image->readSegments())
    return error;
  auto sections = image->frameSections();
  if (!sections)
    return sections.takeError();
  image->frames_ = std::make_unique<FrameTable>(*image, *sections);
  return image;
}

llvm::Error ElfImage::readSegments() {
  auto headers = asElf(*object_).getELFFile().program_headers();
  if (!headers)
    return headers.takeError();
  for (const auto &header : *headers) {
    bool inside = header.p_offset <= bytes_->getBufferSize() &&
                  header.p_filesz <= bytes_->getBufferSize() - header.p_offset;
    if (header.p_type == llvm::ELF::PT_LOAD && inside)
      segments_.push_back({header.p_vaddr, header.p_offset, header.p_filesz,
                           (header.p_flags & llvm::ELF::PF_X) != 0});
  }
  return llvm::Error::success();
}

llvm::Expected<FrameSections> ElfImage::frameSections() const {
  FrameSections found;
  const auto &file = asElf(*object_).getELFFile();
  auto headers = file.program_headers();
  if (!headers)
    return headers.takeError();
  for (const auto &header : *headers)
    if (header.p_type == llvm::ELF::PT_GNU_EH_FRAME)
      found.searchTable = header.p_vaddr;
  for (const auto &section : object_->sections()) {
    auto name = section.getName();
    if (!name)
      llvm::consumeError(name.takeError());
    else if (*name == ".eh_frame")
      found.frames = section.getAddress();
  }
  return found;
}

llvm::ArrayRef<std::uint8_t> ElfImage::bytesAt(std::uint64_t address) const {
  for (const Segment &segment : segments_) {
    if (address < segment.address || address - segment.address >= segment.fileSize)
      continue;
    std::uint64_t skip = address - segment.address;
    auto begin = bytes_->getBufferStart() + segment.fileOffset + skip;
    return {reinterpret_cast<const std::uint8_t *>(begin), segment.fileSize - skip};
  }
  return {};
}

std::optional<std::uint64_t> ElfImage::biasOf(const Mapping &mapping) const {
  for (const Segment &segment : segments_) {
    bool holds = mapping.fileOffset >= (segment.fileOffset & pageMask) &&
                 mapping.fileOffset < segment.fileOffset + segment.fileSize;
    if (holds && segment.executable == mapping.executable)
      return mapping.begin - mapping.fileOffset + segment.fileOffset - segment.address;
  }
  return std::nullopt;
}

} // namespace coax::profiler
