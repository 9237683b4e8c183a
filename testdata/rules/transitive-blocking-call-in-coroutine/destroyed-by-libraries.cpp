// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Library members that destroy what their object owns; pointers that give away what they own.
#include "async.h"

#include <map>
#include <memory>
#include <optional>
#include <unistd.h>
#include <vector>

coax::task<> next();

struct base {
  virtual ~base() = default;
};
struct log : base {
  ~log() { fsync(3); } // expect-finding: blocking-file-io
};

coax::task<> destroyed(std::unique_ptr<log> &one, std::unique_ptr<log> &other, std::vector<log> &all,
                       std::map<int, log> &named, std::optional<log> &some) {
  co_await next();
  one.reset();     // expect-finding: transitive-blocking-call-in-coroutine
  other = nullptr; // expect-finding: transitive-blocking-call-in-coroutine
  all.clear();     // expect-finding: transitive-blocking-call-in-coroutine
  all.pop_back();  // expect-finding: transitive-blocking-call-in-coroutine
  named.erase(3);  // expect-finding: transitive-blocking-call-in-coroutine
  some.reset();    // expect-finding: transitive-blocking-call-in-coroutine
  some = std::nullopt; // expect-finding: transitive-blocking-call-in-coroutine
}

std::unique_ptr<base> make() { return std::make_unique<log>(); }
void keep(std::unique_ptr<log> given);

coax::task<> givenAway(base *&out) {
  co_await next();
  out = make().release();
  auto yours = std::make_unique<log>();
  keep(std::move(yours));
}

coax::task<> perhapsGivenAway(bool give) {
  auto mine = std::make_unique<log>();
  if (give)
    keep(std::move(mine));
  co_await next();
} // expect-finding: transitive-blocking-call-in-coroutine
