// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/model/Profile.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace coax {

namespace {

constexpr int formatVersion = 1;
constexpr std::string_view formatName = "coax-profile";

template <typename Enum> struct Names;

template <> struct Names<WaitKind> {
  static constexpr std::array<std::string_view, 11> all = {
      "sleep",  "lock",    "socket", "file",       "pipe", "terminal",
      "events", "process", "ipc",    "page-fault", "other"};
};
template <> struct Names<StackQuality> {
  static constexpr std::array<std::string_view, 3> all = {"complete", "recovered", "truncated"};
};
template <> struct Names<TargetExit::Kind> {
  static constexpr std::array<std::string_view, 4> all = {"running", "exited", "signaled",
                                                          "unknown"};
};

template <typename Enum> constexpr std::string_view textOf(Enum value) {
  return Names<Enum>::all[static_cast<std::size_t>(value)];
}

template <typename Enum> Enum fromText(const std::string &text) {
  const auto &names = Names<Enum>::all;
  auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end())
    throw std::invalid_argument("unknown value \"" + text + "\"");
  return static_cast<Enum>(found - names.begin());
}

void requireIndex(std::size_t index, std::size_t size, const char *what) {
  if (index >= size)
    throw std::invalid_argument(std::string(what) + " index " + std::to_string(index) +
                                " is out of range");
}

/// Indices that a file from elsewhere may have wrong.
void checkIndices(const Profile &profile) {
  for (const ProfileStack &stack : profile.stacks)
    for (std::size_t frame : stack.frames)
      requireIndex(frame, profile.frames.size(), "frame");
  for (const BlockedTime &blocked : profile.blocked) {
    requireIndex(blocked.thread, profile.threads.size(), "thread");
    requireIndex(blocked.stack, profile.stacks.size(), "stack");
  }
}

template <typename Value> void readField(const Json &object, const char *name, Value &value) {
  if (!object.is_object())
    throw std::invalid_argument(std::string("no object where one with \"") + name +
                                "\" is expected");
  auto found = object.find(name);
  if (found == object.end())
    throw std::invalid_argument(std::string("no \"") + name + "\"");
  try {
    found->get_to(value);
  } catch (const Json::type_error &) {
    throw std::invalid_argument(std::string("\"") + name + "\" is of another type");
  }
}

} // namespace

// Both directions for nlohmann::json, found by argument-dependent lookup. Reading throws; only
// parseProfile() calls it.

#define COAX_JSON_ENUM(type)                                                                       \
  static void to_json(OrderedJson &json, type value) { json = textOf(value); }                     \
  static void from_json(const Json &json, type &value) {                                           \
    value = fromText<type>(json.get<std::string>());                                               \
  }
COAX_JSON_ENUM(WaitKind)
COAX_JSON_ENUM(StackQuality)
COAX_JSON_ENUM(TargetExit::Kind)
#undef COAX_JSON_ENUM

#define COAX_WRITE(field) json[#field] = value.field;
#define COAX_READ(field) readField(json, #field, value.field);
#define COAX_JSON_STRUCT(type, ...)                                                                \
  static void to_json(OrderedJson &json, const type &value) {                                      \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(COAX_WRITE, __VA_ARGS__))                             \
  }                                                                                                \
  static void from_json(const Json &json, type &value) {                                           \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(COAX_READ, __VA_ARGS__))                              \
  }

COAX_JSON_STRUCT(ProfileFrame, function, file, line, column, module, address, inlined)
COAX_JSON_STRUCT(ProfileStack, frames, quality)
COAX_JSON_STRUCT(ProfileThread, process, thread, name, main, seenNs, cpuNs, runQueueNs, samples,
                 runningSamples)
COAX_JSON_STRUCT(BlockedTime, thread, stack, wait, syscall, totalNs, longestNs, waits, samples)
COAX_JSON_STRUCT(ProfileModule, path, buildId)
COAX_JSON_STRUCT(ProfileQuality, rate, finalRate, ticks, late, samples, discarded, denied,
                 completeStacks, recoveredStacks, truncatedStacks, samplerCpuNs)
COAX_JSON_STRUCT(TargetExit, kind, value)
COAX_JSON_STRUCT(Profile, command, process, durationNs, exit, quality, modules, frames, stacks,
                 threads, blocked)

#undef COAX_JSON_STRUCT
#undef COAX_READ
#undef COAX_WRITE

std::string_view nameOf(WaitKind wait) { return textOf(wait); }
std::string_view nameOf(StackQuality quality) { return textOf(quality); }

std::string printProfile(const Profile &profile) {
  OrderedJson json;
  json["format"] = formatName;
  json["version"] = formatVersion;
  json.update(OrderedJson(profile));
  return printJson(json) + "\n";
}

llvm::Expected<Profile> parseProfile(std::string_view text, const std::string &name) {
  llvm::Expected<Json> json = parseJson(text, name);
  if (!json)
    return json.takeError();
  if (!json->is_object() || stringAt(*json, "format") != formatName)
    return makeError("{0}: not a profile written by coax profile", name);
  if (Json version = json->value("version", Json()); version != formatVersion)
    return makeError("{0}: profile version {1}; this coax reads version {2}", name,
                     printJson(version), formatVersion);
  try {
    Profile profile = json->get<Profile>();
    checkIndices(profile);
    return profile;
  } catch (const std::exception &error) {
    return makeError("{0}: damaged profile: {1}", name, error.what());
  }
}

} // namespace coax
