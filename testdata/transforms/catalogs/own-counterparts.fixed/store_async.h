#pragma once
#include "store.h"
#include <coax/coax.hpp>
namespace store {
inline coax::task<int> Client::put_later(std::string key, std::string value) {
  co_await coax::yield();
  co_return co_await coax::offload([&] { return put(key, value); });
}
namespace async {
inline coax::task<std::string> fetch(std::string key, int tries) {
  co_await coax::yield();
  co_return key + "*" + std::to_string(tries);
}
inline coax::task<std::string> get(Client &of, std::string key) {
  co_await coax::yield();
  co_return of.values[key];
}
} // namespace async
} // namespace store
