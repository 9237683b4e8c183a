// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An address in digits is no question to a name server.
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

char host[64], service[16];

void peer_of(const sockaddr *address, socklen_t length) {
  getnameinfo(address, length, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  getnameinfo(address, length, host, sizeof host, service, sizeof service,
              NI_NUMERICHOST | NI_NUMERICSERV);
  getnameinfo(address, length, host, sizeof host, nullptr, 0, NI_NAMEREQD); // expect-finding: blocking-dns
  getnameinfo(address, length, host, sizeof host, nullptr, 0, 0); // expect-finding: blocking-dns
}

addrinfo *found;

bool is_numeric(const char *name) {
  struct addrinfo hints;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = AF_INET;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  return getaddrinfo(name, "80", &hints, &found) == 0;
}

bool is_numeric_too(const char *name) {
  addrinfo hints = {AI_NUMERICHOST, AF_INET, SOCK_STREAM, 0, 0, nullptr, nullptr, nullptr};
  return getaddrinfo(name, nullptr, &hints, &found) == 0;
}

void to_listen() {
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE;
  getaddrinfo(nullptr, "80", &hints, &found);
}

void looks_up(const char *name, bool numeric) {
  addrinfo hints{};
  hints.ai_flags = AI_ADDRCONFIG;
  getaddrinfo(name, "80", &hints, &found); // expect-finding: blocking-dns
  addrinfo either{};
  either.ai_flags = numeric ? AI_NUMERICHOST : 0;
  getaddrinfo(name, "80", &either, &found); // expect-finding: blocking-dns
  getaddrinfo(name, "80", nullptr, &found); // expect-finding: blocking-dns
}
