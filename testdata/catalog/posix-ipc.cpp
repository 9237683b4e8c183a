// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between processes.
#include <any.h>
#include <mqueue.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/uio.h>
#include <fcntl.h>

void calls() {
  msgsnd(any, any, any, any);               // expect-site: msgsnd ipc
  msgrcv(any, any, any, any, any);          // expect-site: msgrcv ipc
  semop(any, any, any);                     // expect-site: semop ipc
  semtimedop(any, any, any, any);           // expect-site: semtimedop ipc
  mq_send(any, any, any, any);              // expect-site: mq_send ipc
  mq_receive(any, any, any, any);           // expect-site: mq_receive ipc
  mq_timedsend(any, any, any, any, any);    // expect-site: mq_timedsend ipc
  mq_timedreceive(any, any, any, any, any); // expect-site: mq_timedreceive ipc
  sem_open(any, 0);                         // expect-site: sem_open ipc maybe
  shm_open(any, any, any);                  // expect-site: shm_open ipc maybe
  shm_unlink(any);                          // expect-site: shm_unlink ipc maybe
  mq_open(any, O_NONBLOCK);                 // expect-site: mq_open ipc maybe
  mq_open(any, 0);                          // expect-site: mq_open ipc maybe
  process_vm_readv(any, any, any, any, any, any); // expect-site: process_vm_readv ipc maybe
  process_vm_writev(any, any, any, any, any, any); // expect-site: process_vm_writev ipc maybe

  msgsnd(any, any, any, IPC_NOWAIT);
  msgrcv(any, any, any, any, IPC_NOWAIT | MSG_NOERROR);
}
