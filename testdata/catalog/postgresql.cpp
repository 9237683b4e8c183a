// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PostgreSQL.
#include <any.h>
#include <postgresql-mock.h>

void calls() {
  PQconnectdb(any);            // expect-site: PQconnectdb database
  PQconnectdbParams(any);      // expect-site: PQconnectdbParams database
  PQsetdbLogin(any);           // expect-site: PQsetdbLogin database
  PQreset(any);                // expect-site: PQreset database
  PQping(any);                 // expect-site: PQping database
  PQpingParams(any);           // expect-site: PQpingParams database
  PQexec(any);                 // expect-site: PQexec database
  PQexecParams(any);           // expect-site: PQexecParams database
  PQprepare(any);              // expect-site: PQprepare database
  PQexecPrepared(any);         // expect-site: PQexecPrepared database
  PQdescribePrepared(any);     // expect-site: PQdescribePrepared database
  PQdescribePortal(any);       // expect-site: PQdescribePortal database
  PQclosePrepared(any);        // expect-site: PQclosePrepared database
  PQclosePortal(any);          // expect-site: PQclosePortal database
  PQfn(any);                   // expect-site: PQfn database
  PQchangePassword(any);       // expect-site: PQchangePassword database
  PQgetResult(any);            // expect-site: PQgetResult database
  PQsendQuery(any);            // expect-site: PQsendQuery database maybe in-context
  PQsendQueryParams(any);      // expect-site: PQsendQueryParams database maybe in-context
  PQsendPrepare(any);          // expect-site: PQsendPrepare database maybe in-context
  PQsendQueryPrepared(any);    // expect-site: PQsendQueryPrepared database maybe in-context
  PQsendDescribePrepared(any); // expect-site: PQsendDescribePrepared database maybe in-context
  PQpipelineSync(any);         // expect-site: PQpipelineSync database maybe in-context
  PQflush(any);                // expect-site: PQflush database maybe in-context
  PQputCopyData(any);          // expect-site: PQputCopyData database
  PQputCopyEnd(any);           // expect-site: PQputCopyEnd database
  PQendcopy(any);              // expect-site: PQendcopy database
  PQputline(any);              // expect-site: PQputline database
  PQgetline(any);              // expect-site: PQgetline database
  PQcancel(any);               // expect-site: PQcancel database
  PQcancelBlocking(any);       // expect-site: PQcancelBlocking database
  PQrequestCancel(any);        // expect-site: PQrequestCancel database
  lo_import(any);              // expect-site: lo_import database
  lo_import_with_oid(any);     // expect-site: lo_import_with_oid database
  lo_export(any);              // expect-site: lo_export database
  lo_open(any);                // expect-site: lo_open database
  lo_read(any);                // expect-site: lo_read database
  lo_write(any);               // expect-site: lo_write database
  lo_creat(any);               // expect-site: lo_creat database
  lo_create(any);              // expect-site: lo_create database
  lo_lseek(any);               // expect-site: lo_lseek database
  lo_lseek64(any);             // expect-site: lo_lseek64 database
  lo_tell(any);                // expect-site: lo_tell database
  lo_truncate(any);            // expect-site: lo_truncate database
  lo_close(any);               // expect-site: lo_close database
  lo_unlink(any);              // expect-site: lo_unlink database
  pqxx::perform(any);          // expect-site: pqxx::perform database
}

void ofPqxxConnection(pqxx::connection &x) {
  pqxx::connection made1(any); // expect-site: pqxx::connection::connection database
  x.await_notification(any);   // expect-site: pqxx::connection::await_notification database
  x.get_notifs(any);           // expect-site: pqxx::connection::get_notifs database
  x.prepare(any);              // expect-site: pqxx::connection::prepare database
  x.cancel_query(any);         // expect-site: pqxx::connection::cancel_query database
  x.set_variable(any);         // expect-site: pqxx::connection::set_variable database
}

void ofPqxxConnectionBase(pqxx::connection_base &x) {
  x.prepare(any); // expect-site: pqxx::connection_base::prepare database
}

void ofPqxxTransactionBase(pqxx::transaction_base &x) {
  x.exec(any);           // expect-site: pqxx::transaction_base::exec database
  x.exec0(any);          // expect-site: pqxx::transaction_base::exec0 database
  x.exec1(any);          // expect-site: pqxx::transaction_base::exec1 database
  x.exec_n(any);         // expect-site: pqxx::transaction_base::exec_n database
  x.exec_params(any);    // expect-site: pqxx::transaction_base::exec_params database
  x.exec_params0(any);   // expect-site: pqxx::transaction_base::exec_params0 database
  x.exec_params1(any);   // expect-site: pqxx::transaction_base::exec_params1 database
  x.exec_prepared(any);  // expect-site: pqxx::transaction_base::exec_prepared database
  x.exec_prepared0(any); // expect-site: pqxx::transaction_base::exec_prepared0 database
  x.exec_prepared1(any); // expect-site: pqxx::transaction_base::exec_prepared1 database
  x.query(any);          // expect-site: pqxx::transaction_base::query database
  x.query1(any);         // expect-site: pqxx::transaction_base::query1 database
  x.query_value(any);    // expect-site: pqxx::transaction_base::query_value database
  x.query_n(any);        // expect-site: pqxx::transaction_base::query_n database
  x.for_each(any);       // expect-site: pqxx::transaction_base::for_each database
  x.for_query(any);      // expect-site: pqxx::transaction_base::for_query database
  x.stream(any);         // expect-site: pqxx::transaction_base::stream database
  x.commit(any);         // expect-site: pqxx::transaction_base::commit database
  x.abort(any);          // expect-site: pqxx::transaction_base::abort database
}

void ofPqxxTransaction(pqxx::transaction &x) {
  pqxx::transaction made1(any); // expect-site: pqxx::transaction::transaction database maybe
}

void ofPqxxNontransaction(pqxx::nontransaction &x) {
  pqxx::nontransaction made1(any); // expect-site: pqxx::nontransaction::nontransaction database maybe
}

void ofPqxxDbtransaction(pqxx::dbtransaction &x) {
  pqxx::dbtransaction made1(any); // expect-site: pqxx::dbtransaction::dbtransaction database maybe
}

void ofPqxxStreamFrom(pqxx::stream_from &x) {
  x.read_row(any); // expect-site: pqxx::stream_from::read_row database
  x.complete(any); // expect-site: pqxx::stream_from::complete database
}

void ofPqxxStreamTo(pqxx::stream_to &x) {
  x.write_row(any);    // expect-site: pqxx::stream_to::write_row database
  x.write_values(any); // expect-site: pqxx::stream_to::write_values database
  x.complete(any);     // expect-site: pqxx::stream_to::complete database
}

void ofPqxxPipeline(pqxx::pipeline &x) {
  x.retrieve(any); // expect-site: pqxx::pipeline::retrieve database
  x.complete(any); // expect-site: pqxx::pipeline::complete database
}
