// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Text.h"

#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/xxhash.h>

#include <cstdint>
#include <deque>
#include <mutex>
#include <ostream>
#include <vector>

namespace coax {
namespace {

/// A hash table with linear probing. The strings stand apart from it and never move.
class Table {
public:
  /// `hash`: of the characters.
  const std::string *keep(std::string_view characters, std::uint64_t hash) {
    std::lock_guard lock(mutex_);
    Slot &slot = find(hash, characters);
    if (slot.content)
      return slot.content;
    const std::string *added = &strings_.emplace_back(characters);
    slot = {hash, added};
    if (strings_.size() > slots_.size() / 4 * 3)
      grow();
    return added;
  }

private:
  struct Slot {
    std::uint64_t hash = 0;
    const std::string *content = nullptr; ///< null: free
  };

  /// The slot of these characters, or the free one where they belong.
  Slot &find(std::uint64_t hash, std::string_view characters) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].content && (slots_[at].hash != hash || *slots_[at].content != characters))
      at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot &slot : old)
      if (slot.content) {
        std::size_t at = slot.hash & (slots_.size() - 1);
        while (slots_[at].content)
          at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
      }
  }

  std::mutex mutex_;
  std::deque<std::string> strings_;
  std::vector<Slot> slots_{1 << 8}; ///< a power of two, at most three quarters in use
};

/// Several, so that threads seldom want the same one.
class Tables {
public:
  const std::string *keep(std::string_view characters) {
    std::uint64_t hash = llvm::xxh3_64bits(llvm::StringRef(characters.data(), characters.size()));
    return tables_[hash >> (64 - bits)].keep(characters, hash);
  }

private:
  static constexpr unsigned bits = 4;
  Table tables_[1 << bits];
};

} // namespace

const std::string *Text::keep(std::string_view characters) {
  // Made when first asked for, and never destroyed: static objects may hold Texts.
  static Tables &tables = *new Tables;
  return characters.empty() ? nullptr : tables.keep(characters);
}

const std::string &Text::nothing() {
  static const std::string &empty = *new std::string;
  return empty;
}

llvm::raw_ostream &operator<<(llvm::raw_ostream &out, const Text &text) {
  return out << text.str();
}
std::ostream &operator<<(std::ostream &out, const Text &text) { return out << text.str(); }

} // namespace coax
