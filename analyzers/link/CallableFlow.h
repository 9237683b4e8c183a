// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions a callable value can be: an inclusion-based analysis over parameters, fields and
// variables, insensitive to order. Where nothing flows, functions that are stored somewhere and
// have the type of the call are the candidates.
#pragma once

#include "analyzers/link/Matches.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <unordered_map>
#include <utility>
#include <vector>

namespace coax {

class CallableFlow {
public:
  /// All must outlive this.
  CallableFlow(const Program &program, const Symbols &symbols, const Matches &matches);

  struct Targets {
    std::vector<FunctionIndex> functions; ///< ascending
    bool byType = false; ///< guessed by function type; else followed from where they were stored
    std::size_t tooMany = 0; ///< byType: so many candidates that `functions` was left empty
  };

  /// What an Indirect call in `from` can reach.
  Targets calledBy(FunctionIndex from, const CallSite &call) const;

  /// What an argument of a call in `from` can be. Empty if it is no callable, or an unknown one.
  std::vector<FunctionIndex> passedBy(FunctionIndex from, const Argument &argument) const;

private:
  using Node = std::size_t;
  static constexpr Node noNode = static_cast<Node>(-1);

  Node parameterNode(FunctionIndex function, int parameter);
  Node memberNode(const Text &name);
  Node findParameter(FunctionIndex function, int parameter) const;
  Node findMember(const Text &name) const;
  Node addNode();

  void collectCall(FunctionIndex from, std::size_t call);
  void collectUse(FunctionIndex from, const FunctionUse &use);
  void flowArgument(FunctionIndex from, const Argument &argument, Node into);
  void addSource(Node into, const FunctionList &functions);
  void storeUnreadMembers();
  void solve();
  void indexByType();
  void findNeverGiven();
  void findNeverFilled();

  const Program &program_;
  const Symbols &symbols_;
  const Matches &matches_;
  llvm::DenseMap<std::pair<FunctionIndex, int>, Node> parameters_;
  std::unordered_map<Text, Node> members_;
  std::vector<bool> read_; ///< nodes that an Indirect call reads
  std::vector<std::vector<FunctionIndex>> values_;
  std::vector<std::vector<Node>> flows_;
  Node stored_ = noNode; ///< everything that is stored where it cannot be followed
  std::unordered_map<Text, std::vector<FunctionIndex>> byType_;
  llvm::DenseSet<std::pair<FunctionIndex, int>>
      neverGiven_; ///< parameters that are read, and for which every caller passes null
  llvm::DenseSet<Node> neverFilled_; ///< members that only functions fill which nobody calls
};

} // namespace coax
