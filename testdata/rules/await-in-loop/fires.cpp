#include "async.h"

#include <string>
#include <vector>

coax::task<std::string> fetch(const std::string &url);
coax::task<int> square(int n);

coax::task<std::vector<std::string>> pages(const std::vector<std::string> &urls) {
  std::vector<std::string> found;
  for (const std::string &url : urls)
    found.push_back(co_await fetch(url)); // expect-finding: await-in-loop "only appends to 'found'"
  co_return found;
}

coax::task<std::vector<int>> squares(int count) {
  std::vector<int> found;
  for (int i = 0; i < count; ++i) {
    int n = co_await square(i); // expect-finding: await-in-loop "its own 'i'"
    found.push_back(n);
  }
  co_return found;
}
