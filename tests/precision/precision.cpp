// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_precision draw  LABELS SEED COUNT PROJECT=REPORT…
// coax_precision score LABELS SEED COUNT PROJECT=REPORT…
// REPORT is what `coax scan --format=json` wrote for DIRECTORY/PROJECT, run in there. `draw` prints
// the drawn findings that LABELS has no word on, each with its evidence and the entry to fill in.
// `score` prints how many are right, as Markdown; exits 1 if fewer than 95 % are, or any is not
// labelled.
#include "tests/precision/Sample.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

using namespace coax;
using Json = nlohmann::ordered_json;

namespace {

constexpr double required = 95; ///< percent

nlohmann::json readJson(const std::string &path) {
  std::ifstream in(path);
  if (!in)
    throw std::runtime_error("cannot read " + path);
  return nlohmann::json::parse(in);
}

std::map<std::string, nlohmann::json> readReports(char **begin, char **end) {
  std::map<std::string, nlohmann::json> reports;
  for (; begin != end; ++begin) {
    std::string argument = *begin;
    std::size_t equals = argument.find('=');
    if (equals == std::string::npos)
      throw std::runtime_error("expected PROJECT=REPORT, not " + argument);
    reports[argument.substr(0, equals)] = readJson(argument.substr(equals + 1));
  }
  return reports;
}

Json emptyLabel(const Drawn &drawn) {
  Json label;
  label["project"] = drawn.project;
  for (const char *key : {"rule", "file", "line", "callee", "fingerprint"})
    label[key] = drawn.finding.at(key);
  label["verdict"] = "";
  label["reason"] = "";
  return label;
}

void printEvidence(const Drawn &drawn) {
  const nlohmann::json &finding = drawn.finding;
  auto text = [](const nlohmann::json &value) { return value.get<std::string>(); };
  std::cout << drawn.project << '/' << text(finding.at("file")) << ':' << finding.at("line") << ':'
            << finding.at("column") << ": " << text(finding.at("severity")) << ", "
            << text(finding.at("confidence")) << ": " << text(finding.at("message")) << " ["
            << text(finding.at("rule")) << "]\n  in " << text(finding.at("context").at("kind"))
            << '\n';
  for (const nlohmann::json &hop : finding.at("chain"))
    std::cout << "  " << text(hop.at("file")) << ':' << hop.at("line") << ": "
              << text(hop.at("function")) << " (" << text(hop.at("kind")) << ")\n";
  std::cout << emptyLabel(drawn).dump() << "\n\n";
}

void printTable(const char *heading, const std::map<std::string, Tally> &tallies) {
  std::printf("| %s | right | wrong | not labelled | precision |\n|---|---|---|---|---|\n",
              heading);
  for (const auto &[name, tally] : tallies)
    std::printf("| %s | %u | %u | %u | %.1f %% |\n", name.empty() ? "all" : name.c_str(),
                tally.right, tally.wrong, tally.unlabelled, tally.precision());
  std::printf("\n");
}

int run(int argc, char **argv) {
  if (argc < 6)
    throw std::runtime_error("usage: coax_precision draw|score LABELS SEED COUNT PROJECT=REPORT…");
  auto labels = readLabels(readJson(argv[2]));
  auto sample =
      drawFindings(readReports(argv + 5, argv + argc), std::stoul(argv[4]), std::stoull(argv[3]));
  if (std::string(argv[1]) == "draw") {
    for (const Drawn &drawn : sample)
      if (!labels.contains({drawn.project, drawn.finding.at("fingerprint")}))
        printEvidence(drawn);
    return EXIT_SUCCESS;
  }
  auto byProject = tally(sample, labels, "project");
  printTable("project", byProject);
  printTable("rule", tally(sample, labels, "rule"));
  const Tally &all = byProject[""];
  return all.precision() >= required && all.unlabelled == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char **argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception &error) {
    std::cerr << "coax_precision: " << error.what() << '\n';
    return 2;
  }
}
