// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ProcessStatus.h"

#include <fstream>
#include <limits>
#include <string>

namespace coax::bench {

ProcessStatus readProcessStatus(pid_t pid) {
  ProcessStatus status;
  std::ifstream in("/proc/" + std::to_string(pid) + "/status");
  std::string key;
  while (in >> key) {
    if (key == "Threads:")
      in >> status.threads;
    else if (key == "VmRSS:")
      in >> status.residentKib;
    else if (key == "VmHWM:")
      in >> status.peakResidentKib;
    else if (key == "VmSize:")
      in >> status.virtualKib;
    else if (key == "VmPTE:")
      in >> status.pageTablesKib;
    in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return status;
}

} // namespace coax::bench
