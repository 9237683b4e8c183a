// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Catalog.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "analyzers/base/Log.h"
#include "analyzers/catalog/Catalog.h"
#include "analyzers/catalog/CatalogValues.h"
#include "analyzers/catalog/Wildcard.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace coax {
namespace {

constexpr int usageError = 2;

struct CatalogOptions {
  std::vector<std::string> patterns;
  std::vector<std::string> files; ///< catalogs of the user, added to the built-in one
  std::string format = "text";
  std::string checkedFile;
};

using Entries = std::vector<const CatalogEntry *>;

llvm::Error addFile(Catalog &catalog, const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  return catalog.add(*text, path);
}

int fail(llvm::Error error) {
  elog("{0}", llvm::toString(std::move(error)));
  return usageError;
}

std::string whatItDoes(const CatalogEntry &entry) {
  if (entry.role != Role::Blocks)
    return roleWord(entry.role);
  std::string when = entry.certainty == Certainty::Always ? "blocks" : "may block";
  return entry.contextOnly ? when + ", in context" : when;
}

/// Left-justified columns; the last is not padded.
void printText(const Entries &entries, std::ostream &out) {
  std::size_t nameWidth = 0;
  for (const CatalogEntry *entry : entries)
    nameWidth = std::max(nameWidth, entry->name.size());
  auto column = [&](std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    out << text << "  ";
  };
  for (const CatalogEntry *entry : entries) {
    column(entry->name, nameWidth);
    column(whatItDoes(*entry), 21);
    column(entry->category, 8);
    if (entry->counterpart.empty()) {
      out << entry->source << '\n';
      continue;
    }
    column(entry->source, 22);
    out << entry->counterpart << '\n';
  }
  out << entries.size() << " entries\n";
}

OrderedJson toJson(const CatalogEntry &entry) {
  OrderedJson result;
  result["name"] = entry.name;
  if (entry.hasParameters)
    result["parameters"] = entry.parameters;
  result["library"] = entry.library;
  result["role"] = roleWord(entry.role);
  result["category"] = entry.category;
  result["blocks"] = entry.role == Role::NeverBlocks            ? "never"
                     : entry.certainty == Certainty::Always ? "always"
                                                            : "maybe";
  result["report"] = entry.contextOnly ? "context" : "always";
  result["counterpart"] = entry.counterpart;
  result["offloadable"] = entry.offloadable;
  result["affinity"] = entry.affinity;
  result["source"] = entry.source;
  result["message"] = entry.message;
  return result;
}

void printJson(const Entries &entries, std::ostream &out) {
  OrderedJson result;
  result["version"] = 1;
  result["entries"] = OrderedJson::array();
  for (const CatalogEntry *entry : entries)
    result["entries"].push_back(toJson(*entry));
  out << coax::printJson(result, 2) << '\n';
}

/// Entries that one of the patterns fits, or whose library it names.
Entries select(const Catalog &catalog, const std::vector<std::string> &patterns) {
  Entries entries = catalog.entries();
  std::erase_if(entries, [&](const CatalogEntry *entry) {
    return !patterns.empty() &&
           std::none_of(patterns.begin(), patterns.end(), [&](const std::string &pattern) {
             return matchesWildcard(pattern, entry->name) || pattern == entry->library ||
                    pattern == entry->category;
           });
  });
  return entries;
}

int list(const CatalogOptions &options) {
  Catalog catalog = Catalog::builtin();
  for (const std::string &file : options.files)
    if (llvm::Error error = addFile(catalog, file))
      return fail(std::move(error));
  Entries entries = select(catalog, options.patterns);
  if (entries.empty()) {
    elog("no entry of that name; patterns may use *, as in 'std::filesystem::*'");
    return usageError;
  }
  if (options.format == "json")
    printJson(entries, std::cout);
  else
    printText(entries, std::cout);
  return 0;
}

int check(const CatalogOptions &options) {
  Catalog catalog;
  if (llvm::Error error = addFile(catalog, options.checkedFile))
    return fail(std::move(error));
  std::cout << options.checkedFile << ": " << catalog.entries().size() << " entries\n";
  return 0;
}

} // namespace

void addCatalogCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<CatalogOptions>();
  CLI::App *command = app.add_subcommand("catalog", "List the calls that are known to block");
  command->add_option("NAME", options->patterns,
                      "Entries of this name, pattern ('std::filesystem::*'), category or library");
  command->add_option("--catalog", options->files, "Add the entries of this file")
      ->allow_extra_args(false);
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));

  CLI::App *checking = command->add_subcommand("check", "Say whether a catalog file is valid");
  checking->add_option("FILE", options->checkedFile, "The file")->required();
  checking->callback([options, &exitCode] { exitCode = check(*options); });
  command->callback([options, command, &exitCode] {
    if (command->get_subcommands().empty())
      exitCode = list(*options);
  });
}

} // namespace coax
