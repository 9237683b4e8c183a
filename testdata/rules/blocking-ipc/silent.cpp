#include <sys/msg.h>
#include <sys/shm.h>

void receive(int id) {
  char message[64];
  msgrcv(id, message, sizeof message, 0, IPC_NOWAIT);
  shmdt(nullptr);
}
