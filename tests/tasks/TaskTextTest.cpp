// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/tasks/TaskText.h"

#include <gtest/gtest.h>

namespace coax {

static Json answer(const char *tasks) {
  return Json::parse(std::string(R"({"version": 1, "pid": 7, "tasks": )") + tasks + "}");
}

TEST(TaskText, ShowsWhereTheProgramsOwnCodeWaits) {
  EXPECT_EQ(taskTable(answer(R"j([
    {"id": 1, "parent": 0, "loop": 1, "name": "main", "state": "running", "waitsFor": "",
     "cancelling": false, "ageNs": 61000000000, "stack": []},
    {"id": 12, "parent": 1, "loop": 1, "name": "", "state": "waiting", "waitsFor": "timer",
     "cancelling": true, "ageNs": 1500000,
     "stack": [{"function": "coax::detail::sleep_ns(long)", "file": "time.cpp", "line": 9},
               {"function": "f(int)", "file": "a.cpp", "line": 3}]}])j")),
            "TASK  PARENT  LOOP  STATE                               AGE      NAME  WHERE\n"
            "1     -       1     running                             1.0 min  main  \n"
            "12    1       1     waiting for timer, being cancelled  1.5 ms         f(int) at "
            "a.cpp:3\n");
}

TEST(TaskText, PutsChildrenBelowParentsAndOrphansAtTheRoot) {
  EXPECT_EQ(taskTree(answer(R"j([
    {"id": 1, "state": "ready", "loop": 1, "ageNs": 5, "stack": []},
    {"id": 2, "parent": 1, "state": "ready", "loop": 1, "ageNs": 5,
     "stack": [{"function": "f()", "file": "a.cpp", "line": 3}],
     "spawnedAt": {"function": "g()", "file": "b.cpp", "line": 4}},
    {"id": 3, "parent": 99, "state": "ready", "loop": 2, "ageNs": 5, "stack": []}])j")),
            "1  ready, loop 1, 5 ns\n"
            "    2  ready, loop 1, 5 ns\n"
            "      . f() at a.cpp:3\n"
            "      from g() at b.cpp:4\n"
            "3  ready, loop 2, 5 ns\n");
}

TEST(TaskText, LetsNoNameReachTheTerminal) {
  const std::string text =
      taskTable(answer(R"j([{"id": 1, "name": "\u001b[2J\n", "state": "ready", "stack": []}])j"));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("?[2J?"), std::string::npos) << text;
}

TEST(TaskText, TakesWhatItDoesNotUnderstandForEmpty) {
  EXPECT_EQ(taskTable(Json(7)), taskTable(answer("[]")));
  EXPECT_EQ(taskTree(answer(R"j([{"id": "x", "stack": 3}, 5, null])j")).find("x"),
            std::string::npos);
  EXPECT_EQ(taskTree(answer(R"j([{"id": 1, "parent": 1, "stack": []}])j")), "");
  EXPECT_NE(metricsText(Json::object()).find("none yet"), std::string::npos);
}

} // namespace coax
