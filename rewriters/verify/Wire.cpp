// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/Wire.h"

#include "analyzers/model/SummaryBinary.h"

#include <nlohmann/json.hpp>

namespace coax {

using Json = nlohmann::json;

static void to_json(Json &json, const Location &place) {
  json = {place.file, place.line, place.column};
}
static void from_json(const Json &json, Location &place) {
  place = {json.at(0).get<std::string>(), json.at(1), json.at(2)};
}
static void to_json(Json &json, const Range &range) {
  json = {range.begin, range.endLine, range.endColumn};
}
static void from_json(const Json &json, Range &range) {
  range = {json.at(0).get<Location>(), json.at(1), json.at(2)};
}
static void to_json(Json &json, const Edit &edit) {
  json = {edit.file, edit.offset, edit.length, edit.text, edit.owner};
}
static void from_json(const Json &json, Edit &edit) {
  edit = {json.at(0), json.at(1), json.at(2), json.at(3), json.at(4)};
}
static void to_json(Json &json, const SymbolId &id) { json = id.usr; }
static void from_json(const Json &json, SymbolId &id) { id.usr = json.get<std::string>(); }
static void to_json(Json &json, const Refusal &refusal) {
  json = {refusal.function.usr, refusal.range, static_cast<int>(refusal.action), refusal.reason};
}
static void from_json(const Json &json, Refusal &refusal) {
  refusal.function.usr = json.at(0).get<std::string>();
  refusal.range = json.at(1).get<Range>();
  refusal.action = static_cast<CallAction>(json.at(2).get<int>());
  refusal.reason = json.at(3);
}
static void to_json(Json &json, const Problem &problem) { json = {problem.file, problem.message}; }
static void from_json(const Json &json, Problem &problem) { problem = {json.at(0), json.at(1)}; }
static void to_json(Json &json, const CompileError &error) { json = {error.message, error.places}; }
static void from_json(const Json &json, CompileError &error) {
  error.message = json.at(0);
  error.places = json.at(1).get<std::vector<Location>>();
}

namespace {

/// Source text need not be UTF-8; CBOR carries it as it is where text JSON could not.
std::string bytesOf(const Json &json) {
  std::vector<std::uint8_t> bytes = Json::to_cbor(json);
  return std::string(bytes.begin(), bytes.end());
}

template <typename Read> auto decoded(const std::string &bytes, Read read) {
  std::optional<decltype(read(std::declval<const Json &>()))> result;
  Json json = Json::from_cbor(bytes, /*strict=*/true, /*allow_exceptions=*/false);
  if (json.is_discarded())
    return result;
  try {
    result = read(json);
  } catch (const Json::exception &) {
    // A torn result is a lost one.
  }
  return result;
}

} // namespace

std::string encode(const UnitRewrite &rewrite) {
  return bytesOf({{"edits", rewrite.edits},
                  {"refusals", rewrite.refusals},
                  {"problems", rewrite.problems},
                  {"asked", rewrite.asked}});
}

std::optional<UnitRewrite> decodeRewrite(const std::string &bytes) {
  return decoded(bytes, [](const Json &json) {
    UnitRewrite rewrite;
    rewrite.edits = json.at("edits").get<std::vector<Edit>>();
    rewrite.refusals = json.at("refusals").get<std::vector<Refusal>>();
    rewrite.problems = json.at("problems").get<std::vector<Problem>>();
    rewrite.asked = json.at("asked").get<std::vector<SymbolId>>();
    return rewrite;
  });
}

std::string encode(const CheckedUnit &checked) {
  std::string summary = toBytes(checked.summary);
  return bytesOf({{"errors", checked.errors},
                  {"summary", Json::binary({summary.begin(), summary.end()})}});
}

std::optional<CheckedUnit> decodeChecked(const std::string &bytes) {
  auto checked = decoded(bytes, [](const Json &json) {
    const std::vector<std::uint8_t> &summary = json.at("summary").get_binary();
    return std::pair(json.at("errors").get<std::vector<CompileError>>(),
                     summaryFromBytes(std::string(summary.begin(), summary.end())));
  });
  if (!checked || !checked->second)
    return std::nullopt;
  return CheckedUnit{std::move(checked->first), std::move(*checked->second)};
}

} // namespace coax
