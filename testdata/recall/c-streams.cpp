// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Streams of the C library, and what owns them.
#include "Check.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

struct Close {
  void operator()(FILE *file) const { fclose(file); }
};

using File = std::unique_ptr<FILE, Close>;
using PlainFile = std::unique_ptr<FILE, int (*)(FILE *)>;

void logLine(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

void logLine(FILE *out, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(out, format, arguments);
  va_end(arguments);
  putc('\n', out);
}

void writes() {
  File file(fopen("text", "w"));
  CHECK(file);
  logLine(file.get(), "%d lines of %s", 3, "text");
  CHECK(fputs("second\n", file.get()) >= 0);
  CHECK(fwrite("third 3\n", 1, 8, file.get()) == 8);
  fputc('4', file.get());
  fflush(file.get());
  rewind(file.get());
}

void reads() {
  PlainFile file(std::fopen("text", "r"), &std::fclose);
  CHECK(file);
  char line[80];
  CHECK(std::fgets(line, sizeof line, file.get()));
  char *whole = nullptr;
  std::size_t capacity = 0;
  CHECK(getline(&whole, &capacity, file.get()) == 7);
  free(whole);
  int number = 0;
  CHECK(fscanf(file.get(), "third %d", &number) == 1 && number == 3);
  for (int c; (c = fgetc(file.get())) != EOF;)
    number += c;
  fseek(file.get(), 0, SEEK_SET);
  CHECK(fread(line, 1, 4, file.get()) == 4);
}

void shared() {
  std::shared_ptr<FILE> file(fopen("text", "a"), fclose);
  CHECK(fprintf(file.get(), "shared\n") == 7);
}

} // namespace

int main() {
  writes();
  reads();
  shared();
  std::shared_ptr<FILE> scratch(tmpfile(), [](FILE *file) { fclose(file); });
  std::printf("%s\n", scratch ? "done" : "no scratch file");
  puts("end");
  perror("nothing");
}
