// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One result of a rule, with all of its evidence: no consumer recomputes a reason.
#pragma once

#include "analyzers/model/Location.h"

#include <string>
#include <vector>

namespace coax {

enum class Severity { Note, Warning, Error };
enum class Confidence { Possible, Likely, Certain };

/// One step of the evidence: `function` contains the place, from which the next hop is reached.
struct Hop {
  std::string function; ///< signature
  Location location;    ///< of the call in it
  std::string kind;     ///< "call", "virtual", "indirect", "callback", "implicit"
};

struct FixVerdict {
  std::string decision = "none"; ///< "await", "offload", "keep", "none"
  std::string reason;
};

struct Finding {
  std::string rule; ///< kebab-case name
  std::string code; ///< "COAX201"
  std::string message;
  std::string category;
  Severity severity = Severity::Warning;
  Confidence confidence = Confidence::Certain;
  Range range;
  std::string callee;          ///< the catalog entry's qualified name
  std::string function;        ///< signature of the function that contains the range
  std::string contextKind;     ///< "coroutine", "handler", "thread", "offload", "main", "unknown"
  std::string contextFunction; ///< the root: signature of the function where the context starts
  Location contextPlace;       ///< of the root's name; no file where there is no root
  std::vector<Hop>
      chain; ///< from the context's root to the site; the last hop is the blocking call
  FixVerdict fix;
  std::string fingerprint; ///< 16 hex digits; survives moves of lines
  std::string suppression; ///< reason of the coax-ignore or NOLINT that covers it; see suppressed
  bool suppressed = false;
  std::string baseline; ///< "new" or "unchanged" against a baseline; empty: there is none
};

} // namespace coax
