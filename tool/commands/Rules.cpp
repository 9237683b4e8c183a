// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Rules.h"

#include "analyzers/base/Json.h"
#include "analyzers/rules/Rules.h"
#include "tool/report/Wording.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

namespace coax {
namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

void printText() {
  std::size_t width = 0;
  for (const Rule &rule : allRules())
    width = std::max(width, rule.info.name.size());
  for (const Rule &rule : allRules())
    std::cout << rule.info.code << "  " << padded(rule.info.name, width) << "  "
              << padded(severityName(rule.info.severity), 7) << "  " << rule.info.summary << '\n';
}

void printJsonList() {
  OrderedJson rules = OrderedJson::array();
  for (const Rule &rule : allRules())
    rules.push_back({{"name", rule.info.name},
                     {"code", rule.info.code},
                     {"severity", severityName(rule.info.severity)},
                     {"summary", rule.info.summary}});
  std::cout << printJson(OrderedJson{{"version", 1}, {"rules", std::move(rules)}}, 2) << '\n';
}

} // namespace

void addRulesCommand(CLI::App &app, int &exitCode) {
  auto format = std::make_shared<std::string>("text");
  CLI::App *command = app.add_subcommand("rules", "List the rules");
  command->add_option("--format", *format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->callback([format, &exitCode] {
    *format == "json" ? printJsonList() : printText();
    exitCode = 0;
  });
}

} // namespace coax
