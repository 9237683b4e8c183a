// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a continuation is given has ended: to get its value is no wait.
namespace boost {
template <typename T> struct future {
  T get();
  void wait();
  template <typename F> future<int> then(F &&) { return {}; }
};
} // namespace boost

boost::future<int> other;

static int named(boost::future<int> done) { return done.get(); }
static int plain(boost::future<int> pending) {
  return pending.get(); // expect-finding: blocking-wait
}

template <typename T> void chainAny(T source) {
  auto done = [](boost::future<int> ended) { return ended.get(); };
  source.next().then(done);
}

void chain(boost::future<int> &first) {
  first.then([](boost::future<int> done) { return done.get(); });
  first.then([](const auto &done) { return const_cast<boost::future<int> &>(done).get(); });
  first.then(named);
  first.then([](boost::future<int>) {
    return other.get(); // expect-finding: blocking-wait
  });
  first.wait(); // expect-finding: blocking-wait
  auto waits = [](boost::future<int> &pending) {
    pending.wait(); // expect-finding: blocking-wait
  };
  waits(first);
  plain(boost::future<int>());
}

// By value, and called by somebody that is seen.
void joins() {
  auto join = [](boost::future<int> pending) {
    return pending.get(); // expect-finding: blocking-wait
  };
  join(boost::future<int>());
}
