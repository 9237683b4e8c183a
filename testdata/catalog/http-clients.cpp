// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// HTTP clients.
#include <any.h>
#include <http-clients-mock.h>

void ofHttplibClient(httplib::Client &x) {
  x.Get(any);     // expect-site: httplib::Client::Get http
  x.Head(any);    // expect-site: httplib::Client::Head http
  x.Post(any);    // expect-site: httplib::Client::Post http
  x.Put(any);     // expect-site: httplib::Client::Put http
  x.Patch(any);   // expect-site: httplib::Client::Patch http
  x.Delete(any);  // expect-site: httplib::Client::Delete http
  x.Options(any); // expect-site: httplib::Client::Options http
  x.send(any);    // expect-site: httplib::Client::send http
}

void ofHttplibServer(httplib::Server &x) {
  x.listen(any);            // expect-site: httplib::Server::listen socket
  x.listen_after_bind(any); // expect-site: httplib::Server::listen_after_bind socket
}

void ofHttplibDataSink(httplib::DataSink &x) {
  x.write(any); // expect-site: httplib::DataSink::write socket
}

void calls() {
  cpr::Get(any);          // expect-site: cpr::Get http
  cpr::Post(any);         // expect-site: cpr::Post http
  cpr::Put(any);          // expect-site: cpr::Put http
  cpr::Patch(any);        // expect-site: cpr::Patch http
  cpr::Delete(any);       // expect-site: cpr::Delete http
  cpr::Head(any);         // expect-site: cpr::Head http
  cpr::Options(any);      // expect-site: cpr::Options http
  cpr::Download(any);     // expect-site: cpr::Download http
  cpr::MultiGet(any);     // expect-site: cpr::MultiGet http
  cpr::MultiPost(any);    // expect-site: cpr::MultiPost http
  cpr::MultiPut(any);     // expect-site: cpr::MultiPut http
  RestClient::get(any);   // expect-site: RestClient::get http
  RestClient::post(any);  // expect-site: RestClient::post http
  RestClient::put(any);   // expect-site: RestClient::put http
  RestClient::patch(any); // expect-site: RestClient::patch http
  RestClient::del(any);   // expect-site: RestClient::del http
  RestClient::head(any);  // expect-site: RestClient::head http
}

void ofCprSession(cpr::Session &x) {
  x.Get(any);      // expect-site: cpr::Session::Get http
  x.Post(any);     // expect-site: cpr::Session::Post http
  x.Put(any);      // expect-site: cpr::Session::Put http
  x.Patch(any);    // expect-site: cpr::Session::Patch http
  x.Delete(any);   // expect-site: cpr::Session::Delete http
  x.Head(any);     // expect-site: cpr::Session::Head http
  x.Options(any);  // expect-site: cpr::Session::Options http
  x.Download(any); // expect-site: cpr::Session::Download http
}

void ofCprMultiPerform(cpr::MultiPerform &x) {
  x.Get(any);     // expect-site: cpr::MultiPerform::Get http
  x.Post(any);    // expect-site: cpr::MultiPerform::Post http
  x.Put(any);     // expect-site: cpr::MultiPerform::Put http
  x.Perform(any); // expect-site: cpr::MultiPerform::Perform http
}

void ofCprAsyncWrapper(cpr::AsyncWrapper &x) {
  x.get(any);        // expect-site: cpr::AsyncWrapper::get wait
  x.wait(any);       // expect-site: cpr::AsyncWrapper::wait wait
  x.wait_for(any);   // expect-site: cpr::AsyncWrapper::wait_for wait
  x.wait_until(any); // expect-site: cpr::AsyncWrapper::wait_until wait
}

void ofRestClientConnection(RestClient::Connection &x) {
  x.get(any);   // expect-site: RestClient::Connection::get http
  x.post(any);  // expect-site: RestClient::Connection::post http
  x.put(any);   // expect-site: RestClient::Connection::put http
  x.patch(any); // expect-site: RestClient::Connection::patch http
  x.del(any);   // expect-site: RestClient::Connection::del http
  x.head(any);  // expect-site: RestClient::Connection::head http
}

void ofIxHttpClient(ix::HttpClient &x) {
  x.get(any);     // expect-site: ix::HttpClient::get http
  x.post(any);    // expect-site: ix::HttpClient::post http
  x.put(any);     // expect-site: ix::HttpClient::put http
  x.patch(any);   // expect-site: ix::HttpClient::patch http
  x.Delete(any);  // expect-site: ix::HttpClient::Delete http
  x.head(any);    // expect-site: ix::HttpClient::head http
  x.request(any); // expect-site: ix::HttpClient::request http
}

void ofIxWebSocket(ix::WebSocket &x) {
  x.run(any);     // expect-site: ix::WebSocket::run socket
  x.connect(any); // expect-site: ix::WebSocket::connect socket
}

void ofPplxTask(pplx::task &x) {
  x.get(any);  // expect-site: pplx::task::get wait
  x.wait(any); // expect-site: pplx::task::wait wait
}
