// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/cli/HeldProject.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace coax {

namespace fs = std::filesystem;

HeldProject::HeldProject() {
  if (::mkfifo(path("held.h").c_str(), 0600) != 0)
    throw std::runtime_error("mkfifo");
  addUnit("more.cpp", "#include \"held.h\"\n#include \"wait.h\"\nint more() { return 1; }\n");
  addUnit("nap.cpp", "#include <unistd.h>\nvoid nap() { sleep(1); }\n");
}

HeldProject::~HeldProject() { release(); }

void HeldProject::release() {
  if (writer_ >= 0)
    ::close(writer_);
  writer_ = -1;
}

pid_t HeldProject::waitForReader() {
  for (int tries = 0; tries < 6000; ++tries) {
    if (writer_ < 0) // works as soon as somebody opens it to read
      writer_ = ::open(path("held.h").c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (pid_t found = writer_ < 0 ? -1 : reader(); found > 0)
      return found; // its open() has returned
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return -1;
}

pid_t HeldProject::reader() const {
  for (const auto &process : fs::directory_iterator("/proc")) {
    std::string number = process.path().filename();
    if (number.find_first_not_of("0123456789") != number.npos ||
        std::stoi(number) == static_cast<int>(::getpid()))
      continue;
    std::error_code error; // a process that is gone, or not ours
    for (fs::directory_iterator open(process.path() / "fd", error), end; !error && open != end;
         open.increment(error)) {
      std::error_code unreadable;
      if (fs::read_symlink(open->path(), unreadable) == path("held.h"))
        return std::stoi(number);
    }
  }
  return -1;
}

} // namespace coax
