#include "async.h"

#include <unistd.h>

struct Source {
  virtual ~Source() = default;
  virtual long next(char *buffer) = 0;
};

struct Memory : Source {
  long next(char *) override { return 0; }
};

struct Pipe : Source {
  int fd = 0;
  long next(char *buffer) override {
    return read(fd, buffer, 1); // expect-finding: blocking-file-io
  }
};

coax::task<long> first(Source &source) {
  char c;
  co_return source.next(&c); // expect-finding: transitive-blocking-call-in-coroutine via first(Source &) -> Pipe::next(char *)
}

coax::task<> other();

namespace siblings {

struct Stream {
  virtual ~Stream() = default;
  virtual void cut(long) {}
};
struct Disk : Stream {
  void cut(long) override {
    fsync(3); // expect-finding: blocking-file-io
  }
};
struct Adaptor : Stream {
  virtual void flush() = 0;
};
struct Memory : Adaptor {
  void flush() override {}
  void cut(long) override {}
};
struct Cached : Disk {};

coax::task<> adapted(Adaptor &adaptor) { // never a Disk
  adaptor.cut(0);
  co_await other();
}
coax::task<> cached(Cached &disk) {
  disk.cut(0); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
coax::task<> any(Stream &stream) {
  stream.cut(0); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace siblings
