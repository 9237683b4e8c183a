// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Sites.h"

#include "analyzers/link/Annotations.h"
#include "analyzers/link/Descriptors.h"
#include "analyzers/link/PassedTypes.h"
#include "analyzers/link/Resumptions.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace coax {
namespace {

BlockingSite siteOf(const CatalogEntry &entry) {
  BlockingSite site;
  site.entry = entry.name;
  site.category = entry.category;
  site.counterpart = entry.counterpart;
  site.include = entry.include;
  site.source = entry.source;
  site.certainty = entry.certainty;
  site.offloadable = entry.offloadable;
  site.affinity = entry.affinity;
  site.contextOnly = entry.contextOnly;
  site.completion = entry.completion;
  return site;
}

/// Whether the function is the one that a catalog's template calls: "lib::read" for
/// "lib::read($args)", "Client::read_later" for "$object.read_later($args)".
bool implements(std::string_view function, std::string_view pattern) {
  std::string_view name = pattern.substr(0, pattern.find('('));
  if (!name.starts_with('$'))
    return !name.empty() && function == name;
  std::string_view member = name.substr(name.rfind('.') + 1);
  return function.ends_with(member) &&
         function.substr(0, function.size() - member.size()).ends_with("::");
}

/// The site of a call to a function that its author declared blocking.
BlockingSite annotatedSite(const FunctionFacts &callee) {
  BlockingSite site;
  site.entry = callee.name;
  site.category = annotatedCategory(callee.annotation);
  site.source = callee.annotation == "blocking" ? "[[clang::blocking]]"
                                                : "annotate(\"" + callee.annotation + "\")";
  return site;
}

/// Functions that are given what has completed, as those that `future.then(…)` takes.
std::vector<bool> continuations(const Program &program, const Symbols &symbols,
                                const Matches &matches) {
  std::vector<bool> found(program.functions.size());
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    const std::vector<CallSite> &calls = program.functions[i].facts.calls;
    for (std::size_t call = 0; call < calls.size(); ++call)
      if (const CatalogEntry *entry = matches.of(i, call); entry && entry->continuation)
        for (const Argument &argument : calls[call].arguments)
          for (FunctionIndex continuation : symbols.definitions(i, argument.callable))
            found[continuation] = true;
  }
  return found;
}

/// A lambda that takes a task or future by value and is called by nobody that is seen is a
/// continuation wherever it goes: whoever has an unfinished one to wait for passes it by reference,
/// or keeps it.
bool takesByValue(const Program &program, const Function &function, int parameter) {
  const FunctionFacts &facts = function.facts;
  if (!facts.lambda || facts.coroutine ||
      static_cast<std::size_t>(parameter) >= facts.parameters.size())
    return false;
  for (EdgeIndex edge : function.incoming)
    if (program.edges[edge].kind == CallKind::Direct ||
        program.edges[edge].starts != ContextKind::Unknown)
      return false;
  const std::string &type = facts.parameters[static_cast<std::size_t>(parameter)];
  return !type.ends_with('&') && !type.ends_with('*');
}

/// The call waits for something that has ended when the function is called: what an awaiter gives
/// is there once its coroutine is resumed.
bool hasCompleted(const Program &program, const BlockingSite &site, const Function &function,
                  const CallSite &call, bool isContinuation) {
  return site.completion &&
         (call.ready || function.facts.name.ends_with("::await_resume") ||
          (call.on >= 0 && (isContinuation || takesByValue(program, function, call.on))));
}

/// What a descriptor stands for, where the text at the call does not say so.
class DescriptorKinds {
public:
  DescriptorKinds(const Program &program, const Symbols &symbols, const Matches &matches)
      : sockets_(program, symbols, matches, {"socket"}),
        pipes_(program, symbols, matches, {"pipe"}),
        terminal_(program, symbols, matches, {"stdout", "stderr"}) {}

  /// The word that conditions on texts know it by; empty if it is not known.
  std::string wordFor(FunctionIndex function, const CallSite &call,
                      const CatalogEntry &entry) const {
    return sockets_.holds(function, call, entry)    ? "socket"
           : pipes_.holds(function, call, entry)    ? "pipe"
           : terminal_.holds(function, call, entry) ? "stdout"
                                                    : "";
  }

private:
  Descriptors sockets_, pipes_, terminal_;
};

/// What the catalog says of the call if the descriptor were spelled `word`.
const CatalogEntry &entryFor(const Catalog &catalog, CallSite call, const CatalogEntry &entry,
                             const std::string &word) {
  call.arguments[static_cast<std::size_t>(entry.descriptor)].text = word;
  const CatalogEntry *found = catalog.match(call);
  return found && found->role == Role::Blocks ? *found : entry;
}

/// `anyDeclared`: some function of the program is declared blocking; saves the search for callees.
std::optional<BlockingSite> siteAt(const Program &program, const Symbols &symbols,
                                   const Matches &matches, const Catalog &catalog,
                                   const Descriptors &nonblocking, const DescriptorKinds &kinds,
                                   FunctionIndex function, std::size_t call, bool anyDeclared) {
  const CatalogEntry *entry = matches.of(function, call);
  bool blocks = entry && entry->role == Role::Blocks;
  if (!blocks && !anyDeclared)
    return std::nullopt;
  const CallSite &at = program.functions[function].facts.calls[call];
  if (at.awaited || at.unreached)
    return std::nullopt;
  if (blocks && entry->certainty == Certainty::Maybe && at.failing)
    return std::nullopt; // nobody waits for a program that ends
  if (blocks && nonblocking.holds(function, at, *entry))
    return std::nullopt;
  if (blocks && entry->category == "file")
    if (std::string word = kinds.wordFor(function, at, *entry); !word.empty())
      entry = &entryFor(catalog, at, *entry, word);
  if (blocks) {
    BlockingSite site = siteOf(*entry);
    site.entry = nameAt(*entry, at);
    site.lastWords = at.lastWords && site.certainty == Certainty::Maybe;
    // The counterpart itself would await itself for ever.
    if (implements(program.functions[function].facts.name, site.counterpart))
      site.counterpart.clear();
    if (matches.isThroughPointer(function, call)) { // maybe another function; nothing to rename
      site.certainty = Certainty::Maybe;
      site.counterpart.clear();
    }
    return site;
  }
  FunctionIndex callee = at.callee.empty() ? noFunction : symbols.find(at.callee);
  if (callee != noFunction && isDeclaredBlocking(program.functions[callee].facts))
    return annotatedSite(program.functions[callee].facts);
  callee = matches.declaredThroughPointer(function, call);
  if (callee == noFunction)
    return std::nullopt;
  BlockingSite site = annotatedSite(program.functions[callee].facts);
  site.certainty = Certainty::Maybe; // maybe another function
  return site;
}

void bind(Function &function, const CatalogEntry *entry) {
  bool binds = entry && entry->role == Role::NeverBlocks && !entry->affinity.empty();
  if (binds && function.binding.callee.empty())
    function.binding = {entry->name, entry->affinity};
}

bool alreadyThere(const Program &program, const Function &function, const BlockingSite &site) {
  const Range &range = function.facts.calls[site.call].range;
  return std::any_of(function.sites.rbegin(), function.sites.rend(), [&](std::size_t other) {
    const BlockingSite &known = program.sites[other];
    return known.entry == site.entry && function.facts.calls[known.call].range == range;
  });
}

/// An annotation with a category that there is not is taken for "wait", and said.
void reportUnknownCategory(const FunctionFacts &facts, std::vector<Problem> &problems) {
  if (!isDeclaredBlocking(facts) || !hasUnknownCategory(facts.annotation))
    return;
  problems.push_back({facts.location.file, "line " + std::to_string(facts.location.line) + ": \"" +
                                               facts.annotation.str() +
                                               "\" names no category; taken for \"wait\""});
}

} // namespace

std::string nameAt(const CatalogEntry &entry, const CallSite &call) {
  return entry.name.ends_with("::" + call.name.str()) ? call.name.str() : entry.name;
}

void findSites(Program &program, const Symbols &symbols, const Matches &matches,
               const Catalog &catalog) {
  bool anyDeclared =
      std::any_of(program.functions.begin(), program.functions.end(),
                  [](const Function &function) { return isDeclaredBlocking(function.facts); });
  const Descriptors nonblocking(program, symbols, matches);
  const DescriptorKinds kinds(program, symbols, matches);
  const Resumptions resumptions(program, matches);
  const std::vector<bool> isContinuation = continuations(program, symbols, matches);
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    Function &function = program.functions[i];
    reportUnknownCategory(function.facts, program.problems);
    for (std::size_t call = 0; call < function.facts.calls.size(); ++call) {
      bind(function, matches.of(i, call));
      auto site =
          siteAt(program, symbols, matches, catalog, nonblocking, kinds, i, call, anyDeclared);
      if (!site ||
          hasCompleted(program, *site, function, function.facts.calls[call], isContinuation[i]))
        continue;
      site->function = i;
      site->call = call;
      site->offLoop = resumptions.before(i, function.facts.calls[call]) != nullptr;
      if (alreadyThere(program, function, *site))
        continue;
      if (site->certainty == Certainty::Maybe && neverBlocksAsPassed(program, catalog, i, call))
        continue;
      function.sites.push_back(program.sites.size());
      program.sites.push_back(std::move(*site));
    }
  }
}

} // namespace coax
