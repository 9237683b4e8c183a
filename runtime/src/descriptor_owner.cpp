// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/descriptor_owner.hpp>
#include <coax/file.hpp>
#include <system_error>
#include <unistd.h>

namespace coax {

namespace {

task<void> close_descriptor(int fd) {
  if (fd >= 0)
    co_await coax::close(fd);
}

} // namespace

void detail::throw_errno(int error, const std::string &what) {
  throw std::system_error(error, std::generic_category(), "coax: " + what);
}

descriptor_owner::~descriptor_owner() {
  if (fd_ >= 0)
    ::close(fd_);
}

task<void> descriptor_owner::close() { return close_descriptor(release()); }

} // namespace coax
