// An iteration needs what the ones before it did, or decides whether there is a next one.
#include "async.h"

#include <functional>
#include <string>
#include <vector>

struct stream {
  coax::task<int> write(const std::string &text);
  coax::task<bool> next();
};
coax::task<std::string> fetch(const std::string &url);
coax::task<int> send(int fd, const std::string &text);
coax::task<int> add(int sum, int n);
coax::task<> tick();

coax::task<int> inOrder(stream &out, const std::vector<std::string> &parts) {
  int total = 0;
  for (const std::string &part : parts)
    total += co_await out.write(part);
  co_return total;
}

coax::task<> onOneDescriptor(int fd, const std::vector<std::string> &parts) {
  for (const std::string &part : parts)
    co_await send(fd, part);
}

coax::task<int> accumulated(const std::vector<int> &numbers) {
  int sum = 0;
  for (int n : numbers)
    sum = co_await add(sum, n);
  co_return sum;
}

coax::task<std::string> firstThatAnswers(const std::vector<std::string> &urls) {
  for (const std::string &url : urls) {
    std::string page = co_await fetch(url);
    if (!page.empty())
      co_return page;
  }
  co_return "";
}

coax::task<int> untilTheEnd(stream &in) {
  int count = 0;
  while (co_await in.next())
    ++count;
  co_return count;
}

coax::task<> paced() {
  for (int i = 0; i < 3; ++i)
    co_await tick();
}

void show(const std::string &page);

coax::task<> shownInOrder(const std::vector<std::string> &urls) {
  for (const std::string &url : urls)
    show(co_await fetch(url));
}

coax::task<> toldInOrder(const std::vector<std::string> &urls,
                         std::function<void(std::string)> tell) {
  for (const std::string &url : urls)
    tell(co_await fetch(url));
}

coax::task<> toldByPointer(const std::vector<std::string> &urls, void (*tell)(const std::string &)) {
  for (const std::string &url : urls)
    tell(co_await fetch(url));
}

coax::task<std::string> joined(const std::vector<std::string> &urls) {
  std::string all;
  auto take = [&](const std::string &page) { return all += page; };
  for (const std::string &url : urls)
    take(co_await fetch(url));
  co_return all;
}
