#include <mqueue.h>
#include <sys/msg.h>

void receive(mqd_t queue, int id) {
  char message[64];
  mq_receive(queue, message, sizeof message, nullptr); // expect-finding: blocking-ipc
  msgrcv(id, message, sizeof message, 0, 0);           // expect-finding: blocking-ipc
}
