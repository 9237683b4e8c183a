extern "C" {
struct sqlite3_stmt;
int sqlite3_step(sqlite3_stmt *);
struct pg_conn;
struct pg_result *PQexec(pg_conn *, const char *);
}

void queries(sqlite3_stmt *statement, pg_conn *connection) {
  sqlite3_step(statement);        // expect-finding: blocking-database
  PQexec(connection, "select 1"); // expect-finding: blocking-database
}
