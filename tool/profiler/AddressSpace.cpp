// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/AddressSpace.h"

#include "analyzers/base/Log.h"

#include <algorithm>
#include <array>
#include <sys/stat.h>
#include <sys/uio.h>

namespace coax::profiler {

namespace {

std::size_t readMemory(pid_t process, std::uint64_t address, void *to, std::size_t size) {
  // One remote vector a page: a transfer may end between vectors, not inside one.
  // Source: process_vm_readv(2), RETURN VALUE.
  constexpr std::size_t page = 4096, batch = 64;
  std::size_t done = 0;
  while (done < size) {
    std::array<iovec, batch> remote;
    std::size_t count = 0, wanted = 0;
    while (count < batch && done + wanted < size) {
      std::uint64_t at = address + done + wanted;
      std::size_t length = std::min<std::size_t>(page - at % page, size - done - wanted);
      remote[count++] = {reinterpret_cast<void *>(at), length};
      wanted += length;
    }
    iovec local{static_cast<char *>(to) + done, wanted};
    ssize_t got = process_vm_readv(process, &local, 1, remote.data(), count, 0);
    if (got <= 0)
      break;
    done += static_cast<std::size_t>(got);
    if (static_cast<std::size_t>(got) < wanted)
      break;
  }
  return done;
}

bool hasInode(const std::string &file, std::uint64_t inode) {
  struct stat status;
  return stat(file.c_str(), &status) == 0 && status.st_ino == inode;
}

/// A path under which this process can open what the target has mapped.
std::string openablePath(pid_t process, const Mapping &mapping) {
  std::string proc = "/proc/" + std::to_string(process);
  char range[64];
  std::snprintf(range, sizeof range, "/map_files/%lx-%lx",
                static_cast<unsigned long>(mapping.begin), static_cast<unsigned long>(mapping.end));
  for (const std::string &candidate :
       {mapping.path, proc + "/root" + mapping.path, proc + "/exe", proc + range})
    if (hasInode(candidate, mapping.inode))
      return candidate;
  return mapping.path;
}

llvm::Expected<std::unique_ptr<ElfImage>> openImage(pid_t process, const Mapping &mapping) {
  if (mapping.path != "[vdso]")
    return ElfImage::open(openablePath(process, mapping), mapping.path);
  auto bytes = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(mapping.end - mapping.begin);
  if (readMemory(process, mapping.begin, bytes->getBufferStart(), bytes->getBufferSize()) !=
      bytes->getBufferSize())
    return llvm::createStringError("cannot read the vdso of process %d", process);
  return ElfImage::fromBytes(std::move(bytes), mapping.path);
}

} // namespace

const ElfImage *ImageCache::imageOf(pid_t process, const Mapping &mapping) {
  auto [slot, isNew] = images_.try_emplace(Key{mapping.path, mapping.inode});
  if (!isNew)
    return slot->second.get();
  if (auto image = openImage(process, mapping))
    slot->second = std::move(*image);
  else
    vlog("no frames from {0}: {1}", mapping.path, llvm::toString(image.takeError()));
  return slot->second.get();
}

void AddressSpace::reload() {
  ++generation_;
  modules_.clear();
  for (const Mapping &mapping : readMaps(process_)) {
    bool named = mapping.path == "[vdso]" || mapping.path.starts_with('/');
    if (!mapping.executable)
      continue;
    Module module{mapping.begin, mapping.end, 0, nullptr};
    if (named)
      module.image = images_.imageOf(process_, mapping);
    auto bias = module.image ? module.image->biasOf(mapping) : std::nullopt;
    module.bias = bias.value_or(0);
    if (!bias)
      module.image = nullptr;
    modules_.push_back(module);
  }
}

const Module *AddressSpace::find(std::uint64_t address) const {
  auto above = std::upper_bound(
      modules_.begin(), modules_.end(), address,
      [](std::uint64_t wanted, const Module &module) { return wanted < module.begin; });
  if (above == modules_.begin() || address >= std::prev(above)->end)
    return nullptr;
  return &*std::prev(above);
}

std::size_t AddressSpace::read(std::uint64_t address, void *to, std::size_t size) const {
  return readMemory(process_, address, to, size);
}

} // namespace coax::profiler
