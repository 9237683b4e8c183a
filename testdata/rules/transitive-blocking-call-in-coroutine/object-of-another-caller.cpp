// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A virtual call on an object that a function is given, and another caller gives one of another class.
#include "async.h"

#include <unistd.h>

struct Writer {
  virtual ~Writer() = default;
  virtual void append() = 0;
  void twice() {
    append();
    append();
  }
  void often() { twice(); }
};
struct Memory : Writer {
  void append() override {}
};
struct Disk : Writer {
  void append() override { fsync(3); } // expect-finding: blocking-file-io
};
struct Mirror : Disk {
  void append() override {}
};

static void dump(Writer &writer) { writer.append(); }
static void dumpOften(Writer *writer) { writer->often(); }
static void dumpAll(Writer *first, Writer *second) {
  dumpOften(first);
  second->append();
}

coax::task<> other();

coax::task<> print() {
  Memory memory;
  dump(memory);
  dumpOften(&memory);
  memory.often();
  co_await other();
}

coax::task<> printWhatIsGiven(Memory &memory) {
  memory.often();
  dump(memory);
  co_await other();
}

coax::task<> save(Disk &disk, Mirror &mirror) {
  dump(disk);       // expect-finding: transitive-blocking-call-in-coroutine
  dumpOften(&disk); // expect-finding: transitive-blocking-call-in-coroutine
  disk.often();     // expect-finding: transitive-blocking-call-in-coroutine
  mirror.often();
  co_await other();
}

coax::task<> either(Writer &writer) {
  writer.often(); // expect-finding: transitive-blocking-call-in-coroutine
  dump(writer);   // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

coax::task<> both(Memory &memory, Disk &disk) {
  dumpAll(&disk, &memory); // expect-finding: transitive-blocking-call-in-coroutine
  dumpAll(&memory, &disk); // expect-finding: transitive-blocking-call-in-coroutine
  dumpAll(&memory, &memory);
  co_await other();
}

// What it points to is not what was given.
struct Node {
  virtual ~Node() = default;
  virtual void visit() = 0;
  Node *next = nullptr;
};
struct Quick : Node {
  void visit() override {}
};
struct Slow : Node {
  void visit() override { sleep(1); } // expect-finding: blocking-sleep
};
static void visitAll(Node *node) {
  for (; node; node = node->next)
    node->visit();
}
coax::task<> visits(Quick &first) {
  visitAll(&first); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// The derived class does not override it: anything may be below.
struct Named : Writer {
  const char *name = "";
};
coax::task<> named(Named &writer) {
  writer.often(); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// A virtual call on one object that is given another one.
struct Circle;
struct Visitor {
  virtual ~Visitor() = default;
  virtual void circle(Circle &) = 0;
};
struct Shape {
  virtual ~Shape() = default;
  virtual void accept(Visitor &visitor) = 0;
};
struct Circle : Shape {
  void accept(Visitor &visitor) override { visitor.circle(*this); }
};
struct Dot : Shape {
  void accept(Visitor &) override {}
};
struct Saver : Visitor {
  void circle(Circle &) override { fsync(3); } // expect-finding: blocking-file-io
};
struct Counter : Visitor {
  void circle(Circle &) override {}
};
static void saveShape(Shape &shape) {
  Saver saver;
  shape.accept(saver);
}
static void visitShape(Shape &shape, Visitor &visitor) { shape.accept(visitor); }
coax::task<> dispatches(Shape &shape, Visitor &visitor) {
  saveShape(shape);           // expect-finding: transitive-blocking-call-in-coroutine
  visitShape(shape, visitor); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// It moves on by other ways than an assignment.
static void advance(Node *&node) { node = node->next; }
static void visitByReference(Node *node) {
  while (node) {
    node->visit();
    advance(node);
  }
}
static void visitInLambda(Node *node) {
  auto next = [&] { node = node->next; };
  next();
  node->visit();
}
coax::task<> visitsOn(Quick &first) {
  visitByReference(&first); // expect-finding: transitive-blocking-call-in-coroutine
  visitInLambda(&first);    // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
