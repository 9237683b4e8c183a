// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/CodeReader.h"

#include <llvm/MC/MCAsmInfo.h>
#include <llvm/MC/MCContext.h>
#include <llvm/MC/MCDisassembler/MCDisassembler.h>
#include <llvm/MC/MCInst.h>
#include <llvm/MC/MCInstrAnalysis.h>
#include <llvm/MC/MCInstrInfo.h>
#include <llvm/MC/MCRegisterInfo.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/MCTargetOptions.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <cassert>

namespace coax::profiler {

static constexpr std::uint64_t longestFunction = 256 << 10; ///< bytes; longer ones are not followed

/// LLVM's disassembler for x86-64 and the names of what it returns.
struct CodeReader::Machine {
  llvm::Triple triple{"x86_64-unknown-linux-gnu"};
  llvm::MCTargetOptions options;
  std::unique_ptr<llvm::MCRegisterInfo> registers;
  std::unique_ptr<llvm::MCAsmInfo> assembly;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget;
  std::unique_ptr<llvm::MCInstrInfo> instructions;
  std::unique_ptr<llvm::MCInstrAnalysis> analysis;
  std::unique_ptr<llvm::MCContext> context;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
  unsigned stackPointer = 0, framePointer = 0;

  Machine() {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86Disassembler();
    std::string error;
    const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, error);
    assert(target && "LLVM was built without its X86 target");
    registers.reset(target->createMCRegInfo(triple));
    assembly.reset(target->createMCAsmInfo(*registers, triple, options));
    subtarget.reset(target->createMCSubtargetInfo(triple, "", ""));
    instructions.reset(target->createMCInstrInfo());
    analysis.reset(target->createMCInstrAnalysis(instructions.get()));
    context =
        std::make_unique<llvm::MCContext>(triple, assembly.get(), registers.get(), subtarget.get());
    disassembler.reset(target->createMCDisassembler(*subtarget, *context));
    stackPointer = registerNamed("RSP");
    framePointer = registerNamed("RBP");
  }

  unsigned registerNamed(llvm::StringRef name) const {
    for (unsigned number = 1; number < registers->getNumRegs(); ++number)
      if (name == registers->getName(number))
        return number;
    return 0;
  }

  /// Size of the instruction at the start of `bytes`; 0 if there is none.
  std::uint64_t decode(llvm::ArrayRef<std::uint8_t> bytes, std::uint64_t address,
                       llvm::MCInst &instruction) const {
    std::uint64_t size = 0;
    instruction.clear();
    auto status = disassembler->getInstruction(instruction, size, bytes, address, llvm::nulls());
    return status == llvm::MCDisassembler::Success ? size : 0;
  }

  const llvm::MCInstrDesc &describe(const llvm::MCInst &instruction) const {
    return instructions->get(instruction.getOpcode());
  }
  llvm::StringRef name(const llvm::MCInst &instruction) const {
    return instructions->getName(instruction.getOpcode());
  }
  bool writesTo(const llvm::MCInst &instruction, unsigned wanted) const {
    return instruction.getNumOperands() > 0 && instruction.getOperand(0).isReg() &&
           instruction.getOperand(0).getReg() == wanted;
  }
};

/// Follows the distance between the return address slot and the stack pointer through a function,
/// in address order. An epilogue in the middle of a function does not change the depth behind it.
class CodeReader::DepthTracker {
public:
  explicit DepthTracker(const Machine &machine) : machine_(machine) {}

  void step(const llvm::MCInst &instruction) {
    const auto &description = machine_.describe(instruction);
    llvm::StringRef name = machine_.name(instruction);
    if (name.starts_with("PUSH"))
      push(8);
    else if (name.starts_with("POP"))
      pop(8);
    else if (name == "LEAVE64")
      pop(depth_);
    else if (machine_.writesTo(instruction, machine_.stackPointer))
      adjust(instruction, name);
    else if (description.isReturn() || (description.isBranch() && description.isBarrier()))
      leaveBlock();
    else if (description.isCall())
      inEpilogue_ = false;
    if (description.isCall() || description.isBranch())
      bodyDepth_ = std::max(bodyDepth_, depth_);
  }

  bool known() const { return known_; }
  std::uint64_t depth() const { return depth_; }
  std::uint64_t bodyDepth() const { return std::max(bodyDepth_, depth_); }

private:
  void push(std::uint64_t bytes) {
    depth_ += bytes;
    inEpilogue_ = false;
  }
  void pop(std::uint64_t bytes) {
    if (!inEpilogue_)
      beforeEpilogue_ = depth_;
    inEpilogue_ = true;
    depth_ -= std::min(bytes, depth_);
  }
  void leaveBlock() {
    if (inEpilogue_)
      depth_ = beforeEpilogue_;
    inEpilogue_ = false;
  }

  /// sub, add, lea, and, mov with the stack pointer as destination.
  void adjust(const llvm::MCInst &instruction, llvm::StringRef name) {
    const auto &last = instruction.getOperand(instruction.getNumOperands() - 1);
    bool subtract = name.starts_with("SUB64ri"), add = name.starts_with("ADD64ri");
    if ((subtract || add) && last.isImm()) {
      std::int64_t bytes = subtract ? last.getImm() : -last.getImm();
      bytes >= 0 ? push(static_cast<std::uint64_t>(bytes))
                 : pop(static_cast<std::uint64_t>(-bytes));
    } else if (name == "LEA64r" && instruction.getOperand(3).isReg()) {
      loadAddress(instruction);
    } else if (name.starts_with("MOV64rr")) {
      fromFramePointer(instruction, 0);
    } else {
      known_ = false;
    }
  }

  /// lea disp(base), %rsp. Operands: destination, base, scale, index, displacement, segment.
  void loadAddress(const llvm::MCInst &instruction) {
    if (!instruction.getOperand(4).isImm()) {
      known_ = false;
      return;
    }
    std::int64_t displacement = instruction.getOperand(4).getImm();
    if (instruction.getOperand(1).getReg() == machine_.stackPointer)
      displacement <= 0 ? push(static_cast<std::uint64_t>(-displacement))
                        : pop(static_cast<std::uint64_t>(displacement));
    else
      fromFramePointer(instruction, displacement);
  }

  /// The stack pointer becomes %rbp + displacement; %rbp stands 8 bytes below the return address.
  void fromFramePointer(const llvm::MCInst &instruction, std::int64_t displacement) {
    if (instruction.getOperand(1).getReg() != machine_.framePointer || displacement > 8) {
      known_ = false;
      return;
    }
    auto wanted = static_cast<std::uint64_t>(8 - displacement);
    wanted > depth_ ? push(wanted - depth_) : pop(depth_ - wanted);
  }

  const Machine &machine_;
  std::uint64_t depth_ = 0, bodyDepth_ = 0, beforeEpilogue_ = 0;
  bool inEpilogue_ = false, known_ = true;
};

CodeReader::CodeReader() : machine_(std::make_unique<Machine>()) {}
CodeReader::~CodeReader() = default;

Transfer CodeReader::callEndingAt(const ElfImage &image, std::uint64_t address) {
  auto [slot, isNew] = calls_.try_emplace(Key{&image, address});
  if (isNew)
    slot->second = decodeCall(image, address);
  return slot->second;
}

Transfer CodeReader::decodeCall(const ElfImage &image, std::uint64_t address) {
  // Direct calls have 5 bytes, calls through a slot 6 or 7; the rest go through registers.
  for (std::uint64_t size : {5, 6, 7, 2, 3, 4, 8, 9}) {
    if (address < size)
      continue;
    auto bytes = image.bytesAt(address - size).take_front(size);
    llvm::MCInst instruction;
    if (bytes.size() != size || machine_->decode(bytes, address - size, instruction) != size ||
        !machine_->describe(instruction).isCall())
      continue;
    return transferOf(instruction, address - size, size);
  }
  return {};
}

Transfer CodeReader::transferOf(const llvm::MCInst &instruction, std::uint64_t address,
                                std::uint64_t size) {
  Transfer transfer{Transfer::Kind::Indirect, 0};
  if (machine_->analysis->evaluateBranch(instruction, address, size, transfer.target)) {
    transfer.kind = Transfer::Kind::Direct;
  } else if (auto slot = machine_->analysis->evaluateMemoryOperandAddress(
                 instruction, machine_->subtarget.get(), address, size)) {
    transfer.kind = Transfer::Kind::ThroughMemory;
    transfer.target = *slot;
  }
  return transfer;
}

Transfer CodeReader::jumpAt(const ElfImage &image, std::uint64_t address) {
  for (int i = 0; i < 2; ++i) {
    auto bytes = image.bytesAt(address);
    llvm::MCInst instruction;
    std::uint64_t size = machine_->decode(bytes.take_front(16), address, instruction);
    if (size == 0)
      break;
    const auto &description = machine_->describe(instruction);
    if (description.isBranch() && description.isBarrier())
      return transferOf(instruction, address, size);
    if (machine_->name(instruction) != "ENDBR64")
      break;
    address += size;
  }
  return {};
}

const std::vector<CodeReader::Exit> &CodeReader::exitsOf(const ElfImage &image, std::uint64_t begin,
                                                         std::uint64_t end) {
  auto [slot, isNew] = exits_.try_emplace(Key{&image, begin});
  std::vector<Exit> &exits = slot->second;
  for (std::uint64_t at = begin; isNew && at < end && end - begin <= longestFunction;) {
    llvm::MCInst instruction;
    std::uint64_t size = machine_->decode(image.bytesAt(at).take_front(16), at, instruction);
    if (size == 0)
      break;
    const auto &description = machine_->describe(instruction);
    if (description.isBranch() && description.isBarrier()) {
      Transfer transfer = transferOf(instruction, at, size);
      bool inside = transfer.kind == Transfer::Kind::Direct && transfer.target >= begin &&
                    transfer.target < end;
      if (!inside)
        exits.push_back({at, transfer});
    }
    at += size;
  }
  return exits;
}

std::vector<std::uint64_t> CodeReader::depthsAt(const ElfImage &image, std::uint64_t begin,
                                                std::uint64_t address) {
  DepthTracker tracker(*machine_);
  if (address < begin || address - begin > longestFunction)
    return {};
  for (std::uint64_t at = begin; at < address && tracker.known();) {
    llvm::MCInst instruction;
    std::uint64_t size = machine_->decode(image.bytesAt(at).take_front(16), at, instruction);
    if (size == 0)
      break;
    tracker.step(instruction);
    at += size;
  }
  if (!tracker.known())
    return {};
  std::vector<std::uint64_t> depths{tracker.depth()};
  if (tracker.bodyDepth() != tracker.depth())
    depths.push_back(tracker.bodyDepth());
  return depths;
}

} // namespace coax::profiler
