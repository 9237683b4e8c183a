#pragma once

#include <unistd.h>

inline void pause_briefly() {
  usleep(10); // expect-finding: blocking-sleep
}

template <typename Duration> void pause_for(Duration d) {
  usleep(static_cast<unsigned>(d)); // expect-finding: blocking-sleep
}
