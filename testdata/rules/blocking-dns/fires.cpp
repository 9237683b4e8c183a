#include <netdb.h>

void resolve(const char *host) {
  addrinfo *result = nullptr;
  getaddrinfo(host, "80", nullptr, &result); // expect-finding: blocking-dns
  gethostbyname(host);                       // expect-finding: blocking-dns
}
