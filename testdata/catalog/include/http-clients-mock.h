// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of HTTP clients, without the library: arguments are any.
#pragma once

namespace RestClient {
struct Connection {
  template <typename... A> int del(A &&...);
  template <typename... A> int get(A &&...);
  template <typename... A> int head(A &&...);
  template <typename... A> int patch(A &&...);
  template <typename... A> int post(A &&...);
  template <typename... A> int put(A &&...);
};
template <typename... A> int get(A &&...);
template <typename... A> int post(A &&...);
template <typename... A> int put(A &&...);
template <typename... A> int patch(A &&...);
template <typename... A> int del(A &&...);
template <typename... A> int head(A &&...);
} // namespace RestClient

namespace cpr {
struct AsyncWrapper {
  template <typename... A> int get(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct MultiPerform {
  template <typename... A> int Get(A &&...);
  template <typename... A> int Perform(A &&...);
  template <typename... A> int Post(A &&...);
  template <typename... A> int Put(A &&...);
};
struct Session {
  template <typename... A> int Delete(A &&...);
  template <typename... A> int Download(A &&...);
  template <typename... A> int Get(A &&...);
  template <typename... A> int Head(A &&...);
  template <typename... A> int Options(A &&...);
  template <typename... A> int Patch(A &&...);
  template <typename... A> int Post(A &&...);
  template <typename... A> int Put(A &&...);
};
template <typename... A> int Get(A &&...);
template <typename... A> int Post(A &&...);
template <typename... A> int Put(A &&...);
template <typename... A> int Patch(A &&...);
template <typename... A> int Delete(A &&...);
template <typename... A> int Head(A &&...);
template <typename... A> int Options(A &&...);
template <typename... A> int Download(A &&...);
template <typename... A> int MultiGet(A &&...);
template <typename... A> int MultiPost(A &&...);
template <typename... A> int MultiPut(A &&...);
} // namespace cpr

namespace httplib {
struct Client {
  template <typename... A> int Delete(A &&...);
  template <typename... A> int Get(A &&...);
  template <typename... A> int Head(A &&...);
  template <typename... A> int Options(A &&...);
  template <typename... A> int Patch(A &&...);
  template <typename... A> int Post(A &&...);
  template <typename... A> int Put(A &&...);
  template <typename... A> int send(A &&...);
};
struct DataSink {
  template <typename... A> int write(A &&...);
};
struct Server {
  template <typename... A> int listen(A &&...);
  template <typename... A> int listen_after_bind(A &&...);
};
} // namespace httplib

namespace ix {
struct HttpClient {
  template <typename... A> int Delete(A &&...);
  template <typename... A> int get(A &&...);
  template <typename... A> int head(A &&...);
  template <typename... A> int patch(A &&...);
  template <typename... A> int post(A &&...);
  template <typename... A> int put(A &&...);
  template <typename... A> int request(A &&...);
};
struct WebSocket {
  template <typename... A> int connect(A &&...);
  template <typename... A> int run(A &&...);
};
} // namespace ix

namespace pplx {
struct task {
  template <typename... A> int get(A &&...);
  template <typename... A> int wait(A &&...);
};
} // namespace pplx
