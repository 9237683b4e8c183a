// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of MongoDB, without the library: arguments are any.
#pragma once

extern "C" {
int mongoc_cursor_next(...);
int mongoc_collection_insert_one(...);
int mongoc_collection_insert_many(...);
int mongoc_collection_update_one(...);
int mongoc_collection_update_many(...);
int mongoc_collection_replace_one(...);
int mongoc_collection_delete_one(...);
int mongoc_collection_delete_many(...);
int mongoc_collection_count_documents(...);
int mongoc_collection_find_and_modify_with_opts(...);
int mongoc_collection_drop(...);
int mongoc_collection_create_indexes_with_opts(...);
int mongoc_bulk_operation_execute(...);
int mongoc_client_command_simple(...);
int mongoc_database_command_simple(...);
int mongoc_client_get_database_names_with_opts(...);
int mongoc_client_pool_pop(...);
int mongoc_client_session_commit_transaction(...);
int mongoc_change_stream_next(...);
int cass_future_wait(...);
int cass_future_wait_timed(...);
int cass_future_get_result(...);
int cass_future_error_code(...);
}

namespace mongocxx {
struct bulk_write {
  template <typename... A> int execute(A &&...);
};
struct change_stream {
  struct iterator {
    int operator++();
  };
  template <typename... A> int begin(A &&...);
};
struct client {
  template <typename... A> int list_database_names(A &&...);
  template <typename... A> int list_databases(A &&...);
  template <typename... A> int start_session(A &&...);
};
struct client_session {
  template <typename... A> int abort_transaction(A &&...);
  template <typename... A> int commit_transaction(A &&...);
  template <typename... A> int with_transaction(A &&...);
};
struct collection {
  template <typename... A> int count_documents(A &&...);
  template <typename... A> int create_index(A &&...);
  template <typename... A> int delete_many(A &&...);
  template <typename... A> int delete_one(A &&...);
  template <typename... A> int distinct(A &&...);
  template <typename... A> int drop(A &&...);
  template <typename... A> int estimated_document_count(A &&...);
  template <typename... A> int find_one(A &&...);
  template <typename... A> int find_one_and_delete(A &&...);
  template <typename... A> int find_one_and_replace(A &&...);
  template <typename... A> int find_one_and_update(A &&...);
  template <typename... A> int insert_many(A &&...);
  template <typename... A> int insert_one(A &&...);
  template <typename... A> int list_indexes(A &&...);
  template <typename... A> int rename(A &&...);
  template <typename... A> int replace_one(A &&...);
  template <typename... A> int update_many(A &&...);
  template <typename... A> int update_one(A &&...);
  template <typename... A> int write(A &&...);
};
struct cursor {
  struct iterator {
    int operator++();
  };
  template <typename... A> int begin(A &&...);
};
struct database {
  template <typename... A> int create_collection(A &&...);
  template <typename... A> int drop(A &&...);
  template <typename... A> int has_collection(A &&...);
  template <typename... A> int list_collection_names(A &&...);
  template <typename... A> int list_collections(A &&...);
  template <typename... A> int run_command(A &&...);
};
struct pool {
  template <typename... A> int acquire(A &&...);
};
} // namespace mongocxx

namespace mongocxx::gridfs {
struct bucket {
  template <typename... A> int download_to_stream(A &&...);
  template <typename... A> int upload_from_stream(A &&...);
};
struct downloader {
  template <typename... A> int read(A &&...);
};
struct uploader {
  template <typename... A> int write(A &&...);
};
} // namespace mongocxx::gridfs
