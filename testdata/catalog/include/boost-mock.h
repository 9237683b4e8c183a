// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Boost, without the library: arguments are any.
#pragma once

namespace boost {
struct barrier {
  template <typename... A> int count_down_and_wait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct condition_variable {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct condition_variable_any {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct future {
  template <typename... A> int get(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct latch {
  template <typename... A> int count_down_and_wait(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct lock_guard {
  template <typename... A> lock_guard(A &&...);
};
struct mutex {
  template <typename... A> int lock(A &&...);
};
struct recursive_mutex {
  template <typename... A> int lock(A &&...);
};
struct recursive_timed_mutex {
  template <typename... A> int lock(A &&...);
};
struct scoped_thread {
  template <typename... A> int join(A &&...);
};
struct shared_future {
  template <typename... A> int get(A &&...);
};
struct shared_lock {
  template <typename... A> shared_lock(A &&...);
  template <typename... A> int lock(A &&...);
};
struct shared_lock_guard {
  template <typename... A> shared_lock_guard(A &&...);
};
struct shared_mutex {
  template <typename... A> int lock(A &&...);
  template <typename... A> int lock_shared(A &&...);
  template <typename... A> int lock_upgrade(A &&...);
  template <typename... A> int try_lock_for(A &&...);
  template <typename... A> int try_lock_shared_for(A &&...);
};
struct strict_lock {
  template <typename... A> strict_lock(A &&...);
};
struct sync_bounded_queue {
  template <typename... A> int pull(A &&...);
  template <typename... A> int push(A &&...);
};
struct sync_queue {
  template <typename... A> int pull(A &&...);
  template <typename... A> int wait_pull(A &&...);
};
struct thread {
  template <typename... A> int join(A &&...);
  template <typename... A> int sleep(A &&...);
  template <typename... A> int timed_join(A &&...);
  template <typename... A> int try_join_for(A &&...);
  template <typename... A> int try_join_until(A &&...);
};
struct thread_group {
  template <typename... A> int join_all(A &&...);
};
struct timed_mutex {
  template <typename... A> int lock(A &&...);
  template <typename... A> int timed_lock(A &&...);
  template <typename... A> int try_lock_for(A &&...);
  template <typename... A> int try_lock_until(A &&...);
};
struct unique_future {
  template <typename... A> int get(A &&...);
};
struct unique_lock {
  template <typename... A> unique_lock(A &&...);
  template <typename... A> int lock(A &&...);
};
struct upgrade_lock {
  template <typename... A> upgrade_lock(A &&...);
  template <typename... A> int lock(A &&...);
};
struct upgrade_mutex {
  template <typename... A> int lock(A &&...);
};
template <typename... A> int call_once(A &&...);
template <typename... A> int wait_for_all(A &&...);
template <typename... A> int wait_for_any(A &&...);
} // namespace boost

namespace boost::concurrent {
struct sync_bounded_queue {
  template <typename... A> int push(A &&...);
};
struct sync_queue {
  template <typename... A> int pull(A &&...);
  template <typename... A> int wait_pull(A &&...);
};
} // namespace boost::concurrent

namespace boost::dll {
struct shared_library {
  template <typename... A> int load(A &&...);
};
} // namespace boost::dll

namespace boost::filesystem {
struct basic_fstream {
  template <typename... A> basic_fstream(A &&...);
};
struct basic_ifstream {
  template <typename... A> basic_ifstream(A &&...);
};
struct basic_ofstream {
  template <typename... A> basic_ofstream(A &&...);
};
struct directory_iterator {
  template <typename... A> directory_iterator(A &&...);
  template <typename... A> int increment(A &&...);
};
struct recursive_directory_iterator {
  template <typename... A> recursive_directory_iterator(A &&...);
  template <typename... A> int increment(A &&...);
};
template <typename... A> int copy(A &&...);
template <typename... A> int copy_file(A &&...);
template <typename... A> int copy_symlink(A &&...);
template <typename... A> int copy_directory(A &&...);
template <typename... A> int create_directory(A &&...);
template <typename... A> int create_directories(A &&...);
template <typename... A> int create_symlink(A &&...);
template <typename... A> int create_hard_link(A &&...);
template <typename... A> int remove(A &&...);
template <typename... A> int remove_all(A &&...);
template <typename... A> int rename(A &&...);
template <typename... A> int resize_file(A &&...);
template <typename... A> int permissions(A &&...);
template <typename... A> int exists(A &&...);
template <typename... A> int is_regular_file(A &&...);
template <typename... A> int is_directory(A &&...);
template <typename... A> int is_symlink(A &&...);
template <typename... A> int is_other(A &&...);
template <typename... A> int is_empty(A &&...);
template <typename... A> int equivalent(A &&...);
template <typename... A> int file_size(A &&...);
template <typename... A> int hard_link_count(A &&...);
template <typename... A> int last_write_time(A &&...);
template <typename... A> int read_symlink(A &&...);
template <typename... A> int space(A &&...);
template <typename... A> int status(A &&...);
template <typename... A> int symlink_status(A &&...);
template <typename... A> int canonical(A &&...);
template <typename... A> int weakly_canonical(A &&...);
template <typename... A> int relative(A &&...);
template <typename... A> int load_string_file(A &&...);
template <typename... A> int save_string_file(A &&...);
} // namespace boost::filesystem

namespace boost::interprocess {
struct file_lock {
  template <typename... A> int lock(A &&...);
  template <typename... A> int lock_sharable(A &&...);
  template <typename... A> int timed_lock(A &&...);
};
struct interprocess_condition {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct interprocess_condition_any {
  template <typename... A> int wait(A &&...);
};
struct interprocess_mutex {
  template <typename... A> int lock(A &&...);
  template <typename... A> int timed_lock(A &&...);
};
struct interprocess_recursive_mutex {
  template <typename... A> int lock(A &&...);
};
struct interprocess_semaphore {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct interprocess_sharable_mutex {
  template <typename... A> int lock(A &&...);
  template <typename... A> int lock_sharable(A &&...);
};
struct message_queue_t {
  template <typename... A> int receive(A &&...);
  template <typename... A> int send(A &&...);
  template <typename... A> int timed_receive(A &&...);
  template <typename... A> int timed_send(A &&...);
};
struct named_condition {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct named_condition_any {
  template <typename... A> int wait(A &&...);
};
struct named_mutex {
  template <typename... A> int lock(A &&...);
  template <typename... A> int timed_lock(A &&...);
};
struct named_recursive_mutex {
  template <typename... A> int lock(A &&...);
};
struct named_semaphore {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct named_sharable_mutex {
  template <typename... A> int lock(A &&...);
};
struct scoped_lock {
  template <typename... A> scoped_lock(A &&...);
};
struct sharable_lock {
  template <typename... A> sharable_lock(A &&...);
};
} // namespace boost::interprocess

namespace boost::iostreams {
struct mapped_file {
  template <typename... A> int open(A &&...);
};
struct mapped_file_source {
  template <typename... A> int open(A &&...);
};
template <typename... A> int copy(A &&...);
} // namespace boost::iostreams

namespace boost::process {
struct child {
  template <typename... A> child(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct group {
  template <typename... A> int wait(A &&...);
};
template <typename... A> int system(A &&...);
template <typename... A> int spawn(A &&...);
} // namespace boost::process

namespace boost::process::v2 {
struct basic_process {
  template <typename... A> int wait(A &&...);
};
template <typename... A> int execute(A &&...);
} // namespace boost::process::v2

namespace boost::property_tree {
template <typename... A> int read_json(A &&...);
template <typename... A> int read_xml(A &&...);
template <typename... A> int read_ini(A &&...);
template <typename... A> int write_json(A &&...);
template <typename... A> int write_xml(A &&...);
template <typename... A> int write_ini(A &&...);
namespace json_parser {
template <typename... A> int read_json(A &&...);
template <typename... A> int write_json(A &&...);
} // namespace json_parser
namespace xml_parser {
template <typename... A> int read_xml(A &&...);
template <typename... A> int write_xml(A &&...);
} // namespace xml_parser
namespace ini_parser {
template <typename... A> int read_ini(A &&...);
template <typename... A> int write_ini(A &&...);
} // namespace ini_parser
} // namespace boost::property_tree

namespace boost::this_thread {
template <typename... A> int sleep(A &&...);
template <typename... A> int sleep_until(A &&...);
template <typename... A> int sleep_for(A &&...);
} // namespace boost::this_thread

namespace boost::this_thread::no_interruption_point {
template <typename... A> int sleep_for(A &&...);
template <typename... A> int sleep_until(A &&...);
} // namespace boost::this_thread::no_interruption_point
