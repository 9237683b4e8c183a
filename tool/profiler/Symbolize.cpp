// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Symbolize.h"

#include "analyzers/base/Log.h"

#include <llvm/DebugInfo/Symbolize/Symbolize.h>

#include <map>

namespace coax::profiler {

namespace {

using llvm::symbolize::LLVMSymbolizer;

LLVMSymbolizer::Options symbolizerOptions() {
  LLVMSymbolizer::Options options;
  options.PrintFunctions = llvm::DINameKind::LinkageName;
  options.UseSymbolTable = true;
  options.Demangle = true;
  options.DebugFileDirectory = {"/usr/lib/debug"};
  return options;
}

std::string known(const std::string &text) {
  return text == llvm::DILineInfo::BadString ? std::string() : text;
}

/// True if the file at the image's path is still the one that was mapped.
bool isUnchanged(const ElfImage &image) {
  auto now = ElfImage::open(image.path(), image.path());
  if (!now) {
    llvm::consumeError(now.takeError());
    return false;
  }
  return (*now)->buildId() == image.buildId() && !image.buildId().empty();
}

class Symbolizer {
public:
  explicit Symbolizer(Profile &profile) : profile_(profile) {}

  /// Frames of one code address, the innermost inlined one first.
  const std::vector<std::size_t> &framesAt(const CodeAddress &code) {
    auto [slot, isNew] = frames_.try_emplace(code);
    if (isNew)
      slot->second = resolve(code);
    return slot->second;
  }

private:
  std::vector<std::size_t> resolve(const CodeAddress &code) {
    llvm::DIInliningInfo chain;
    if (code.image)
      chain = chainAt(code);
    std::vector<std::size_t> indices;
    unsigned count = std::max(chain.getNumberOfFrames(), 1u);
    for (unsigned i = 0; i < count; ++i) {
      ProfileFrame frame;
      if (i < chain.getNumberOfFrames())
        describe(chain.getFrame(i), frame);
      frame.module = code.image ? moduleOf(*code.image) : std::string();
      frame.address = code.address;
      frame.inlined = i + 1 < count;
      indices.push_back(profile_.frames.size());
      profile_.frames.push_back(std::move(frame));
    }
    return indices;
  }

  static void describe(const llvm::DILineInfo &line, ProfileFrame &frame) {
    frame.function = known(line.FunctionName);
    frame.file = known(line.FileName);
    frame.line = line.Line;
    frame.column = line.Column;
    // Without debug information, the symbol table may name the object file it came from.
    if (frame.line == 0 && frame.file.find('/') == std::string::npos)
      frame.file.clear();
  }

  llvm::DIInliningInfo chainAt(const CodeAddress &code) {
    llvm::object::SectionedAddress at{code.address - (code.returnAddress ? 1 : 0),
                                      llvm::object::SectionedAddress::UndefSection};
    // By path, separate debug files are found as well; the bytes that ran are the second choice.
    auto [slot, isNew] = unchanged_.try_emplace(code.image, false);
    if (isNew)
      slot->second = isUnchanged(*code.image);
    auto chain = slot->second ? symbolizer_.symbolizeInlinedCode(code.image->path(), at)
                              : symbolizer_.symbolizeInlinedCode(code.image->object(), at);
    if (chain)
      return *chain;
    vlog("no symbols in {0}: {1}", code.image->path(), llvm::toString(chain.takeError()));
    return {};
  }

  const std::string &moduleOf(const ElfImage &image) {
    auto [slot, isNew] = modules_.try_emplace(&image, profile_.modules.size());
    if (isNew)
      profile_.modules.push_back({image.path(), image.buildId()});
    return profile_.modules[slot->second].path;
  }

  Profile &profile_;
  LLVMSymbolizer symbolizer_{symbolizerOptions()};
  std::map<CodeAddress, std::vector<std::size_t>> frames_;
  std::map<const ElfImage *, bool> unchanged_;
  std::map<const ElfImage *, std::size_t> modules_;
};

} // namespace

Profile symbolize(const Recording &recording) {
  Profile profile;
  profile.durationNs = recording.durationNs;
  profile.quality = recording.quality;
  profile.threads = recording.threads;
  profile.blocked = recording.blocked;
  Symbolizer symbolizer(profile);
  for (const RawStack &raw : recording.stacks) {
    ProfileStack stack;
    stack.quality = raw.quality;
    for (const CodeAddress &code : raw.frames) {
      const auto &frames = symbolizer.framesAt(code);
      stack.frames.insert(stack.frames.end(), frames.begin(), frames.end());
    }
    profile.stacks.push_back(std::move(stack));
  }
  return profile;
}

} // namespace coax::profiler
