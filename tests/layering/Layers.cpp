// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/layering/Layers.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace coax::layering {

namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

std::string trim(std::string text) {
  auto isBlank = [](unsigned char c) { return std::isspace(c) || c == '`'; };
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isBlank));
  text.erase(std::find_if_not(text.rbegin(), text.rend(), isBlank).base(), text.end());
  return text;
}

Words split(const std::string &text, char separator) {
  Words parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);)
    parts.push_back(trim(part));
  return parts;
}

/// Folder and last column of each row of the table.
std::vector<std::pair<std::string, Words>> tableRows(std::string_view page) {
  std::vector<std::pair<std::string, Words>> rows;
  bool inside = false;
  for (const std::string &line : split(std::string(page), '\n')) {
    Words cells = split(line, '|'); // the first is empty: a row starts with the separator
    bool isRow = cells.size() == 4;
    if (isRow && cells[3] == "may include")
      inside = true;
    else if (inside && !isRow)
      break;
    else if (inside && cells[1].find("---") != 0)
      rows.emplace_back(fs::path(cells[1] + "/.").lexically_normal().parent_path().string(),
                        split(cells[3], ','));
  }
  return rows;
}

/// The folder of the table whose last component is `name`.
std::string folderNamed(const Layers &layers, const std::string &name) {
  for (const auto &[folder, allowed] : layers)
    if (fs::path(folder).filename() == name)
      return folder;
  throw std::runtime_error("the table allows the unknown folder " + name);
}

/// Adds what the allowed folders may include until nothing is new. Clang is not handed on.
void closeOverLayers(Layers &layers) {
  for (bool grew = true; grew;) {
    grew = false;
    for (auto &[folder, allowed] : layers)
      for (const std::string &other : std::set<std::string>(allowed))
        if (auto row = layers.find(other); row != layers.end())
          for (const std::string &more : row->second)
            if (more != "clang")
              grew |= allowed.insert(more).second;
  }
}

/// The longest folder of the table that `path` lies in.
std::optional<std::string> folderOf(const Layers &layers, const fs::path &path) {
  for (fs::path folder = path; !folder.empty(); folder = folder.parent_path())
    if (layers.count(folder.string()))
      return folder.string();
  return std::nullopt;
}

std::string readText(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What an include of `name` reaches: a folder of the table, "clang", a foreign library that the
/// runtime must not know, or nothing to check.
std::string reachedBy(const Layers &layers, const std::string &name) {
  if (name.starts_with("coax/"))
    return "runtime";
  for (const char *library : {"clang", "clang-c", "llvm", "nlohmann", "CLI"})
    if (name.starts_with(std::string(library) + '/'))
      return library == std::string_view("clang-c") ? "clang" : library;
  return folderOf(layers, fs::path(name).parent_path()).value_or("");
}

bool isAllowed(const std::set<std::string> &allowed, const std::string &from,
               const std::string &reached) {
  if (reached == "llvm" || reached == "nlohmann" || reached == "CLI")
    return from != "runtime";
  return reached.empty() || allowed.count(reached);
}

/// coax_base ⇒ analyzers/base; nothing for a name that is no folder's target.
std::string targetFolder(const Layers &layers, const std::string &word) {
  if (word == "coax_clang" || word == "CLANG" || word == "clang-cpp")
    return "clang";
  if (word == "coax::runtime" || word == "coax_runtime" || word == "coax::curl" ||
      word == "coax::tls")
    return "runtime";
  if (!word.starts_with("coax_"))
    return "";
  for (const auto &[folder, allowed] : layers)
    if ("coax_" + fs::path(folder).filename().string() == word)
      return folder;
  return "";
}

void checkFile(const Layers &layers, const std::string &root, const fs::path &path, Words &found) {
  std::string name = fs::path(path).lexically_relative(root).string();
  std::optional<std::string> from = folderOf(layers, fs::path(name).parent_path());
  bool isCMake = path.filename() == "CMakeLists.txt";
  if (!from) {
    if (!isCMake) // the lists of the top folders only name their folders
      found.push_back(name + ": its folder is not in the table");
    return;
  }
  std::string text = readText(path);
  for (const std::string &word : isCMake ? wordsOf(text) : includesOf(text)) {
    std::string reached = isCMake ? targetFolder(layers, word) : reachedBy(layers, word);
    if (!isAllowed(layers.at(*from), *from, reached))
      found.push_back(name + (isCMake ? ": links " : ": includes ") + word + ", but " + *from +
                      " may not reach " + reached);
  }
}

bool isChecked(const fs::path &path) {
  return path.extension() == ".h" || path.extension() == ".hpp" || path.extension() == ".cpp" ||
         path.filename() == "CMakeLists.txt";
}

} // namespace

Layers parseLayers(std::string_view page) {
  auto rows = tableRows(page);
  if (rows.empty())
    throw std::runtime_error("the page has no table with a column \"may include\"");
  Layers layers;
  for (const auto &[folder, cells] : rows)
    layers[folder] = {folder};
  for (const auto &[folder, cells] : rows)
    for (const std::string &cell : cells)
      if (cell == "everything")
        for (const auto &[other, allowed] : layers)
          layers[folder].insert({other == "runtime" ? folder : other, "clang"});
      else if (cell == "clang")
        layers[folder].insert(cell);
      else if (cell != "–")
        layers[folder].insert(folderNamed(layers, cell));
  closeOverLayers(layers);
  return layers;
}

std::vector<std::string> includesOf(std::string_view source) {
  static const std::regex line(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  Words names;
  std::istringstream in{std::string(source)};
  std::smatch match;
  for (std::string text; std::getline(in, text);)
    if (std::regex_search(text, match, line))
      names.push_back(match[1]);
  return names;
}

std::vector<std::string> wordsOf(std::string_view cmake) {
  static const std::regex comment("#[^\n]*");
  std::string text = std::regex_replace(std::string(cmake), comment, "");
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '(' || c == ')' || c == '"'; }, ' ');
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::vector<std::string> violations(const Layers &layers, const std::string &root) {
  std::set<std::string> tops;
  for (const auto &[folder, allowed] : layers)
    tops.insert(fs::path(folder).begin()->string());
  Words found;
  for (const std::string &top : tops)
    if (fs::is_directory(root + '/' + top))
      for (const auto &entry : fs::recursive_directory_iterator(root + '/' + top))
        if (isChecked(entry.path()))
          checkFile(layers, root, entry.path(), found);
  std::sort(found.begin(), found.end());
  return found;
}

} // namespace coax::layering
