// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/CompileDatabase.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"

#include <clang/Options/Options.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <clang/Tooling/JSONCompilationDatabase.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>

namespace coax {

namespace path = llvm::sys::path;
namespace options = clang::options;
using clang::tooling::JSONCommandLineSyntax;
using clang::tooling::JSONCompilationDatabase;

static constexpr const char *fileName = "compile_commands.json";
static constexpr const char *remedy = "configure with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, run the "
                                      "build under bear, or name files and "
                                      "give their flags after -- (FILE... -- -std=c++20)";

static llvm::Expected<std::string> findDatabase(const std::string &build,
                                                const std::string &start) {
  if (!build.empty()) {
    std::string candidate = absolutePath(build);
    if (llvm::sys::fs::is_directory(candidate))
      candidate += std::string("/") + fileName;
    std::error_code error = llvm::sys::fs::access(candidate, llvm::sys::fs::AccessMode::Exist);
    if (!error)
      return candidate;
    if (error != std::errc::no_such_file_or_directory)
      return makeError("cannot read {0}: {1}", candidate, error.message());
    return makeError("no compilation database: {0} does not exist; {1}", candidate, remedy);
  }
  std::string from = absolutePath(start.empty() ? "." : start);
  auto beside = findUpward(from, fileName);
  auto inBuild = findUpward(from, std::string("build/") + fileName);
  if (!beside && !inBuild)
    return makeError("no compilation database: no {0} in {1}, its build folder or above; name the "
                     "build folder with -p, or {2}",
                     fileName, from, remedy);
  // The nearer one.
  return !beside || (inBuild && inBuild->size() > beside->size() + 6) ? *inBuild : *beside;
}

/// The value of -Xclang that must not get through, alone or with the value that follows it.
static bool isForbiddenFrontendOption(llvm::StringRef value) {
  return value == "-load" || value == "-plugin" || value == "-add-plugin" ||
         value == "-include-pch" || value.starts_with("-plugin-arg") || value == "-o" ||
         value == "-emit-pch" || value.starts_with("-fmodule-file");
}

static bool isForbidden(const llvm::opt::Arg &argument) {
  const llvm::opt::Option &option = argument.getOption();
  if (option.matches(options::OPT_M_Group))
    return true;
  switch (option.getID()) {
  case options::OPT_UNKNOWN: // an option of another compiler
  case options::OPT_o:
  case options::OPT_c:
  case options::OPT_S:
  case options::OPT_E:
  case options::OPT_fplugin_EQ:
  case options::OPT_fplugin_arg:
  case options::OPT_fpass_plugin_EQ:
  case options::OPT_include_pch:
  case options::OPT__serialize_diags:
  case options::OPT_save_temps:
  case options::OPT_save_temps_EQ:
  case options::OPT_mllvm:
  case options::OPT_MJ:
  case options::OPT__HASH_HASH_HASH:
    return true;
  default:
    return false;
  }
}

static std::vector<std::string> cleanArguments(llvm::ArrayRef<std::string> arguments) {
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  unsigned missingIndex = 0, missingCount = 0;
  llvm::opt::InputArgList parsed = clang::getDriverOptTable().ParseArgs(
      pointers, missingIndex, missingCount, llvm::opt::Visibility(options::ClangOption));
  llvm::opt::ArgStringList kept;
  bool dropNext = false;
  for (const llvm::opt::Arg *argument : parsed) {
    if (argument->getOption().matches(options::OPT_Xclang)) {
      llvm::StringRef value = argument->getValue();
      bool forbidden = dropNext || isForbiddenFrontendOption(value);
      dropNext = !dropNext && forbidden && !value.contains('=');
      if (forbidden)
        continue;
    } else if (isForbidden(*argument)) {
      continue;
    }
    argument->render(parsed, kept);
  }
  return {kept.begin(), kept.end()};
}

static bool isLauncher(llvm::StringRef program) {
  static const llvm::StringSet<> launchers = {"ccache",    "sccache",    "distcc",
                                              "icecc",     "buildcache", "gomacc",
                                              "rewrapper", "env",        "cc_wrapper"};
  return launchers.contains(path::stem(program));
}

CompileUnit cleanUnit(CompileUnit unit) {
  auto first = unit.arguments.begin();
  while (first != unit.arguments.end() && isLauncher(*first))
    ++first;
  if (first == unit.arguments.end())
    return unit;
  std::vector<std::string> arguments{*first};
  llvm::ArrayRef<std::string> rest(&*first + 1,
                                   static_cast<std::size_t>(unit.arguments.end() - first - 1));
  for (std::string &argument : cleanArguments(rest))
    arguments.push_back(std::move(argument));
  unit.arguments = std::move(arguments);
  return unit;
}

static bool isCFamily(llvm::StringRef file) {
  static const llvm::StringSet<> extensions = {".c",  ".cc",  ".cpp", ".cxx", ".c++",  ".cp",
                                               ".C",  ".CC",  ".CPP", ".ixx", ".cppm", ".h",
                                               ".hh", ".hpp", ".hxx", ".inl", ".ipp",  ".tcc"};
  return extensions.contains(path::extension(file));
}

/// CMake and Meson keep the object files of each target in a folder of its own. Empty if this one
/// is in no such folder.
static std::string targetOf(llvm::StringRef object, const std::string &directory) {
  const std::string file = absolutePath(object, directory);
  const std::size_t folder = file.find("/CMakeFiles/");
  if (std::size_t end = folder == file.npos ? folder : file.find(".dir/", folder); end != file.npos)
    return file.substr(0, end + 4);
  const std::size_t end = file.find(".p/");
  return end == file.npos ? std::string() : file.substr(0, end + 2);
}

static std::string objectOf(const clang::tooling::CompileCommand &command) {
  for (std::size_t i = 0; i + 1 < command.CommandLine.size(); ++i)
    if (command.CommandLine[i] == "-o")
      return command.CommandLine[i + 1];
  return command.Output;
}

static CompileUnit unitOf(const clang::tooling::CompileCommand &command,
                          const std::string &database) {
  CompileUnit unit;
  unit.directory = absolutePath(command.Directory, path::parent_path(database).str());
  unit.file = absolutePath(command.Filename, unit.directory);
  unit.arguments = command.CommandLine;
  if (std::string target = targetOf(objectOf(command), unit.directory); !target.empty())
    unit.targets.push_back(std::move(target));
  return cleanUnit(std::move(unit));
}

static auto commandOf(const CompileUnit &unit) {
  return std::tie(unit.file, unit.arguments, unit.directory);
}

/// What is compiled twice in the same way may be a part of two programs, or of who knows what.
static void mergeTargets(CompileUnit &into, const CompileUnit &other) {
  if (into.targets.empty() || other.targets.empty())
    return into.targets.clear();
  into.targets.insert(into.targets.end(), other.targets.begin(), other.targets.end());
  std::sort(into.targets.begin(), into.targets.end());
  into.targets.erase(std::unique(into.targets.begin(), into.targets.end()), into.targets.end());
}

static void keepDistinct(std::vector<CompileUnit> &units) {
  std::sort(units.begin(), units.end(), [](const CompileUnit &a, const CompileUnit &b) {
    return std::tuple_cat(commandOf(a), std::tie(a.targets)) <
           std::tuple_cat(commandOf(b), std::tie(b.targets));
  });
  std::vector<CompileUnit> distinct;
  for (CompileUnit &unit : units)
    if (distinct.empty() || commandOf(distinct.back()) != commandOf(unit))
      distinct.push_back(std::move(unit));
    else
      mergeTargets(distinct.back(), unit);
  units = std::move(distinct);
}

static bool isListOfStrings(const Json &value) {
  return value.is_array() && std::all_of(value.begin(), value.end(),
                                         [](const Json &element) { return element.is_string(); });
}

/// What is wrong with an entry; empty: nothing.
static std::string faultOf(const Json &entry) {
  if (!entry.is_object())
    return "is no object";
  for (const char *key : {"directory", "file"})
    if (auto value = entry.find(key); value == entry.end() || !value->is_string())
      return llvm::formatv("has no string as \"{0}\"", key);
  auto arguments = entry.find("arguments"), command = entry.find("command");
  if (arguments != entry.end())
    return isListOfStrings(*arguments) ? "" : "has \"arguments\" that are no list of strings";
  if (command == entry.end())
    return "has neither \"command\" nor \"arguments\"";
  return command->is_string() ? "" : "has a \"command\" that is no string";
}

/// What Clang's reader takes for something else, or says without the place.
static llvm::Error checkDatabase(const std::string &file) {
  llvm::Expected<Json> database = readJson(file);
  if (!database)
    return database.takeError();
  if (!database->is_array())
    return makeError("{0}: not a compilation database: no list of commands; {1}", file, remedy);
  for (std::size_t index = 0; index < database->size(); ++index)
    if (std::string fault = faultOf((*database)[index]); !fault.empty())
      return makeError("{0}: entry {1} {2}", file, index + 1, fault);
  return llvm::Error::success();
}

llvm::Expected<CompileDatabase> loadCompileDatabase(const std::string &build,
                                                    const std::string &start) {
  auto file = findDatabase(build, start);
  if (!file)
    return file.takeError();
  if (llvm::Error error = checkDatabase(*file))
    return error;
  std::string reason;
  auto json =
      JSONCompilationDatabase::loadFromFile(*file, reason, JSONCommandLineSyntax::AutoDetect);
  if (!json)
    return makeError("cannot read the compilation database {0}: {1}; {2}", *file,
                     llvm::StringRef(reason).trim(), remedy);
  auto database =
      clang::tooling::expandResponseFiles(std::move(json), llvm::vfs::getRealFileSystem());
  CompileDatabase result;
  result.path = *file;
  for (const auto &command : database->getAllCompileCommands()) {
    CompileUnit unit = unitOf(command, *file);
    if (!isCFamily(unit.file))
      vlog("{0} is neither C nor C++: left out", unit.file);
    else if (unit.arguments.empty())
      result.problems.push_back({unit.file, "its entry in " + *file + " has no command"});
    else
      result.units.push_back(std::move(unit));
  }
  keepDistinct(result.units);
  return result;
}

static llvm::Expected<CompileUnit> fixedUnit(const std::string &name,
                                             const std::vector<std::string> &flags) {
  CompileUnit unit;
  unit.directory = absolutePath(".");
  unit.file = absolutePath(name);
  if (!llvm::sys::fs::exists(unit.file))
    return makeError("{0} does not exist", name);
  if (llvm::sys::fs::is_directory(unit.file))
    return makeError("{0} is a folder; flags after -- are for files: name those to compile", name);
  if (!isCFamily(unit.file))
    return makeError("{0} is neither C nor C++ by its extension", name);
  unit.arguments = {path::extension(unit.file) == ".c" ? "clang" : "clang++"};
  unit.arguments.insert(unit.arguments.end(), flags.begin(), flags.end());
  unit.arguments.push_back(unit.file);
  return cleanUnit(std::move(unit));
}

llvm::Expected<CompileDatabase> fixedDatabase(const std::vector<std::string> &files,
                                              const std::vector<std::string> &flags) {
  if (files.empty())
    return makeError("no file before --: name those that are compiled with the flags after it");
  CompileDatabase result;
  for (const std::string &file : files) {
    auto unit = fixedUnit(file, flags);
    if (!unit)
      return unit.takeError();
    result.units.push_back(std::move(*unit));
  }
  keepDistinct(result.units);
  return result;
}

std::vector<CompileUnit> unitsWithin(std::vector<CompileUnit> units,
                                     const std::vector<std::string> &paths) {
  std::vector<std::string> absolute;
  for (const std::string &text : paths)
    absolute.push_back(absolutePath(text));
  std::erase_if(units, [&](const CompileUnit &unit) {
    return !absolute.empty() &&
           std::none_of(absolute.begin(), absolute.end(),
                        [&](const auto &path) { return isWithin(unit.file, path); });
  });
  return units;
}

} // namespace coax
