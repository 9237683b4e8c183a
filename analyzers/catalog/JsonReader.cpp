// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/JsonReader.h"

#include <algorithm>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

namespace coax {
namespace {

bool isString(const Json &value) { return value.is_string(); }
bool isInteger(const Json &value) { return value.is_number_integer(); }
bool isBoolean(const Json &value) { return value.is_boolean(); }
bool isArray(const Json &value) { return value.is_array(); }

template <bool (*isOne)(const Json &)> bool isOneOrMany(const Json &value) {
  return isOne(value) || (value.is_array() && std::all_of(value.begin(), value.end(), isOne));
}

template <typename T> std::vector<T> oneOrMany(const Json *value) {
  if (!value)
    return {};
  return value->is_array() ? value->get<std::vector<T>>() : std::vector<T>{value->get<T>()};
}

std::string nearest(llvm::StringRef key, const std::vector<std::string> &keys) {
  auto distance = [&](llvm::StringRef other) { return key.edit_distance(other); };
  return *std::min_element(keys.begin(), keys.end(), [&](const auto &a, const auto &b) {
    return distance(a) < distance(b);
  });
}

} // namespace

JsonReader::JsonReader(const Json &value, std::string pointer, Failure &failure)
    : value_(value), pointer_(std::move(pointer)), failure_(failure) {
  if (!value_.is_object())
    fail("", "an object is expected here");
}

void JsonReader::fail(const std::string &key, const std::string &message) {
  if (failure_.message.empty())
    failure_ = {key.empty() ? pointer_ : pointer_ + "/" + key, message};
}

void JsonReader::allowKeys(const std::vector<std::string> &keys) {
  if (!value_.is_object())
    return;
  for (const auto &[key, value] : value_.items())
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      fail(key, "unknown key \"" + key + "\"; did you mean \"" + nearest(key, keys) + "\"?");
}

const Json *JsonReader::member(const char *key, bool (*isKind)(const Json &), const char *kind) {
  if (!has(key))
    return nullptr;
  const Json &value = value_.at(key);
  if (isKind(value))
    return &value;
  fail(key, "\"" + std::string(key) + "\" must be " + kind);
  return nullptr;
}

std::string JsonReader::string(const char *key) {
  const Json *value = member(key, isString, "a string");
  return value ? value->get<std::string>() : std::string();
}

std::string JsonReader::requiredString(const char *key) {
  std::string value = string(key);
  if (value.empty())
    fail(has(key) ? key : "",
         "\"" + std::string(key) + "\" is " + (has(key) ? "empty" : "missing"));
  return value;
}

std::vector<std::string> JsonReader::strings(const char *key) {
  return oneOrMany<std::string>(
      member(key, isOneOrMany<isString>, "a string or an array of strings"));
}

std::int64_t JsonReader::integer(const char *key, std::int64_t otherwise) {
  const Json *value = member(key, isInteger, "an integer");
  return value ? value->get<std::int64_t>() : otherwise;
}

std::vector<std::int64_t> JsonReader::integers(const char *key) {
  return oneOrMany<std::int64_t>(
      member(key, isOneOrMany<isInteger>, "an integer or an array of integers"));
}

bool JsonReader::boolean(const char *key, bool otherwise) {
  const Json *value = member(key, isBoolean, "true or false");
  return value ? value->get<bool>() : otherwise;
}

std::string JsonReader::oneOf(const char *key, const std::vector<std::string> &words,
                              std::string otherwise) {
  const Json *value = member(key, isString, "a string");
  if (!value)
    return otherwise;
  std::string chosen = value->get<std::string>();
  if (std::find(words.begin(), words.end(), chosen) != words.end())
    return chosen;
  fail(key, "\"" + std::string(key) + "\" is \"" + chosen + "\"; known are " +
                llvm::join(words, ", "));
  return otherwise;
}

void JsonReader::forEach(const char *key, llvm::function_ref<void(JsonReader &)> read) {
  const Json *array = member(key, isArray, "an array");
  for (std::size_t i = 0; array && i < array->size(); ++i) {
    JsonReader item((*array)[i], pointer_ + "/" + key + "/" + std::to_string(i), failure_);
    read(item);
  }
}

} // namespace coax
