#include <unistd.h>

extern "C" {
typedef struct uv_timer_s uv_timer_t;
typedef void (*uv_timer_cb)(uv_timer_t *);
int uv_timer_start(uv_timer_t *, uv_timer_cb, unsigned long, unsigned long);
}

static void persist() {
  fsync(3); // expect-finding: blocking-file-io
}

static void onTimer(uv_timer_t *) {
  sleep(1);  // expect-finding: blocking-call-in-event-handler "blocks the event loop that runs handler"
  persist(); // expect-finding: blocking-call-in-event-handler "it leads to 'fsync'" via onTimer(uv_timer_t *) -> persist()
}

void start(uv_timer_t *timer) { uv_timer_start(timer, onTimer, 10, 10); }
