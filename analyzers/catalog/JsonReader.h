// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strict view on one JSON object: members of a stated kind, or a failure that names the place.
// Reading goes on after a failure, so that callers need no checks in between; the first one stays.
#pragma once

#include "analyzers/base/Json.h"

#include <cstdint>
#include <initializer_list>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <string>
#include <utility>
#include <vector>

namespace coax {

class JsonReader {
public:
  struct Failure {
    std::string pointer; ///< JSON pointer to the value
    std::string message; ///< empty while all is well
  };

  /// All references must outlive the reader. A value that is no object is a failure.
  JsonReader(const Json &value, std::string pointer, Failure &failure);

  /// Notes that the member (this object itself for "") is wrong.
  void fail(const std::string &key, const std::string &message);
  /// Fails for a member of any other name, with the nearest of `keys` as advice.
  void allowKeys(const std::vector<std::string> &keys);

  bool has(const char *key) const { return value_.is_object() && value_.contains(key); }
  std::string string(const char *key);
  /// A string that is there and not empty.
  std::string requiredString(const char *key);
  /// An array of strings; one string stands for an array of one.
  std::vector<std::string> strings(const char *key);
  std::int64_t integer(const char *key, std::int64_t otherwise);
  /// An array of integers; one integer stands for an array of one.
  std::vector<std::int64_t> integers(const char *key);
  bool boolean(const char *key, bool otherwise);
  std::string oneOf(const char *key, const std::vector<std::string> &words, std::string otherwise);

  template <typename T>
  T word(const char *key, const std::vector<std::pair<std::string, T>> &words, T otherwise) {
    std::vector<std::string> names;
    for (const auto &[name, value] : words)
      names.push_back(name);
    std::string chosen = oneOf(key, names, "");
    for (const auto &[name, value] : words)
      if (name == chosen)
        return value;
    return otherwise;
  }

  /// Calls `read` for each object of an array.
  void forEach(const char *key, llvm::function_ref<void(JsonReader &)> read);

private:
  const Json *member(const char *key, bool (*isKind)(const Json &), const char *kind);

  const Json &value_;
  std::string pointer_;
  Failure &failure_;
};

} // namespace coax
