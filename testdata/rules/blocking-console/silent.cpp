#include <stdio.h>

int format(char *buffer, int value) { return snprintf(buffer, 16, "%d", value); }
