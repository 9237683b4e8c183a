// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Devices, randomness, system calls.
#include <any.h>
#include <aio.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

void calls() {
  tcdrain(any);                   // expect-site: tcdrain console
  tcsendbreak(any, any);          // expect-site: tcsendbreak console
  getrandom(any, any, any);       // expect-site: getrandom file maybe in-context
  getentropy(any, any);           // expect-site: getentropy file maybe in-context
  aio_suspend(any, any, any);     // expect-site: aio_suspend file
  lio_listio(any, any, any, any); // expect-site: lio_listio file
  syscall(any);                   // expect-site: syscall wait maybe in-context
  ioctl(any, any);                // expect-site: ioctl file maybe in-context

  tcsetattr(any, TCSADRAIN, any); // expect-site: tcsetattr console
  tcsetattr(any, TCSANOW, any);
  ioctl(any, FIONBIO, any);
  getrandom(any, any, GRND_NONBLOCK);
}
