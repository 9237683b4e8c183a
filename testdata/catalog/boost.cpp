// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boost.
#include <any.h>
#include <boost-mock.h>

void ofBoostThread(boost::thread &x) {
  x.join(any);           // expect-site: boost::thread::join wait
  x.timed_join(any);     // expect-site: boost::thread::timed_join wait
  x.try_join_for(any);   // expect-site: boost::thread::try_join_for wait
  x.try_join_until(any); // expect-site: boost::thread::try_join_until wait
  x.sleep(any);          // expect-site: boost::thread::sleep sleep
}

void ofBoostScopedThread(boost::scoped_thread &x) {
  x.join(any); // expect-site: boost::scoped_thread::join wait
}

void ofBoostThreadGroup(boost::thread_group &x) {
  x.join_all(any); // expect-site: boost::thread_group::join_all wait
}

void calls() {
  boost::this_thread::sleep(any);                              // expect-site: boost::this_thread::sleep sleep
  boost::this_thread::sleep_until(any);                        // expect-site: boost::this_thread::sleep_until sleep
  boost::this_thread::no_interruption_point::sleep_for(any);   // expect-site: boost::this_thread::no_interruption_point::sleep_for sleep
  boost::this_thread::no_interruption_point::sleep_until(any); // expect-site: boost::this_thread::no_interruption_point::sleep_until sleep
  boost::this_thread::sleep_for(any);                          // expect-site: boost::this_thread::sleep_for sleep
  boost::call_once(any);                                       // expect-site: boost::call_once lock maybe in-context
  boost::wait_for_all(any);                                    // expect-site: boost::wait_for_all wait
  boost::wait_for_any(any);                                    // expect-site: boost::wait_for_any wait
  boost::process::system(any);                                 // expect-site: boost::process::system process
  boost::process::spawn(any);                                  // expect-site: boost::process::spawn process maybe
  boost::process::v2::execute(any);                            // expect-site: boost::process::v2::execute process
  boost::filesystem::copy(any);                                // expect-site: boost::filesystem::copy file
  boost::filesystem::copy_file(any);                           // expect-site: boost::filesystem::copy_file file
  boost::filesystem::copy_symlink(any);                        // expect-site: boost::filesystem::copy_symlink file
  boost::filesystem::copy_directory(any);                      // expect-site: boost::filesystem::copy_directory file
  boost::filesystem::create_directory(any);                    // expect-site: boost::filesystem::create_directory file
  boost::filesystem::create_directories(any);                  // expect-site: boost::filesystem::create_directories file
  boost::filesystem::create_symlink(any);                      // expect-site: boost::filesystem::create_symlink file
  boost::filesystem::create_hard_link(any);                    // expect-site: boost::filesystem::create_hard_link file
  boost::filesystem::remove(any);                              // expect-site: boost::filesystem::remove file
  boost::filesystem::remove_all(any);                          // expect-site: boost::filesystem::remove_all file
  boost::filesystem::rename(any);                              // expect-site: boost::filesystem::rename file
  boost::filesystem::resize_file(any);                         // expect-site: boost::filesystem::resize_file file
  boost::filesystem::permissions(any);                         // expect-site: boost::filesystem::permissions file
  boost::filesystem::exists(any);                              // expect-site: boost::filesystem::exists file
  boost::filesystem::is_regular_file(any);                     // expect-site: boost::filesystem::is_regular_file file
  boost::filesystem::is_directory(any);                        // expect-site: boost::filesystem::is_directory file
  boost::filesystem::is_symlink(any);                          // expect-site: boost::filesystem::is_symlink file
  boost::filesystem::is_other(any);                            // expect-site: boost::filesystem::is_other file
  boost::filesystem::is_empty(any);                            // expect-site: boost::filesystem::is_empty file
  boost::filesystem::equivalent(any);                          // expect-site: boost::filesystem::equivalent file
  boost::filesystem::file_size(any);                           // expect-site: boost::filesystem::file_size file
  boost::filesystem::hard_link_count(any);                     // expect-site: boost::filesystem::hard_link_count file
  boost::filesystem::last_write_time(any);                     // expect-site: boost::filesystem::last_write_time file
  boost::filesystem::read_symlink(any);                        // expect-site: boost::filesystem::read_symlink file
  boost::filesystem::space(any);                               // expect-site: boost::filesystem::space file
  boost::filesystem::status(any);                              // expect-site: boost::filesystem::status file
  boost::filesystem::symlink_status(any);                      // expect-site: boost::filesystem::symlink_status file
  boost::filesystem::canonical(any);                           // expect-site: boost::filesystem::canonical file
  boost::filesystem::weakly_canonical(any);                    // expect-site: boost::filesystem::weakly_canonical file
  boost::filesystem::relative(any);                            // expect-site: boost::filesystem::relative file
  boost::filesystem::load_string_file(any);                    // expect-site: boost::filesystem::load_string_file file
  boost::filesystem::save_string_file(any);                    // expect-site: boost::filesystem::save_string_file file
  boost::iostreams::copy(any);                                 // expect-site: boost::iostreams::copy file
  boost::property_tree::read_json("name");                     // expect-site: boost::property_tree::read_json file
  boost::property_tree::read_xml("name");                      // expect-site: boost::property_tree::read_xml file
  boost::property_tree::read_ini("name");                      // expect-site: boost::property_tree::read_ini file
  boost::property_tree::write_json("name");                    // expect-site: boost::property_tree::write_json file
  boost::property_tree::write_xml("name");                     // expect-site: boost::property_tree::write_xml file
  boost::property_tree::write_ini("name");                     // expect-site: boost::property_tree::write_ini file
  boost::property_tree::json_parser::read_json("name"); // expect-site: boost::property_tree::json_parser::read_json file
  boost::property_tree::json_parser::write_json("name"); // expect-site: boost::property_tree::json_parser::write_json file
  boost::property_tree::xml_parser::read_xml("name"); // expect-site: boost::property_tree::xml_parser::read_xml file
  boost::property_tree::xml_parser::write_xml("name"); // expect-site: boost::property_tree::xml_parser::write_xml file
  boost::property_tree::ini_parser::read_ini("name"); // expect-site: boost::property_tree::ini_parser::read_ini file
  boost::property_tree::ini_parser::write_ini("name"); // expect-site: boost::property_tree::ini_parser::write_ini file
}

void ofBoostConditionVariable(boost::condition_variable &x) {
  x.wait(any);       // expect-site: boost::condition_variable::wait wait
  x.timed_wait(any); // expect-site: boost::condition_variable::timed_wait wait
  x.wait_for(any);   // expect-site: boost::condition_variable::wait_for wait
  x.wait_until(any); // expect-site: boost::condition_variable::wait_until wait
}

void ofBoostConditionVariableAny(boost::condition_variable_any &x) {
  x.wait(any);       // expect-site: boost::condition_variable_any::wait wait
  x.timed_wait(any); // expect-site: boost::condition_variable_any::timed_wait wait
  x.wait_for(any);   // expect-site: boost::condition_variable_any::wait_for wait
  x.wait_until(any); // expect-site: boost::condition_variable_any::wait_until wait
}

void ofBoostMutex(boost::mutex &x) {
  x.lock(any); // expect-site: boost::mutex::lock lock maybe in-context
}

void ofBoostRecursiveMutex(boost::recursive_mutex &x) {
  x.lock(any); // expect-site: boost::recursive_mutex::lock lock maybe in-context
}

void ofBoostTimedMutex(boost::timed_mutex &x) {
  x.lock(any);           // expect-site: boost::timed_mutex::lock lock maybe in-context
  x.timed_lock(any);     // expect-site: boost::timed_mutex::timed_lock lock maybe
  x.try_lock_for(any);   // expect-site: boost::timed_mutex::try_lock_for lock maybe
  x.try_lock_until(any); // expect-site: boost::timed_mutex::try_lock_until lock maybe
}

void ofBoostRecursiveTimedMutex(boost::recursive_timed_mutex &x) {
  x.lock(any); // expect-site: boost::recursive_timed_mutex::lock lock maybe in-context
}

void ofBoostSharedMutex(boost::shared_mutex &x) {
  x.lock(any);                // expect-site: boost::shared_mutex::lock lock maybe in-context
  x.lock_shared(any);         // expect-site: boost::shared_mutex::lock_shared lock maybe in-context
  x.lock_upgrade(any);        // expect-site: boost::shared_mutex::lock_upgrade lock maybe in-context
  x.try_lock_for(any);        // expect-site: boost::shared_mutex::try_lock_for lock maybe
  x.try_lock_shared_for(any); // expect-site: boost::shared_mutex::try_lock_shared_for lock maybe
}

void ofBoostUpgradeMutex(boost::upgrade_mutex &x) {
  x.lock(any); // expect-site: boost::upgrade_mutex::lock lock maybe in-context
}

void ofBoostLockGuard(boost::lock_guard &x) {
  boost::lock_guard made1(any); // expect-site: boost::lock_guard::lock_guard lock maybe in-context
}

void ofBoostUniqueLock(boost::unique_lock &x) {
  boost::unique_lock made1(any); // expect-site: boost::unique_lock::unique_lock lock maybe in-context
  x.lock(any);                   // expect-site: boost::unique_lock::lock lock maybe in-context
}

void ofBoostSharedLock(boost::shared_lock &x) {
  boost::shared_lock made1(any); // expect-site: boost::shared_lock::shared_lock lock maybe in-context
  x.lock(any);                   // expect-site: boost::shared_lock::lock lock maybe in-context
}

void ofBoostUpgradeLock(boost::upgrade_lock &x) {
  boost::upgrade_lock made1(any); // expect-site: boost::upgrade_lock::upgrade_lock lock maybe in-context
  x.lock(any);                    // expect-site: boost::upgrade_lock::lock lock maybe in-context
}

void ofBoostStrictLock(boost::strict_lock &x) {
  boost::strict_lock made1(any); // expect-site: boost::strict_lock::strict_lock lock maybe in-context
}

void ofBoostSharedLockGuard(boost::shared_lock_guard &x) {
  boost::shared_lock_guard made1(any); // expect-site: boost::shared_lock_guard::shared_lock_guard lock maybe in-context
}

void ofBoostBarrier(boost::barrier &x) {
  x.wait(any);                // expect-site: boost::barrier::wait wait
  x.count_down_and_wait(any); // expect-site: boost::barrier::count_down_and_wait wait
}

void ofBoostLatch(boost::latch &x) {
  x.wait(any);                // expect-site: boost::latch::wait wait
  x.count_down_and_wait(any); // expect-site: boost::latch::count_down_and_wait wait
  x.wait_for(any);            // expect-site: boost::latch::wait_for wait
  x.wait_until(any);          // expect-site: boost::latch::wait_until wait
}

void ofBoostFuture(boost::future &x) {
  x.get(any);        // expect-site: boost::future::get wait
  x.wait(any);       // expect-site: boost::future::wait wait
  x.wait_for(any);   // expect-site: boost::future::wait_for wait
  x.wait_until(any); // expect-site: boost::future::wait_until wait
}

void ofBoostSharedFuture(boost::shared_future &x) {
  x.get(any); // expect-site: boost::shared_future::get wait
}

void ofBoostUniqueFuture(boost::unique_future &x) {
  x.get(any); // expect-site: boost::unique_future::get wait
}

void ofBoostSyncQueue(boost::sync_queue &x) {
  x.pull(any);      // expect-site: boost::sync_queue::pull wait
  x.wait_pull(any); // expect-site: boost::sync_queue::wait_pull wait
}

void ofBoostSyncBoundedQueue(boost::sync_bounded_queue &x) {
  x.pull(any); // expect-site: boost::sync_bounded_queue::pull wait
  x.push(any); // expect-site: boost::sync_bounded_queue::push wait
}

void ofBoostConcurrentSyncQueue(boost::concurrent::sync_queue &x) {
  x.pull(any);      // expect-site: boost::concurrent::sync_queue::pull wait
  x.wait_pull(any); // expect-site: boost::concurrent::sync_queue::wait_pull wait
}

void ofBoostConcurrentSyncBoundedQueue(boost::concurrent::sync_bounded_queue &x) {
  x.push(any); // expect-site: boost::concurrent::sync_bounded_queue::push wait
}

void ofBoostProcessChild(boost::process::child &x) {
  boost::process::child made1(any); // expect-site: boost::process::child::child process maybe
  x.wait(any);                      // expect-site: boost::process::child::wait process
  x.wait_for(any);                  // expect-site: boost::process::child::wait_for process
  x.wait_until(any);                // expect-site: boost::process::child::wait_until process
}

void ofBoostProcessGroup(boost::process::group &x) {
  x.wait(any); // expect-site: boost::process::group::wait process
}

void ofBoostProcessV2BasicProcess(boost::process::v2::basic_process &x) {
  x.wait(any); // expect-site: boost::process::v2::basic_process::wait process
}

void ofBoostInterprocessInterprocessMutex(boost::interprocess::interprocess_mutex &x) {
  x.lock(any);       // expect-site: boost::interprocess::interprocess_mutex::lock lock maybe
  x.timed_lock(any); // expect-site: boost::interprocess::interprocess_mutex::timed_lock lock maybe
}

void ofBoostInterprocessInterprocessRecursiveMutex(boost::interprocess::interprocess_recursive_mutex &x) {
  x.lock(any); // expect-site: boost::interprocess::interprocess_recursive_mutex::lock lock maybe
}

void ofBoostInterprocessNamedMutex(boost::interprocess::named_mutex &x) {
  x.lock(any);       // expect-site: boost::interprocess::named_mutex::lock lock maybe
  x.timed_lock(any); // expect-site: boost::interprocess::named_mutex::timed_lock lock maybe
}

void ofBoostInterprocessNamedRecursiveMutex(boost::interprocess::named_recursive_mutex &x) {
  x.lock(any); // expect-site: boost::interprocess::named_recursive_mutex::lock lock maybe
}

void ofBoostInterprocessInterprocessSharableMutex(boost::interprocess::interprocess_sharable_mutex &x) {
  x.lock(any);          // expect-site: boost::interprocess::interprocess_sharable_mutex::lock lock maybe
  x.lock_sharable(any); // expect-site: boost::interprocess::interprocess_sharable_mutex::lock_sharable lock maybe
}

void ofBoostInterprocessNamedSharableMutex(boost::interprocess::named_sharable_mutex &x) {
  x.lock(any); // expect-site: boost::interprocess::named_sharable_mutex::lock lock maybe
}

void ofBoostInterprocessFileLock(boost::interprocess::file_lock &x) {
  x.lock(any);          // expect-site: boost::interprocess::file_lock::lock lock maybe
  x.lock_sharable(any); // expect-site: boost::interprocess::file_lock::lock_sharable lock maybe
  x.timed_lock(any);    // expect-site: boost::interprocess::file_lock::timed_lock lock maybe
}

void ofBoostInterprocessScopedLock(boost::interprocess::scoped_lock &x) {
  boost::interprocess::scoped_lock made1(any); // expect-site: boost::interprocess::scoped_lock::scoped_lock lock maybe
}

void ofBoostInterprocessSharableLock(boost::interprocess::sharable_lock &x) {
  boost::interprocess::sharable_lock made1(any); // expect-site: boost::interprocess::sharable_lock::sharable_lock lock maybe
}

void ofBoostInterprocessInterprocessCondition(boost::interprocess::interprocess_condition &x) {
  x.wait(any);       // expect-site: boost::interprocess::interprocess_condition::wait ipc
  x.timed_wait(any); // expect-site: boost::interprocess::interprocess_condition::timed_wait ipc
}

void ofBoostInterprocessNamedCondition(boost::interprocess::named_condition &x) {
  x.wait(any);       // expect-site: boost::interprocess::named_condition::wait ipc
  x.timed_wait(any); // expect-site: boost::interprocess::named_condition::timed_wait ipc
}

void ofBoostInterprocessInterprocessConditionAny(boost::interprocess::interprocess_condition_any &x) {
  x.wait(any); // expect-site: boost::interprocess::interprocess_condition_any::wait ipc
}

void ofBoostInterprocessNamedConditionAny(boost::interprocess::named_condition_any &x) {
  x.wait(any); // expect-site: boost::interprocess::named_condition_any::wait ipc
}

void ofBoostInterprocessInterprocessSemaphore(boost::interprocess::interprocess_semaphore &x) {
  x.wait(any);       // expect-site: boost::interprocess::interprocess_semaphore::wait ipc
  x.timed_wait(any); // expect-site: boost::interprocess::interprocess_semaphore::timed_wait ipc
}

void ofBoostInterprocessNamedSemaphore(boost::interprocess::named_semaphore &x) {
  x.wait(any);       // expect-site: boost::interprocess::named_semaphore::wait ipc
  x.timed_wait(any); // expect-site: boost::interprocess::named_semaphore::timed_wait ipc
}

void ofBoostInterprocessMessageQueueT(boost::interprocess::message_queue_t &x) {
  x.send(any);          // expect-site: boost::interprocess::message_queue_t::send ipc
  x.receive(any);       // expect-site: boost::interprocess::message_queue_t::receive ipc
  x.timed_send(any);    // expect-site: boost::interprocess::message_queue_t::timed_send ipc
  x.timed_receive(any); // expect-site: boost::interprocess::message_queue_t::timed_receive ipc
}

void ofBoostFilesystemDirectoryIterator(boost::filesystem::directory_iterator &x) {
  boost::filesystem::directory_iterator made1(any); // expect-site: boost::filesystem::directory_iterator::directory_iterator file
  x.increment(any);                                 // expect-site: boost::filesystem::directory_iterator::increment file
}

void ofBoostFilesystemRecursiveDirectoryIterator(boost::filesystem::recursive_directory_iterator &x) {
  boost::filesystem::recursive_directory_iterator made1(any); // expect-site: boost::filesystem::recursive_directory_iterator::recursive_directory_iterator file
  x.increment(any);                                           // expect-site: boost::filesystem::recursive_directory_iterator::increment file
}

void ofBoostFilesystemBasicIfstream(boost::filesystem::basic_ifstream &x) {
  boost::filesystem::basic_ifstream made1(any); // expect-site: boost::filesystem::basic_ifstream::basic_ifstream file
}

void ofBoostFilesystemBasicOfstream(boost::filesystem::basic_ofstream &x) {
  boost::filesystem::basic_ofstream made1(any); // expect-site: boost::filesystem::basic_ofstream::basic_ofstream file
}

void ofBoostFilesystemBasicFstream(boost::filesystem::basic_fstream &x) {
  boost::filesystem::basic_fstream made1(any); // expect-site: boost::filesystem::basic_fstream::basic_fstream file
}

void ofBoostIostreamsMappedFile(boost::iostreams::mapped_file &x) {
  x.open(any); // expect-site: boost::iostreams::mapped_file::open file
}

void ofBoostIostreamsMappedFileSource(boost::iostreams::mapped_file_source &x) {
  x.open(any); // expect-site: boost::iostreams::mapped_file_source::open file
}

void ofBoostDllSharedLibrary(boost::dll::shared_library &x) {
  x.load(any); // expect-site: boost::dll::shared_library::load file
}
