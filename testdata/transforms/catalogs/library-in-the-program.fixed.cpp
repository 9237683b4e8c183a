// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library of headers that is part of the program is migrated with it: its functions are awaited,
// although the catalog knows them as ones that wait and have no counterpart.
// coax-input: abc
// expect-plan: httplib::Server::listen await
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

namespace httplib {
class Server {
public:
  coax::task<bool> listen(const char *host, int port) {
    char text[8];
    std::printf("%s %d\n", host, port);
    co_return co_await coax::read(0, text, sizeof text) > 0;
  }
};

class Client {
public:
  explicit Client(const char *path) : path_(path) {}
  int Get(const char *what) {
    std::FILE *file = std::fopen(path_, what);
    if (!file)
      return 404;
    std::fclose(file);
    return 200;
  }

private:
  const char *path_;
};
} // namespace httplib

coax::task<int> coax_main() {
  httplib::Server server;
  bool heard = co_await server.listen("localhost", 80); // expect-site: httplib::Server::listen await
  httplib::Client client("/nowhere/at/all");
  co_await coax::offload([&] { std::printf("%d %d\n", heard, client.Get("r")); });
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
