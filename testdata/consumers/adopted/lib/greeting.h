// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <coax/coax.hpp>
#include <string>

coax::task<std::string> greeting(const std::string &name);
