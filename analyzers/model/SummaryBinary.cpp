// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layout: magic (8 bytes), checksum of the rest (8 bytes), strings (count, then length and bytes
// each), then the fields in the order of Fields.h. Location::file and every other string is an
// index into the strings.
#include "analyzers/model/SummaryBinary.h"

#include "analyzers/model/Fields.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/Support/Endian.h>
#include <llvm/Support/xxhash.h>

#include <algorithm>

namespace coax {

static constexpr std::string_view magic = "coaxtu01";
static constexpr std::size_t headerSize = 16;

namespace {

class BinaryWriter {
public:
  void write(bool value) { body_.push_back(value ? 1 : 0); }
  void write(unsigned value) { number(value); }
  void write(int value) { signedNumber(value); }
  void write(std::int64_t value) { signedNumber(value); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void write(Enum value) { number(static_cast<unsigned>(value)); }
  void write(const Text &value) { write(value.str()); }
  void write(const SymbolId &value) { write(value.usr); }
  void write(const std::string &value) {
    auto [entry, added] = indices_.try_emplace(value, indices_.size());
    if (added)
      appendString(value);
    number(entry->second);
  }
  void write(const std::optional<std::int64_t> &value) {
    write(value.has_value());
    if (value)
      signedNumber(*value);
  }
  template <typename T> void write(const std::vector<T> &values) {
    number(values.size());
    for (const T &value : values)
      write(value);
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void write(const Struct &value) {
    visitFields(value, [this](const char *, const auto &member, auto...) { this->write(member); });
  }

  std::string finish() {
    std::string payload;
    append(payload, indices_.size());
    payload += strings_;
    payload += body_;
    std::string result(magic);
    result.resize(headerSize);
    llvm::support::endian::write64le(&result[8], llvm::xxh3_64bits(payload));
    return result + payload;
  }

private:
  std::string strings_, body_;
  llvm::StringMap<std::uint64_t> indices_;

  static void append(std::string &out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
  }
  void appendString(const std::string &value) {
    append(strings_, value.size());
    strings_ += value;
  }
  void number(std::uint64_t value) { append(body_, value); }
  void signedNumber(std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t(0) : 0));
  }
};

/// Every read is checked; after the first failure all reads give nothing.
class BinaryReader {
public:
  explicit BinaryReader(std::string_view payload) : rest_(payload) { readStrings(); }

  bool good() const { return good_; }
  bool atEnd() const { return rest_.empty(); }

  void read(bool &value) { value = number() != 0; }
  void read(unsigned &value) { value = static_cast<unsigned>(number()); }
  void read(int &value) { value = static_cast<int>(signedNumber()); }
  void read(std::int64_t &value) { value = signedNumber(); }
  void read(SymbolId &value) { read(value.usr); }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void read(Enum &value) {
    std::uint64_t index = number();
    good_ = good_ && index < namesOf(value).size();
    value = static_cast<Enum>(good_ ? index : 0);
  }
  void read(std::string &value) {
    if (std::uint64_t index = stringIndex(); good_)
      value = strings_[index];
  }
  /// Keeps the characters at their first mention.
  void read(Text &value) {
    std::uint64_t index = stringIndex();
    if (!good_)
      return;
    if (texts_[index].empty())
      texts_[index] = strings_[index];
    value = texts_[index];
  }
  void read(std::optional<std::int64_t> &value) {
    bool present = false;
    read(present);
    if (present)
      value = signedNumber();
  }
  template <typename T> void read(std::vector<T> &values) {
    std::uint64_t count = number();
    good_ = good_ && count <= rest_.size(); // an element takes a byte at least
    if (good_)
      values.reserve(std::min<std::uint64_t>(count, believed));
    for (; good_ && count > 0; --count)
      read(values.emplace_back());
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void read(Struct &value) {
    visitFields(value, [this](const char *, auto &member, auto...) {
      if (good_)
        this->read(member);
    });
  }

private:
  /// A damaged count must not take all memory.
  static constexpr std::uint64_t believed = 1 << 12;

  std::string_view rest_;
  std::vector<std::string_view> strings_;
  std::vector<Text> texts_; ///< by index of the string; empty until it is read as a Text
  bool good_ = true;

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
    good_ = false;
    return 0;
  }
  std::uint64_t stringIndex() {
    std::uint64_t index = number();
    good_ = good_ && index < strings_.size();
    return index;
  }
  std::int64_t signedNumber() {
    std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
  }
  void readStrings() {
    std::uint64_t count = number();
    for (; good_ && count > 0; --count) {
      std::uint64_t size = number();
      good_ = good_ && size <= rest_.size();
      if (good_) {
        strings_.push_back(rest_.substr(0, size));
        rest_.remove_prefix(size);
      }
    }
    texts_.resize(strings_.size());
  }
};

} // namespace

std::string toBytes(const TuSummary &summary) {
  BinaryWriter writer;
  writer.write(summary);
  return writer.finish();
}

std::optional<TuSummary> summaryFromBytes(std::string_view bytes) {
  if (bytes.size() < headerSize || !bytes.starts_with(magic))
    return std::nullopt;
  std::string_view payload = bytes.substr(headerSize);
  if (llvm::support::endian::read64le(bytes.data() + 8) !=
      llvm::xxh3_64bits(llvm::StringRef(payload.data(), payload.size())))
    return std::nullopt;
  BinaryReader reader(payload);
  TuSummary summary;
  reader.read(summary);
  if (!reader.good() || !reader.atEnd())
    return std::nullopt;
  return summary;
}

} // namespace coax
