// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters of main without a name stay so, where nobody asks for them.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

coax::task<int> coax_main(int argc, char *[]) {
  co_await coax::usleep(10);
  if (argc > 1)
    co_return 1;
  std::printf("none\n");
  co_return 0;
}

int main(int argc, char * argv[]) {
  return coax::run(coax_main(argc, argv));
}
