// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One catalog file: JSON text ⇒ rows, or an error that names the line.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/catalog/Condition.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// A condition under which an entry blocks always, maybe or never, whatever it says otherwise.
struct Exception {
  Condition condition;
  enum class Then { Always, Maybe, Never } then = Then::Never;
  CatalogEntry entry; ///< as it is then
};

/// One entry with the conditions under which it applies and what it then says.
struct CatalogRow {
  CatalogEntry entry;
  std::vector<std::string> aliases;  ///< further names of the same function
  std::vector<Condition> only;       ///< applies if one of these holds; always if there are none
  std::vector<Exception> exceptions; ///< the first whose condition holds decides

  /// The entry as it stands for this call of its name; null if it does not apply.
  const CatalogEntry *applyTo(const CallSite &call) const;
};

struct CatalogFile {
  std::vector<CatalogRow> rows; ///< in the order of the file
  std::vector<std::string> taskTypes;      ///< without template arguments
  std::vector<std::string> eagerTaskTypes; ///< without template arguments
  std::vector<std::string> lockTypes;
  std::map<std::string, std::string> affineTypes; ///< type ⇒ reason
};

/// Fails with "NAME:LINE: what is wrong": no JSON, an unknown key or word, a fact that is missing.
llvm::Expected<CatalogFile> parseCatalogFile(std::string_view json, const std::string &name);

} // namespace coax
