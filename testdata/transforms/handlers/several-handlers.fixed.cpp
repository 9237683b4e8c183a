// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several handlers of one try block, some of which wait, and one that changes the exception.
#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

struct Refused {
  std::string who;
  int code;
};

static coax::task<void> risky(int n) {
  co_await coax::usleep(100);
  switch (n) {
  case 0:
    co_return;
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

static coax::task<int> attempt(int n) {
  int result = 0;
  std::exception_ptr coax_caught1;
  Refused *coax_error1 = nullptr;
  std::exception_ptr coax_caught2;
  int *coax_error2 = nullptr;
  std::exception_ptr coax_caught3;
  try {
    co_await risky(n);
    result = 1;
  } catch (Refused &refused) { coax_caught1 = std::current_exception(); coax_error1 = &refused; } catch (const std::logic_error &error) {
    std::printf("logic %s\n", error.what());
    co_return -2;
  } catch (int &number) { coax_caught2 = std::current_exception(); coax_error2 = &number; } catch (...) { coax_caught3 = std::current_exception(); }
  if (coax_caught1) {
    Refused &refused = *coax_error1;
    co_await coax::usleep(100);
    refused.code += 1;
    result = refused.code + static_cast<int>(refused.who.size());
  } else if (coax_caught2) {
    int number = *coax_error2;
    co_await coax::usleep(number);
    co_return number;
  } else if (coax_caught3) {
    co_await coax::usleep(100);
    result = -1;
  }
  co_await coax::usleep(100);
  co_return result;
}

coax::task<int> coax_main() {
  for (int n = 0; n < 5; ++n)
    std::printf("%d\n", co_await attempt(n));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
