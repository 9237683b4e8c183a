// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/recall/Trace.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/DebugInfo/Symbolize/Symbolize.h>

#include <filesystem>
#include <map>
#include <set>

namespace coax::recall {
namespace {

using llvm::StringRef;
using llvm::symbolize::LLVMSymbolizer;

LLVMSymbolizer::Options symbolizerOptions() {
  LLVMSymbolizer::Options options;
  options.PrintFunctions = llvm::DINameKind::LinkageName;
  options.UseSymbolTable = true;
  options.Demangle = true;
  return options;
}

std::string known(const std::string &text) {
  return text == llvm::DILineInfo::BadString ? std::string() : text;
}

Frame frameOf(const llvm::DILineInfo &line, const std::string &module) {
  Frame frame{known(line.FunctionName), known(line.FileName), line.Line, line.Column, module};
  if (frame.line == 0) // the symbol table names object files, too
    frame.file.clear();
  return frame;
}

class FrameReader {
public:
  /// The frames at the call before the return address "MODULE+OFFSET"; none if it is not of that
  /// form.
  const std::vector<Frame> &framesAt(StringRef text) {
    auto [slot, isNew] = frames_.try_emplace(text.str());
    if (isNew)
      slot->second = resolve(text);
    return slot->second;
  }

private:
  std::vector<Frame> resolve(StringRef text) {
    auto [module, offset] = text.rsplit('+');
    std::uint64_t address = 0;
    if (offset.getAsInteger(16, address))
      return {};
    std::vector<Frame> frames;
    auto chain = symbolizer_.symbolizeInlinedCode(
        module, {address - 1, llvm::object::SectionedAddress::UndefSection});
    if (!chain)
      llvm::consumeError(chain.takeError()); // generated code, the vdso: a frame without a name
    else
      for (unsigned i = 0; i < chain->getNumberOfFrames(); ++i)
        frames.push_back(frameOf(chain->getFrame(i), module.str()));
    if (frames.empty())
      frames.push_back({{}, {}, 0, 0, module.str()});
    return frames;
  }

  LLVMSymbolizer symbolizer_{symbolizerOptions()};
  std::map<std::string, std::vector<Frame>> frames_;
};

llvm::Expected<Stack> stackOf(StringRef line, FrameReader &reader) {
  llvm::SmallVector<StringRef> parts;
  line.split(parts, '\t');
  if (parts.size() < 2 || (parts[1] != "waits" && parts[1] != "-"))
    return makeError("no stack: {0}", line);
  Stack stack{parts[0].str(), parts[1] == "waits", {}};
  for (StringRef part : llvm::drop_begin(parts, 2)) {
    const std::vector<Frame> &frames = reader.framesAt(part);
    if (frames.empty())
      return makeError("no return address: {0}", part);
    stack.frames.insert(stack.frames.end(), frames.begin(), frames.end());
  }
  return stack;
}

/// The lines of all files, each once.
llvm::Expected<std::set<std::string>> linesIn(const std::string &directory) {
  std::set<std::string> lines;
  std::error_code error;
  for (const auto &entry : std::filesystem::directory_iterator(directory, error)) {
    llvm::Expected<std::string> text = readFile(entry.path());
    if (!text)
      return text.takeError();
    llvm::SmallVector<StringRef> parts;
    StringRef(*text).split(parts, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef part : parts)
      lines.insert(part.str());
  }
  if (error)
    return makeError("cannot read {0}: {1}", directory, error.message());
  return lines;
}

} // namespace

llvm::Expected<std::vector<Stack>> readTrace(const std::string &directory) {
  llvm::Expected<std::set<std::string>> lines = linesIn(directory);
  if (!lines)
    return lines.takeError();
  std::vector<Stack> stacks;
  FrameReader reader;
  for (const std::string &line : *lines) {
    llvm::Expected<Stack> stack = stackOf(line, reader);
    if (!stack)
      return stack.takeError();
    stacks.push_back(std::move(*stack));
  }
  return stacks;
}

} // namespace coax::recall
