// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of PostgreSQL, without the library: arguments are any.
#pragma once

extern "C" {
int PQconnectdb(...);
int PQconnectdbParams(...);
int PQsetdbLogin(...);
int PQreset(...);
int PQping(...);
int PQpingParams(...);
int PQexec(...);
int PQexecParams(...);
int PQprepare(...);
int PQexecPrepared(...);
int PQdescribePrepared(...);
int PQdescribePortal(...);
int PQclosePrepared(...);
int PQclosePortal(...);
int PQfn(...);
int PQchangePassword(...);
int PQgetResult(...);
int PQsendQuery(...);
int PQsendQueryParams(...);
int PQsendPrepare(...);
int PQsendQueryPrepared(...);
int PQsendDescribePrepared(...);
int PQpipelineSync(...);
int PQflush(...);
int PQputCopyData(...);
int PQputCopyEnd(...);
int PQendcopy(...);
int PQputline(...);
int PQgetline(...);
int PQcancel(...);
int PQcancelBlocking(...);
int PQrequestCancel(...);
int lo_import(...);
int lo_import_with_oid(...);
int lo_export(...);
int lo_open(...);
int lo_read(...);
int lo_write(...);
int lo_creat(...);
int lo_create(...);
int lo_lseek(...);
int lo_lseek64(...);
int lo_tell(...);
int lo_truncate(...);
int lo_close(...);
int lo_unlink(...);
}

namespace pqxx {
struct connection {
  template <typename... A> int await_notification(A &&...);
  template <typename... A> int cancel_query(A &&...);
  template <typename... A> connection(A &&...);
  template <typename... A> int get_notifs(A &&...);
  template <typename... A> int prepare(A &&...);
  template <typename... A> int set_variable(A &&...);
};
struct connection_base {
  template <typename... A> int prepare(A &&...);
};
struct dbtransaction {
  template <typename... A> dbtransaction(A &&...);
};
struct nontransaction {
  template <typename... A> nontransaction(A &&...);
};
struct pipeline {
  template <typename... A> int complete(A &&...);
  template <typename... A> int retrieve(A &&...);
};
struct stream_from {
  template <typename... A> int complete(A &&...);
  template <typename... A> int read_row(A &&...);
};
struct stream_to {
  template <typename... A> int complete(A &&...);
  template <typename... A> int write_row(A &&...);
  template <typename... A> int write_values(A &&...);
};
struct transaction {
  template <typename... A> transaction(A &&...);
};
struct transaction_base {
  template <typename... A> int abort(A &&...);
  template <typename... A> int commit(A &&...);
  template <typename... A> int exec(A &&...);
  template <typename... A> int exec0(A &&...);
  template <typename... A> int exec1(A &&...);
  template <typename... A> int exec_n(A &&...);
  template <typename... A> int exec_params(A &&...);
  template <typename... A> int exec_params0(A &&...);
  template <typename... A> int exec_params1(A &&...);
  template <typename... A> int exec_prepared(A &&...);
  template <typename... A> int exec_prepared0(A &&...);
  template <typename... A> int exec_prepared1(A &&...);
  template <typename... A> int for_each(A &&...);
  template <typename... A> int for_query(A &&...);
  template <typename... A> int query(A &&...);
  template <typename... A> int query1(A &&...);
  template <typename... A> int query_n(A &&...);
  template <typename... A> int query_value(A &&...);
  template <typename... A> int stream(A &&...);
};
template <typename... A> int perform(A &&...);
} // namespace pqxx
