// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What scan, plan, fix and lint start with: options on the command line ⇒ a linked program, with
// its catalog and the directory that paths are relative to.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"
#include "tool/pipeline/LoadSummaries.h"

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace coax {

struct ProjectOptions {
  std::string build; ///< -p
  std::vector<std::string> paths;
  bool withoutDatabase = false;          ///< "--" was given
  std::vector<std::string> compileFlags; ///< what followed it
  unsigned jobs = 0; ///< -j; 0: one a hardware thread
  bool noCache = false;
  std::string cacheDirectory;
  bool sharedHeaders = false, noSharedHeaders = false; ///< neither: LoadOptions::shareHeaders
  std::string rootDirectory;         ///< --root-dir; empty: see projectRoot()
  std::string config;                ///< --config; empty: coax.json, searched upward
  std::string runtimeInclude;        ///< headers of the runtime; empty: runtimeIncludeDirectory()
  std::vector<std::string> catalogs; ///< --catalog, besides those of the config
  std::string progress = "auto";     ///< "auto", "always", "never": the bar on stderr
  unsigned unitTimeout = 300;        ///< seconds; a unit that takes longer is given up
  bool quiet = false;
  bool verbose = false;
};

struct Project {
  std::string rootDirectory; ///< absolute, normalised
  Catalog catalog;           ///< built-in and the user's
  LoadedSummaries loaded;    ///< `summaries` is moved into the program when it is linked
  std::size_t threads = 1;   ///< that linking may use
  bool incomplete = false;   ///< some unit failed: exit code 3
};

/// -p, -j, --catalog and the rest, the same for all commands that read a project.
void addProjectOptions(CLI::App &command, ProjectOptions &options);

/// CLI11 takes what follows "--" for more paths. Turns it into options that addProjectOptions()
/// knows, where the command has them: `scan a.cpp -- -DX` compiles a.cpp so, as clang's tools
/// would.
std::vector<std::string> withCompileFlags(const CLI::App &app, std::vector<std::string> arguments);

/// Catalogs and summaries. Shows progress on a terminal, problems on stderr. Forks: call it before
/// any thread is started. Fails where nothing can be done: no database, a catalog that is broken.
llvm::Expected<Project> loadProject(const ProjectOptions &options);

/// Links what loadProject() read; `project.loaded.summaries` is empty afterwards.
Program linkProject(Project &project);

/// The directory of the project: where its coax.json is, else the source directory that CMake noted
/// beside the database, else the database's directory or the one above if the sources are in it,
/// else the work tree of git, else the nearest directory that holds all units.
std::string projectRoot(const std::string &configFile, const LoadedSummaries &loaded);

} // namespace coax
