// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of SQLite, without the library: arguments are any.
#pragma once

extern "C" {
int sqlite3_open(...);
int sqlite3_open_v2(...);
int sqlite3_open16(...);
int sqlite3_exec(...);
int sqlite3_step(...);
int sqlite3_get_table(...);
int sqlite3_reset(...);
int sqlite3_db_cacheflush(...);
int sqlite3_wal_checkpoint(...);
int sqlite3_wal_checkpoint_v2(...);
int sqlite3_backup_step(...);
int sqlite3_blob_open(...);
int sqlite3_blob_read(...);
int sqlite3_blob_write(...);
int sqlite3_blob_reopen(...);
int sqlite3_load_extension(...);
int sqlite3_table_column_metadata(...);
int sqlite3_prepare(...);
int sqlite3_prepare_v2(...);
int sqlite3_prepare_v3(...);
int sqlite3_prepare16(...);
int sqlite3_prepare16_v2(...);
int sqlite3_prepare16_v3(...);
int sqlite3_close(...);
int sqlite3_close_v2(...);
int sqlite3_finalize(...);
int sqlite3_backup_init(...);
int sqlite3_backup_finish(...);
int sqlite3_sleep(...);
int sqlite3_mutex_enter(...);
int SQLConnect(...);
int SQLDriverConnect(...);
int SQLConnectW(...);
int SQLDriverConnectW(...);
int SQLExecDirect(...);
int SQLExecDirectW(...);
int SQLExecute(...);
int SQLPrepare(...);
int SQLPrepareW(...);
int SQLFetch(...);
int SQLFetchScroll(...);
int SQLMoreResults(...);
int SQLEndTran(...);
int SQLTables(...);
int SQLColumns(...);
int SQLDisconnect(...);
int SQLBulkOperations(...);
}

namespace SQLite {
struct Backup {
  template <typename... A> int executeStep(A &&...);
};
struct Database {
  template <typename... A> int backup(A &&...);
  template <typename... A> Database(A &&...);
  template <typename... A> int exec(A &&...);
  template <typename... A> int execAndGet(A &&...);
  template <typename... A> int tableExists(A &&...);
  template <typename... A> int tryExec(A &&...);
};
struct Statement {
  template <typename... A> Statement(A &&...);
  template <typename... A> int exec(A &&...);
  template <typename... A> int executeStep(A &&...);
  template <typename... A> int tryExecuteStep(A &&...);
};
struct Transaction {
  template <typename... A> int commit(A &&...);
  template <typename... A> Transaction(A &&...);
  template <typename... A> int rollback(A &&...);
};
} // namespace SQLite

namespace soci {
struct connection_pool {
  template <typename... A> int lease(A &&...);
};
struct session {
  template <typename... A> int begin(A &&...);
  template <typename... A> int commit(A &&...);
  template <typename... A> session(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int reconnect(A &&...);
  template <typename... A> int rollback(A &&...);
};
struct statement {
  template <typename... A> int execute(A &&...);
  template <typename... A> int fetch(A &&...);
};
} // namespace soci
