// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of gRPC, without the library: arguments are any.
#pragma once

extern "C" {
int grpc_completion_queue_next(...);
int grpc_completion_queue_pluck(...);
int gpr_sleep_until(...);
}

namespace apache::thrift::server {
struct TServer {
  template <typename... A> int serve(A &&...);
};
} // namespace apache::thrift::server

namespace apache::thrift::transport {
struct TSocket {
  template <typename... A> int open(A &&...);
  template <typename... A> int read(A &&...);
  template <typename... A> int write(A &&...);
};
struct TTransport {
  template <typename... A> int flush(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int readAll(A &&...);
};
} // namespace apache::thrift::transport

namespace brpc {
template <typename... A> int Join(A &&...);
} // namespace brpc

namespace grpc {
struct ChannelInterface {
  template <typename... A> int WaitForConnected(A &&...);
  template <typename... A> int WaitForStateChange(A &&...);
};
struct ClientReader {
  template <typename... A> int Finish(A &&...);
  template <typename... A> int Read(A &&...);
  template <typename... A> int WaitForInitialMetadata(A &&...);
};
struct ClientReaderInterface {
  template <typename... A> int Read(A &&...);
};
struct ClientReaderWriter {
  template <typename... A> int Finish(A &&...);
  template <typename... A> int Read(A &&...);
  template <typename... A> int WaitForInitialMetadata(A &&...);
  template <typename... A> int Write(A &&...);
  template <typename... A> int WritesDone(A &&...);
};
struct ClientReaderWriterInterface {
  template <typename... A> int Read(A &&...);
  template <typename... A> int Write(A &&...);
};
struct ClientWriter {
  template <typename... A> int Finish(A &&...);
  template <typename... A> int Write(A &&...);
  template <typename... A> int WritesDone(A &&...);
};
struct ClientWriterInterface {
  template <typename... A> int Write(A &&...);
};
struct CompletionQueue {
  template <typename... A> int AsyncNext(A &&...);
  template <typename... A> int Next(A &&...);
  template <typename... A> int Pluck(A &&...);
};
struct Server {
  template <typename... A> int Wait(A &&...);
};
struct ServerInterface {
  template <typename... A> int Shutdown(A &&...);
  template <typename... A> int Wait(A &&...);
};
struct ServerReader {
  template <typename... A> int Read(A &&...);
};
struct ServerReaderWriter {
  template <typename... A> int Read(A &&...);
  template <typename... A> int Write(A &&...);
};
struct ServerWriter {
  template <typename... A> int Write(A &&...);
};
} // namespace grpc

namespace grpc::internal {
struct ClientStreamingInterface {
  template <typename... A> int Finish(A &&...);
};
struct ReaderInterface {
  template <typename... A> int Read(A &&...);
};
struct WriterInterface {
  template <typename... A> int Write(A &&...);
};
} // namespace grpc::internal
