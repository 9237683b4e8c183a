// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library that does its input and output by itself, against a server of one answer.
#include "Check.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <thread>

namespace {

constexpr char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

void answerOnce(int listener) {
  int peer = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
  char request[1024];
  CHECK(recv(peer, request, sizeof request, 0) > 0);
  CHECK(send(peer, answer, std::strlen(answer), 0) > 0);
  close(peer);
}

std::size_t keep(char *data, std::size_t size, std::size_t count, void *file) {
  return std::fwrite(data, size, count, static_cast<std::FILE *>(file));
}

void get(const std::string &url) {
  std::FILE *file = std::fopen("answer", "w");
  CURL *transfer = curl_easy_init();
  curl_easy_setopt(transfer, CURLOPT_URL, url.c_str());
  curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(transfer, CURLOPT_WRITEDATA, file);
  CHECK(curl_easy_perform(transfer) == CURLE_OK);
  curl_easy_cleanup(transfer);
  std::fclose(file);
}

} // namespace

int main() {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto *generic = reinterpret_cast<sockaddr *>(&address);
  CHECK(bind(listener, generic, size) == 0 && listen(listener, 1) == 0);
  CHECK(getsockname(listener, generic, &size) == 0);
  std::thread server(answerOnce, listener);
  get("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/");
  server.join();
}
