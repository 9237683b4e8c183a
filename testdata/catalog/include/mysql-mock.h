// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of MySQL, without the library: arguments are any.
#pragma once

extern "C" {
int mysql_real_connect(...);
int mysql_connect(...);
int mysql_real_connect_dns_srv(...);
int mysql_query(...);
int mysql_real_query(...);
int mysql_send_query(...);
int mysql_read_query_result(...);
int mysql_next_result(...);
int mysql_ping(...);
int mysql_commit(...);
int mysql_rollback(...);
int mysql_autocommit(...);
int mysql_select_db(...);
int mysql_change_user(...);
int mysql_list_dbs(...);
int mysql_list_tables(...);
int mysql_list_fields(...);
int mysql_list_processes(...);
int mysql_stat(...);
int mysql_refresh(...);
int mysql_reload(...);
int mysql_kill(...);
int mysql_shutdown(...);
int mysql_reset_connection(...);
int mysql_set_server_option(...);
int mysql_set_character_set(...);
int mysql_dump_debug_info(...);
typedef struct st_mysql_res MYSQL_RES;
MYSQL_RES *mysql_store_result(...);
MYSQL_RES *mysql_use_result(...);
int mysql_fetch_row(...);
int mysql_free_result(...);
int mysql_close(...);
int mysql_stmt_prepare(...);
int mysql_stmt_execute(...);
int mysql_stmt_fetch(...);
int mysql_stmt_store_result(...);
int mysql_stmt_next_result(...);
int mysql_stmt_reset(...);
int mysql_stmt_send_long_data(...);
int mysql_stmt_close(...);
int mysql_stmt_fetch_column(...);
int mysql_stmt_free_result(...);
}

namespace mysqlx {
struct CollectionAdd {
  template <typename... A> int execute(A &&...);
};
struct CollectionFind {
  template <typename... A> int execute(A &&...);
};
struct RowResult {
  template <typename... A> int fetchAll(A &&...);
  template <typename... A> int fetchOne(A &&...);
};
struct Session {
  template <typename... A> int commit(A &&...);
  template <typename... A> Session(A &&...);
  template <typename... A> int rollback(A &&...);
  template <typename... A> int startTransaction(A &&...);
};
struct SqlStatement {
  template <typename... A> int execute(A &&...);
};
struct TableInsert {
  template <typename... A> int execute(A &&...);
};
struct TableSelect {
  template <typename... A> int execute(A &&...);
};
struct TableUpdate {
  template <typename... A> int execute(A &&...);
};
template <typename... A> int getSession(A &&...);
} // namespace mysqlx

namespace sql {
struct Connection {
  template <typename... A> int commit(A &&...);
  template <typename... A> int prepareStatement(A &&...);
  template <typename... A> int reconnect(A &&...);
  template <typename... A> int rollback(A &&...);
  template <typename... A> int setSchema(A &&...);
};
struct Driver {
  template <typename... A> int connect(A &&...);
};
struct PreparedStatement {
  template <typename... A> int execute(A &&...);
  template <typename... A> int executeQuery(A &&...);
  template <typename... A> int executeUpdate(A &&...);
};
struct ResultSet {
  template <typename... A> int next(A &&...);
};
struct Statement {
  template <typename... A> int execute(A &&...);
  template <typename... A> int executeQuery(A &&...);
  template <typename... A> int executeUpdate(A &&...);
};
} // namespace sql

namespace sql::mysql {
struct MySQL_Driver {
  template <typename... A> int connect(A &&...);
};
} // namespace sql::mysql
