// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/model/SummaryJson.h"

#include "analyzers/base/Error.h"
#include "analyzers/model/Fields.h"

#include <algorithm>

namespace coax {

namespace {

/// Struct ⇒ JSON, one overload a kind of member.
struct Writer {
  static OrderedJson write(bool value) { return value; }
  static OrderedJson write(int value) { return value; }
  static OrderedJson write(unsigned value) { return value; }
  static OrderedJson write(std::int64_t value) { return value; }
  static OrderedJson write(const std::string &value) { return value; }
  static OrderedJson write(const Text &value) { return value.str(); }
  static OrderedJson write(const SymbolId &value) { return write(value.usr); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  static OrderedJson write(Enum value) { return namesOf(value)[static_cast<std::size_t>(value)]; }
  static OrderedJson write(const std::optional<std::int64_t> &value) { return value.value_or(0); }

  template <typename T> static OrderedJson write(const std::vector<T> &values) {
    OrderedJson result = OrderedJson::array();
    for (const T &value : values)
      result.push_back(write(value));
    return result;
  }

  template <typename Struct>
  requires std::is_class_v<Struct>
  static OrderedJson write(const Struct &value) {
    OrderedJson result = OrderedJson::object();
    visitFields(value, [&]<typename T>(const char *name, const T &member, T otherwise = T{}) {
      if constexpr (requires { member.empty(); }) {
        if (!member.empty())
          result[name] = write(member);
      } else if (member != otherwise) {
        result[name] = write(member);
      }
    });
    return result;
  }
};

/// JSON ⇒ struct. The first thing that is wrong is kept; what follows it is not looked at.
class Reader {
public:
  std::string wrong;

  void read(const OrderedJson &json, bool &value) { scalar(json, json.is_boolean(), value); }
  void read(const OrderedJson &json, int &value) { scalar(json, json.is_number_integer(), value); }
  void read(const OrderedJson &json, std::int64_t &value) {
    scalar(json, json.is_number_integer(), value);
  }
  void read(const OrderedJson &json, unsigned &value) {
    scalar(json, json.is_number_unsigned(), value);
  }
  void read(const OrderedJson &json, std::string &value) { scalar(json, json.is_string(), value); }
  void read(const OrderedJson &json, Text &value) {
    std::string characters;
    read(json, characters);
    value = characters;
  }
  void read(const OrderedJson &json, SymbolId &value) { read(json, value.usr); }
  void read(const OrderedJson &json, std::optional<std::int64_t> &value) {
    read(json, value.emplace());
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void read(const OrderedJson &json, Enum &value) {
    if (!expect(json.is_string()))
      return;
    const auto &names = namesOf(value);
    const auto *name = std::find(names.begin(), names.end(), json.get_ref<const std::string &>());
    if (expect(name != names.end()))
      value = static_cast<Enum>(name - names.begin());
  }

  template <typename T> void read(const OrderedJson &json, std::vector<T> &values) {
    if (!expect(json.is_array()))
      return;
    for (const OrderedJson &element : json)
      read(element, values.emplace_back());
  }

  template <typename Struct>
  requires std::is_class_v<Struct>
  void read(const OrderedJson &json, Struct &value) {
    if (!expect(json.is_object()))
      return;
    visitFields(value, [&](const char *name, auto &member, auto...) {
      auto found = json.find(name);
      if (found == json.end() || !wrong.empty())
        return;
      key_ = name;
      read(*found, member);
    });
  }

private:
  const char *key_ = "summary";

  bool expect(bool right) {
    if (!right && wrong.empty())
      wrong = std::string(key_) + ": value of the wrong type";
    return right;
  }
  template <typename T> void scalar(const OrderedJson &json, bool right, T &value) {
    if (expect(right))
      value = json.get<T>();
  }
};

} // namespace

OrderedJson toJson(const TuSummary &summary) { return Writer::write(summary); }
OrderedJson toJson(const FunctionFacts &function) { return Writer::write(function); }
OrderedJson toJson(const CallSite &call) { return Writer::write(call); }

llvm::Expected<TuSummary> summaryFromJson(const OrderedJson &value) {
  TuSummary summary;
  Reader reader;
  reader.read(value, summary);
  if (!reader.wrong.empty())
    return makeError("{0}", reader.wrong);
  return summary;
}

} // namespace coax
