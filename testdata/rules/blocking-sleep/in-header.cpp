#include "in-header.h"

void twice() {
  pause_briefly();
  pause_for(1);
  pause_for(2L);
}

void once_more() {
  pause_briefly();
}
