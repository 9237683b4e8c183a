// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits of many units ⇒ one list that can be applied, and the conflicts. No IO, no AST. Units may
// come in any order.
#pragma once

#include "analyzers/model/Edit.h"

#include <string>
#include <vector>

namespace coax {

/// Two edits that cannot both be made: they replace overlapping bytes, or one inserts inside what
/// the other replaces.
struct EditConflict {
  Edit first; ///< the one that starts earlier
  Edit second;
  std::vector<std::string> owners; ///< of both, with every owner of an identical edit; sorted

  bool operator==(const EditConflict &) const = default;
};

struct MergedEdits {
  std::vector<Edit> edits; ///< by file, then offset; none overlaps another
  std::vector<EditConflict> conflicts;
};

/// Merges edits of any number of files.
///
/// The same bytes at the same place twice mean one edit, whoever owns them: a header is seen by
/// many units. Two equal insertions that are both meant must therefore be one edit.
///
/// Insertions at one offset all stay: in the order given within an owner, owners sorted; they stand
/// before a replacement that starts there and after one that ends there. An edit that takes part in
/// a conflict is left out of `edits`.
///
/// The order of owners in `edits` does not matter; the order within one owner matters only for
/// insertions at one offset. An edit without length and text is dropped.
MergedEdits mergeEdits(std::vector<Edit> edits);

} // namespace coax
