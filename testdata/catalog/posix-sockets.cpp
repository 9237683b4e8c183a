// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sockets and readiness.
#include <any.h>
#include <other-systems.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <fcntl.h>

void calls() {
  accept(any, any, any);                    // expect-site: accept socket
  accept4(any, any, any, any);              // expect-site: accept4 socket
  connect(any, any, any);                   // expect-site: connect socket
  recv(any, any, any, any);                 // expect-site: recv socket
  send(any, any, any, any);                 // expect-site: send socket
  recvfrom(any, any, any, any, any, any);   // expect-site: recvfrom socket
  sendto(any, any, any, any, any, any);     // expect-site: sendto socket
  recvmsg(any, any, any);                   // expect-site: recvmsg socket
  sendmsg(any, any, any);                   // expect-site: sendmsg socket
  recvmmsg(any, any, any, any, any);        // expect-site: recvmmsg socket
  sendmmsg(any, any, any, any);             // expect-site: sendmmsg socket
  poll(any, any, any);                      // expect-site: poll socket
  ppoll(any, any, any, any);                // expect-site: ppoll socket
  select(any, any, any, any, any);          // expect-site: select socket
  pselect(any, any, any, any, any, any);    // expect-site: pselect socket
  epoll_wait(any, any, any, any);           // expect-site: epoll_wait socket
  epoll_pwait(any, any, any, any, any);     // expect-site: epoll_pwait socket
  epoll_pwait2(any, any, any, any, any);    // expect-site: epoll_pwait2 socket
  kevent(any, any, any, any, any, any);     // expect-site: kevent socket
  kevent64(any, any, any, any, any, any, any); // expect-site: kevent64 socket
  io_uring_wait_cqe(any, any);              // expect-site: io_uring_wait_cqe file
  io_uring_wait_cqe_nr(any, any, any);      // expect-site: io_uring_wait_cqe_nr file
  io_uring_wait_cqes(any, any, any, any, any); // expect-site: io_uring_wait_cqes file
  io_uring_wait_cqe_timeout(any, any, any); // expect-site: io_uring_wait_cqe_timeout file
  io_uring_submit_and_wait(any, any);       // expect-site: io_uring_submit_and_wait file
  sendfile(any, any, any, any);             // expect-site: sendfile socket
  sendfile64(any, any, any, any);           // expect-site: sendfile64 socket
  splice(any, any, any, any, any, any);     // expect-site: splice file
  tee(any, any, any, any);                  // expect-site: tee file
  vmsplice(any, any, any, any);             // expect-site: vmsplice file

  // Flags and timeouts that make a call return at once.
  recv(any, any, any, MSG_DONTWAIT);
  send(any, any, any, MSG_DONTWAIT | MSG_NOSIGNAL);
  int flags = any;
  recvfrom(any, any, any, flags | MSG_DONTWAIT, any, any);
  recvmsg(any, any, MSG_DONTWAIT);
  sendmmsg(any, any, any, MSG_DONTWAIT);
  poll(any, any, 0);
  epoll_wait(any, any, any, 0);
  splice(any, any, any, any, any, SPLICE_F_NONBLOCK);
  io_uring_submit_and_wait(nullptr, 0);
  // Calls that change or ask the state of a socket.
  socket(AF_INET, SOCK_STREAM, 0);
  bind(any, any, any);
  listen(any, any);
  shutdown(any, any);
}
