#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

void files(const char *path) {
  int fd = open(path, O_RDONLY); // expect-finding: blocking-file-io
  char buffer[16];
  pread(fd, buffer, sizeof buffer, 0); // expect-finding: blocking-file-io
  fsync(fd);                           // expect-finding: blocking-file-io
  struct stat status;
  stat(path, &status);        // expect-finding: blocking-file-io
  rename(path, "elsewhere");  // expect-finding: blocking-file-io
}

std::string firstLine(const char *path) {
  std::ifstream in(path); // expect-finding: blocking-file-io
  std::string line;
  std::getline(in, line); // expect-finding: blocking-file-io
  return line;
}
