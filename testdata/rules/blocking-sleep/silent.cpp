// Functions of the program that are named like library functions are not those.
static int sleep(const char *bed) { return bed[0]; }

struct Thread {
  void sleep_for(int) {}
  unsigned usleep(unsigned time) { return time; }
};

int rest(Thread &thread) {
  thread.sleep_for(3);
  return sleep("bed") + static_cast<int>(thread.usleep(1));
}
