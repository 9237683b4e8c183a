// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several handlers of one try block, some of which wait, and one that changes the exception.
#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>
#include <unistd.h>

struct Refused {
  std::string who;
  int code;
};

static void risky(int n) {
  usleep(100);
  switch (n) {
  case 0:
    return;
  case 1:
    throw Refused{"a name that is long enough for the heap", 17};
  case 2:
    throw std::out_of_range("range");
  case 3:
    throw 42;
  default:
    throw std::bad_alloc();
  }
}

static int attempt(int n) {
  int result = 0;
  try {
    risky(n);
    result = 1;
  } catch (Refused &refused) {
    usleep(100);
    refused.code += 1;
    result = refused.code + static_cast<int>(refused.who.size());
  } catch (const std::logic_error &error) {
    std::printf("logic %s\n", error.what());
    return -2;
  } catch (int number) {
    usleep(number);
    return number;
  } catch (...) {
    usleep(100);
    result = -1;
  }
  usleep(100);
  return result;
}

int main() {
  for (int n = 0; n < 5; ++n)
    std::printf("%d\n", attempt(n));
}
