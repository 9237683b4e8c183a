// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A list of callables that only a function fills which nobody calls: what has the type of its
// elements elsewhere is not in it.
#include "async.h"

#include <functional>
#include <unistd.h>
#include <utility>
#include <vector>

struct response {};
coax::task<> later();
using callback = std::function<void(const response &)>;
extern std::function<void(int, callback &&)> onRequest;

struct advices {
  void add(callback advice) { created.emplace_back(std::move(advice)); }
  void run(const response &r) const {
    for (const callback &each : created)
      each(r);
  }
  std::vector<callback> created;
};

struct used_advices {
  void add(callback advice) { created.emplace_back(std::move(advice)); }
  void run(const response &r) const {
    for (const callback &each : created)
      each(r);
  }
  std::vector<callback> created;
};

static void save(const response &) { fsync(3); } // expect-finding: blocking-file-io

void serve() {
  onRequest(1, [](const response &) { fsync(4); }); // expect-finding: blocking-file-io
}

void prepare(used_advices &all) { all.add(save); }

coax::task<> respond(const advices &all) {
  all.run(response());
  co_await later();
}

coax::task<> respondUsed(const used_advices &all) {
  all.run(response()); // expect-finding: transitive-blocking-call-in-coroutine
  co_await later();
}
