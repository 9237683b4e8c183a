// What starts tasks, as runtimes have it; for speed, no more.
#pragma once

#include "async.h"

#include <utility>

namespace coax {

template <typename T> struct handle {
  void detach();
  task<T> join();
};

template <typename T> handle<T> spawn(task<T> work);
template <typename F, typename... Args> handle<int> spawn(F function, Args &&...args);
template <typename T> T run(task<T> work);
template <typename... T> task<int> gather(task<T>... work);
template <typename T> T block_on(task<T> work);

} // namespace coax
