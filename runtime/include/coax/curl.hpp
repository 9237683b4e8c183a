// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl transfers that do not block the loop. Link coax::curl.
#pragma once

#include <coax/task.hpp>
#include <curl/curl.h>

namespace coax::curl {

/// curl_easy_perform(3) on the loop: every option set on `easy` holds, and its callbacks run on the
/// loop thread. Yields the same CURLcode. The transfers of a loop share one multi handle and
/// therefore its connections, also between easy handles. Until the await returns, `easy` belongs to
/// the transfer. Cancelling the task ends the transfer.
task<CURLcode> perform(CURL *easy);

} // namespace coax::curl
