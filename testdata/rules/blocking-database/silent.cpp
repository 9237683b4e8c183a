extern "C" {
struct sqlite3_stmt;
int sqlite3_bind_int(sqlite3_stmt *, int, int);
struct pg_conn;
int PQsendQuery(pg_conn *, const char *);
}

void prepares(sqlite3_stmt *statement, pg_conn *connection) {
  sqlite3_bind_int(statement, 1, 2);
  PQsendQuery(connection, "select 1");
}
