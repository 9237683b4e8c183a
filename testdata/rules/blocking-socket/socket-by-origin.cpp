// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a descriptor is, its name does not say: it is seen from where it comes.
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

char buffer[8];

void peer() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  read(fd, buffer, 8); // expect-finding: blocking-socket
}

static void answer(int fd) {
  write(fd, buffer, 8); // expect-finding: blocking-socket
}
void serve(int listener) {
  int client = accept(listener, nullptr, nullptr); // expect-finding: blocking-socket
  answer(client);
}

static void either(int fd) {
  write(fd, buffer, 8); // expect-finding: blocking-file-io
}
void both() {
  int client = socket(AF_INET, SOCK_STREAM, 0);
  either(client);
  int log = open("log", O_WRONLY); // expect-finding: blocking-file-io
  either(log);
}

void ends() {
  int both[2];
  pipe(both);
  read(both[0], buffer, 8); // expect-finding: blocking-ipc
}

static FILE *out = stdout;
static FILE *trace = stderr;
void say() {
  fprintf(out, "x"); // expect-finding: blocking-console
  fflush(out); // expect-finding: blocking-console
  fprintf(trace, "x"); // expect-finding: blocking-file-io
}
void to(const char *name) {
  trace = fopen(name, "w"); // expect-finding: blocking-file-io
}
