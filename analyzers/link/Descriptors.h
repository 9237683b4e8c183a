// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of descriptors: that they are in non-blocking mode, or that they are sockets, pipes
// or the terminal's. A call puts the one in a variable or field in that mode, by itself or through
// functions that it hands the descriptor to, and from there it goes into other variables, into
// parameters and out of functions.
#pragma once

#include "analyzers/link/Matches.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <utility>
#include <vector>

namespace coax {

class Descriptors {
public:
  /// Which are of one of these kinds: the catalog says that a call gives one, or it comes from a
  /// variable of that name ("stdout"). No kinds: which are in non-blocking mode. All must outlive
  /// this. Takes one pass over all calls for each step that such a descriptor goes, none if there
  /// are none.
  Descriptors(const Program &program, const Symbols &symbols, const Matches &matches,
              std::vector<std::string> kinds = {});

  /// Whether the descriptor that `entry` says decides is such a one at this call: it is a
  /// variable that the function itself has put in that mode before, a field or variable that
  /// another function has, or whatever else is only given descriptors in that mode. One that is put
  /// back in blocking mode anywhere is not taken for it.
  bool holds(FunctionIndex function, const CallSite &call, const CatalogEntry &entry) const;

private:
  using Name = const std::string *; ///< by where the characters are kept
  using Parameter = std::pair<FunctionIndex, unsigned>;
  struct Setting {
    FunctionIndex function;
    Location place;
  };
  struct Modes {
    std::vector<Setting> nonblocking;
    std::vector<Setting> others; ///< where it is given another descriptor
    bool blocking = false;
    bool switched = false; ///< by a call on it, whatever it was when it was given
  };

  const Program &program_;
  const std::vector<std::string> kinds_;
  const Symbols &symbols_;
  const Matches &matches_;
  bool anySet_ = false;               ///< there are such descriptors
  llvm::DenseMap<Name, Modes> modes_; ///< of variables and fields
  llvm::DenseMap<Parameter, DescriptorMode>
      setters_; ///< parameters whose descriptor is put in a mode
  llvm::DenseSet<Name> assigned_;    ///< what a function gives a value, as it may a parameter
  llvm::DenseSet<Name> setterNames_; ///< USRs of their functions
  // What is only given such descriptors.
  llvm::DenseSet<Name> variables_;
  llvm::DenseSet<Parameter> parameters_;
  llvm::DenseSet<FunctionIndex> results_;
  bool assuming_ = false; ///< that what may be given such a descriptor is given nothing else

  void noteModes();
  void noteOthers();
  void noteKinds();
  bool isOfKind(const std::string &name) const;
  void note(FunctionIndex function, const CallSite &call, const CatalogEntry &entry,
            DescriptorMode mode);
  bool isAlwaysAsked(const Function &function) const;
  bool set(FunctionIndex function, const CallSite &call, const Argument &argument,
           DescriptorMode mode);
  bool set(FunctionIndex function, const CallSite &call, const Text &storage, DescriptorMode mode);
  bool followSetters();
  bool followSetters(FunctionIndex function, const CallSite &call);

  /// In that function; null if there is none.
  static const Setting *lastBefore(const std::vector<Setting> &settings, FunctionIndex function,
                                   const Location &at);
  bool holds(FunctionIndex function, const Location &at, const Text &storage, int parameter) const;
  bool holds(FunctionIndex function, const Location &at, const Argument &argument) const {
    return holds(function, at, argument.place, argument.parameter);
  }
  bool isSetByCopy(FunctionIndex function, const Location &at, const Text &storage) const;
  bool setsOne(FunctionIndex function, const CallSite &call,
               const std::vector<Setting> &settings) const;
  bool resultHolds(FunctionIndex function, std::size_t call) const;
  bool follow();
  bool followMoves();
  bool followCircles();
  bool withdraw(const llvm::DenseSet<Name> &variables, const llvm::DenseSet<Parameter> &parameters,
                const llvm::DenseSet<FunctionIndex> &results);
  bool followLikeness(FunctionIndex function, std::size_t call);
  bool followArguments(FunctionIndex function, std::size_t call);
  FunctionList calleesOf(FunctionIndex function, std::size_t call) const;
  struct Returned {
    bool such = false, other = false;
  };
  Returned whatIsReturned(FunctionIndex function) const;
  bool isAlwaysReturned(FunctionIndex function) const;
  bool mayBeReturned(FunctionIndex function) const;
  template <typename Visit> void forEachGiven(Visit visit) const;
  template <typename IsAsked> llvm::DenseSet<Name> getOther(IsAsked isAsked) const;
  bool followVariables();
  bool isCalledWhereKept(const Function &function) const;
  bool isAlwaysGiven(Parameter parameter) const;
};

} // namespace coax
