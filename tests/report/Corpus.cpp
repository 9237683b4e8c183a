// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/report/Corpus.h"

namespace coax {
namespace {

Finding direct() {
  Finding f;
  f.rule = "blocking-sleep";
  f.code = "COAX201";
  f.message = "'std::this_thread::sleep_for' blocks the calling thread";
  f.category = "sleep";
  f.range = {{"/repo/src/a.cpp", 12, 5}, 12, 31};
  f.callee = "std::this_thread::sleep_for";
  f.function = "ns::worker(int)";
  f.contextKind = "thread";
  f.contextFunction = "ns::worker(int)";
  f.contextPlace = {"/repo/src/a.cpp", 9, 6};
  f.chain = {{"ns::worker(int)", {"/repo/src/a.cpp", 12, 5}, "call"}};
  f.fix = {"await", "coax::sleep_for is its awaitable counterpart"};
  f.fingerprint = "00000000000000a1";
  return f;
}

Finding transitive() {
  Finding f;
  f.rule = "transitive-blocking-call-in-coroutine";
  f.code = "COAX102";
  f.message = "'Store::load(const char *)' blocks the thread that runs coroutine 'serve()': it "
              "leads to 'read'";
  f.category = "file";
  f.severity = Severity::Warning;
  f.confidence = Confidence::Possible;
  f.range = {{"/repo/src/größe & <b>.cpp", 3, 9}, 4, 2};
  f.callee = "read";
  f.function = "serve()";
  f.contextKind = "coroutine";
  f.contextFunction = "serve()";
  f.contextPlace = {"/repo/src/größe & <b>.cpp", 1, 12};
  f.chain = {{"serve()", {"/repo/src/größe & <b>.cpp", 3, 9}, "virtual"},
             {"Store::load(const char *)", {"/repo/src/store.h", 40, 7}, "indirect"},
             {"(lambda)", {"/repo/src/store.h", 22, 5}, "callback"},
             {"each(std::function<void ()>)", {"/usr/local/include/each.h", 7, 3}, "implicit"},
             {"File::File()", {"/usr/local/include/each.h", 17, 3}, "call"}};
  f.fix = {"none", "no plan was made"};
  f.fingerprint = "00000000000000b2";
  return f;
}

Finding suppressed() {
  Finding f = direct();
  f.severity = Severity::Error;
  f.range = {{"/usr/local/include/wait.h", 1, 1}, 1, 8};
  f.chain.front().location = f.range.begin;
  f.suppressed = true;
  f.suppression = "the device \"needs\" it, says <ops>";
  f.fingerprint = "00000000000000c3";
  return f;
}

Finding unused() {
  Finding f;
  f.rule = "unused-suppression";
  f.code = "COAX901";
  f.message = "no finding of blocking-dns on line 8 to suppress";
  f.severity = Severity::Note;
  f.range = {{"/repo/src/a.cpp", 7, 4}, 7, 29};
  f.contextKind = "unknown";
  f.fix = {"none", "remove the comment"};
  f.fingerprint = "00000000000000d4";
  return f;
}

Finding known() {
  Finding f = direct();
  f.range = {{"/usr/local/include/wait.h", 2, 1}, 2, 8};
  f.chain.front().location = f.range.begin;
  f.baseline = "unchanged";
  f.fingerprint = "00000000000000e5";
  return f;
}

} // namespace

Report reportCorpus() {
  Report report;
  report.toolVersion = "1.2.3";
  report.rootDirectory = "/repo";
  report.rules = {
      {"transitive-blocking-call-in-coroutine", "COAX102",
       "a call in a coroutine leads to a call that blocks its thread", Severity::Error, ""},
      {"blocking-sleep", "COAX201", "a call puts its thread to sleep", Severity::Warning, "sleep"},
      {"unused-suppression", "COAX901", "a suppression comment suppresses nothing", Severity::Note,
       ""}};
  report.findings = {unused(), direct(), transitive(), suppressed(), known()};
  report.lines["/repo/src/a.cpp"] = {{7, "   // coax-ignore(blocking-dns): gone"},
                                     {11, "  for (;;)"},
                                     {12, "    sleep_for(seconds(interval));"},
                                     {13, "}"}};
  report.lines["/repo/src/größe & <b>.cpp"] = {{3, "  \"grö\"s.load(\"</script><b>\","}};
  report.problems = {{"", "3 indirect calls of type 'void ()' were not followed"},
                     {"/repo/src/broken.cpp", "/repo/src/broken.cpp:3: unknown type name 'foo'"}};
  report.incomplete = true;
  report.stats = {5, 120, 17, 0.0};
  return report;
}

} // namespace coax
