// The second await needs the first one's result, or both use what only one can use at a time.
#include "async.h"

#include <string>
#include <utility>

struct user {
  int group = 0;
};
struct stream {
  coax::task<int> header();
  coax::task<int> body();
};
coax::task<user> loadUser(int id);
coax::task<int> loadGroup(int group);
coax::task<int> readHeader(int fd);
coax::task<int> readBody(int fd);
coax::task<int> take(std::string &from);

coax::task<int> dependent(int id) {
  user u = co_await loadUser(id);
  int group = co_await loadGroup(u.group);
  co_return group;
}

coax::task<int> oneStream(stream &in) {
  int header = co_await in.header();
  int body = co_await in.body();
  co_return header + body;
}

coax::task<int> oneDescriptor(int fd) {
  int header = co_await readHeader(fd);
  int body = co_await readBody(fd);
  co_return header + body;
}

coax::task<int> oneBuffer(std::string text) {
  int first = co_await take(text);
  int second = co_await take(text);
  co_return first + second;
}

coax::task<int> copied(const std::string &text);

coax::task<int> movedAway(std::string text) { // the first one may read it only when it runs
  int first = co_await copied(text);
  int second = co_await copied(std::move(text));
  co_return first + second;
}

coax::task<int> notInARow(int id) {
  user u = co_await loadUser(id);
  if (u.group == 0)
    co_return 0;
  int group = co_await loadGroup(id);
  co_return group;
}
