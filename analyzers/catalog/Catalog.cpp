// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Catalog.h"

#include "analyzers/catalog/Builtin.h"
#include "analyzers/catalog/CatalogFile.h"
#include "analyzers/catalog/Wildcard.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace coax {
namespace {

using Rows = std::vector<std::shared_ptr<const CatalogRow>>;

const CatalogEntry *firstThatApplies(const Rows &rows, const CallSite &call) {
  for (const auto &row : rows)
    if (const CatalogEntry *entry = row->applyTo(call))
      return entry;
  return nullptr;
}

} // namespace

struct Catalog::Table {
  /// Rows by name and alias; those with a `*` apart.
  struct Index {
    std::unordered_map<std::string, Rows> byName;
    Rows patterns;

    void add(const std::string &name, const std::shared_ptr<const CatalogRow> &row) {
      if (name.find('*') == std::string::npos)
        byName[name].push_back(row);
      else
        patterns.push_back(row);
    }

    /// Rows of the later index stand first, so that they win.
    void prepend(Index later) {
      for (auto &[name, rows] : later.byName)
        putFirst(byName[name], std::move(rows));
      putFirst(patterns, std::move(later.patterns));
    }

  private:
    static void putFirst(Rows &rows, Rows added) {
      added.insert(added.end(), rows.begin(), rows.end());
      rows = std::move(added);
    }
  };

  Rows rows; ///< as they were added
  Index index;
  std::set<std::string, std::less<>> taskTypes, eagerTaskTypes, lockTypes;
  std::map<std::string, std::string, std::less<>> affineTypes;

  void addRows(std::vector<CatalogRow> added) {
    Index later;
    for (CatalogRow &row : added) {
      rows.push_back(std::make_shared<const CatalogRow>(std::move(row)));
      later.add(rows.back()->entry.name, rows.back());
      for (const std::string &alias : rows.back()->aliases)
        later.add(alias, rows.back());
    }
    index.prepend(std::move(later));
  }
};

Catalog::Catalog() : table_(std::make_shared<Table>()) {}

const Catalog &Catalog::builtin() {
  static const Catalog catalog = [] {
    Catalog result;
    for (const BuiltinFile &file : builtinFiles()) {
      llvm::Error error = result.add(file.text, std::string(file.name));
      assert(!error && "a bundled catalog is invalid; `coax catalog check` tells where");
      llvm::consumeError(std::move(error));
    }
    return result;
  }();
  return catalog;
}

llvm::Error Catalog::add(std::string_view json, std::string_view fileName) {
  llvm::Expected<CatalogFile> file = parseCatalogFile(json, std::string(fileName));
  if (!file)
    return file.takeError();
  if (table_.use_count() > 1)
    table_ = std::make_shared<Table>(*table_);
  table_->addRows(std::move(file->rows));
  table_->taskTypes.insert(file->taskTypes.begin(), file->taskTypes.end());
  table_->eagerTaskTypes.insert(file->eagerTaskTypes.begin(), file->eagerTaskTypes.end());
  table_->lockTypes.insert(file->lockTypes.begin(), file->lockTypes.end());
  for (auto &[type, reason] : file->affineTypes)
    table_->affineTypes[type] = reason;
  return llvm::Error::success();
}

static bool isNamed(const CatalogRow &pattern, const std::string &name) {
  return matchesWildcard(pattern.entry.name, name) || matchesAny(pattern.aliases, name);
}

bool Catalog::names(std::string_view qualifiedName) const {
  std::string name(qualifiedName);
  const Rows &patterns = table_->index.patterns;
  return !name.empty() && (table_->index.byName.contains(name) ||
                           std::any_of(patterns.begin(), patterns.end(),
                                       [&](const auto &row) { return isNamed(*row, name); }));
}

const CatalogEntry *Catalog::match(const CallSite &call) const {
  if (call.name.empty())
    return nullptr;
  auto found = table_->index.byName.find(call.name);
  if (found != table_->index.byName.end())
    if (const CatalogEntry *entry = firstThatApplies(found->second, call))
      return entry;
  for (const auto &row : table_->index.patterns)
    if (const CatalogEntry *entry = isNamed(*row, call.name) ? row->applyTo(call) : nullptr)
      return entry;
  return nullptr;
}

bool Catalog::isTaskType(std::string_view canonicalType) const {
  return isLazyTaskType(canonicalType) ||
         table_->eagerTaskTypes.contains(bareTypeName(canonicalType));
}

bool Catalog::isLazyTaskType(std::string_view canonicalType) const {
  const auto name = bareTypeName(canonicalType);
  return table_->taskTypes.contains(name) && !table_->eagerTaskTypes.contains(name);
}

bool Catalog::isLockType(std::string_view canonicalType) const {
  return table_->lockTypes.contains(bareTypeName(canonicalType));
}

std::string_view Catalog::threadAffinity(std::string_view canonicalType) const {
  auto found = table_->affineTypes.find(bareTypeName(canonicalType));
  return found == table_->affineTypes.end() ? std::string_view() : found->second;
}

std::vector<const CatalogEntry *> Catalog::entries() const {
  std::vector<const CatalogEntry *> result;
  for (const auto &row : table_->rows)
    result.push_back(&row->entry);
  std::stable_sort(result.begin(), result.end(),
                   [](const auto *a, const auto *b) { return a->name < b->name; });
  return result;
}

} // namespace coax
