#include <arpa/inet.h>
#include <netdb.h>

void numeric(const char *text) {
  in_addr address;
  inet_pton(AF_INET, text, &address);
  freeaddrinfo(nullptr);
}
