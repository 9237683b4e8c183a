// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library of headers that is part of the program is migrated with it: its functions are awaited,
// although the catalog knows them as ones that wait and have no counterpart.
// coax-input: abc
// expect-plan: httplib::Server::listen await
#include <cstdio>
#include <unistd.h>

namespace httplib {
class Server {
public:
  bool listen(const char *host, int port) {
    char text[8];
    std::printf("%s %d\n", host, port);
    return read(0, text, sizeof text) > 0;
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

int main() {
  httplib::Server server;
  bool heard = server.listen("localhost", 80); // expect-site: httplib::Server::listen await
  httplib::Client client("/nowhere/at/all");
  std::printf("%d %d\n", heard, client.Get("r"));
  return 0;
}
