// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dynamic dispatch where it happens, and only there.
struct Source {
  virtual ~Source() = default;
  virtual int next() = 0;
  int twice() { return next() + next(); } // expect-edge: Source::twice -> Source::next [virtual]; Source::twice -> Source::next [virtual]
};
struct File final : Source {
  int next() override { return 1; }
};
struct Socket : Source {
  int next() override { return 2; }
  int again() { return Socket::next(); } // expect-edge: Socket::again -> Socket::next [direct]
};
int use(Source &source, Source *pointer, File &file) {
  Socket socket;
  return source.next()    // expect-edge: use -> Source::next [virtual]
         + pointer->next() // expect-edge: use -> Source::next [virtual]
         + file.next()     // expect-edge: use -> File::next [direct]
         + socket.next();  // expect-edge: use -> Socket::next [direct]
}
