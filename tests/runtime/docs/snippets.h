// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the code blocks of docs/runtime.md take for granted.
#pragma once

#include <cassert>
#include <cerrno>
#include <coax/coax.hpp>
#include <coax/stop_token.hpp>
#include <coax/testing.hpp>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
#if __has_include(<curl/curl.h>)
#include <coax/http.hpp>
#endif
#if __has_include(<openssl/ssl.h>)
#include <coax/tls.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#endif

using namespace std::chrono_literals;

coax::task<void> talk(coax::tcp_stream peer);
coax::task<void> never_answers();
coax::task<bool> transfers_keep_the_sum();
extern coax::testing::options how;
