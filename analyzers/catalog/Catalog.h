// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What blocks, as data: JSON entries ⇒ a table that answers for one call site. The bundled files
// are embedded in the binary; users add their own. Matched at link time, so that editing a catalog
// never costs a re-parse. Loading can fail; matching cannot.
#pragma once

#include "analyzers/model/Program.h"

#include <llvm/Support/Error.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// What a catalogued function does.
enum class Role {
  Blocks,       ///< may make its thread wait off-CPU
  StartsThread, ///< its callable argument runs on a thread of its own (std::thread, pthread_create)
  Offloads,     ///< its callable argument runs off the loop (asio::post(pool), std::async,
                ///< coax::offload)
  RunsOnLoop,   ///< its callable argument is an event-loop handler
  Starts,       ///< starts a coroutine and waits or not: its argument is a task, not a callable
                ///< (coax::run, coax::spawn)
  MovesToThread, ///< its object's handlers run on a thread of their own
  Dispatches,    ///< a function of the program of this name calls handlers: the library calls it
  NeverBlocks,   ///< overrides a wider entry, or says that a predicate on the arguments holds
};

/// What a call does to a descriptor.
enum class DescriptorMode { Unchanged, Nonblocking, Blocking };

struct CatalogEntry {
  std::string name;      ///< qualified, without template arguments; "std::thread::thread" for a constructor
  std::vector<std::string> parameters; ///< canonical types; meaningful if hasParameters: one overload only
  bool hasParameters = false;
  Role role = Role::Blocks;
  std::string category;
  Certainty certainty = Certainty::Always;
  int callable = -1;     ///< 0-based index of the callable argument; -1: every callable argument
  std::string counterpart; ///< "coax::recv($args)"; $args, $1…$9 and $object are replaced by source text
  std::string include;   ///< header that declares the counterpart: "coax/coax.hpp"
  bool offloadable = true;
  std::string affinity;  ///< why it must stay on its thread; empty if it need not
  bool contextOnly = false; ///< worth a word in coroutines and handlers only (an uncontended lock)
  bool completion = false;  ///< waits for a task, future or thread to end: std::future::get, block_on
  bool continuation =
      false; ///< its callable is given what has completed: waiting for that there does not wait
  bool resumes = false;     ///< awaited, the coroutine goes on where the role says
  int descriptor = -1;      ///< 0-based argument: waits only if this descriptor is in blocking mode
  DescriptorMode makes = DescriptorMode::Unchanged; ///< puts a descriptor in this mode
  std::vector<int> of; ///< 0-based arguments that are such descriptors, or point to them; empty:
                       ///< the result is one
  int like = -1; ///< 0-based argument: it `makes` so only if this descriptor is in that mode
  std::string
      gives; ///< what its result, or the argument `of`, is: a word that conditions on texts ask for
  std::string library;   ///< of the file: "POSIX", "libcurl"
  std::string source;    ///< where the fact is written: "recv(2)", "[thread.mutex.requirements]"
  std::string message;   ///< advice for people; may be empty
};

class Catalog {
public:
  /// The files embedded in the binary. Asserts that they are valid (a test holds that).
  static const Catalog &builtin();

  /// Adds the entries of a JSON text; later entries win over earlier ones of the same name.
  /// Fails with "FILE:LINE: what is wrong" and leaves the catalog unchanged. The form of the text
  /// is docs/formats/catalog.md.
  llvm::Error add(std::string_view json, std::string_view fileName);

  /// The entry that applies to this call, after its predicates on the arguments; null if none does.
  /// Cost: one hash lookup, then the overloads of that name. Thread-safe on a const object.
  const CatalogEntry *match(const CallSite &call) const;

  /// False if no entry is of this name or has a pattern that fits it: match() is then null for
  /// every call of it. Cost: one hash lookup, then every pattern. Thread-safe on a const object.
  bool names(std::string_view qualifiedName) const;

  /// True if objects of this canonical type are coroutine return types ("coax::task<int>").
  bool isTaskType(std::string_view canonicalType) const;
  /// True if dropping such an object before it is awaited means that its coroutine does not run.
  bool isLazyTaskType(std::string_view canonicalType) const;
  /// True if this canonical type is a lock guard or a mutex.
  bool isLockType(std::string_view canonicalType) const;
  /// Why objects of this canonical type must stay on their thread ("QWidget"); empty if they need
  /// not. The view lives as long as the catalog.
  std::string_view threadAffinity(std::string_view canonicalType) const;

  /// All entries, sorted by name, one for each overload or condition that has its own; for
  /// `coax catalog`.
  std::vector<const CatalogEntry *> entries() const;

  Catalog();

private:
  struct Table;
  std::shared_ptr<Table> table_; ///< copied when one of several owners adds to it
};

} // namespace coax
