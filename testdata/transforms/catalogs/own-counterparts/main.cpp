// Counterparts of the project's own catalog: other arguments, the object as an argument, a member
// of the object; the header of each. A call whose counterpart would
// evaluate an argument twice stays, and the counterpart itself is not made to await itself.
#include "store.h"
#include <cstdio>
#include <memory>
#include <unistd.h>

static int tries = 0;

static int next() {
  usleep(10);
  return ++tries;
}

struct Session {
  store::Client client;
  std::string again() { return client.get("a"); }
};

struct Named : store::Client {
  std::string own() { return get("n"); } // expect-site: store::Client::get await
};

int main() {
  store::Client client;
  auto shared = std::make_unique<store::Client>();
  std::printf("%d\n", client.put("k", store::fetch("v", next()))); // expect-site: store::Client::put await
  std::printf("%d\n", shared->put("k", "w"));
  store::Client *pointer = shared.get();
  std::printf("%s %s\n", client.get("k").c_str(), pointer->get("k").c_str());
  std::printf("%zu\n", (tries ? client : *pointer).get("k").size());
  std::printf("%d\n", store::swap(next()));
  std::printf("%s\n", store::fetch("x", 2, 5).c_str()); // expect-site: store::fetch await
  Session session;
  session.client.values["a"] = "b";
  Named named;
  named.values["n"] = "m";
  std::printf("%s %s\n", session.again().c_str(), named.own().c_str());
}
