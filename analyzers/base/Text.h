// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An immutable string of which this process keeps one copy, as a value of the size of a pointer.
// For what is said again and again in many places: names, types, USRs and paths of a program. Not
// for contents, which are said once.
//
// Reads like a const std::string and is made from any string. Equality and hash look at the
// pointer; order looks at the characters, so that what is sorted does not depend on the run. The
// order in which a hashed container of Texts is walked does depend on it: nothing that is shown may
// follow it.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace coax {

class Text;

/// What is no Text but reads as characters: compared and joined without being kept.
template <typename T>
concept Characters = std::convertible_to<const T &, std::string_view> && !std::same_as<T, Text>;

class Text {
public:
  constexpr Text() = default;

  /// Looks the characters up in the table of this process and adds them if they are not there: one
  /// hash, one lock. They stay until the process ends, whatever becomes of this object, and every
  /// reference that it hands out stays good as long. From any thread, also from constructors of
  /// static objects. A forked child has the table as it was and adds to its own: fork while no
  /// other thread makes a Text.
  Text(std::string_view characters) : content_(keep(characters)) {}
  Text(const std::string &characters) : content_(keep(characters)) {}
  Text(const char *characters) : content_(keep(characters)) {}

  const std::string &str() const { return content_ ? *content_ : nothing(); }
  operator const std::string &() const { return str(); }
  operator std::string_view() const { return str(); }

  bool empty() const { return !content_; }
  std::size_t size() const { return str().size(); }
  const char *c_str() const { return str().c_str(); }
  auto begin() const { return str().begin(); }
  auto end() const { return str().end(); }
  std::size_t find(auto what, std::size_t from = 0) const { return view().find(what, from); }
  std::size_t rfind(auto what, std::size_t from = std::string::npos) const {
    return view().rfind(what, from);
  }
  bool starts_with(auto what) const { return view().starts_with(what); }
  bool ends_with(auto what) const { return view().ends_with(what); }
  std::string substr(std::size_t from, std::size_t count = std::string::npos) const {
    return str().substr(from, count);
  }
  void clear() { content_ = nullptr; }

  friend bool operator==(const Text &, const Text &) = default;
  friend std::strong_ordering operator<=>(const Text &a, const Text &b) {
    return a.content_ == b.content_ ? std::strong_ordering::equal : a.view() <=> b.view();
  }

  friend bool operator==(const Text &a, const Characters auto &b) {
    return a.view() == std::string_view(b);
  }
  friend std::strong_ordering operator<=>(const Text &a, const Characters auto &b) {
    return a.view() <=> std::string_view(b);
  }

  friend std::string operator+(const Text &a, const Text &b) { return a.str() + b.str(); }
  friend std::string operator+(std::string &&a, const Text &b) { return std::move(a) + b.str(); }
  friend std::string operator+(const Text &a, const Characters auto &b) {
    return a.str() + std::string(std::string_view(b));
  }
  friend std::string operator+(const Characters auto &a, const Text &b) {
    return std::string(std::string_view(a)) + b.str();
  }
  friend std::string operator+(const Text &a, char b) { return a.str() + b; }
  friend std::string operator+(char a, const Text &b) { return a + b.str(); }

  friend llvm::raw_ostream &operator<<(llvm::raw_ostream &out, const Text &text);
  friend std::ostream &operator<<(std::ostream &out, const Text &text);

  std::size_t hash() const { return std::hash<const void *>()(content_); }

private:
  static const std::string *keep(std::string_view characters);
  static const std::string &nothing();
  std::string_view view() const { return str(); }

  const std::string *content_ = nullptr; ///< null: no characters, so that those cost nothing
};

} // namespace coax

template <> struct std::hash<coax::Text> {
  std::size_t operator()(const coax::Text &text) const { return text.hash(); }
};
