// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Part of every program that uses mimalloc: what it allocates is in pages of 2 MiB where the kernel
// gives such on request, and stays with the process, which soon wants it for the next unit. Parsing
// and linking touch up to gigabytes in no order: much of their time was page faults and missed
// translations, above all on a virtual machine. MIMALLOC_LARGE_OS_PAGES and MIMALLOC_ALLOW_DECOMMIT
// decide otherwise.
#include <mimalloc.h>

namespace {

[[gnu::constructor]] void keepMemoryInLargePages() {
  mi_option_set_enabled_default(mi_option_large_os_pages, true);
  mi_option_set_enabled_default(mi_option_allow_decommit, false);
}

} // namespace
