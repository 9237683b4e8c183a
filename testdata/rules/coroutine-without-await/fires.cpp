#include "async.h"

coax::task<int> answer() { // expect-finding: coroutine-without-await "'answer()' is a coroutine that never awaits"
  co_return 42;
}

struct shop {
  coax::task<> close() { co_return; } // expect-finding: coroutine-without-await
};
