// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MySQL.
#include <any.h>
#include <mysql-mock.h>

void calls() {
  mysql_real_connect(any);         // expect-site: mysql_real_connect database
  mysql_connect(any);              // expect-site: mysql_connect database
  mysql_real_connect_dns_srv(any); // expect-site: mysql_real_connect_dns_srv database
  mysql_query(any);                // expect-site: mysql_query database
  mysql_real_query(any);           // expect-site: mysql_real_query database
  mysql_send_query(any);           // expect-site: mysql_send_query database
  mysql_read_query_result(any);    // expect-site: mysql_read_query_result database
  mysql_store_result(any);         // expect-site: mysql_store_result database
  mysql_next_result(any);          // expect-site: mysql_next_result database
  mysql_ping(any);                 // expect-site: mysql_ping database
  mysql_commit(any);               // expect-site: mysql_commit database
  mysql_rollback(any);             // expect-site: mysql_rollback database
  mysql_autocommit(any);           // expect-site: mysql_autocommit database
  mysql_select_db(any);            // expect-site: mysql_select_db database
  mysql_change_user(any);          // expect-site: mysql_change_user database
  mysql_list_dbs(any);             // expect-site: mysql_list_dbs database
  mysql_list_tables(any);          // expect-site: mysql_list_tables database
  mysql_list_fields(any);          // expect-site: mysql_list_fields database
  mysql_list_processes(any);       // expect-site: mysql_list_processes database
  mysql_stat(any);                 // expect-site: mysql_stat database
  mysql_refresh(any);              // expect-site: mysql_refresh database
  mysql_reload(any);               // expect-site: mysql_reload database
  mysql_kill(any);                 // expect-site: mysql_kill database
  mysql_shutdown(any);             // expect-site: mysql_shutdown database
  mysql_reset_connection(any);     // expect-site: mysql_reset_connection database
  mysql_set_server_option(any);    // expect-site: mysql_set_server_option database
  mysql_set_character_set(any);    // expect-site: mysql_set_character_set database
  mysql_dump_debug_info(any);      // expect-site: mysql_dump_debug_info database
  mysql_fetch_row(any);            // expect-site: mysql_fetch_row database maybe
  mysql_use_result(any);           // expect-site: mysql_use_result database maybe
  mysql_free_result(any);          // expect-site: mysql_free_result database maybe
  mysql_close(any);                // expect-site: mysql_close database maybe
  mysql_stmt_prepare(any);         // expect-site: mysql_stmt_prepare database
  mysql_stmt_execute(any);         // expect-site: mysql_stmt_execute database
  mysql_stmt_fetch(any);           // expect-site: mysql_stmt_fetch database
  mysql_stmt_store_result(any);    // expect-site: mysql_stmt_store_result database
  mysql_stmt_next_result(any);     // expect-site: mysql_stmt_next_result database
  mysql_stmt_reset(any);           // expect-site: mysql_stmt_reset database
  mysql_stmt_send_long_data(any);  // expect-site: mysql_stmt_send_long_data database
  mysql_stmt_close(any);           // expect-site: mysql_stmt_close database
  mysql_stmt_fetch_column(any);    // expect-site: mysql_stmt_fetch_column database
  mysql_stmt_free_result(any);     // expect-site: mysql_stmt_free_result database
  mysqlx::getSession(any);         // expect-site: mysqlx::getSession database
}

void ofSqlDriver(sql::Driver &x) {
  x.connect(any); // expect-site: sql::Driver::connect database
}

void ofSqlMysqlMySQLDriver(sql::mysql::MySQL_Driver &x) {
  x.connect(any); // expect-site: sql::mysql::MySQL_Driver::connect database
}

void ofSqlStatement(sql::Statement &x) {
  x.execute(any);       // expect-site: sql::Statement::execute database
  x.executeQuery(any);  // expect-site: sql::Statement::executeQuery database
  x.executeUpdate(any); // expect-site: sql::Statement::executeUpdate database
}

void ofSqlPreparedStatement(sql::PreparedStatement &x) {
  x.execute(any);       // expect-site: sql::PreparedStatement::execute database
  x.executeQuery(any);  // expect-site: sql::PreparedStatement::executeQuery database
  x.executeUpdate(any); // expect-site: sql::PreparedStatement::executeUpdate database
}

void ofSqlConnection(sql::Connection &x) {
  x.commit(any);           // expect-site: sql::Connection::commit database
  x.rollback(any);         // expect-site: sql::Connection::rollback database
  x.prepareStatement(any); // expect-site: sql::Connection::prepareStatement database
  x.setSchema(any);        // expect-site: sql::Connection::setSchema database
  x.reconnect(any);        // expect-site: sql::Connection::reconnect database
}

void ofSqlResultSet(sql::ResultSet &x) {
  x.next(any); // expect-site: sql::ResultSet::next database
}

void ofMysqlxSession(mysqlx::Session &x) {
  mysqlx::Session made1(any); // expect-site: mysqlx::Session::Session database
  x.startTransaction(any);    // expect-site: mysqlx::Session::startTransaction database
  x.commit(any);              // expect-site: mysqlx::Session::commit database
  x.rollback(any);            // expect-site: mysqlx::Session::rollback database
}

void ofMysqlxSqlStatement(mysqlx::SqlStatement &x) {
  x.execute(any); // expect-site: mysqlx::SqlStatement::execute database
}

void ofMysqlxTableSelect(mysqlx::TableSelect &x) {
  x.execute(any); // expect-site: mysqlx::TableSelect::execute database
}

void ofMysqlxTableInsert(mysqlx::TableInsert &x) {
  x.execute(any); // expect-site: mysqlx::TableInsert::execute database
}

void ofMysqlxTableUpdate(mysqlx::TableUpdate &x) {
  x.execute(any); // expect-site: mysqlx::TableUpdate::execute database
}

void ofMysqlxCollectionFind(mysqlx::CollectionFind &x) {
  x.execute(any); // expect-site: mysqlx::CollectionFind::execute database
}

void ofMysqlxCollectionAdd(mysqlx::CollectionAdd &x) {
  x.execute(any); // expect-site: mysqlx::CollectionAdd::execute database
}

void ofMysqlxRowResult(mysqlx::RowResult &x) {
  x.fetchOne(any); // expect-site: mysqlx::RowResult::fetchOne database
  x.fetchAll(any); // expect-site: mysqlx::RowResult::fetchAll database
}

void stored() {
  MYSQL_RES *rows = mysql_store_result(any); // expect-site: mysql_store_result database
  mysql_fetch_row(rows);
  mysql_free_result(rows);
}

void used() {
  MYSQL_RES *rows = mysql_use_result(any); // expect-site: mysql_use_result database maybe
  mysql_fetch_row(rows);                   // expect-site: mysql_fetch_row database maybe
  mysql_free_result(rows);                 // expect-site: mysql_free_result database maybe
}
