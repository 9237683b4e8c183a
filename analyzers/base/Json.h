// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON without exceptions: text ⇒ value or an error that names file and line; value ⇒ text.
#pragma once

#include <llvm/Support/Error.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace coax {

using Json = nlohmann::json;                ///< object keys sorted: same value, same text
using OrderedJson = nlohmann::ordered_json; ///< object keys in the order of insertion

/// Parses one JSON text; comments are allowed. Fails with "NAME:LINE: what is wrong".
llvm::Expected<Json> parseJson(std::string_view text, const std::string &name);

/// Reads and parses a file. Fails as readFile() and parseJson() do.
llvm::Expected<Json> readJson(const std::string &path);

/// One line, or indented by `indent` spaces if that is not negative. Never fails: bytes that are
/// not UTF-8 become U+FFFD. Ends without a newline.
std::string printJson(const Json &value, int indent = -1);
std::string printJson(const OrderedJson &value, int indent = -1);

/// The string under `key`; `otherwise` if it is absent or no string.
std::string stringAt(const Json &object, const char *key, std::string otherwise = {});

} // namespace coax
