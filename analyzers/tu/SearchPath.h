// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <llvm/ADT/StringSet.h>

#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace coax {

/// Lets a preprocessor that has read headers already look for those to come in other folders.
/// `folders`: those of all -I, in order; the ones it knows among them. `asked`: the first parts of
/// the names of headers that it has looked for. False if one of these could be in a folder that is
/// new, or if the order of what it knows would change: then nothing has happened.
bool useIncludeFolders(clang::Preprocessor &preprocessor, const std::vector<std::string> &folders,
                       const llvm::StringSet<> &asked);

} // namespace coax
