// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is registered while the program starts is run later, not where it is registered.
#include <unistd.h>

struct test_case {};
test_case *makeTest(void (*run)());
struct registration {
  registration(test_case *made, const char *name);
};
bool addHook(void (*run)());

static void slow() { sleep(1); } // expect-finding: blocking-sleep via slow()
static const registration registered(makeTest(&slow), "slow");

static void hook() { sleep(1); } // expect-finding: blocking-sleep via (lambda)() -> hook()
static const bool added = addHook([] { hook(); });

static int load() { return fsync(3); } // expect-finding: blocking-file-io via (static initialisation) -> load()
static const int loaded = load();

int main() { return loaded; }
