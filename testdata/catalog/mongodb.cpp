// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MongoDB.
#include <any.h>
#include <mongodb-mock.h>

void ofMongocxxCollection(mongocxx::collection &x) {
  x.find_one(any);                 // expect-site: mongocxx::collection::find_one database
  x.find_one_and_update(any);      // expect-site: mongocxx::collection::find_one_and_update database
  x.find_one_and_replace(any);     // expect-site: mongocxx::collection::find_one_and_replace database
  x.find_one_and_delete(any);      // expect-site: mongocxx::collection::find_one_and_delete database
  x.insert_one(any);               // expect-site: mongocxx::collection::insert_one database
  x.insert_many(any);              // expect-site: mongocxx::collection::insert_many database
  x.update_one(any);               // expect-site: mongocxx::collection::update_one database
  x.update_many(any);              // expect-site: mongocxx::collection::update_many database
  x.replace_one(any);              // expect-site: mongocxx::collection::replace_one database
  x.delete_one(any);               // expect-site: mongocxx::collection::delete_one database
  x.delete_many(any);              // expect-site: mongocxx::collection::delete_many database
  x.count_documents(any);          // expect-site: mongocxx::collection::count_documents database
  x.estimated_document_count(any); // expect-site: mongocxx::collection::estimated_document_count database
  x.distinct(any);                 // expect-site: mongocxx::collection::distinct database
  x.create_index(any);             // expect-site: mongocxx::collection::create_index database
  x.list_indexes(any);             // expect-site: mongocxx::collection::list_indexes database
  x.drop(any);                     // expect-site: mongocxx::collection::drop database
  x.rename(any);                   // expect-site: mongocxx::collection::rename database
  x.write(any);                    // expect-site: mongocxx::collection::write database
}

void ofMongocxxBulkWrite(mongocxx::bulk_write &x) {
  x.execute(any); // expect-site: mongocxx::bulk_write::execute database
}

void ofMongocxxCursor(mongocxx::cursor &x) {
  x.begin(any); // expect-site: mongocxx::cursor::begin database
}

void ofMongocxxCursorIterator(mongocxx::cursor::iterator &x) {
  ++x; // expect-site: mongocxx::cursor::iterator::operator++ database
}

void ofMongocxxChangeStream(mongocxx::change_stream &x) {
  x.begin(any); // expect-site: mongocxx::change_stream::begin database
}

void ofMongocxxChangeStreamIterator(mongocxx::change_stream::iterator &x) {
  ++x; // expect-site: mongocxx::change_stream::iterator::operator++ database
}

void ofMongocxxDatabase(mongocxx::database &x) {
  x.run_command(any);           // expect-site: mongocxx::database::run_command database
  x.create_collection(any);     // expect-site: mongocxx::database::create_collection database
  x.drop(any);                  // expect-site: mongocxx::database::drop database
  x.list_collections(any);      // expect-site: mongocxx::database::list_collections database
  x.list_collection_names(any); // expect-site: mongocxx::database::list_collection_names database
  x.has_collection(any);        // expect-site: mongocxx::database::has_collection database
}

void ofMongocxxClient(mongocxx::client &x) {
  x.list_databases(any);      // expect-site: mongocxx::client::list_databases database
  x.list_database_names(any); // expect-site: mongocxx::client::list_database_names database
  x.start_session(any);       // expect-site: mongocxx::client::start_session database
}

void ofMongocxxPool(mongocxx::pool &x) {
  x.acquire(any); // expect-site: mongocxx::pool::acquire database
}

void ofMongocxxClientSession(mongocxx::client_session &x) {
  x.commit_transaction(any); // expect-site: mongocxx::client_session::commit_transaction database
  x.abort_transaction(any);  // expect-site: mongocxx::client_session::abort_transaction database
  x.with_transaction(any);   // expect-site: mongocxx::client_session::with_transaction database
}

void ofMongocxxGridfsBucket(mongocxx::gridfs::bucket &x) {
  x.upload_from_stream(any); // expect-site: mongocxx::gridfs::bucket::upload_from_stream database
  x.download_to_stream(any); // expect-site: mongocxx::gridfs::bucket::download_to_stream database
}

void ofMongocxxGridfsUploader(mongocxx::gridfs::uploader &x) {
  x.write(any); // expect-site: mongocxx::gridfs::uploader::write database
}

void ofMongocxxGridfsDownloader(mongocxx::gridfs::downloader &x) {
  x.read(any); // expect-site: mongocxx::gridfs::downloader::read database
}

void calls() {
  mongoc_cursor_next(any);                          // expect-site: mongoc_cursor_next database
  mongoc_collection_insert_one(any);                // expect-site: mongoc_collection_insert_one database
  mongoc_collection_insert_many(any);               // expect-site: mongoc_collection_insert_many database
  mongoc_collection_update_one(any);                // expect-site: mongoc_collection_update_one database
  mongoc_collection_update_many(any);               // expect-site: mongoc_collection_update_many database
  mongoc_collection_replace_one(any);               // expect-site: mongoc_collection_replace_one database
  mongoc_collection_delete_one(any);                // expect-site: mongoc_collection_delete_one database
  mongoc_collection_delete_many(any);               // expect-site: mongoc_collection_delete_many database
  mongoc_collection_count_documents(any);           // expect-site: mongoc_collection_count_documents database
  mongoc_collection_find_and_modify_with_opts(any); // expect-site: mongoc_collection_find_and_modify_with_opts database
  mongoc_collection_drop(any);                      // expect-site: mongoc_collection_drop database
  mongoc_collection_create_indexes_with_opts(any);  // expect-site: mongoc_collection_create_indexes_with_opts database
  mongoc_bulk_operation_execute(any);               // expect-site: mongoc_bulk_operation_execute database
  mongoc_client_command_simple(any);                // expect-site: mongoc_client_command_simple database
  mongoc_database_command_simple(any);              // expect-site: mongoc_database_command_simple database
  mongoc_client_get_database_names_with_opts(any);  // expect-site: mongoc_client_get_database_names_with_opts database
  mongoc_client_pool_pop(any);                      // expect-site: mongoc_client_pool_pop database
  mongoc_client_session_commit_transaction(any);    // expect-site: mongoc_client_session_commit_transaction database
  mongoc_change_stream_next(any);                   // expect-site: mongoc_change_stream_next database
  cass_future_wait(any);                            // expect-site: cass_future_wait database
  cass_future_wait_timed(any);                      // expect-site: cass_future_wait_timed database
  cass_future_get_result(any);                      // expect-site: cass_future_get_result database
  cass_future_error_code(any);                      // expect-site: cass_future_error_code database
}
