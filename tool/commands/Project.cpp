// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Project.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "analyzers/catalog/JsonLines.h"
#include "analyzers/link/Link.h"
#include "tool/commands/ProgressBar.h"
#include "tool/pipeline/RuntimeHeaders.h"
#include "tool/pipeline/Workers.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace coax {
namespace {

std::string directoryOf(const std::string &path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

/// The nearest directory that holds the files of all units.
std::string commonDirectory(const LoadedSummaries &loaded) {
  std::string common;
  for (const CompileUnit &unit : loaded.units) {
    if (common.empty())
      common = directoryOf(unit.file);
    while (!isWithin(unit.file, common))
      common = directoryOf(common);
  }
  return common;
}

/// CMAKE_HOME_DIRECTORY of the CMakeCache.txt in `build`.
std::optional<std::string> cmakeSourceDirectory(const std::string &build) {
  llvm::Expected<std::string> cache = readFile(build + "/CMakeCache.txt");
  if (!cache) {
    llvm::consumeError(cache.takeError()); // not built by CMake
    return std::nullopt;
  }
  constexpr std::string_view key = "\nCMAKE_HOME_DIRECTORY:INTERNAL=";
  auto at = cache->find(key);
  if (at == std::string::npos)
    return std::nullopt;
  at += key.size();
  return absolutePath(cache->substr(at, cache->find('\n', at) - at));
}

std::string configFileOf(const ProjectOptions &options) {
  if (!options.config.empty())
    return absolutePath(options.config);
  std::string start = absolutePath(options.paths.empty() ? "." : options.paths.front());
  return findUpward(start, "coax.json").value_or("");
}

llvm::Error addCatalog(Catalog &catalog, const std::string &file) {
  llvm::Expected<std::string> text = readFile(file);
  if (!text)
    return text.takeError();
  return catalog.add(*text, file);
}

/// Adds the "catalogs" of a coax.json; they are relative to it.
llvm::Error addConfigured(Catalog &catalog, const std::string &configFile) {
  if (configFile.empty())
    return llvm::Error::success();
  llvm::Expected<std::string> text = readFile(configFile);
  if (!text)
    return text.takeError();
  llvm::Expected<Json> config = parseJson(*text, configFile);
  if (!config)
    return config.takeError();
  if (!config->is_object())
    return makeError("{0}:1: not an object", configFile);
  for (const auto &[key, value] : config->items())
    if (key != "catalogs")
      return makeError("{0}:{1}: unknown key \"{2}\"; known is catalogs", configFile,
                       lineOfValue(*text, "/" + key), key);
  auto noList = [&] {
    return makeError("{0}:{1}: \"catalogs\" is not a list of files", configFile,
                     lineOfValue(*text, "/catalogs"));
  };
  const Json files = config->value("catalogs", Json::array());
  if (!files.is_array())
    return noList();
  for (const Json &file : files) {
    if (!file.is_string())
      return noList();
    std::string path = absolutePath(file.get<std::string>(), directoryOf(configFile));
    if (llvm::Error error = addCatalog(catalog, path))
      return error;
  }
  return llvm::Error::success();
}

llvm::Expected<Catalog> loadCatalog(const ProjectOptions &options, const std::string &configFile) {
  Catalog catalog = Catalog::builtin();
  if (llvm::Error error = addConfigured(catalog, configFile))
    return error;
  for (const std::string &file : options.catalogs)
    if (llvm::Error error = addCatalog(catalog, file))
      return error;
  return catalog;
}

LoadOptions loadOptionsOf(const ProjectOptions &options) {
  LoadOptions load;
  load.build = options.build;
  load.paths = options.paths;
  if (options.withoutDatabase)
    load.flags = options.compileFlags;
  load.jobs = options.jobs;
  load.cache = !options.noCache;
  load.cacheDirectory = options.cacheDirectory;
  if (options.sharedHeaders || options.noSharedHeaders)
    load.shareHeaders = options.sharedHeaders;
  load.timeout = std::chrono::seconds(options.unitTimeout);
  load.runtimeInclude =
      options.runtimeInclude.empty() ? runtimeIncludeDirectory() : options.runtimeInclude;
  return load;
}

llvm::Expected<LoadedSummaries> loadWithProgress(LoadOptions load, const ProjectOptions &options) {
  ProgressBar bar(!options.quiet && wantsProgress(options.progress), "reading");
  auto show = [&bar](std::size_t done, std::size_t all, const std::string &current) {
    bar.show(done, all, current);
  };
  load.progress = show;
  return loadSummaries(load);
}

constexpr const char *withoutDatabase = "--without-database";
constexpr const char *compileFlag = "--compile-flag";

} // namespace

std::vector<std::string> withCompileFlags(const CLI::App &app, std::vector<std::string> arguments) {
  auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  auto takesFlags = [&](const CLI::App *command) {
    return command->get_name() == arguments.front() && command->get_option_no_throw(compileFlag);
  };
  if (dashes == arguments.end() || app.get_subcommands(takesFlags).empty())
    return arguments;
  *dashes = withoutDatabase;
  for (auto flag = dashes + 1; flag != arguments.end(); ++flag)
    *flag = std::string(compileFlag) + "=" + *flag;
  return arguments;
}

void addProjectOptions(CLI::App &command, ProjectOptions &options) {
  command.add_option("-p", options.build,
                     "Build directory with compile_commands.json, or that file");
  command.add_option("PATH", options.paths, "Only units in these files and directories");
  command.add_flag(withoutDatabase, options.withoutDatabase)->group("");
  command.add_option(compileFlag, options.compileFlags)->group("")->allow_extra_args(false);
  command.footer("PATH... -- FLAGS: files and how to compile them, without a compilation database");
  command.add_option("-j", options.jobs, "Number of worker processes");
  command.add_option("--catalog", options.catalogs, "A catalog of your own; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--config", options.config, "coax.json; else it is searched upward");
  command.add_option("--root-dir", options.rootDirectory, "Directory that paths are relative to");
  command.add_flag("--no-cache", options.noCache, "Parse every unit");
  auto *shared = command.add_flag(
      "--shared-headers", options.sharedHeaders,
      "Read system headers once for several units (default: where that is faster)");
  command
      .add_flag("--no-shared-headers", options.noSharedHeaders,
                "Read system headers for every unit anew")
      ->excludes(shared);
  command.add_option("--cache-dir", options.cacheDirectory, "Where summaries are kept");
  command
      .add_option("--unit-timeout", options.unitTimeout, "Seconds after which a unit is given up")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
  command.add_option("--progress", options.progress, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("--quiet,-q", options.quiet, "No log but errors");
  command.add_flag("--verbose,-v", options.verbose, "Say more on stderr");
}

std::string projectRoot(const std::string &configFile, const LoadedSummaries &loaded) {
  if (!configFile.empty())
    return directoryOf(configFile);
  std::string sources = commonDirectory(loaded), build = directoryOf(loaded.database);
  if (std::optional<std::string> home = cmakeSourceDirectory(build))
    return *home;
  for (const std::string &candidate : {build, directoryOf(build)})
    if (candidate != "/" && isWithin(sources, candidate))
      return candidate;
  if (std::optional<std::string> git = findUpward(sources, ".git"))
    return directoryOf(*git);
  return sources;
}

llvm::Expected<Project> loadProject(const ProjectOptions &options) {
  setLogLevel(options.quiet     ? LogLevel::Error
              : options.verbose ? LogLevel::Verbose
                                : LogLevel::Normal);
  std::string configFile = configFileOf(options);
  llvm::Expected<Catalog> catalog = loadCatalog(options, configFile);
  if (!catalog)
    return catalog.takeError();
  LoadOptions load = loadOptionsOf(options);
  llvm::Expected<LoadedSummaries> loaded = loadWithProgress(load, options);
  if (!loaded)
    return loaded.takeError();

  Project project{options.rootDirectory.empty() ? projectRoot(configFile, *loaded)
                                                : absolutePath(options.rootDirectory),
                  std::move(*catalog), std::move(*loaded), jobCount(options.jobs)};
  project.incomplete = project.loaded.incomplete();
  for (const Problem &problem : project.loaded.problems)
    log("{0}: {1}", relativeTo(problem.file, project.rootDirectory), problem.message);
  vlog("{0} units, {1} from the cache, {2} s", project.loaded.stats.units,
       project.loaded.stats.fromCache, project.loaded.stats.seconds);
  return project;
}

Program linkProject(Project &project) {
  return linkProgram(std::exchange(project.loaded.summaries, {}), project.catalog, project.threads);
}

} // namespace coax
