// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/JsonLines.h"

#include "analyzers/base/Json.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace coax {
namespace {

/// Characters of a text; the parser's progress is visible from outside.
class ReadingPosition {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  ReadingPosition(const char *at, const char **progress) : at_(at), progress_(progress) {}
  reference operator*() const { return *at_; }
  ReadingPosition &operator++() {
    *progress_ = ++at_;
    return *this;
  }
  ReadingPosition operator++(int) {
    ReadingPosition before = *this;
    ++*this;
    return before;
  }
  bool operator==(const ReadingPosition &other) const { return at_ == other.at_; }

private:
  const char *at_;
  const char **progress_;
};

/// Notes the line of every value while the parser walks over the text.
class LineRecorder : public nlohmann::json_sax<Json> {
public:
  explicit LineRecorder(std::string_view text) : text_(text), progress_(text.data()) {}

  const char **progress() { return &progress_; }
  const std::unordered_map<std::string, unsigned> &lines() const { return lines_; }

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t &) override { return value(); }
  bool string(string_t &) override { return value(); }
  bool binary(binary_t &) override { return value(); }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t &name) override {
    Level &level = levels_.back();
    level.key = name;
    lines_.try_emplace(pointer(), line());
    return true;
  }
  bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override {
    return false;
  }

private:
  struct Level {
    bool array = false;
    std::size_t index = 0;
    std::string key;
  };

  /// The last character that was read may be one too many: the end of a number.
  unsigned line() const {
    const char *end = std::max(progress_ - 1, text_.data());
    return 1 + static_cast<unsigned>(std::count(text_.data(), end, '\n'));
  }

  std::string pointer() const {
    std::string result;
    for (const Level &level : levels_)
      result += "/" + (level.array ? std::to_string(level.index) : level.key);
    return result;
  }

  void note() { lines_.try_emplace(pointer(), line()); }

  void next() {
    if (!levels_.empty() && levels_.back().array)
      ++levels_.back().index;
  }

  bool value() {
    note();
    next();
    return true;
  }

  bool open(bool array) {
    note();
    levels_.push_back({array, 0, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    next();
    return true;
  }

  std::string_view text_;
  const char *progress_;
  std::vector<Level> levels_;
  std::unordered_map<std::string, unsigned> lines_;
};

} // namespace

unsigned lineOfValue(std::string_view json, std::string pointer) {
  LineRecorder recorder(json);
  ReadingPosition begin(json.data(), recorder.progress());
  ReadingPosition end(json.data() + json.size(), recorder.progress());
  Json::sax_parse(begin, end, &recorder, Json::input_format_t::json, /*strict=*/true,
                  /*ignore_comments=*/true);
  for (;;) {
    auto found = recorder.lines().find(pointer);
    if (found != recorder.lines().end())
      return found->second;
    if (pointer.empty())
      return 1;
    pointer.resize(pointer.rfind('/'));
  }
}

} // namespace coax
