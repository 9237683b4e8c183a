// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Fingerprints.h"

#include "analyzers/base/Paths.h"

#include <cstdint>
#include <map>

namespace coax {

std::string hash64(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char byte : text)
    hash = (hash ^ byte) * 0x100000001b3u;
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4)
    digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

void fingerprint(std::vector<Finding> &findings, std::string_view root) {
  std::map<std::string, unsigned> seen;
  for (Finding &finding : findings) {
    std::string key = finding.rule + '\n' + finding.callee + '\n' + finding.function + '\n' +
                      relativeTo(finding.range.begin.file, root);
    unsigned ordinal = seen[key]++;
    finding.fingerprint = hash64(key + '\n' + std::to_string(ordinal));
  }
}

} // namespace coax
