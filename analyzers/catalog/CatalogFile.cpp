// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/CatalogFile.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"
#include "analyzers/catalog/CatalogValues.h"
#include "analyzers/catalog/JsonLines.h"
#include "analyzers/model/QualifiedName.h"

#include <algorithm>
#include <utility>

namespace coax {
namespace {

constexpr std::int64_t supportedVersion = 1;

std::string replaceAll(std::string text, std::string_view from, std::string_view to) {
  constexpr std::size_t none = std::string::npos;
  for (std::size_t at = text.find(from); at != none; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

Exception readException(JsonReader &reader) {
  Exception result;
  result.condition = readCondition(reader, {"then"});
  reader.requiredString("then");
  result.then = reader.word<Exception::Then>("then",
                                             {{"always", Exception::Then::Always},
                                              {"maybe", Exception::Then::Maybe},
                                              {"never", Exception::Then::Never}},
                                             Exception::Then::Never);
  return result;
}

/// "blocks" and "role" are two views of one thing: most entries block, and say when.
void readRole(JsonReader &reader, CatalogEntry &entry) {
  entry.role = reader.word<Role>("role", roleWords(), Role::Blocks);
  std::string when = reader.oneOf("blocks", {"always", "maybe", "never"}, "always");
  entry.certainty = when == "maybe" ? Certainty::Maybe : Certainty::Always;
  if (entry.role == Role::Blocks && when == "never")
    entry.role = Role::NeverBlocks;
}

/// The first placeholder of a template that means nothing, such as "$0"; empty if there is none.
std::string unknownPlaceholder(std::string_view pattern) {
  for (std::size_t at = pattern.find('$'); at != pattern.npos; at = pattern.find('$', at + 1)) {
    std::string_view rest = pattern.substr(at + 1);
    auto begins = [&](std::string_view word) { return rest.starts_with(word); };
    bool number = !rest.empty() && rest[0] >= '1' && rest[0] <= '9';
    if (number && rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9')
      return std::string(pattern.substr(at, 3));
    if (!number && !begins("args") && !begins("object") && !begins("name"))
      return std::string(pattern.substr(at, 2));
  }
  return {};
}

std::string readCounterpart(JsonReader &reader) {
  std::string pattern = reader.string("counterpart");
  if (std::string unknown = unknownPlaceholder(pattern); !unknown.empty())
    reader.fail("counterpart", "\"" + unknown +
                                   "\" in a counterpart means nothing: $args, $1 to $9, "
                                   "$object and $name do");
  return pattern;
}

CatalogEntry readEntry(JsonReader &reader) {
  CatalogEntry entry;
  readRole(reader, entry);
  entry.category = reader.oneOf("category", categories(), "");
  entry.hasParameters = reader.has("parameters");
  entry.parameters = reader.strings("parameters");
  entry.callable = static_cast<int>(reader.integer("callable", 0)) - 1;
  entry.counterpart = readCounterpart(reader);
  entry.include = reader.string("include");
  if (entry.include.empty() && !entry.counterpart.empty())
    entry.include = "coax/coax.hpp";
  entry.offloadable = reader.boolean("offloadable", true);
  entry.affinity = reader.string("affinity");
  entry.contextOnly = reader.oneOf("report", {"always", "context"}, "always") == "context";
  entry.completion = reader.boolean("completion", false);
  entry.continuation = reader.boolean("continuation", false);
  entry.resumes = reader.boolean("resumes", false);
  if (entry.resumes && entry.role != Role::Offloads && entry.role != Role::RunsOnLoop)
    reader.fail("resumes", "\"resumes\" needs the role that says where: \"offloads\" or "
                           "\"runs-on-loop\"");
  entry.descriptor = static_cast<int>(reader.integer("descriptor", 0)) - 1;
  entry.makes = reader.word<DescriptorMode>(
      "makes",
      {{"nonblocking", DescriptorMode::Nonblocking}, {"blocking", DescriptorMode::Blocking}},
      DescriptorMode::Unchanged);
  for (std::int64_t of : reader.integers("of"))
    entry.of.push_back(static_cast<int>(of) - 1);
  entry.gives = reader.string("gives");
  entry.like = static_cast<int>(reader.integer("like", 0)) - 1;
  if (entry.like >= 0 && entry.makes == DescriptorMode::Unchanged)
    reader.fail("like",
                "\"like\" says when a call \"makes\" a descriptor non-blocking: that is missing");
  entry.source = reader.string("source");
  entry.message = reader.string("message");
  if (entry.source.empty())
    reader.fail("", "an entry needs a \"source\": the page that says what it does");
  return entry;
}

bool mayBlock(const CatalogRow &row) {
  auto blocks = [](const Exception &exception) { return exception.then != Exception::Then::Never; };
  return row.entry.role == Role::Blocks ||
         (row.entry.role == Role::NeverBlocks &&
          std::any_of(row.exceptions.begin(), row.exceptions.end(), blocks));
}

CatalogRow readRow(JsonReader &reader) {
  static const std::vector<std::string> keys = {
      "name",       "aliases", "parameters",  "role",        "category",     "blocks",
      "callable",   "include", "counterpart", "offloadable", "affinity",     "report",
      "completion", "source",  "message",     "only",        "when",         "descriptor",
      "makes",      "of",      "like",        "gives",       "continuation", "resumes"};
  reader.allowKeys(keys);
  CatalogRow row;
  row.entry = readEntry(reader);
  row.aliases = reader.strings("aliases");
  reader.forEach("only", [&](JsonReader &item) { row.only.push_back(readCondition(item, {})); });
  reader.forEach("when", [&](JsonReader &item) { row.exceptions.push_back(readException(item)); });
  if (mayBlock(row) && row.entry.category.empty())
    reader.fail("", "an entry that blocks needs a \"category\"");
  return row;
}

void change(CatalogEntry &entry, Exception::Then then) {
  if (then == Exception::Then::Never) {
    entry.role = Role::NeverBlocks;
    return;
  }
  if (entry.role == Role::NeverBlocks)
    entry.role = Role::Blocks;
  entry.certainty = then == Exception::Then::Maybe ? Certainty::Maybe : Certainty::Always;
}

/// The row for one of its names: `$name` in texts is the name, without its scope in counterparts.
CatalogRow named(CatalogRow row, const std::string &name, const std::string &library) {
  CatalogEntry &entry = row.entry;
  entry.name = name;
  entry.library = library;
  const std::string last(lastComponent(name));
  entry.source = replaceAll(entry.source, "$name", last);
  entry.affinity = replaceAll(entry.affinity, "$name", last);
  entry.counterpart = replaceAll(entry.counterpart, "$name", last);
  for (Exception &exception : row.exceptions) {
    exception.entry = entry;
    change(exception.entry, exception.then);
  }
  return row;
}

/// Libraries that live in two namespaces: "boost::asio" is also "asio".
using NamespaceAliases = std::vector<std::pair<std::string, std::string>>;

void addNamespaceAliases(CatalogRow &row, const NamespaceAliases &namespaces) {
  for (const auto &[space, alias] : namespaces)
    if (row.entry.name.starts_with(space + "::"))
      row.aliases.push_back(alias + row.entry.name.substr(space.size()));
}

void readRows(JsonReader &reader, const std::string &library, const NamespaceAliases &namespaces,
              CatalogFile &file) {
  CatalogRow row = readRow(reader);
  std::vector<std::string> names = reader.strings("name");
  if (names.empty())
    reader.fail("", "an entry needs a \"name\"");
  if (std::find(names.begin(), names.end(), "") != names.end())
    reader.fail("name", "\"name\" is empty");
  if (names.size() > 1 && !row.aliases.empty())
    reader.fail("aliases", "aliases are of one function, but several are named");
  for (const std::string &name : names) {
    file.rows.push_back(named(row, name, library));
    addNamespaceAliases(file.rows.back(), namespaces);
  }
}

CatalogFile readFile(JsonReader &reader) {
  CatalogFile file;
  reader.allowKeys({"version", "library", "namespaces", "entries", "taskTypes", "eagerTaskTypes",
                    "lockTypes", "affineTypes"});
  if (reader.integer("version", 0) != supportedVersion)
    reader.fail("version", "\"version\" must be 1");
  std::string library = reader.string("library");
  NamespaceAliases namespaces;
  reader.forEach("namespaces", [&](JsonReader &item) {
    item.allowKeys({"name", "alias"});
    namespaces.emplace_back(item.requiredString("name"), item.requiredString("alias"));
  });
  reader.forEach("entries", [&](JsonReader &item) { readRows(item, library, namespaces, file); });
  file.taskTypes = reader.strings("taskTypes");
  file.eagerTaskTypes = reader.strings("eagerTaskTypes");
  file.lockTypes = reader.strings("lockTypes");
  reader.forEach("affineTypes", [&](JsonReader &item) {
    item.allowKeys({"type", "reason"});
    file.affineTypes[item.requiredString("type")] = item.requiredString("reason");
  });
  return file;
}

bool parametersFit(const CatalogEntry &entry, const CallSite &call) {
  if (!entry.hasParameters)
    return true;
  return std::equal(entry.parameters.begin(), entry.parameters.end(), call.parameters.begin(),
                    call.parameters.end(), [](const std::string &pattern, const std::string &type) {
                      return matchesAny({pattern}, type);
                    });
}

} // namespace

const CatalogEntry *CatalogRow::applyTo(const CallSite &call) const {
  auto holds = [&](const Condition &condition) { return condition.holds(call); };
  if (!parametersFit(entry, call))
    return nullptr;
  if (!only.empty() && std::none_of(only.begin(), only.end(), holds))
    return nullptr;
  for (const Exception &exception : exceptions)
    if (exception.condition.holds(call))
      return &exception.entry;
  return &entry;
}

llvm::Expected<CatalogFile> parseCatalogFile(std::string_view json, const std::string &name) {
  llvm::Expected<Json> parsed = parseJson(json, name);
  if (!parsed)
    return parsed.takeError();
  JsonReader::Failure failure;
  JsonReader reader(*parsed, "", failure);
  CatalogFile file = readFile(reader);
  if (!failure.message.empty())
    return makeError("{0}:{1}: {2}", name, lineOfValue(json, failure.pointer), failure.message);
  return file;
}

} // namespace coax
