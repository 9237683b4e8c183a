// Counterparts of the project's own catalog: other arguments, the object as an argument, a member
// of the object; the header of each. A call whose counterpart would
// evaluate an argument twice stays, and the counterpart itself is not made to await itself.
#include "store.h"
#include <cstdio>
#include <memory>
#include <unistd.h>
#include <coax/coax.hpp>
#include "store_async.h"

static int tries = 0;

static coax::task<int> next() {
  co_await coax::usleep(10);
  co_return ++tries;
}

struct Session {
  store::Client client;
  coax::task<std::string> again() { co_return co_await store::async::get(client, "a"); }
};

struct Named : store::Client {
  coax::task<std::string> own() { co_return co_await store::async::get(*this, "n"); } // expect-site: store::Client::get await
};

coax::task<int> coax_main() {
  store::Client client;
  auto shared = std::make_unique<store::Client>();
  std::printf("%d\n", co_await client.put_later("k", co_await store::async::fetch("v", co_await next()))); // expect-site: store::Client::put await
  std::printf("%d\n", co_await shared->put_later("k", "w"));
  store::Client *pointer = shared.get();
  std::printf("%s %s\n", (co_await store::async::get(client, "k")).c_str(), (co_await store::async::get(*pointer, "k")).c_str());
  std::printf("%zu\n", (co_await store::async::get((tries ? client : *pointer), "k")).size());
  std::printf("%d\n", store::swap(co_await next()));
  std::printf("%s\n", (co_await store::async::fetch("x", 2)).c_str()); // expect-site: store::fetch await
  Session session;
  session.client.values["a"] = "b";
  Named named;
  named.values["n"] = "m";
  std::printf("%s %s\n", (co_await session.again()).c_str(), (co_await named.own()).c_str());
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
