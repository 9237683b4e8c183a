// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of the catalog format, and the form of a condition.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/catalog/Condition.h"
#include "analyzers/catalog/JsonReader.h"

#include <string>
#include <utility>
#include <vector>

namespace coax {

/// "blocks", "starts-thread", "offloads", … with what they mean.
const std::vector<std::pair<std::string, Role>> &roleWords();
const std::string &roleWord(Role role);

/// "sleep", "file", "http", …: each has its 2xx rule, except locks.
const std::vector<std::string> &categories();

/// The object under the reader as a condition. Members named in `further` are left to the caller.
Condition readCondition(JsonReader &reader, const std::vector<std::string> &further);

} // namespace coax
