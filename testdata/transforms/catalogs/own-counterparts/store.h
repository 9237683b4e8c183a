// A library with a synchronous face, and an awaitable one in a header of its own.
#pragma once
#include <map>
#include <string>
namespace coax { template <class T> class task; }
namespace store {
inline std::string fetch(const std::string &key, int tries, int = 100) {
  return key + "*" + std::to_string(tries);
}
inline int swap(int a) {
  return -a;
}
class Client {
public:
  std::string get(const std::string &key) { return values[key]; }
  int put(const std::string &key, const std::string &value);
  coax::task<int> put_later(std::string key, std::string value);
  std::map<std::string, std::string> values;
};
inline int Client::put(const std::string &key, const std::string &value) {
  values[key] = value;
  return static_cast<int>(values.size());
}
} // namespace store
