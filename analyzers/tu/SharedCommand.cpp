// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SharedCommand.h"

#include "analyzers/base/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/Path.h>

#include <map>
#include <optional>

namespace coax {

namespace {

/// A -D, -U or -I.
struct Option {
  char letter;
  std::string value;
  std::size_t index, count; ///< the arguments it consists of

  std::string text() const { return letter + value; }
  llvm::StringRef macro() const {
    return letter == 'I' ? "" : llvm::StringRef(value).split('=').first.split('(').first;
  }
};

/// So many units with the same command share among themselves: what they define besides may be
/// what the headers ask for (-DBOOST_TEST_DYN_LINK), and then they would fit nobody else.
constexpr std::size_t manyAlike = 16;

/// Macros that system headers are there to ask for: a unit that has one reads other headers.
bool isForSystem(llvm::StringRef macro) { return macro.starts_with("_") || macro == "NDEBUG"; }

std::optional<Option> optionAt(const CompileUnit &unit, std::size_t index) {
  llvm::StringRef argument = unit.arguments[index];
  for (llvm::StringRef name : {"-D", "-U", "-I"}) {
    if (!argument.consume_front(name))
      continue;
    Option option{name[1], argument.str(), index, 1};
    if (argument.empty() && index + 1 < unit.arguments.size())
      option = {name[1], unit.arguments[index + 1], index, 2};
    bool plain = !option.value.empty() && option.value.front() != '=' && // not below the sysroot
                 !llvm::StringRef(option.value).contains('\n');
    return plain && !isForSystem(option.macro()) ? std::optional(option) : std::nullopt;
  }
  return std::nullopt;
}

std::vector<Option> optionsOf(const CompileUnit &unit) {
  std::vector<Option> options;
  for (std::size_t index = 1; index < unit.arguments.size(); ++index)
    if (auto option = optionAt(unit, index)) {
      options.push_back(*option);
      index += option->count - 1;
    }
  return options;
}

/// Says only what is warned of and how: no warning is given in any case.
bool isOfDiagnostics(llvm::StringRef argument) {
  if (argument.consume_front("-W"))
    return !argument.empty() && !argument.contains(','); // -Wp,-DX passes on
  return argument == "-w" || argument.starts_with("-fdiagnostics-");
}

/// With it, it matters what stands before and after.
bool bindsOrder(llvm::StringRef argument) {
  return argument.starts_with("-include") || argument.starts_with("--include") ||
         argument.starts_with("-imacros") || argument.starts_with("--imacros") ||
         argument.starts_with("-F") || argument.starts_with("-iframework") ||
         argument.starts_with("-Wp,") || argument.starts_with("-X") ||
         argument.starts_with("--define-macro") || argument.starts_with("--undefine-macro") ||
         argument == "--driver-mode=cl" || argument.starts_with("@") || argument == "-I-" ||
         argument == "-" || argument == "--";
}

/// What is left of the command without its file, `left` and what it says of diagnostics.
std::string keyWithout(const CompileUnit &unit, const std::vector<std::size_t> &left) {
  std::vector<std::size_t> files = fileArguments(unit);
  if (files.size() != 1 || unit.arguments.empty())
    return {};
  std::string key = unit.directory + '\0' + llvm::sys::path::extension(unit.file).str() + '\0';
  for (std::size_t index = 0; index < unit.arguments.size(); ++index) {
    if (index == files.front())
      key += '\0';
    else if (!llvm::is_contained(left, index) && !isOfDiagnostics(unit.arguments[index]))
      key += unit.arguments[index] + '\0';
  }
  return key;
}

void addArguments(std::vector<std::size_t> &indices, const Option &option) {
  for (std::size_t index = 0; index < option.count; ++index)
    indices.push_back(option.index + index);
}

/// Units whose commands are the same without their options.
class Kind {
public:
  /// `commands`: each with the key of its whole command; `alike`: how many have each key.
  Kind(const std::vector<CompileUnit> &units, std::vector<SharedCommand> &commands,
       const std::map<std::string, std::size_t> &alike)
      : units_(units), commands_(commands), alike_(alike) {}

  void add(std::size_t unit, std::vector<Option> options) {
    rest_.push_back({unit, std::move(options)});
  }

  void share() {
    while (!rest_.empty())
      if (!shareMost())
        return; // each has the key of its whole command
  }

private:
  struct Member {
    std::size_t unit;
    std::vector<Option> options;
  };
  const std::vector<CompileUnit> &units_;
  std::vector<SharedCommand> &commands_;
  const std::map<std::string, std::size_t> &alike_;
  std::vector<Member> rest_;

  llvm::StringSet<> optionsOfMost() const {
    llvm::StringMap<std::size_t> counts;
    for (const Member &member : rest_) {
      llvm::StringSet<> said;
      for (const Option &option : member.options)
        if (said.insert(option.text()).second)
          ++counts[option.text()];
    }
    llvm::StringSet<> common;
    for (const auto &entry : counts)
      if (entry.second * 2 > rest_.size())
        common.insert(entry.first());
    return common;
  }

  /// Settles the units that say all of `common`, if what is their own can come after it.
  bool settle(const Member &member, const llvm::StringSet<> &common) {
    llvm::StringSet<> said, macros;
    SharedCommand command;
    for (const Option &option : member.options)
      if (common.contains(option.text())) {
        said.insert(option.text());
        macros.insert(option.macro());
      } else {
        addArguments(command.own, option);
      }
    auto isOwnMacro = [&](const Option &option) {
      return option.letter != 'I' && !common.contains(option.text());
    };
    bool separate = llvm::none_of(member.options, [&](const Option &option) {
      return isOwnMacro(option) && macros.contains(option.macro());
    });
    if (said.size() != common.size() || !separate)
      return false;
    if (llvm::any_of(member.options, isOwnMacro) &&
        alike_.at(commands_[member.unit].key) >= manyAlike)
      return true; // with the key of its whole command
    command.key = keyWithout(units_[member.unit], command.own);
    commands_[member.unit] = std::move(command);
    return true;
  }

  bool shareMost() {
    llvm::StringSet<> common = optionsOfMost();
    std::size_t before = rest_.size();
    llvm::erase_if(rest_, [&](const Member &member) { return settle(member, common); });
    return rest_.size() < before;
  }
};

std::string macroLine(const Option &option) {
  auto [name, value] = llvm::StringRef(option.value).split('=');
  if (option.letter == 'U')
    return "#undef " + option.value + '\n';
  bool given = name.size() != option.value.size();
  return "#define " + name.str() + ' ' + (given ? value.str() : "1") + '\n';
}

} // namespace

std::vector<std::size_t> fileArguments(const CompileUnit &unit) {
  std::vector<std::size_t> found;
  for (std::size_t index = 1; index < unit.arguments.size(); ++index)
    if (absolutePath(unit.arguments[index], unit.directory) == unit.file)
      found.push_back(index);
  return found;
}

std::vector<SharedCommand> sharedCommands(const std::vector<CompileUnit> &units) {
  std::vector<SharedCommand> commands(units.size());
  std::map<std::string, std::size_t> alike;
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    ++alike[commands[unit].key = keyWithout(units[unit], {})];
  std::map<std::string, Kind> kinds;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (commands[unit].key.empty() || llvm::any_of(units[unit].arguments, bindsOrder))
      continue;
    std::vector<Option> options = optionsOf(units[unit]);
    std::vector<std::size_t> indices;
    for (const Option &option : options)
      addArguments(indices, option);
    std::string key = keyWithout(units[unit], indices);
    kinds.try_emplace(std::move(key), units, commands, alike)
        .first->second.add(unit, std::move(options));
  }
  for (auto &[key, kind] : kinds)
    kind.share();
  return commands;
}

CompileUnit withoutOwn(CompileUnit unit, const std::vector<std::size_t> &own) {
  std::size_t index = 0;
  std::erase_if(unit.arguments,
                [&](const std::string &) { return llvm::is_contained(own, index++); });
  return unit;
}

std::string ownMacros(const CompileUnit &unit, const std::vector<std::size_t> &own) {
  std::string lines;
  for (const Option &option : optionsOf(unit))
    if (option.letter != 'I' && llvm::is_contained(own, option.index))
      lines += macroLine(option);
  return lines;
}

std::vector<std::string> includeFolders(const CompileUnit &unit) {
  std::vector<std::string> folders;
  for (const Option &option : optionsOf(unit))
    if (option.letter == 'I')
      folders.push_back(option.value);
  return folders;
}

} // namespace coax
