// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Profile.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Log.h"
#include "analyzers/base/Paths.h"
#include "tool/commands/Scan.h"
#include "tool/profiler/Profiler.h"
#include "tool/profiler/Reports.h"
#include "tool/profiler/ScanFindings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <iostream>

namespace coax {

namespace {

using namespace profiler;

constexpr int usageError = 2;

std::atomic<bool> interrupted{false};

/// While it lives, Ctrl-C and SIGTERM end the sampling, not coax: the report is still written.
class InterruptGuard {
public:
  InterruptGuard() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = true; };
    sigaction(SIGINT, &action, &oldInterrupt_);
    sigaction(SIGTERM, &action, &oldTerminate_);
  }
  InterruptGuard(const InterruptGuard &) = delete;
  ~InterruptGuard() {
    sigaction(SIGINT, &oldInterrupt_, nullptr);
    sigaction(SIGTERM, &oldTerminate_, nullptr);
  }

private:
  struct sigaction oldInterrupt_, oldTerminate_;
};

int fail(llvm::Error error) {
  elog("{0}", llvm::toString(std::move(error)));
  return usageError;
}

llvm::Expected<Profile> readProfile(const std::string &path) {
  auto text = readFile(path);
  if (!text)
    return text.takeError();
  return parseProfile(*text, path);
}

/// What `coax scan -p BUILD` would find.
llvm::Error scanProject(const std::string &build, ReportContext &context) {
  ProjectOptions options;
  options.build = build;
  auto project = loadProject(options);
  if (!project)
    return project.takeError();
  Program program = linkProject(*project);
  context.root = project->rootDirectory;
  context.findings = makeReport(*project, program).findings;
  return llvm::Error::success();
}

llvm::Error readScan(const std::string &path, ReportContext &context) {
  auto text = readFile(path);
  if (!text)
    return text.takeError();
  auto findings = parseScanFindings(*text, path);
  if (!findings)
    return findings.takeError();
  context.findings = std::move(*findings);
  return llvm::Error::success();
}

llvm::Expected<ReportContext> contextOf(const ProfileOptions &options) {
  ReportContext context;
  context.root = absolutePath(".");
  llvm::Error error = llvm::Error::success();
  if (!options.build.empty())
    error = scanProject(options.build, context);
  else if (!options.findingsFile.empty())
    error = readScan(options.findingsFile, context);
  if (error)
    return error;
  return context;
}

std::string render(const Profile &profile, const ReportContext &context,
                   const std::string &format) {
  if (format == "json")
    return reportJson(profile, context);
  if (format == "folded")
    return reportFolded(profile);
  if (format == "speedscope")
    return reportSpeedscope(profile);
  return reportText(profile, context);
}

int write(const std::string &text, const std::string &path) {
  if (path.empty()) {
    std::cout << text << std::flush;
    return 0;
  }
  if (auto error = writeFileAtomically(path, text))
    return fail(std::move(error));
  return 0;
}

/// Standard output is the report: with a format for machines, the command's own goes elsewhere.
bool reportIsForMachines(const ProfileOptions &options) {
  return options.output.empty() && !options.format.empty() && options.format != "text";
}

ProfilerRequest requestOf(const ProfileOptions &options) {
  ProfilerRequest request;
  request.command = options.command;
  request.process = options.process;
  request.sampling.rate = options.rate;
  request.sampling.children = options.children;
  if (options.seconds)
    request.sampling.duration = static_cast<Nanoseconds>(*options.seconds * 1e9);
  request.outputToError = reportIsForMachines(options);
  return request;
}

int report(const Profile &profile, const ReportContext &context, const ProfileOptions &options) {
  // Without a format, -o keeps the profile for `report` and `diff`, and the text is still shown.
  bool keep = !options.output.empty() && options.format.empty();
  if (keep)
    if (int code = write(reportJson(profile, context), options.output))
      return code;
  return write(render(profile, context, options.format), keep ? "" : options.output);
}

bool shouldFail(const std::vector<ComparedSite> &sites, const std::vector<std::string> &failOn) {
  return std::any_of(sites.begin(), sites.end(), [&](const ComparedSite &site) {
    std::string change(nameOf(site.change));
    std::transform(change.begin(), change.end(), change.begin(), ::tolower);
    return std::find(failOn.begin(), failOn.end(), change) != failOn.end();
  });
}

void addReportOptions(CLI::App &app, ProfileOptions &options) {
  app.add_option("-o,--output", options.output,
                 "Write to this file; without --format, the profile for report and diff");
  app.add_option("--format", options.format, "How to report")
      ->check(CLI::IsMember({"text", "json", "folded", "speedscope"}));
  auto *build = app.add_option("-p", options.build,
                               "Scan the project of this build folder and join with its findings");
  app.add_option("--findings", options.findingsFile,
                 "Join with this report of coax scan --format=json")
      ->excludes(build);
}

void addReportCommand(CLI::App &profile, int &exitCode) {
  auto options = std::make_shared<ProfileOptions>();
  auto file = std::make_shared<std::string>();
  CLI::App *app = profile.add_subcommand("report", "Report on a profile that -o wrote");
  app->add_option("FILE", *file, "The profile")->required();
  addReportOptions(*app, *options);
  app->callback([&exitCode, options, file] { exitCode = runProfileReport(*file, *options); });
}

void addDiffCommand(CLI::App &profile, int &exitCode) {
  auto options = std::make_shared<ProfileDiffOptions>();
  CLI::App *app = profile.add_subcommand("diff", "What became of each blocking site");
  app->add_option("BEFORE", options->before, "Profile before the change")->required();
  app->add_option("AFTER", options->after, "Profile after it, under the same load")->required();
  app->add_option("-o,--output", options->output, "Write to this file");
  app->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  app->add_option("--fail-on", options->failOn, "Exit with 1 if a site is one of these")
      ->delimiter(',')
      ->check(CLI::IsMember({"remains", "new", "moved"}));
  app->callback([&exitCode, options] { exitCode = runProfileDiff(*options); });
}

} // namespace

int runProfile(const ProfileOptions &options) {
  if (options.command.empty() == (options.process == 0))
    return fail(makeError("name what to sample: `coax profile -- CMD…` or `coax profile --pid N`"));
  auto context = contextOf(options);
  if (!context)
    return fail(context.takeError());
  interrupted = false;
  InterruptGuard guard;
  auto profile = profileTarget(requestOf(options), interrupted);
  if (!profile)
    return fail(profile.takeError());
  return report(*profile, *context, options);
}

int runProfileReport(const std::string &file, const ProfileOptions &options) {
  auto context = contextOf(options);
  if (!context)
    return fail(context.takeError());
  auto profile = readProfile(file);
  if (!profile)
    return fail(profile.takeError());
  return write(render(*profile, *context, options.format), options.output);
}

int runProfileDiff(const ProfileDiffOptions &options) {
  auto before = readProfile(options.before);
  if (!before)
    return fail(before.takeError());
  auto after = readProfile(options.after);
  if (!after)
    return fail(after.takeError());
  ReportContext context;
  context.root = absolutePath(".");
  std::string text =
      options.format == "json" ? diffJson(*before, *after) : diffText(*before, *after, context);
  if (int code = write(text, options.output))
    return code;
  return shouldFail(compareProfiles(*before, *after), options.failOn) ? 1 : 0;
}

void addProfileCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<ProfileOptions>();
  CLI::App *profile = app.add_subcommand(
      "profile", "Sample a program from outside and report where its threads wait");
  profile->add_option("CMD", options->command, "Command to run and sample, after --");
  profile->add_option("--pid", options->process, "Sample a running process")
      ->check(CLI::PositiveNumber);
  profile->add_option("--rate", options->rate, "Samples a second, on average (100)")
      ->check(CLI::Range(1.0, 10000.0));
  profile->add_option("--duration", options->seconds, "Stop after this many seconds")
      ->check(CLI::PositiveNumber);
  profile->add_flag("!--no-children", options->children, "Leave out processes that it starts");
  addReportOptions(*profile, *options);
  profile->require_subcommand(0, 1);
  addReportCommand(*profile, exitCode);
  addDiffCommand(*profile, exitCode);
  profile->callback([&exitCode, options, profile] {
    if (profile->get_subcommands().empty())
      exitCode = runProfile(*options);
  });
}

} // namespace coax
