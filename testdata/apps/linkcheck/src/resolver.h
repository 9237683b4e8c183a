// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Host names to addresses.
#pragma once

#include "net.h"

#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace linkcheck {

class ResolveError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Looks names up with the system's resolver and remembers the answers for the life of the
/// object. All members may be called from any thread.
class Resolver {
public:
  /// At least one endpoint. \throws ResolveError
  std::vector<Endpoint> resolve(const std::string &host, const std::string &port);

private:
  std::mutex mutex_;
  std::map<std::string, std::vector<Endpoint>> known_; ///< By "host:port".
};

/// The numeric form of an address, such as "127.0.0.1" or "::1". \throws ResolveError
std::string numericHost(const Endpoint &endpoint);

} // namespace linkcheck
