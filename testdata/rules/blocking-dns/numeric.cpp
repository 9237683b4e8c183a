// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An address in digits is no question to a name server.
#include <netdb.h>
#include <sys/socket.h>

char host[64], service[16];

void peer_of(const sockaddr *address, socklen_t length) {
  getnameinfo(address, length, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  getnameinfo(address, length, host, sizeof host, service, sizeof service,
              NI_NUMERICHOST | NI_NUMERICSERV);
  getnameinfo(address, length, host, sizeof host, nullptr, 0, NI_NAMEREQD); // expect-finding: blocking-dns
  getnameinfo(address, length, host, sizeof host, nullptr, 0, 0); // expect-finding: blocking-dns
}
