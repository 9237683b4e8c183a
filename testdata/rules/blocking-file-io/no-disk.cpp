// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the kernel makes up is on no disk, and streams in memory are none.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <fstream>
#include <string>

char buffer[8];

bool runs() { return access("/proc/1", F_OK) == 0; }
bool runs(int pid) { return access(("/proc/" + std::to_string(pid)).c_str(), F_OK) == 0; }
bool exists() { return access("/procedures", F_OK) == 0; } // expect-finding: blocking-file-io

void made_up() {
  FILE *file = fopen("/proc/self/status", "r");
  fgets(buffer, 8, file);
  fclose(file);
  int fd = open("/sys/class/net/lo/mtu", O_RDONLY);
  read(fd, buffer, 8);
}

std::string counted() {
  std::ifstream status("/proc/self/status");
  std::string line;
  std::getline(status, line);
  long pages = 0;
  std::ifstream sizes("/proc/self/statm");
  sizes >> pages;
  return line;
}

std::string asked(const std::string &name) {
  std::ifstream file(name); // expect-finding: blocking-file-io
  std::string line;
  std::getline(file, line); // expect-finding: blocking-file-io
  return line;
}

void in_memory() {
  FILE *file = fmemopen(buffer, 8, "w");
  fputs("x", file);
  fclose(file);
}

void on_disk(const char *name) {
  FILE *file = fopen(name, "r"); // expect-finding: blocking-file-io
  fgets(buffer, 8, file);        // expect-finding: blocking-file-io
  fclose(file);                  // expect-finding: blocking-file-io
}
