// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which descriptors are in non-blocking mode: a call puts the one in a variable or field in that
// mode, by itself or through functions that it hands the descriptor to.
#pragma once

#include "analyzers/link/Matches.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <utility>
#include <vector>

namespace coax {

class Descriptors {
public:
  Descriptors(const Program &program, const Symbols &symbols, const Matches &matches);

  /// Whether the descriptor that `entry` says decides is in non-blocking mode at this call: it is a
  /// variable that the function itself has put in that mode before, or a field or variable that
  /// another function has. One that is put back in blocking mode anywhere is not taken for it.
  bool isNonblocking(FunctionIndex function, const CallSite &call, const CatalogEntry &entry) const;

private:
  using Parameter = std::pair<FunctionIndex, unsigned>;
  struct Setting {
    FunctionIndex function;
    Location place;
  };
  struct Modes {
    std::vector<Setting> nonblocking;
    bool blocking = false;
  };

  const Program &program_;
  const Symbols &symbols_;
  llvm::DenseMap<const std::string *, Modes> modes_; ///< by where the name of the storage is kept
  llvm::DenseMap<Parameter, DescriptorMode>
      setters_; ///< parameters whose descriptor is put in a mode
  llvm::DenseSet<const std::string *> setterNames_; ///< USRs of their functions

  void note(FunctionIndex function, const CallSite &call, const CatalogEntry &entry);
  bool set(FunctionIndex function, const CallSite &call, const Argument &argument,
           DescriptorMode mode);
  void set(FunctionIndex function, const CallSite &call, const Text &storage, DescriptorMode mode);
  bool followSetters();
  bool followSetters(FunctionIndex function, const CallSite &call);
};

} // namespace coax
