#include "async.h"

coax::task<int> next();

thread_local int depth = 0;
struct pool {
  static thread_local int borrowed;
};

coax::task<int> nested() {
  ++depth;
  int value = co_await next();
  --depth; // expect-finding: thread-local-across-await "thread-local 'depth', used on line 11"
  co_return value;
}

coax::task<int> member() {
  int before = pool::borrowed;
  co_await next();
  co_return pool::borrowed - before; // expect-finding: thread-local-across-await
}

thread_local int *cursor = nullptr;

coax::task<int> pointed() {
  int before = *cursor;
  co_await next();
  co_return *cursor - before; // expect-finding: thread-local-across-await
}
