// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Print.h"

#include "analyzers/base/Paths.h"

namespace coax {
namespace {

class Printer {
public:
  Printer(const Program &program, std::string_view root) : program_(program), root_(root) {}

  std::string print() {
    for (const Function &function : program_.functions)
      if (function.facts.hasBody)
        printFunction(function);
    return std::move(out_);
  }

private:
  static std::string lineColumn(const Location &at) {
    return std::to_string(at.line) + ':' + std::to_string(at.column);
  }

  const std::string &signature(FunctionIndex function) const {
    return program_.functions[function].facts.signature;
  }

  void printFunction(const Function &function) {
    const FunctionFacts &facts = function.facts;
    out_ += facts.signature + ' ' + relativeTo(facts.location.file, root_) + ':' +
            lineColumn(facts.location);
    out_ += facts.coroutine ? " coroutine" : "";
    out_ += function.waiting.mayBlock ? " may-block" : "";
    out_ += function.addressEscapes ? " address-escapes\n" : "\n";
    for (const Context &context : function.contexts)
      out_ += std::string("  runs in ") + contextName(context.kind) + " from " +
              signature(context.root) + '\n';
    for (FunctionIndex relative : function.family)
      if (&program_.functions[relative] != &function)
        out_ += "  family: " + signature(relative) + '\n';
    for (EdgeIndex edge : function.outgoing)
      printEdge(program_.edges[edge]);
    for (std::size_t site : function.sites)
      printSite(program_.sites[site]);
  }

  void printEdge(const Edge &edge) {
    out_ += "  " + lineColumn(program_.call(edge).range.begin) + " -> " + signature(edge.to) +
            " [" + callKindName(edge.kind) + (edge.may ? ", may" : "");
    if (edge.starts != ContextKind::Unknown)
      out_ += std::string(", starts ") + contextName(edge.starts) + " by " + edge.sink;
    out_ += "]\n";
  }

  void printSite(const BlockingSite &site) {
    out_ += "  " + lineColumn(program_.call(site).range.begin) + " blocks: " + site.entry + " (" +
            site.category + (site.certainty == Certainty::Maybe ? ", maybe" : "") +
            (site.contextOnly ? ", in context" : "") + ")\n";
  }

  const Program &program_;
  std::string_view root_;
  std::string out_;
};

} // namespace

std::string printProgram(const Program &program, std::string_view root) {
  return Printer(program, root).print();
}

const char *contextName(ContextKind kind) {
  switch (kind) {
  case ContextKind::Main:
    return "main";
  case ContextKind::Coroutine:
    return "coroutine";
  case ContextKind::Handler:
    return "handler";
  case ContextKind::Thread:
    return "thread";
  case ContextKind::Offload:
    return "offload";
  case ContextKind::Nonblocking:
    return "nonblocking";
  case ContextKind::Unknown:
    return "unknown";
  }
  return "unknown";
}

const char *callKindName(CallKind kind) {
  switch (kind) {
  case CallKind::Direct:
    return "direct";
  case CallKind::Virtual:
    return "virtual";
  case CallKind::Indirect:
    return "indirect";
  case CallKind::Callback:
    return "callback";
  case CallKind::Implicit:
    return "implicit";
  }
  return "direct";
}

} // namespace coax
