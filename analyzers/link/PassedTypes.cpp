// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/PassedTypes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace coax {
namespace {

/// The one parameter that refers or points to `type`.
std::optional<std::size_t> parameterOf(const FunctionFacts &facts, const std::string &type) {
  auto refers = [reference = type + " &", pointer = type + " *"](const Text &parameter) {
    return parameter == reference || parameter == pointer;
  };
  auto first = std::find_if(facts.parameters.begin(), facts.parameters.end(), refers);
  if (first == facts.parameters.end() || std::any_of(first + 1, facts.parameters.end(), refers))
    return std::nullopt;
  return static_cast<std::size_t>(first - facts.parameters.begin());
}

/// "std::istream" of "std::istream *"
std::string pointee(const std::string &type) {
  return type.ends_with(" *") ? type.substr(0, type.size() - 2) : type;
}

std::string_view libraryOf(std::string_view type) { return type.substr(0, type.find("::")); }

/// The types that callers pass where a function takes a `base &` or `base *`.
class PassedTypes {
public:
  PassedTypes(const Program &program, std::string base)
      : program_(program), base_(std::move(base)) {}

  /// Empty if some caller is not known, or what it passes.
  std::set<std::string> into(FunctionIndex function) {
    return collect(function) ? std::move(types_) : std::set<std::string>();
  }

private:
  bool collect(FunctionIndex function) {
    if (!seen_.insert(function).second)
      return true;
    const Function &taker = program_.functions[function];
    std::optional<std::size_t> parameter = parameterOf(taker.facts, base_);
    if (!parameter || taker.addressEscapes || taker.facts.overridesSystem || taker.incoming.empty())
      return false;
    return std::all_of(taker.incoming.begin(), taker.incoming.end(),
                       [&](EdgeIndex edge) { return takeFrom(program_.edges[edge], *parameter); });
  }

  bool takeFrom(const Edge &edge, std::size_t parameter) {
    const CallSite &call = program_.call(edge);
    if ((edge.kind != CallKind::Direct && edge.kind != CallKind::Virtual) ||
        parameter >= call.arguments.size())
      return false;
    const std::string type = pointee(call.arguments[parameter].type);
    if (type == base_)
      return collect(edge.from);
    types_.insert(type);
    return libraryOf(type) == libraryOf(base_);
  }

  const Program &program_;
  const std::string base_;
  std::set<std::string> types_;
  std::set<FunctionIndex> seen_;
};

} // namespace

bool neverBlocksAsPassed(const Program &program, const Catalog &catalog, FunctionIndex function,
                         std::size_t index) {
  CallSite call = program.functions[function].facts.calls[index];
  if (call.receiver.empty() && call.arguments.empty())
    return false;
  Text &type = call.receiver.empty() ? call.arguments.front().type : call.receiver;
  std::set<std::string> passed = PassedTypes(program, type).into(function);
  return !passed.empty() && std::none_of(passed.begin(), passed.end(), [&](const std::string &as) {
    type = as;
    const CatalogEntry *entry = catalog.match(call);
    return entry && entry->role == Role::Blocks;
  });
}

} // namespace coax
