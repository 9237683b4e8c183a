// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The page around the data of an HTML report: report.html, cut where its data stand. Embedded at
// build time by EmbedHtml.cmake.
#pragma once

namespace coax {

extern const char *const htmlHead; ///< up to the data
extern const char *const htmlTail; ///< after them

} // namespace coax
