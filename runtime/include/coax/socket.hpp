// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sockets, in the shapes of the POSIX calls: same arguments, same results, -1 and errno on failure.
// Where the call would block its thread, the awaiting task waits and the loop goes on.
//
// The descriptors stay as they are: no O_NONBLOCK is left behind, so other code may use them with
// blocking calls. On a descriptor that the program itself made non-blocking, or with MSG_DONTWAIT,
// the calls return EAGAIN as the originals do. SO_RCVTIMEO and SO_SNDTIMEO are respected. Buffers
// must stay valid until the await returns. A signal handler interrupts the main task as it would
// have interrupted the main thread (EINTR); other tasks are not interrupted.
#pragma once

#include <coax/detail/transfer.hpp>
#include <coax/task.hpp>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>

struct addrinfo;

namespace coax {

/// accept(2). Listening sockets that other processes or threads also accept from are safe.
task<int> accept(int fd, struct ::sockaddr *address, ::socklen_t *length);
/// accept4(2).
task<int> accept4(int fd, struct ::sockaddr *address, ::socklen_t *length, int flags);
/// connect(2).
task<int> connect(int fd, const struct ::sockaddr *address, ::socklen_t length);

/// recv(2), recvfrom(2), recvmsg(2). MSG_WAITALL waits for all, as the originals do; recvmsg on a
/// unix socket ends earlier when control data comes.
transfer_task recv(int fd, void *buffer, std::size_t size, int flags);
transfer_task recvfrom(int fd, void *buffer, std::size_t size, int flags,
                       struct ::sockaddr *address, ::socklen_t *length);
task<::ssize_t> recvmsg(int fd, struct ::msghdr *message, int flags);

/// send(2), sendto(2), sendmsg(2): on a stream, like the originals, until everything is queued.
transfer_task send(int fd, const void *buffer, std::size_t size, int flags);
transfer_task sendto(int fd, const void *buffer, std::size_t size, int flags,
                     const struct ::sockaddr *address, ::socklen_t length);
task<::ssize_t> sendmsg(int fd, const struct ::msghdr *message, int flags);

/// sendfile(2): until `count` bytes are queued or the file ends. What is in the page cache is sent
/// from there without a copy, if `out` is a stream socket; that has a short SO_SNDTIMEO during the
/// call, which other threads would notice that send on it meanwhile. Other parts are read first, as
/// by pread(), without the loop. What is neither from a file on disk nor to a stream socket or a
/// pipe is left to a pool thread, and not cancelled there.
task<::ssize_t> sendfile(int out, int in, ::off_t *offset, std::size_t count);

/// poll(2); timeout in milliseconds, negative for none.
task<int> poll(struct ::pollfd *descriptors, ::nfds_t count, int timeout_ms);
/// select(2), as Linux has it: *timeout becomes the time that was left; an error leaves the sets
/// alone.
task<int> select(int count, ::fd_set *readable, ::fd_set *writable, ::fd_set *exceptional,
                 struct ::timeval *timeout);

/// getaddrinfo(3): 0 or an EAI_ code. Numeric addresses are converted on the spot, names looked up
/// on threads of their own, by the rules of the system (nsswitch.conf, hosts file). When it is
/// cancelled it ends at once; the thread goes on until the answer comes.
task<int> getaddrinfo(const char *node, const char *service, const struct ::addrinfo *hints,
                      struct ::addrinfo **result);
/// getnameinfo(3). Cancelled as getaddrinfo().
task<int> getnameinfo(const struct ::sockaddr *address, ::socklen_t length, char *host,
                      ::socklen_t host_size, char *service, ::socklen_t service_size, int flags);

} // namespace coax
