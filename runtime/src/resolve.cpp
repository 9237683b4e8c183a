// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "faults.h"
#include "waits.h"

#include <coax/offload.hpp>
#include <coax/socket.hpp>

#include <netdb.h>
#include <string_view>

namespace coax {

namespace {

/// Whether the service needs no look-up in a database.
bool is_numeric(const char *service) noexcept {
  return !service || std::string_view(service).find_first_not_of("0123456789") ==
                         std::string_view::npos;
}

int resolve_numeric(const char *node, const char *service, const addrinfo *hints,
                    addrinfo **result) noexcept {
  addrinfo numeric{};
  if (hints)
    numeric = *hints;
  else
    numeric.ai_flags = AI_V4MAPPED | AI_ADDRCONFIG; // getaddrinfo(3): what null hints mean
  numeric.ai_flags |= AI_NUMERICHOST;
  return ::getaddrinfo(node, service, &numeric, result);
}

} // namespace

task<int> getaddrinfo(const char *node, const char *service, const addrinfo *hints,
                      addrinfo **result) {
  detail::turn_wait turn(false);
  co_await turn;
  if (is_numeric(service)) {
    const int error = resolve_numeric(node, service, hints, result);
    if (error != EAI_NONAME)
      co_return error;
  }
  if (const int made_up = detail::injected(testing::operation::getaddrinfo, -1))
    co_return made_up;
  auto look_up = [=] { return ::getaddrinfo(node, service, hints, result); };
  const int error = co_await detail::offload_on(detail::lane_kind::dns, look_up);
  co_return error;
}

task<int> getnameinfo(const sockaddr *address, socklen_t length, char *host, socklen_t host_size,
                      char *service, socklen_t service_size, int flags) {
  auto look_up = [=] {
    return ::getnameinfo(address, length, host, host_size, service, service_size, flags);
  };
  return detail::offload_on(detail::lane_kind::dns, look_up);
}

} // namespace coax
