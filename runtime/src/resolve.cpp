// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "faults.h"
#include "owned_call.h"
#include "waits.h"

#include <coax/socket.hpp>

#include <cstring>
#include <memory>
#include <netdb.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

using optional_text = std::optional<std::string>;

optional_text copied(const char *text) { return text ? optional_text(text) : std::nullopt; }
const char *c_string(const optional_text &text) noexcept { return text ? text->c_str() : nullptr; }

struct name_look_up final : detail::owned_call {
  name_look_up(const char *name, const char *port, const addrinfo *wanted)
      : node(copied(name)), service(copied(port)) {
    if (wanted)
      hints = *wanted;
  }
  ~name_look_up() {
    if (found)
      ::freeaddrinfo(found);
  }
  void call() noexcept override {
    error = ::getaddrinfo(c_string(node), c_string(service), hints ? &*hints : nullptr, &found);
  }

  const optional_text node, service;
  std::optional<addrinfo> hints;
  addrinfo *found = nullptr;
  int error = 0;
};

struct address_look_up final : detail::owned_call {
  address_look_up(const sockaddr *from, socklen_t length, std::size_t host_size,
                  std::size_t service_size, int flags)
      : address(bytes_of(from), bytes_of(from) + length), host(host_size), service(service_size),
        flags(flags) {}
  void call() noexcept override {
    error = ::getnameinfo(reinterpret_cast<const sockaddr *>(address.data()),
                          static_cast<socklen_t>(address.size()), host.data(),
                          static_cast<socklen_t>(host.size()), service.data(),
                          static_cast<socklen_t>(service.size()), flags);
  }

  static const char *bytes_of(const sockaddr *from) noexcept {
    return reinterpret_cast<const char *>(from);
  }

  const std::vector<char> address;
  std::vector<char> host, service;
  const int flags;
  int error = 0;
};

void copy_text(const std::vector<char> &from, char *to) noexcept {
  if (!from.empty())
    std::strcpy(to, from.data());
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
  const auto look_up = std::make_shared<name_look_up>(node, service, hints);
  detail::owned_call_wait wait(*look_up, detail::lane_kind::dns);
  co_await wait;
  if (look_up->found)
    *result = std::exchange(look_up->found, nullptr);
  co_return look_up->error;
}

task<int> getnameinfo(const sockaddr *address, socklen_t length, char *host, socklen_t host_size,
                      char *service, socklen_t service_size, int flags) {
  const auto look_up = std::make_shared<address_look_up>(address, length, host ? host_size : 0,
                                                         service ? service_size : 0, flags);
  detail::owned_call_wait wait(*look_up, detail::lane_kind::dns);
  co_await wait;
  if (look_up->error == 0) {
    copy_text(look_up->host, host);
    copy_text(look_up->service, service);
  }
  co_return look_up->error;
}

} // namespace coax
