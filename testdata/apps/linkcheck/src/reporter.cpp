// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "reporter.h"

#include <stdexcept>

namespace linkcheck {

namespace {

std::ofstream openForAppend(const std::string &file) {
  std::ofstream out(file, std::ios::app | std::ios::ate);
  if (!out)
    throw std::runtime_error("cannot open the report " + file);
  return out;
}

std::string quoted(const std::string &text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"')
      result += '"';
    result += c;
  }
  return result + '"';
}

} // namespace

TextReporter::TextReporter(const std::string &file) : out_(openForAppend(file)) {}

void TextReporter::add(const CheckResult &result) {
  out_ << describe(result) << ' ' << result.url << '\n';
}

void TextReporter::finish(const Totals &totals) {
  out_ << totals.ok << " ok, " << totals.broken << " broken" << std::endl;
  if (!out_)
    throw std::runtime_error("cannot write the report");
}

CsvReporter::CsvReporter(const std::string &file) : out_(openForAppend(file)) {
  if (out_.tellp() == 0)
    out_ << "url,result,status,redirects,attempts\n";
}

void CsvReporter::add(const CheckResult &result) {
  const FetchResult &fetched = result.fetched;
  out_ << quoted(result.url) << ',' << toString(fetched.outcome) << ',' << fetched.status << ','
       << fetched.redirects << ',' << result.attempts << '\n';
}

void CsvReporter::finish(const Totals &) {
  if (!out_.flush())
    throw std::runtime_error("cannot write the report");
}

void NotifyReporter::add(const CheckResult &result) {
  if (!result.fetched.ok())
    notify("BROKEN " + result.url);
}

void NotifyReporter::finish(const Totals &totals) {
  notify("DONE " + std::to_string(totals.broken));
  connection_.reset();
}

void NotifyReporter::notify(const std::string &event) {
  if (!connection_)
    connection_ = connectToAny(collector_);
  sendAll(connection_.get(), event + "\n");
  LineReader reader(connection_.get());
  std::string receipt;
  if (!reader.next(receipt) || receipt != "OK")
    throw std::runtime_error("the collector did not take '" + event + "'");
}

void FanOutReporter::add(const CheckResult &result) {
  for (const auto &reporter : reporters_)
    reporter->add(result);
}

void FanOutReporter::finish(const Totals &totals) {
  for (const auto &reporter : reporters_)
    reporter->finish(totals);
}

} // namespace linkcheck
