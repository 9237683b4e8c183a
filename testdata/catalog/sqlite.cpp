// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQLite.
#include <any.h>
#include <sqlite-mock.h>

void calls() {
  sqlite3_open(any);                  // expect-site: sqlite3_open database
  sqlite3_open_v2(any);               // expect-site: sqlite3_open_v2 database
  sqlite3_open16(any);                // expect-site: sqlite3_open16 database
  sqlite3_exec(any);                  // expect-site: sqlite3_exec database
  sqlite3_step(any);                  // expect-site: sqlite3_step database
  sqlite3_get_table(any);             // expect-site: sqlite3_get_table database
  sqlite3_reset(any);                 // expect-site: sqlite3_reset database
  sqlite3_db_cacheflush(any);         // expect-site: sqlite3_db_cacheflush database
  sqlite3_wal_checkpoint(any);        // expect-site: sqlite3_wal_checkpoint database
  sqlite3_wal_checkpoint_v2(any);     // expect-site: sqlite3_wal_checkpoint_v2 database
  sqlite3_backup_step(any);           // expect-site: sqlite3_backup_step database
  sqlite3_blob_open(any);             // expect-site: sqlite3_blob_open database
  sqlite3_blob_read(any);             // expect-site: sqlite3_blob_read database
  sqlite3_blob_write(any);            // expect-site: sqlite3_blob_write database
  sqlite3_blob_reopen(any);           // expect-site: sqlite3_blob_reopen database
  sqlite3_load_extension(any);        // expect-site: sqlite3_load_extension database
  sqlite3_table_column_metadata(any); // expect-site: sqlite3_table_column_metadata database
  sqlite3_prepare(any);               // expect-site: sqlite3_prepare database maybe
  sqlite3_prepare_v2(any);            // expect-site: sqlite3_prepare_v2 database maybe
  sqlite3_prepare_v3(any);            // expect-site: sqlite3_prepare_v3 database maybe
  sqlite3_prepare16(any);             // expect-site: sqlite3_prepare16 database maybe
  sqlite3_prepare16_v2(any);          // expect-site: sqlite3_prepare16_v2 database maybe
  sqlite3_prepare16_v3(any);          // expect-site: sqlite3_prepare16_v3 database maybe
  sqlite3_close(any);                 // expect-site: sqlite3_close database maybe
  sqlite3_close_v2(any);              // expect-site: sqlite3_close_v2 database maybe
  sqlite3_finalize(any);              // expect-site: sqlite3_finalize database maybe
  sqlite3_backup_init(any);           // expect-site: sqlite3_backup_init database maybe
  sqlite3_backup_finish(any);         // expect-site: sqlite3_backup_finish database maybe
  sqlite3_sleep(any);                 // expect-site: sqlite3_sleep sleep
  sqlite3_mutex_enter(any);           // expect-site: sqlite3_mutex_enter lock maybe in-context
  SQLConnect(any);                    // expect-site: SQLConnect database
  SQLDriverConnect(any);              // expect-site: SQLDriverConnect database
  SQLConnectW(any);                   // expect-site: SQLConnectW database
  SQLDriverConnectW(any);             // expect-site: SQLDriverConnectW database
  SQLExecDirect(any);                 // expect-site: SQLExecDirect database
  SQLExecDirectW(any);                // expect-site: SQLExecDirectW database
  SQLExecute(any);                    // expect-site: SQLExecute database
  SQLPrepare(any);                    // expect-site: SQLPrepare database
  SQLPrepareW(any);                   // expect-site: SQLPrepareW database
  SQLFetch(any);                      // expect-site: SQLFetch database
  SQLFetchScroll(any);                // expect-site: SQLFetchScroll database
  SQLMoreResults(any);                // expect-site: SQLMoreResults database
  SQLEndTran(any);                    // expect-site: SQLEndTran database
  SQLTables(any);                     // expect-site: SQLTables database
  SQLColumns(any);                    // expect-site: SQLColumns database
  SQLDisconnect(any);                 // expect-site: SQLDisconnect database
  SQLBulkOperations(any);             // expect-site: SQLBulkOperations database
}

void ofSQLiteDatabase(SQLite::Database &x) {
  SQLite::Database made1(any); // expect-site: SQLite::Database::Database database
  x.exec(any);                 // expect-site: SQLite::Database::exec database
  x.tryExec(any);              // expect-site: SQLite::Database::tryExec database
  x.execAndGet(any);           // expect-site: SQLite::Database::execAndGet database
  x.tableExists(any);          // expect-site: SQLite::Database::tableExists database
  x.backup(any);               // expect-site: SQLite::Database::backup database
}

void ofSQLiteStatement(SQLite::Statement &x) {
  x.executeStep(any);           // expect-site: SQLite::Statement::executeStep database
  x.tryExecuteStep(any);        // expect-site: SQLite::Statement::tryExecuteStep database
  x.exec(any);                  // expect-site: SQLite::Statement::exec database
  SQLite::Statement made4(any); // expect-site: SQLite::Statement::Statement database
}

void ofSQLiteTransaction(SQLite::Transaction &x) {
  SQLite::Transaction made1(any); // expect-site: SQLite::Transaction::Transaction database
  x.commit(any);                  // expect-site: SQLite::Transaction::commit database
  x.rollback(any);                // expect-site: SQLite::Transaction::rollback database
}

void ofSQLiteBackup(SQLite::Backup &x) {
  x.executeStep(any); // expect-site: SQLite::Backup::executeStep database
}

void ofSociSession(soci::session &x) {
  soci::session made1(any); // expect-site: soci::session::session database
  x.open(any);              // expect-site: soci::session::open database
  x.begin(any);             // expect-site: soci::session::begin database
  x.commit(any);            // expect-site: soci::session::commit database
  x.rollback(any);          // expect-site: soci::session::rollback database
  x.reconnect(any);         // expect-site: soci::session::reconnect database
}

void ofSociStatement(soci::statement &x) {
  x.execute(any); // expect-site: soci::statement::execute database
  x.fetch(any);   // expect-site: soci::statement::fetch database
}

void ofSociConnectionPool(soci::connection_pool &x) {
  x.lease(any); // expect-site: soci::connection_pool::lease database
}
