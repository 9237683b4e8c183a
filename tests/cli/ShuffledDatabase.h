// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same compilation database with its entries in another order.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace coax {

/// Reads `from` and writes its entries to `to`, shuffled; the order depends on `seed` only.
inline void shuffleDatabase(const std::string &from, const std::string &to, unsigned seed) {
  std::ifstream in(from);
  auto entries = nlohmann::json::parse(in).get<std::vector<nlohmann::json>>();
  in.close();
  std::shuffle(entries.begin(), entries.end(), std::mt19937(seed));
  std::filesystem::create_directories(std::filesystem::path(to).parent_path());
  std::ofstream(to) << nlohmann::json(entries).dump(1);
}

} // namespace coax
