// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The other end of docs/formats/tasks-json.md: asks a program that runs on the runtime. Knows the
// socket and the text that goes over it; no header of the runtime.
#pragma once

#include "analyzers/base/Json.h"

#include <string>
#include <sys/types.h>

namespace coax {

/// Where the program with that process id serves by default. Leads into its mount and process id
/// namespace; uid is that of its owner. Fails when there is no such process.
llvm::Expected<std::string> taskSocketOf(pid_t process);

/// Sends one request ("tasks", "metrics") to the socket at `path` and reads the answer; gives up
/// after ten seconds without a byte. `process`, unless 0, has to be the one that listens there.
/// Fails with what to do about it, also when the program answers with an error.
llvm::Expected<Json> askForTasks(const std::string &path, const std::string &request,
                                 pid_t process);

} // namespace coax
