// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Ps.h"

#include "analyzers/base/Log.h"
#include "tool/tasks/TaskSocket.h"
#include "tool/tasks/TaskText.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace coax {

namespace {

struct PsOptions {
  int process = 0;
  std::string socket; ///< empty: where the process serves by default
  std::string format = "text";
  bool metrics = false;
};

llvm::Expected<Json> ask(const PsOptions &options) {
  const std::string request = options.metrics ? "metrics" : "tasks";
  if (!options.socket.empty())
    return askForTasks(options.socket, request, options.process);
  llvm::Expected<std::string> path = taskSocketOf(options.process);
  if (!path)
    return path.takeError();
  return askForTasks(*path, request, options.process);
}

int runPs(const PsOptions &options, std::string (*print)(const Json &)) {
  llvm::Expected<Json> answer = ask(options);
  if (!answer) {
    elog("{0}", llvm::toString(answer.takeError()));
    return 2;
  }
  if (options.format == "json")
    std::cout << printJson(*answer, 2) << '\n';
  else
    std::cout << print(*answer);
  return 0;
}

std::shared_ptr<PsOptions> addOptions(CLI::App &command) {
  auto options = std::make_shared<PsOptions>();
  command.add_option("PID", options->process, "The process")
      ->required()
      ->check(CLI::PositiveNumber);
  command.add_option("--socket", options->socket, "Where it serves, if not at the default path");
  command.add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  return options;
}

} // namespace

void addPsCommands(CLI::App &app, int &exitCode) {
  CLI::App *ps = app.add_subcommand("ps", "List the live tasks of a program on the runtime");
  auto psOptions = addOptions(*ps);
  ps->add_flag("--metrics", psOptions->metrics, "The counters of its loops instead");
  ps->callback([psOptions, &exitCode] {
    exitCode = runPs(*psOptions, psOptions->metrics ? &metricsText : &taskTable);
  });
  CLI::App *tree = app.add_subcommand("pstree", "The same as a tree, with asynchronous stacks");
  auto treeOptions = addOptions(*tree);
  tree->callback([treeOptions, &exitCode] { exitCode = runPs(*treeOptions, &taskTree); });
}

} // namespace coax
