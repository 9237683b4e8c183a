// A reference to a task that somebody has, or to an iterator that names its promise, is no task.
#include "async.h"

#include <utility>

coax::task<int> make();

struct owner {
  owner &operator=(owner &&) = default;
  struct promise_type : coax::task_promise_base {
    owner get_return_object() { return {}; }
    void return_void() {}
  };
  struct iterator {
    using promise_type = owner::promise_type;
    iterator &operator++();
    bool operator!=(const iterator &) const;
    int operator*() const;
  };
  iterator begin();
  iterator end();
};
owner generate();

void assigned(owner &kept, owner &other) { kept = std::move(other); }

int stepped(owner &numbers) {
  int sum = 0;
  for (auto at = numbers.begin(); at != numbers.end(); ++at)
    sum += *at;
  numbers.begin();
  return sum;
}

void dropped() {
  generate(); // expect-finding: discarded-task
  make();     // expect-finding: discarded-task
}
