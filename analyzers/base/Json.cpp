// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Json.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"

#include <algorithm>

namespace coax {

static long lineOfByte(std::string_view text, std::size_t byte) {
  return 1 + std::count(text.begin(), text.begin() + std::min(byte, text.size()), '\n');
}

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …" ⇒ the part
/// after the position.
static std::string reason(std::string_view what) {
  std::size_t position = what.find("column ");
  std::size_t start = position == what.npos ? what.npos : what.find(": ", position);
  return std::string(start == what.npos ? what : what.substr(start + 2));
}

llvm::Expected<Json> parseJson(std::string_view text, const std::string &name) {
  try {
    return Json::parse(text, nullptr, /*allow_exceptions=*/true, /*ignore_comments=*/true);
  } catch (const Json::parse_error &error) {
    std::size_t byte = error.byte == 0 ? 0 : error.byte - 1;
    return makeError("{0}:{1}: {2}", name, lineOfByte(text, byte), reason(error.what()));
  } catch (const Json::exception &error) { // a number out of range
    return makeError("{0}: {1}", name, error.what());
  }
}

llvm::Expected<Json> readJson(const std::string &path) {
  auto text = readFile(path);
  if (!text)
    return text.takeError();
  return parseJson(*text, path);
}

std::string printJson(const Json &value, int indent) {
  return value.dump(indent, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

std::string printJson(const OrderedJson &value, int indent) {
  return value.dump(indent, ' ', /*ensure_ascii=*/false, OrderedJson::error_handler_t::replace);
}

std::string stringAt(const Json &object, const char *key, std::string otherwise) {
  auto found = object.find(key);
  if (found == object.end() || !found->is_string())
    return otherwise;
  return found->get<std::string>();
}

} // namespace coax
