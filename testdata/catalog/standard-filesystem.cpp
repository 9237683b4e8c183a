// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::filesystem, and other parts of the library that open files.
#include <filesystem>
#include <random>

namespace fs = std::filesystem;

void changes(const fs::path &a, const fs::path &b) {
  fs::copy(a, b);                     // expect-site: std::filesystem::copy file
  fs::copy_file(a, b);                // expect-site: std::filesystem::copy_file file
  fs::copy_symlink(a, b);             // expect-site: std::filesystem::copy_symlink file
  fs::create_directory(a);            // expect-site: std::filesystem::create_directory file
  fs::create_directories(a);          // expect-site: std::filesystem::create_directories file
  fs::create_symlink(a, b);           // expect-site: std::filesystem::create_symlink file
  fs::create_directory_symlink(a, b); // expect-site: std::filesystem::create_directory_symlink file
  fs::create_hard_link(a, b);         // expect-site: std::filesystem::create_hard_link file
  fs::remove(a);                      // expect-site: std::filesystem::remove file
  fs::remove_all(a);                  // expect-site: std::filesystem::remove_all file
  fs::rename(a, b);                   // expect-site: std::filesystem::rename file
  fs::resize_file(a, 9);              // expect-site: std::filesystem::resize_file file
  fs::permissions(a, fs::perms::all); // expect-site: std::filesystem::permissions file
}

void questions(const fs::path &a, const fs::path &b, fs::file_status status) {
  fs::exists(a);            // expect-site: std::filesystem::exists file
  fs::is_regular_file(a);   // expect-site: std::filesystem::is_regular_file file
  fs::is_directory(a);      // expect-site: std::filesystem::is_directory file
  fs::is_symlink(a);        // expect-site: std::filesystem::is_symlink file
  fs::is_block_file(a);     // expect-site: std::filesystem::is_block_file file
  fs::is_character_file(a); // expect-site: std::filesystem::is_character_file file
  fs::is_fifo(a);           // expect-site: std::filesystem::is_fifo file
  fs::is_socket(a);         // expect-site: std::filesystem::is_socket file
  fs::is_other(a);          // expect-site: std::filesystem::is_other file
  fs::is_empty(a);          // expect-site: std::filesystem::is_empty file
  fs::equivalent(a, b);     // expect-site: std::filesystem::equivalent file
  fs::file_size(a);         // expect-site: std::filesystem::file_size file
  fs::hard_link_count(a);   // expect-site: std::filesystem::hard_link_count file
  fs::last_write_time(a);   // expect-site: std::filesystem::last_write_time file
  fs::read_symlink(a);      // expect-site: std::filesystem::read_symlink file
  fs::space(a);             // expect-site: std::filesystem::space file
  fs::status(a);            // expect-site: std::filesystem::status file
  fs::symlink_status(a);    // expect-site: std::filesystem::symlink_status file
  fs::exists(status);
  fs::is_directory(status);
}

void paths(const fs::path &a) {
  fs::canonical(a);          // expect-site: std::filesystem::canonical file
  fs::weakly_canonical(a);   // expect-site: std::filesystem::weakly_canonical file
  fs::relative(a, a);        // expect-site: std::filesystem::relative file
  fs::proximate(a, a);       // expect-site: std::filesystem::proximate file
  fs::absolute(a);           // expect-site: std::filesystem::absolute file maybe in-context
  fs::current_path();        // expect-site: std::filesystem::current_path file maybe in-context
  fs::temp_directory_path(); // expect-site: std::filesystem::temp_directory_path file maybe in-context
}

void directories(const fs::path &a, std::error_code &error) {
  fs::directory_iterator flat(a);           // expect-site: std::filesystem::directory_iterator::directory_iterator file
  fs::recursive_directory_iterator deep(a); // expect-site: std::filesystem::recursive_directory_iterator::recursive_directory_iterator file
  ++flat;                                   // expect-site: std::filesystem::directory_iterator::operator++ file
  ++deep;                                   // expect-site: std::filesystem::recursive_directory_iterator::operator++ file
  flat.increment(error);                    // expect-site: std::filesystem::directory_iterator::increment file
  deep.increment(error);                    // expect-site: std::filesystem::recursive_directory_iterator::increment file
  fs::directory_iterator end;
  std::distance(flat, end);                 // expect-site: std::distance file
} // expect-site: std::filesystem::directory_iterator::~directory_iterator file maybe in-context // expect-site: std::filesystem::recursive_directory_iterator::~recursive_directory_iterator file maybe in-context

void entries(const fs::path &a, fs::directory_entry &other) {
  fs::directory_entry entry(a); // expect-site: std::filesystem::directory_entry::directory_entry file
  entry.assign(a);              // expect-site: std::filesystem::directory_entry::assign file
  entry.replace_filename(a);    // expect-site: std::filesystem::directory_entry::replace_filename file
  entry.refresh();              // expect-site: std::filesystem::directory_entry::refresh file
  other.exists();               // expect-site: std::filesystem::directory_entry::exists file maybe
  other.is_regular_file();      // expect-site: std::filesystem::directory_entry::is_regular_file file maybe
  other.is_directory();         // expect-site: std::filesystem::directory_entry::is_directory file maybe
  other.is_symlink();           // expect-site: std::filesystem::directory_entry::is_symlink file maybe
  other.file_size();            // expect-site: std::filesystem::directory_entry::file_size file maybe
  other.last_write_time();      // expect-site: std::filesystem::directory_entry::last_write_time file maybe
  other.status();               // expect-site: std::filesystem::directory_entry::status file maybe
  other.symlink_status();       // expect-site: std::filesystem::directory_entry::symlink_status file maybe
}

void randomness(std::random_device &device) {
  device(); // expect-site: std::random_device::operator() file maybe in-context
}
