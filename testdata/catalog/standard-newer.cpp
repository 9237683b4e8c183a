// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What libstdc++ 12 does not have.
#include <newer-standard-library.h>

void prints(FILE *file, std::ofstream &stream) {
  std::print("{}", 1);              // expect-site: std::print console maybe
  std::print(file, "{}", 1);        // expect-site: std::print file maybe
  std::print(stream, "{}", 1);      // expect-site: std::print file maybe
  std::println("{}", 1);            // expect-site: std::println console maybe
  std::println(file, "{}", 1);      // expect-site: std::println file maybe
  std::vprint_unicode("{}", 1);     // expect-site: std::vprint_unicode console maybe
  std::vprint_nonunicode("{}", 1);  // expect-site: std::vprint_nonunicode console maybe
}

void flags(std::atomic_flag &flag) {
  std::atomic_flag_wait(&flag, false); // expect-site: std::atomic_flag_wait wait
  std::atomic_flag_wait_explicit(&flag, false, std::memory_order_acquire); // expect-site: std::atomic_flag_wait_explicit wait
}

void timeZones() {
  std::chrono::get_tzdb();          // expect-site: std::chrono::get_tzdb file maybe
  std::chrono::get_tzdb_list();     // expect-site: std::chrono::get_tzdb_list file maybe
  std::chrono::reload_tzdb();       // expect-site: std::chrono::reload_tzdb file maybe
  std::chrono::remote_version();    // expect-site: std::chrono::remote_version file maybe
  std::chrono::locate_zone("UTC");  // expect-site: std::chrono::locate_zone file maybe
  std::chrono::current_zone();      // expect-site: std::chrono::current_zone file maybe
}
