#include "async.h"

#include <string>

struct user {
  std::string name;
};
struct rights {
  int level;
};
coax::task<user> loadUser(int id);
coax::task<rights> loadRights(int id);

struct cache {
  coax::task<int> size() const;
  coax::task<int> hits() const;
};

coax::task<int> both(int id) {
  user u = co_await loadUser(id);
  rights r = co_await loadRights(id); // expect-finding: independent-awaits-in-sequence "reads 'id' and writes 'u', this reads 'id' and writes 'r'"
  co_return r.level + static_cast<int>(u.name.size());
}

coax::task<int> constMembers(const cache &c) {
  int size = co_await c.size();
  int hits = co_await c.hits(); // expect-finding: independent-awaits-in-sequence
  co_return size + hits;
}
