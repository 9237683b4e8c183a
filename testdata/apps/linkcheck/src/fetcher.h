// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One attempt to reach a link.
#pragma once

#include "config.h"
#include "resolver.h"
#include "url.h"

#include <memory>
#include <string>
#include <vector>

namespace linkcheck {

enum class Outcome { Ok, BadStatus, Unresolvable, Refused, Timeout, Missing, Failed };

/// The word that reports use, such as "timeout".
const char *toString(Outcome outcome);

struct FetchResult {
  Outcome outcome = Outcome::Failed;
  long status = 0; ///< The protocol's answer; 0 where there is none.
  long redirects = 0;

  bool ok() const { return outcome == Outcome::Ok; }
  /// Whether a later attempt may go better.
  bool transient() const;
};

/// Reaches links of some schemes. fetch() may be called from several threads at once.
class Fetcher {
public:
  virtual ~Fetcher() = default;
  virtual bool handles(const Url &url) const = 0;
  /// Waits for the answer, at most about Config::timeout. What the other side does wrong is a
  /// result; only failures of this machine are thrown.
  virtual FetchResult fetch(const Url &url) = 0;
};

/// http and https, with libcurl.
class CurlFetcher : public Fetcher {
public:
  CurlFetcher(const Config &config, Resolver &resolver) : config_(config), resolver_(resolver) {}
  bool handles(const Url &url) const override;
  FetchResult fetch(const Url &url) override;

private:
  FetchResult perform(const Url &url, const std::string &addresses);

  const Config &config_;
  Resolver &resolver_;
};

/// tcp://host:port: somebody listens there and says something (a greeting) in time.
class GreetingFetcher : public Fetcher {
public:
  GreetingFetcher(const Config &config, Resolver &resolver)
      : config_(config), resolver_(resolver) {}
  bool handles(const Url &url) const override;
  FetchResult fetch(const Url &url) override;

private:
  const Config &config_;
  Resolver &resolver_;
};

/// file:///path: the file is there.
class FileFetcher : public Fetcher {
public:
  bool handles(const Url &url) const override;
  FetchResult fetch(const Url &url) override;
};

/// One of each kind. \p config and \p resolver must outlive the result.
std::vector<std::unique_ptr<Fetcher>> makeFetchers(const Config &config, Resolver &resolver);

} // namespace linkcheck
