// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax-mock.h>

void work();

coax::task<int> job();

void calls() {
  coax::block_on(job());  // expect-site: coax::block_on wait
  coax::run(job());       // expect-role: coax::run starts-task
  coax::spawn(job);       // expect-role: coax::spawn starts-task
  coax::offload(work);    // expect-role: coax::offload offloads
  coax::gather(job(), job()); // expect-role: coax::gather starts-task
}
