// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GLib.
#include <any.h>
#include <glib-mock.h>

void calls() {
  g_usleep(any);                                       // expect-site: g_usleep sleep
  g_file_get_contents(any);                            // expect-site: g_file_get_contents file
  g_file_set_contents(any);                            // expect-site: g_file_set_contents file
  g_file_set_contents_full(any);                       // expect-site: g_file_set_contents_full file
  g_file_test(any);                                    // expect-site: g_file_test file
  g_file_read_link(any);                               // expect-site: g_file_read_link file
  g_file_open_tmp(any);                                // expect-site: g_file_open_tmp file
  g_mkstemp(any);                                      // expect-site: g_mkstemp file
  g_mkdir_with_parents(any);                           // expect-site: g_mkdir_with_parents file
  g_dir_open(any);                                     // expect-site: g_dir_open file
  g_dir_read_name(any);                                // expect-site: g_dir_read_name file
  g_fopen(any);                                        // expect-site: g_fopen file
  g_open(any);                                         // expect-site: g_open file
  g_stat(any);                                         // expect-site: g_stat file
  g_lstat(any);                                        // expect-site: g_lstat file
  g_rename(any);                                       // expect-site: g_rename file
  g_unlink(any);                                       // expect-site: g_unlink file
  g_remove(any);                                       // expect-site: g_remove file
  g_rmdir(any);                                        // expect-site: g_rmdir file
  g_mkdir(any);                                        // expect-site: g_mkdir file
  g_access(any);                                       // expect-site: g_access file
  g_key_file_load_from_file(any);                      // expect-site: g_key_file_load_from_file file
  g_key_file_save_to_file(any);                        // expect-site: g_key_file_save_to_file file
  g_mapped_file_new(any);                              // expect-site: g_mapped_file_new file
  g_module_open(any);                                  // expect-site: g_module_open file
  g_spawn_sync(any);                                   // expect-site: g_spawn_sync process
  g_spawn_command_line_sync(any);                      // expect-site: g_spawn_command_line_sync process
  g_spawn_check_wait_status(any);                      // expect-site: g_spawn_check_wait_status process
  g_spawn_async(any);                                  // expect-site: g_spawn_async process maybe
  g_spawn_async_with_pipes(any);                       // expect-site: g_spawn_async_with_pipes process maybe
  g_thread_join(any);                                  // expect-site: g_thread_join wait
  g_cond_wait(any);                                    // expect-site: g_cond_wait wait
  g_cond_wait_until(any);                              // expect-site: g_cond_wait_until wait
  g_async_queue_pop(any);                              // expect-site: g_async_queue_pop wait
  g_async_queue_pop_unlocked(any);                     // expect-site: g_async_queue_pop_unlocked wait
  g_async_queue_timeout_pop(any);                      // expect-site: g_async_queue_timeout_pop wait
  g_mutex_lock(any);                                   // expect-site: g_mutex_lock lock maybe in-context
  g_rec_mutex_lock(any);                               // expect-site: g_rec_mutex_lock lock maybe in-context
  g_rw_lock_reader_lock(any);                          // expect-site: g_rw_lock_reader_lock lock maybe in-context
  g_rw_lock_writer_lock(any);                          // expect-site: g_rw_lock_writer_lock lock maybe in-context
  g_poll(any);                                         // expect-site: g_poll socket
  g_main_loop_run(any);                                // expect-site: g_main_loop_run wait in-context
  g_application_run(any);                              // expect-site: g_application_run wait in-context
  gtk_main(any);                                       // expect-site: gtk_main wait in-context
  gtk_dialog_run(any);                                 // expect-site: gtk_dialog_run wait in-context
  g_main_context_iteration(any);                       // expect-site: g_main_context_iteration wait in-context
  g_input_stream_read(any);                            // expect-site: g_input_stream_read file
  g_input_stream_read_all(any);                        // expect-site: g_input_stream_read_all file
  g_input_stream_read_bytes(any);                      // expect-site: g_input_stream_read_bytes file
  g_input_stream_skip(any);                            // expect-site: g_input_stream_skip file
  g_output_stream_write(any);                          // expect-site: g_output_stream_write file
  g_output_stream_write_all(any);                      // expect-site: g_output_stream_write_all file
  g_output_stream_flush(any);                          // expect-site: g_output_stream_flush file
  g_output_stream_splice(any);                         // expect-site: g_output_stream_splice file
  g_output_stream_printf(any);                         // expect-site: g_output_stream_printf file
  g_data_input_stream_read_line(any);                  // expect-site: g_data_input_stream_read_line file
  g_data_input_stream_read_line_utf8(any);             // expect-site: g_data_input_stream_read_line_utf8 file
  g_buffered_input_stream_fill(any);                   // expect-site: g_buffered_input_stream_fill file
  g_file_load_contents(any);                           // expect-site: g_file_load_contents file
  g_file_replace_contents(any);                        // expect-site: g_file_replace_contents file
  g_file_read(any);                                    // expect-site: g_file_read file
  g_file_create(any);                                  // expect-site: g_file_create file
  g_file_replace(any);                                 // expect-site: g_file_replace file
  g_file_append_to(any);                               // expect-site: g_file_append_to file
  g_file_copy(any);                                    // expect-site: g_file_copy file
  g_file_move(any);                                    // expect-site: g_file_move file
  g_file_delete(any);                                  // expect-site: g_file_delete file
  g_file_trash(any);                                   // expect-site: g_file_trash file
  g_file_query_info(any);                              // expect-site: g_file_query_info file
  g_file_query_exists(any);                            // expect-site: g_file_query_exists file
  g_file_query_file_type(any);                         // expect-site: g_file_query_file_type file
  g_file_enumerate_children(any);                      // expect-site: g_file_enumerate_children file
  g_file_enumerator_next_file(any);                    // expect-site: g_file_enumerator_next_file file
  g_file_make_directory(any);                          // expect-site: g_file_make_directory file
  g_file_make_directory_with_parents(any);             // expect-site: g_file_make_directory_with_parents file
  g_file_set_attribute(any);                           // expect-site: g_file_set_attribute file
  g_socket_connect(any);                               // expect-site: g_socket_connect socket
  g_socket_set_blocking(any, any);
  g_socket_set_blocking(any, 0);
  g_socket_accept(any);                                // expect-site: g_socket_accept socket
  g_socket_receive(any);                               // expect-site: g_socket_receive socket
  g_socket_receive_from(any);                          // expect-site: g_socket_receive_from socket
  g_socket_send(any);                                  // expect-site: g_socket_send socket
  g_socket_send_to(any);                               // expect-site: g_socket_send_to socket
  g_socket_condition_wait(any);                        // expect-site: g_socket_condition_wait socket
  g_socket_condition_timed_wait(any);                  // expect-site: g_socket_condition_timed_wait socket
  g_socket_client_connect(any);                        // expect-site: g_socket_client_connect socket
  g_socket_client_connect_to_host(any);                // expect-site: g_socket_client_connect_to_host socket
  g_socket_client_connect_to_service(any);             // expect-site: g_socket_client_connect_to_service socket
  g_socket_client_connect_to_uri(any);                 // expect-site: g_socket_client_connect_to_uri socket
  g_socket_listener_accept(any);                       // expect-site: g_socket_listener_accept socket
  g_socket_connection_connect(any);                    // expect-site: g_socket_connection_connect socket
  g_tls_connection_handshake(any);                     // expect-site: g_tls_connection_handshake socket
  g_resolver_lookup_by_name(any);                      // expect-site: g_resolver_lookup_by_name dns
  g_resolver_lookup_by_address(any);                   // expect-site: g_resolver_lookup_by_address dns
  g_resolver_lookup_service(any);                      // expect-site: g_resolver_lookup_service dns
  g_resolver_lookup_records(any);                      // expect-site: g_resolver_lookup_records dns
  g_socket_address_enumerator_next(any);               // expect-site: g_socket_address_enumerator_next dns
  g_subprocess_wait(any);                              // expect-site: g_subprocess_wait process
  g_subprocess_wait_check(any);                        // expect-site: g_subprocess_wait_check process
  g_subprocess_communicate(any);                       // expect-site: g_subprocess_communicate process
  g_subprocess_communicate_utf8(any);                  // expect-site: g_subprocess_communicate_utf8 process
  g_dbus_connection_call_sync(any);                    // expect-site: g_dbus_connection_call_sync ipc
  g_dbus_proxy_call_sync(any);                         // expect-site: g_dbus_proxy_call_sync ipc
  g_dbus_proxy_new_sync(any);                          // expect-site: g_dbus_proxy_new_sync ipc
  g_dbus_proxy_new_for_bus_sync(any);                  // expect-site: g_dbus_proxy_new_for_bus_sync ipc
  g_dbus_connection_new_sync(any);                     // expect-site: g_dbus_connection_new_sync ipc
  g_dbus_connection_flush_sync(any);                   // expect-site: g_dbus_connection_flush_sync ipc
  g_bus_get_sync(any);                                 // expect-site: g_bus_get_sync ipc
  g_dbus_connection_send_message_with_reply_sync(any); // expect-site: g_dbus_connection_send_message_with_reply_sync ipc
  soup_session_send(any);                              // expect-site: soup_session_send http
  soup_session_send_and_read(any);                     // expect-site: soup_session_send_and_read http
  soup_session_send_message(any);                      // expect-site: soup_session_send_message http
  g_task_run_in_thread_sync(any);                      // expect-site: g_task_run_in_thread_sync wait
}
