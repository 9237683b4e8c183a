// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/RuleList.h"

#include "analyzers/rules/Suppressions.h"

#include <algorithm>

namespace coax {
namespace {

Rule inventory(const char *name, const char *code, const char *category, const char *summary) {
  return {{name, code, summary, Severity::Warning, category}, findInventory};
}

std::vector<Rule> makeRules() {
  using enum Severity;
  return {
      {{"blocking-call-in-coroutine", "COAX101",
        "a call in a coroutine blocks the thread that runs it", Error, ""},
       findBlockingCallInCoroutine},
      {{"transitive-blocking-call-in-coroutine", "COAX102",
        "a call in a coroutine leads to a call that blocks its thread", Error, ""},
       findTransitiveBlockingCallInCoroutine},
      {{"blocking-call-in-event-handler", "COAX103",
        "a call in an event-loop handler blocks the loop, directly or through other calls", Error,
        ""},
       findBlockingCallInEventHandler},
      {{"sync-wait-in-coroutine", "COAX104",
        "a coroutine waits for a task, future or thread without awaiting it", Error, ""},
       findSyncWaitInCoroutine},
      inventory("blocking-sleep", "COAX201", "sleep", "a call puts its thread to sleep"),
      inventory("blocking-file-io", "COAX202", "file", "a call waits for a file system"),
      inventory("blocking-http", "COAX203", "http", "a call waits for an HTTP exchange"),
      inventory("blocking-socket", "COAX204", "socket", "a call waits for a socket or descriptor"),
      inventory("blocking-dns", "COAX205", "dns", "a call waits for a name to be resolved"),
      inventory("blocking-wait", "COAX206", "wait", "a call waits for another thread or an event"),
      inventory("blocking-process", "COAX207", "process", "a call waits for a child process"),
      inventory("blocking-database", "COAX208", "database", "a call waits for a database"),
      inventory("blocking-ipc", "COAX209", "ipc", "a call waits for a message or another process"),
      inventory("blocking-console", "COAX210", "console", "a call waits for a terminal or pipe"),
      inventory("blocking-lock", "COAX211", "lock", "a call waits for a lock"),
      {{"lock-held-across-await", "COAX301",
        "a lock of the thread is held while a coroutine is suspended", Error, ""},
       findLockHeldAcrossAwait},
      {{"lock-held-across-blocking-call", "COAX302", "a lock is held while a call blocks", Warning,
        ""},
       findLockHeldAcrossBlockingCall},
      {{"dangling-reference-in-detached-task", "COAX303",
        "a task may outlive what it was given by reference", Error, ""},
       findDanglingReferenceInDetachedTask},
      {{"capturing-lambda-coroutine", "COAX304",
        "a lambda coroutine may outlive the closure that holds its captures", Error, ""},
       findCapturingLambdaCoroutine},
      {{"discarded-task", "COAX305", "a task is dropped, so its coroutine never runs", Error, ""},
       findDiscardedTask},
      {{"thread-local-across-await", "COAX306",
        "a coroutine uses a thread-local variable before and after an await", Warning, ""},
       findThreadLocalAcrossAwait},
      {{"await-in-loop", "COAX307", "independent iterations of a loop await one after the other",
        Note, ""},
       findAwaitInLoop},
      {{"independent-awaits-in-sequence", "COAX308",
        "two awaits in a row do not need each other's results", Note, ""},
       findIndependentAwaitsInSequence},
      {{"coroutine-without-await", "COAX309", "a coroutine never awaits", Note, ""},
       findCoroutineWithoutAwait},
      {{unusedSuppression, "COAX901", "a suppression comment suppresses nothing", Note, ""},
       nullptr},
  };
}

} // namespace

const std::vector<Rule> &allRules() {
  static const std::vector<Rule> rules = makeRules();
  return rules;
}

const Rule *findRule(std::string_view nameOrCode) {
  auto place = std::find_if(allRules().begin(), allRules().end(), [&](const Rule &rule) {
    return rule.info.name == nameOrCode || rule.info.code == nameOrCode;
  });
  return place == allRules().end() ? nullptr : &*place;
}

} // namespace coax
