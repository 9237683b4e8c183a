// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <arpa/inet.h>
#include <cerrno>
#include <coax/socket.hpp>
#include <coax/socket_address.hpp>
#include <cstddef>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/un.h>

namespace coax {

namespace {

struct free_list {
  void operator()(::addrinfo *list) const noexcept { ::freeaddrinfo(list); }
};
using address_list = std::unique_ptr<::addrinfo, free_list>;

class addrinfo_category final : public std::error_category {
public:
  const char *name() const noexcept override { return "getaddrinfo"; }
  std::string message(int code) const override { return ::gai_strerror(code); }
};

/// One entry an address: without a socket type there would be one for each.
::addrinfo one_per_address(int flags) noexcept {
  ::addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  return hints;
}

void throw_if_failed(int error, int system_error, const std::string &host) {
  if (error == EAI_SYSTEM)
    throw std::system_error(system_error, std::generic_category(), "coax: resolve " + host);
  if (error)
    throw std::system_error(error, resolve_category(), "coax: resolve " + host);
}

std::string unix_name(const ::sockaddr *address, ::socklen_t size) {
  constexpr std::size_t begin = offsetof(::sockaddr_un, sun_path);
  if (size <= begin)
    return {};
  const char *path = reinterpret_cast<const ::sockaddr_un *>(address)->sun_path;
  return path[0] ? std::string(path, ::strnlen(path, size - begin))
                 : std::string(path, size - begin);
}

} // namespace

const std::error_category &resolve_category() noexcept {
  static const addrinfo_category category;
  return category;
}

socket_address::socket_address(const ::sockaddr *address, ::socklen_t size) : size_(size) {
  if (size > sizeof storage_)
    throw std::length_error("coax::socket_address: longer than sockaddr_storage");
  std::memcpy(&storage_, address, size);
}

socket_address socket_address::ip(const std::string &host, std::uint16_t port) {
  const ::addrinfo hints = one_per_address(AI_NUMERICHOST);
  ::addrinfo *found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  const address_list list(found);
  if (error)
    throw std::invalid_argument("coax::socket_address: \"" + host + "\" is no numeric address");
  return socket_address(list->ai_addr, list->ai_addrlen);
}

socket_address socket_address::unix_path(std::string_view path) {
  ::sockaddr_un address{};
  if (path.size() >= sizeof address.sun_path)
    throw std::length_error("coax::socket_address: path too long: " + std::string(path));
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, path.size());
  const bool is_path = !path.empty() && path[0];
  const std::size_t size = offsetof(::sockaddr_un, sun_path) + path.size() + is_path;
  return socket_address(reinterpret_cast<const ::sockaddr *>(&address),
                        static_cast<::socklen_t>(size));
}

std::string socket_address::host() const {
  if (family() == AF_UNIX)
    return unix_name(data(), size_);
  char digits[NI_MAXHOST];
  const int error = ::getnameinfo(data(), size_, digits, sizeof digits, nullptr, 0, NI_NUMERICHOST);
  return error ? std::string() : std::string(digits);
}

std::uint16_t socket_address::port() const noexcept {
  if (family() == AF_INET)
    return ntohs(reinterpret_cast<const ::sockaddr_in *>(&storage_)->sin_port);
  if (family() == AF_INET6)
    return ntohs(reinterpret_cast<const ::sockaddr_in6 *>(&storage_)->sin6_port);
  return 0;
}

std::string socket_address::text() const {
  std::string text = host();
  if (family() == AF_INET6)
    text.insert(0, 1, '[').push_back(']');
  if (family() == AF_INET || family() == AF_INET6)
    text.append(1, ':').append(std::to_string(port()));
  return text;
}

bool operator==(const socket_address &a, const socket_address &b) noexcept {
  return a.size_ == b.size_ && std::memcmp(&a.storage_, &b.storage_, a.size_) == 0;
}

task<std::vector<socket_address>> resolve(std::string host, std::uint16_t port) {
  const ::addrinfo hints = one_per_address(AI_ADDRCONFIG);
  const std::string service = std::to_string(port);
  ::addrinfo *found = nullptr;
  const int error = co_await coax::getaddrinfo(host.c_str(), service.c_str(), &hints, &found);
  const int system_error = errno;
  const address_list list(found);
  throw_if_failed(error, system_error, host);
  std::vector<socket_address> all;
  for (const ::addrinfo *one = list.get(); one; one = one->ai_next)
    all.emplace_back(one->ai_addr, one->ai_addrlen);
  co_return all;
}

} // namespace coax
