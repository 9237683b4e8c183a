// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Part of every program that uses mimalloc: what it allocates is in pages of 2 MiB where the kernel
// gives such on request. Parsing and linking touch up to gigabytes in no order, once: most of their
// time was page faults and missed translations, above all on a virtual machine.
#include <mimalloc.h>

namespace {

[[gnu::constructor]] void preferHugePages() {
  mi_option_set_enabled_default(mi_option_large_os_pages, true); // MIMALLOC_LARGE_OS_PAGES decides
}

} // namespace
