// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Call sites written by hand, for tests that need no compiler.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coax {

inline Argument constantArgument(std::int64_t value, std::string text = "") {
  Argument argument;
  argument.integer = value;
  argument.type = "int";
  argument.text = std::move(text);
  return argument;
}

inline Argument typedArgument(std::string type, std::string text = "x") {
  Argument argument;
  argument.type = std::move(type);
  argument.text = std::move(text);
  return argument;
}

/// A call of a function; its parameters have the types of the arguments.
inline CallSite callOf(std::string name, std::vector<Argument> arguments = {}) {
  CallSite call;
  call.name = std::move(name);
  for (const Argument &argument : arguments)
    call.parameters.push_back(argument.type);
  call.arguments = std::move(arguments);
  return call;
}

inline CallSite methodCall(std::string name, std::string receiver, std::string object = "x",
                           std::vector<Argument> arguments = {}) {
  CallSite call = callOf(std::move(name), std::move(arguments));
  call.receiver = std::move(receiver);
  call.object = std::move(object);
  return call;
}

} // namespace coax
