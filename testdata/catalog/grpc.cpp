// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// gRPC.
#include <any.h>
#include <grpc-mock.h>

void ofGrpcClientReader(grpc::ClientReader &x) {
  x.Read(any);                   // expect-site: grpc::ClientReader::Read socket
  x.Finish(any);                 // expect-site: grpc::ClientReader::Finish socket
  x.WaitForInitialMetadata(any); // expect-site: grpc::ClientReader::WaitForInitialMetadata socket
}

void ofGrpcClientWriter(grpc::ClientWriter &x) {
  x.Write(any);      // expect-site: grpc::ClientWriter::Write socket
  x.WritesDone(any); // expect-site: grpc::ClientWriter::WritesDone socket
  x.Finish(any);     // expect-site: grpc::ClientWriter::Finish socket
}

void ofGrpcClientReaderWriter(grpc::ClientReaderWriter &x) {
  x.Read(any);                   // expect-site: grpc::ClientReaderWriter::Read socket
  x.Write(any);                  // expect-site: grpc::ClientReaderWriter::Write socket
  x.WritesDone(any);             // expect-site: grpc::ClientReaderWriter::WritesDone socket
  x.Finish(any);                 // expect-site: grpc::ClientReaderWriter::Finish socket
  x.WaitForInitialMetadata(any); // expect-site: grpc::ClientReaderWriter::WaitForInitialMetadata socket
}

void ofGrpcClientReaderInterface(grpc::ClientReaderInterface &x) {
  x.Read(any); // expect-site: grpc::ClientReaderInterface::Read socket
}

void ofGrpcClientWriterInterface(grpc::ClientWriterInterface &x) {
  x.Write(any); // expect-site: grpc::ClientWriterInterface::Write socket
}

void ofGrpcClientReaderWriterInterface(grpc::ClientReaderWriterInterface &x) {
  x.Read(any);  // expect-site: grpc::ClientReaderWriterInterface::Read socket
  x.Write(any); // expect-site: grpc::ClientReaderWriterInterface::Write socket
}

void ofGrpcInternalReaderInterface(grpc::internal::ReaderInterface &x) {
  x.Read(any); // expect-site: grpc::internal::ReaderInterface::Read socket
}

void ofGrpcInternalWriterInterface(grpc::internal::WriterInterface &x) {
  x.Write(any); // expect-site: grpc::internal::WriterInterface::Write socket
}

void ofGrpcInternalClientStreamingInterface(grpc::internal::ClientStreamingInterface &x) {
  x.Finish(any); // expect-site: grpc::internal::ClientStreamingInterface::Finish socket
}

void ofGrpcServerReader(grpc::ServerReader &x) {
  x.Read(any); // expect-site: grpc::ServerReader::Read socket
}

void ofGrpcServerWriter(grpc::ServerWriter &x) {
  x.Write(any); // expect-site: grpc::ServerWriter::Write socket
}

void ofGrpcServerReaderWriter(grpc::ServerReaderWriter &x) {
  x.Read(any);  // expect-site: grpc::ServerReaderWriter::Read socket
  x.Write(any); // expect-site: grpc::ServerReaderWriter::Write socket
}

void ofGrpcCompletionQueue(grpc::CompletionQueue &x) {
  x.Next(any);      // expect-site: grpc::CompletionQueue::Next wait
  x.Pluck(any);     // expect-site: grpc::CompletionQueue::Pluck wait
  x.AsyncNext(any); // expect-site: grpc::CompletionQueue::AsyncNext wait
}

void ofGrpcServerInterface(grpc::ServerInterface &x) {
  x.Wait(any);     // expect-site: grpc::ServerInterface::Wait wait
  x.Shutdown(any); // expect-site: grpc::ServerInterface::Shutdown wait
}

void ofGrpcServer(grpc::Server &x) {
  x.Wait(any); // expect-site: grpc::Server::Wait wait
}

void ofGrpcChannelInterface(grpc::ChannelInterface &x) {
  x.WaitForConnected(any);   // expect-site: grpc::ChannelInterface::WaitForConnected socket
  x.WaitForStateChange(any); // expect-site: grpc::ChannelInterface::WaitForStateChange socket
}

void calls() {
  grpc_completion_queue_next(any);  // expect-site: grpc_completion_queue_next wait
  grpc_completion_queue_pluck(any); // expect-site: grpc_completion_queue_pluck wait
  gpr_sleep_until(any);             // expect-site: gpr_sleep_until sleep
  brpc::Join(any);                  // expect-site: brpc::Join wait
}

void ofApacheThriftTransportTSocket(apache::thrift::transport::TSocket &x) {
  x.open(any);  // expect-site: apache::thrift::transport::TSocket::open socket
  x.read(any);  // expect-site: apache::thrift::transport::TSocket::read socket
  x.write(any); // expect-site: apache::thrift::transport::TSocket::write socket
}

void ofApacheThriftTransportTTransport(apache::thrift::transport::TTransport &x) {
  x.open(any);    // expect-site: apache::thrift::transport::TTransport::open socket
  x.readAll(any); // expect-site: apache::thrift::transport::TTransport::readAll socket
  x.flush(any);   // expect-site: apache::thrift::transport::TTransport::flush socket
}

void ofApacheThriftServerTServer(apache::thrift::server::TServer &x) {
  x.serve(any); // expect-site: apache::thrift::server::TServer::serve socket
}
