// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Coroutine libraries.
#include <any.h>
#include <coroutine-libraries-mock.h>

void calls() {
  cppcoro::sync_wait(any);              // expect-site: cppcoro::sync_wait wait
  coro::sync_wait(any);                 // expect-site: coro::sync_wait wait
  unifex::sync_wait(any);               // expect-site: unifex::sync_wait wait
  unifex::sync_wait_r(any);             // expect-site: unifex::sync_wait_r wait
  stdexec::sync_wait(any);              // expect-site: stdexec::sync_wait wait
  stdexec::sync_wait_with_variant(any); // expect-site: stdexec::sync_wait_with_variant wait
  std::this_thread::sync_wait(any);     // expect-site: std::this_thread::sync_wait wait
  drogon::sync_wait(any);               // expect-site: drogon::sync_wait wait
  QCoro::waitFor(any);                  // expect-site: QCoro::waitFor wait
  async_simple::coro::syncAwait(any);   // expect-site: async_simple::coro::syncAwait wait
}

void resumes(concurrencpp::derivable_executor &executor, coro::thread_pool &threads,
             coro::io_scheduler &io, coro::scheduler &events, cppcoro::static_thread_pool &pool,
             cppcoro::io_service &service) {
  executor.submit(any);          // expect-role: concurrencpp::derivable_executor::submit offloads
  executor.post(any);            // expect-role: concurrencpp::derivable_executor::post offloads
  concurrencpp::resume_on(any);  // expect-role: concurrencpp::resume_on offloads
  threads.schedule();            // expect-role: coro::thread_pool::schedule runs-on-loop
  threads.yield();               // expect-role: coro::thread_pool::yield runs-on-loop
  io.schedule();                 // expect-role: coro::io_scheduler::schedule runs-on-loop
  events.schedule();             // expect-role: coro::scheduler::schedule runs-on-loop
  pool.schedule();               // expect-role: cppcoro::static_thread_pool::schedule runs-on-loop
  service.schedule();            // expect-role: cppcoro::io_service::schedule runs-on-loop
  winrt::resume_background();    // expect-role: winrt::resume_background offloads
  winrt::resume_foreground(any); // expect-role: winrt::resume_foreground runs-on-loop
  QCoro::moveToThread(any);      // expect-role: QCoro::moveToThread offloads
  drogon::switchThreadCoro(any); // expect-role: drogon::switchThreadCoro runs-on-loop
}

void ofStdexecSyncWaitT(stdexec::sync_wait_t &x) {
  x(any); // expect-site: stdexec::sync_wait_t::operator() wait
}

void ofConcurrencppResult(concurrencpp::result &x) {
  x.get(any);        // expect-site: concurrencpp::result::get wait
  x.wait(any);       // expect-site: concurrencpp::result::wait wait
  x.wait_for(any);   // expect-site: concurrencpp::result::wait_for wait
  x.wait_until(any); // expect-site: concurrencpp::result::wait_until wait
}

void ofConcurrencppSharedResult(concurrencpp::shared_result &x) {
  x.get(any);  // expect-site: concurrencpp::shared_result::get wait
  x.wait(any); // expect-site: concurrencpp::shared_result::wait wait
}

void ofKjPromise(kj::Promise &x) {
  x.wait(any); // expect-site: kj::Promise::wait wait
}

void ofDrogonOrmDbClient(drogon::orm::DbClient &x) {
  x.execSqlSync(any); // expect-site: drogon::orm::DbClient::execSqlSync database
}

void ofDrogonHttpClient(drogon::HttpClient &x) {
  x.sendRequest(any, any); // expect-site: drogon::HttpClient::sendRequest http
}

void ofTbbTaskGroup(tbb::task_group &x) {
  x.wait(any); // expect-site: tbb::task_group::wait wait
}

void ofTbbDetailD1TaskGroupBase(tbb::detail::d1::task_group_base &x) {
  x.wait(any); // expect-site: tbb::detail::d1::task_group_base::wait wait
}

void ofOneapiTbbTaskGroup(oneapi::tbb::task_group &x) {
  x.wait(any); // expect-site: oneapi::tbb::task_group::wait wait
}

void ofTbbFlowGraph(tbb::flow::graph &x) {
  x.wait_for_all(any); // expect-site: tbb::flow::graph::wait_for_all wait
}

void ofWinrtWindowsFoundationIAsyncAction(winrt::Windows::Foundation::IAsyncAction &x) {
  x.get(any); // expect-site: winrt::Windows::Foundation::IAsyncAction::get wait
}

void ofWinrtImplConsumeWindowsFoundationIAsyncAction(winrt::impl::consume_Windows_Foundation_IAsyncAction &x) {
  x.get(any); // expect-site: winrt::impl::consume_Windows_Foundation_IAsyncAction::get wait
}

void ofWinrtImplConsumeWindowsFoundationIAsyncOperation(winrt::impl::consume_Windows_Foundation_IAsyncOperation &x) {
  x.get(any); // expect-site: winrt::impl::consume_Windows_Foundation_IAsyncOperation::get wait
}
