// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Unwinder.h"

#include "tool/profiler/FrameExpression.h"

#include <algorithm>
#include <array>
#include <optional>

namespace coax::profiler {

namespace {

constexpr std::size_t maxFrames = 512;
constexpr std::size_t searchBytes = 64 << 10; ///< how far a return address is searched
constexpr int maxAttempts = 128;              ///< continuations tried for one stack

class Registers {
public:
  bool has(unsigned number) const { return number < registerCount && (known_ >> number & 1); }
  std::optional<std::uint64_t> get(unsigned number) const {
    return has(number) ? std::optional(values_[number]) : std::nullopt;
  }
  std::uint64_t operator[](unsigned number) const { return values_[number]; }
  void set(unsigned number, std::optional<std::uint64_t> value) {
    values_[number] = value.value_or(0);
    known_ = value ? known_ | 1u << number : known_ & ~(1u << number);
  }

private:
  std::array<std::uint64_t, registerCount> values_{};
  std::uint32_t known_ = 0;
};

/// How well the call before a possible return address fits the function that would return there.
enum class Fit {
  No,       ///< no call there
  Unlikely, ///< a direct call of another function: it may have ended in a tail call
  Possible, ///< a call through a register or pointer
  Exact,    ///< a call of this very function
};

/// One frame on the way out.
struct Frame {
  const Module *module = nullptr;
  const FrameRow *row = nullptr;
};

class Walk {
public:
  Walk(const AddressSpace &space, CodeReader &code, StackCopy &stack)
      : space_(space), code_(code), stack_(stack) {}

  /// Appends frames up to the outermost one. False if it was not reached. `exact`: the program
  /// counter is that of the next instruction to run, no return address.
  bool run(Registers registers, bool exact, std::vector<CodeAddress> &frames) {
    return run(registers, exact, Frame(), frames);
  }

  bool recovered() const { return recovered_; }

private:
  bool run(Registers registers, bool exact, Frame callee, std::vector<CodeAddress> &frames);
  Frame frameAt(std::uint64_t address) const;
  std::uint64_t destinationOf(const Module &module, Transfer transfer) const;
  void addTailCalls(std::uint64_t address, const Frame &callee, std::vector<CodeAddress> &frames);
  bool findTailCalls(std::uint64_t function, std::uint64_t callee, int hops,
                     std::vector<CodeAddress> &path);
  std::optional<std::uint64_t> word(std::uint64_t address) const;
  std::optional<std::uint64_t> valueOf(const RegisterRule &rule, const Registers &registers,
                                       std::optional<std::uint64_t> cfa) const;
  Registers callerOf(const FrameRow *row, const Registers &registers, std::uint64_t cfa) const;
  Fit fitOf(std::uint64_t address, std::uint64_t function) const;
  bool recover(const Registers &registers, const Frame &frame, std::uint64_t address,
               std::vector<CodeAddress> &frames);
  std::vector<std::uint64_t> likelySlots(const Registers &registers, const Frame &frame,
                                         std::uint64_t address) const;
  std::vector<std::uint64_t> searchedSlots(const Registers &registers, const Frame &frame) const;
  bool framePointerFits(const FrameRow *row, std::uint64_t slot) const;
  bool isEntry(const Frame &frame) const;

  const AddressSpace &space_;
  CodeReader &code_;
  StackCopy &stack_;
  int attempts_ = 0;
  bool recovered_ = false;
};

std::optional<std::uint64_t> Walk::word(std::uint64_t address) const {
  std::uint64_t value = 0;
  if (stack_.readWord(address, value) || space_.readWord(address, value))
    return value;
  return std::nullopt;
}

Frame Walk::frameAt(std::uint64_t address) const {
  Frame frame;
  frame.module = space_.find(address);
  if (frame.module && frame.module->image)
    frame.row = frame.module->image->frameRow(address - frame.module->bias);
  return frame;
}

std::optional<std::uint64_t> Walk::valueOf(const RegisterRule &rule, const Registers &registers,
                                           std::optional<std::uint64_t> cfa) const {
  using Kind = RegisterRule::Kind;
  std::optional<std::uint64_t> base;
  switch (rule.kind) {
  case Kind::AtCfa:
  case Kind::CfaPlus:
    base = cfa;
    break;
  case Kind::AtRegister:
  case Kind::RegisterPlus:
    base = registers.get(rule.base);
    break;
  case Kind::Expression:
  case Kind::AtExpression:
    base = evaluateExpression(
        rule.expression, cfa, [&](unsigned number) { return registers.get(number); },
        [&](std::uint64_t address) { return word(address); });
    break;
  case Kind::Same:
  case Kind::Undefined:
    return std::nullopt;
  }
  if (!base)
    return std::nullopt;
  std::uint64_t place = *base + static_cast<std::uint64_t>(std::int64_t{rule.offset});
  bool inMemory =
      rule.kind == Kind::AtCfa || rule.kind == Kind::AtRegister || rule.kind == Kind::AtExpression;
  return inMemory ? word(place) : place;
}

Registers Walk::callerOf(const FrameRow *row, const Registers &registers, std::uint64_t cfa) const {
  Registers caller;
  for (unsigned number = 0; row && number < registerCount; ++number) {
    const RegisterRule &rule = row->registers[number];
    bool same = rule.kind == RegisterRule::Kind::Same && number != returnAddress;
    caller.set(number, same ? registers.get(number) : valueOf(rule, registers, cfa));
  }
  if (!row || row->registers[rsp].kind == RegisterRule::Kind::Same)
    caller.set(rsp, cfa);
  return caller;
}

bool Walk::run(Registers registers, bool exact, Frame callee, std::vector<CodeAddress> &frames) {
  while (frames.size() < maxFrames) {
    std::uint64_t counter = registers[returnAddress];
    std::uint64_t address = exact ? counter : counter - 1;
    Frame frame = frameAt(address);
    if (!exact && isEntry(callee))
      addTailCalls(counter, callee, frames);
    const ElfImage *image = frame.module ? frame.module->image : nullptr;
    frames.push_back({image, image ? counter - frame.module->bias : counter, !exact});
    if (!frame.module)
      return false;
    if (!frame.row)
      return recover(registers, frame, address, frames);
    if (frame.row->registers[returnAddress].kind == RegisterRule::Kind::Undefined)
      return true;
    auto cfa = valueOf(frame.row->cfa, registers, std::nullopt);
    if (!cfa)
      return recover(registers, frame, address, frames);
    Registers caller = callerOf(frame.row, registers, *cfa);
    if (!caller.has(returnAddress) || !caller.has(rsp) || caller[rsp] <= registers[rsp])
      return false;
    if (caller[returnAddress] == 0)
      return true;
    exact = frame.row->signalFrame;
    registers = caller;
    callee = frame;
  }
  return false;
}

/// Address in the process of the code that a call or jump of `module` leads to; 0 if unknown. Stubs
/// of the linkage table are followed.
std::uint64_t Walk::destinationOf(const Module &module, Transfer transfer) const {
  for (const Module *at = &module;;) {
    std::uint64_t target = transfer.target + at->bias;
    if (transfer.kind == Transfer::Kind::ThroughMemory)
      return word(target).value_or(0);
    if (transfer.kind != Transfer::Kind::Direct)
      return 0;
    at = space_.find(target);
    Transfer stub = at && at->image ? code_.jumpAt(*at->image, target - at->bias) : Transfer{};
    if (stub.kind != Transfer::Kind::ThroughMemory)
      return target;
    transfer = stub;
  }
}

/// The caller at return address `address` called a function that jumped to `callee`, perhaps by
/// way of others: adds the frames that they would have had, each at its jump.
void Walk::addTailCalls(std::uint64_t address, const Frame &callee,
                        std::vector<CodeAddress> &frames) {
  constexpr int mostHops = 3;
  const Module *module = space_.find(address - 1);
  if (!module || !module->image)
    return;
  std::uint64_t called =
      destinationOf(*module, code_.callEndingAt(*module->image, address - module->bias));
  std::uint64_t function = callee.row->functionBegin + callee.module->bias;
  std::vector<CodeAddress> path;
  if (called != 0 && called != function && findTailCalls(called, function, mostHops, path))
    frames.insert(frames.end(), path.rbegin(), path.rend());
}

/// Finds jumps that lead from `function` to `callee`, and their addresses, outermost first.
bool Walk::findTailCalls(std::uint64_t function, std::uint64_t callee, int hops,
                         std::vector<CodeAddress> &path) {
  Frame frame = frameAt(function);
  if (hops == 0 || !frame.row || frame.row->functionBegin + frame.module->bias != function)
    return false;
  const Module &module = *frame.module;
  const auto &exits =
      code_.exitsOf(*module.image, frame.row->functionBegin, frame.row->functionEnd);
  auto take = [&](const CodeReader::Exit &exit) {
    path.push_back({module.image, exit.address, /*returnAddress=*/false});
  };
  for (const auto &exit : exits)
    if (destinationOf(module, exit.transfer) == callee) {
      take(exit);
      return true;
    }
  for (const auto &exit : exits) {
    std::uint64_t next = destinationOf(module, exit.transfer);
    if (next == 0 || next == function)
      continue;
    take(exit);
    if (findTailCalls(next, callee, hops - 1, path))
      return true;
    path.pop_back();
  }
  return false;
}

Fit Walk::fitOf(std::uint64_t address, std::uint64_t function) const {
  const Module *module = space_.find(address - 1);
  if (!module || !module->image)
    return Fit::No;
  Transfer call = code_.callEndingAt(*module->image, address - module->bias);
  if (call.kind == Transfer::Kind::None)
    return Fit::No;
  if (std::uint64_t called = destinationOf(*module, call); called == function && called != 0)
    return Fit::Exact;
  return call.kind == Transfer::Kind::Direct ? Fit::Unlikely : Fit::Possible;
}

/// False for a cold part, which is jumped to from the function it was split from.
bool Walk::isEntry(const Frame &frame) const {
  if (!frame.row)
    return false;
  const FrameRow *first = frame.module->image->frameRow(frame.row->functionBegin);
  return first && first->cfa.kind == RegisterRule::Kind::RegisterPlus && first->cfa.base == rsp &&
         first->cfa.offset == 8;
}

/// Whether the saved frame pointer under a possible return address slot looks like one: null or
/// further up the stack. True where the frame saves none.
bool Walk::framePointerFits(const FrameRow *row, std::uint64_t slot) const {
  if (!row || row->registers[rbp].kind != RegisterRule::Kind::AtCfa)
    return true;
  auto place = slot + 8 + static_cast<std::uint64_t>(std::int64_t{row->registers[rbp].offset});
  auto saved = word(place);
  return place >= stack_.begin() && saved && (*saved == 0 || *saved > slot);
}

/// Slots of the return address that follow from the code, the likeliest first.
std::vector<std::uint64_t> Walk::likelySlots(const Registers &registers, const Frame &frame,
                                             std::uint64_t address) const {
  std::vector<std::uint64_t> slots;
  if (isEntry(frame)) {
    std::uint64_t bias = frame.module->bias;
    for (std::uint64_t depth :
         code_.depthsAt(*frame.module->image, frame.row->functionBegin, address - bias))
      slots.push_back(registers[rsp] + depth);
  } else if (!frame.row) {
    slots.push_back(registers[rsp]); // a leaf without a frame, such as a hand-written stub
    if (registers.has(rbp) && registers[rbp] > registers[rsp])
      slots.push_back(registers[rbp] + 8); // code with frame pointers and no frame information
  }
  return slots;
}

/// Slots of possible return addresses on the stack, the best fitting first.
std::vector<std::uint64_t> Walk::searchedSlots(const Registers &registers,
                                               const Frame &frame) const {
  bool entry = isEntry(frame);
  std::uint64_t function = entry ? frame.row->functionBegin + frame.module->bias : 0;
  std::vector<std::uint64_t> exact, possible;
  std::uint64_t begin = registers[rsp], value = 0;
  for (std::uint64_t slot = begin; slot < begin + searchBytes; slot += 8) {
    if (!stack_.readWord(slot, value))
      break;
    if (!space_.find(value - 1))
      continue;
    Fit fit = fitOf(value, function);
    if (fit == Fit::Exact)
      exact.push_back(slot);
    else if ((fit == Fit::Possible || (fit == Fit::Unlikely && !entry)) &&
             framePointerFits(frame.row, slot))
      possible.push_back(slot);
  }
  exact.insert(exact.end(), possible.begin(), possible.end());
  return exact;
}

bool Walk::recover(const Registers &registers, const Frame &frame, std::uint64_t address,
                   std::vector<CodeAddress> &frames) {
  recovered_ = true;
  const std::size_t known = frames.size();
  std::uint64_t function = isEntry(frame) ? frame.row->functionBegin + frame.module->bias : 0;
  std::vector<CodeAddress> best = frames;
  auto continueFrom = [&](std::uint64_t slot) {
    auto target = word(slot);
    if (!target || fitOf(*target, function) == Fit::No || ++attempts_ > maxAttempts)
      return false;
    Registers caller = callerOf(frame.row, registers, slot + 8);
    caller.set(rsp, slot + 8);
    caller.set(returnAddress, *target);
    if (registers.has(rbp) && slot == registers[rbp] + 8 && !frame.row)
      caller.set(rbp, word(registers[rbp]));
    frames.resize(known);
    bool reached = run(caller, frame.row && frame.row->signalFrame, frame, frames);
    if (!reached && best.size() == known)
      best = frames;
    return reached;
  };
  for (std::uint64_t slot : likelySlots(registers, frame, address))
    if (continueFrom(slot))
      return true;
  for (std::uint64_t slot : searchedSlots(registers, frame))
    if (continueFrom(slot))
      return true;
  frames = std::move(best);
  return false;
}

} // namespace

StackCopy::StackCopy(const AddressSpace &space, std::uint64_t stackPointer)
    : space_(space), begin_(stackPointer) {
  growTo(8 << 10);
  grown_ = false;
}

bool StackCopy::growTo(std::size_t size) {
  std::size_t old = bytes_.size();
  bytes_.resize(size);
  std::size_t got = space_.read(begin_ + old, bytes_.data() + old, size - old);
  bytes_.resize(old + got);
  ended_ = old + got < size;
  grown_ = true;
  return got > 0;
}

bool StackCopy::readWord(std::uint64_t address, std::uint64_t &word) {
  constexpr std::size_t limit = 1 << 20, step = 16 << 10;
  if (address < begin_ || address - begin_ > limit - sizeof word)
    return false;
  std::size_t offset = address - begin_;
  if (offset + sizeof word > bytes_.size() && !ended_)
    growTo(offset + step);
  if (offset + sizeof word > bytes_.size())
    return false;
  std::copy_n(bytes_.data() + offset, sizeof word, reinterpret_cast<std::uint8_t *>(&word));
  return true;
}

RawStack Unwinder::unwind(const AddressSpace &space, std::uint64_t programCounter,
                          StackCopy &stack) {
  Walk walk(space, code_, stack);
  Registers registers;
  registers.set(rsp, stack.begin());
  registers.set(returnAddress, programCounter);
  RawStack result;
  bool reached = walk.run(registers, /*exact=*/true, result.frames);
  if (reached)
    result.quality = walk.recovered() ? StackQuality::Recovered : StackQuality::Complete;
  return result;
}

} // namespace coax::profiler
