// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where results go.
#pragma once

#include "net.h"
#include "result_cache.h"

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace linkcheck {

/// Receives every result in the order of the input, then the totals once.
class Reporter {
public:
  virtual ~Reporter() = default;
  virtual void add(const CheckResult &result) = 0;
  virtual void finish(const Totals &totals) = 0;
};

/// One line a link, appended to a file that people read.
class TextReporter : public Reporter {
public:
  /// \throws std::runtime_error if the file cannot be opened.
  explicit TextReporter(const std::string &file);
  void add(const CheckResult &result) override;
  void finish(const Totals &totals) override;

private:
  std::ofstream out_;
};

/// One row a link, appended to a file that programs read.
class CsvReporter : public Reporter {
public:
  /// \throws std::runtime_error if the file cannot be opened.
  explicit CsvReporter(const std::string &file);
  void add(const CheckResult &result) override;
  void finish(const Totals &totals) override;

private:
  std::ofstream out_;
};

/// Tells a collector on the network about every broken link and waits for its receipt.
class NotifyReporter : public Reporter {
public:
  explicit NotifyReporter(const std::vector<Endpoint> &collector) : collector_(collector) {}
  void add(const CheckResult &result) override;
  void finish(const Totals &totals) override;

private:
  void notify(const std::string &event);

  std::vector<Endpoint> collector_;
  UniqueFd connection_;
};

/// Passes everything on to several others, in order.
class FanOutReporter : public Reporter {
public:
  void attach(std::unique_ptr<Reporter> reporter) { reporters_.push_back(std::move(reporter)); }
  void add(const CheckResult &result) override;
  void finish(const Totals &totals) override;

private:
  std::vector<std::unique_ptr<Reporter>> reporters_;
};

} // namespace linkcheck
