// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "resolver.h"

#include <cstring>
#include <memory>
#include <netdb.h>

namespace linkcheck {

namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

AddressList lookUp(const std::string &host, const std::string &port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo *list = nullptr;
  const int code = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  if (code != 0)
    throw ResolveError(host + ": " + ::gai_strerror(code));
  return AddressList(list, &::freeaddrinfo);
}

} // namespace

std::vector<Endpoint> Resolver::resolve(const std::string &host, const std::string &port) {
  const std::string key = host + ":" + port;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = known_.find(key);
    if (found != known_.end())
      return found->second;
  }

  std::vector<Endpoint> endpoints;
  const AddressList list = lookUp(host, port);
  for (const addrinfo *entry = list.get(); entry; entry = entry->ai_next) {
    Endpoint endpoint;
    std::memcpy(&endpoint.address, entry->ai_addr, entry->ai_addrlen);
    endpoint.length = entry->ai_addrlen;
    endpoints.push_back(endpoint);
  }

  const std::lock_guard<std::mutex> lock(mutex_);
  return known_.emplace(key, std::move(endpoints)).first->second;
}

std::string numericHost(const Endpoint &endpoint) {
  char host[NI_MAXHOST];
  const int code = ::getnameinfo(reinterpret_cast<const sockaddr *>(&endpoint.address),
                                 endpoint.length, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  if (code != 0)
    throw ResolveError(std::string("getnameinfo: ") + ::gai_strerror(code));
  return host;
}

} // namespace linkcheck
