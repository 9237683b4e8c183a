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
