// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// File changes ⇒ one unified diff that `patch -p1` and `git apply` take. Pure text, no IO.
#pragma once

#include "rewriters/edits/Apply.h"

#include <llvm/ADT/ArrayRef.h>

#include <string>
#include <string_view>

namespace coax {

/// The diff of all changes, in the order given. Names are `a/…` and `b/…` relative to `root`;
/// a file outside it (never written by coax) keeps its absolute path behind the prefix. Three lines
/// of context; bytes are passed through as they are, CRLF included; a missing newline at the end is
/// marked. Empty if nothing differs.
/// Source: POSIX diff(1), "Diff -u or -U Output Format"; git-apply(1) for quoted names.
std::string unifiedDiff(llvm::ArrayRef<FileChange> changes, std::string_view root);

} // namespace coax
