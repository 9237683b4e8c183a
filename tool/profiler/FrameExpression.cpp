// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/FrameExpression.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/BinaryFormat/Dwarf.h>
#include <llvm/DebugInfo/DWARF/LowLevel/DWARFExpression.h>

namespace coax::profiler {

namespace {

using namespace llvm::dwarf;
using Operation = llvm::DWARFExpression::Operation;
using Value = std::optional<std::uint64_t>;

std::optional<std::uint64_t> combine(std::uint8_t code, std::uint64_t a, std::uint64_t b) {
  auto left = static_cast<std::int64_t>(a), right = static_cast<std::int64_t>(b);
  switch (code) {
  case DW_OP_plus:
    return a + b;
  case DW_OP_minus:
    return a - b;
  case DW_OP_mul:
    return a * b;
  case DW_OP_and:
    return a & b;
  case DW_OP_or:
    return a | b;
  case DW_OP_xor:
    return a ^ b;
  case DW_OP_shl:
    return b < 64 ? a << b : 0;
  case DW_OP_shr:
    return b < 64 ? a >> b : 0;
  case DW_OP_shra:
    return static_cast<std::uint64_t>(left >> std::min<std::uint64_t>(b, 63));
  case DW_OP_eq:
    return a == b;
  case DW_OP_ne:
    return a != b;
  case DW_OP_lt:
    return left < right;
  case DW_OP_le:
    return left <= right;
  case DW_OP_gt:
    return left > right;
  case DW_OP_ge:
    return left >= right;
  default:
    return std::nullopt;
  }
}

/// The value that an operation pushes without looking at the stack.
Value constantOf(const Operation &operation, llvm::function_ref<Value(unsigned)> registerValue) {
  std::uint8_t code = operation.getCode();
  if (code >= DW_OP_lit0 && code <= DW_OP_lit31)
    return code - DW_OP_lit0;
  if (code >= DW_OP_breg0 && code <= DW_OP_breg31) {
    Value base = registerValue(code - DW_OP_breg0);
    return base ? Value(*base + operation.getRawOperand(0)) : std::nullopt;
  }
  bool constant = code >= DW_OP_const1u && code <= DW_OP_consts;
  return constant ? Value(operation.getRawOperand(0)) : std::nullopt;
}

} // namespace

Value evaluateExpression(llvm::StringRef expression, Value initial,
                         llvm::function_ref<Value(unsigned)> registerValue,
                         llvm::function_ref<Value(std::uint64_t)> word) {
  llvm::DataExtractor data(expression, /*IsLittleEndian=*/true, /*AddressSize=*/8);
  llvm::DWARFExpression operations(data, /*AddressSize=*/8);
  llvm::SmallVector<std::uint64_t, 16> stack;
  if (initial)
    stack.push_back(*initial);
  for (const Operation &operation : operations) {
    if (operation.isError())
      return std::nullopt;
    std::uint8_t code = operation.getCode();
    if (Value pushed = constantOf(operation, registerValue)) {
      stack.push_back(*pushed);
      continue;
    }
    if (stack.empty())
      return std::nullopt;
    Value result;
    if (code == DW_OP_dup) {
      result = stack.back();
    } else if (code == DW_OP_deref) {
      result = word(stack.pop_back_val());
    } else if (code == DW_OP_plus_uconst) {
      result = stack.pop_back_val() + operation.getRawOperand(0);
    } else if (stack.size() >= 2) {
      std::uint64_t right = stack.pop_back_val(), left = stack.pop_back_val();
      result = combine(code, left, right);
    }
    if (!result)
      return std::nullopt;
    stack.push_back(*result);
  }
  return stack.empty() ? std::nullopt : Value(stack.back());
}

} // namespace coax::profiler
