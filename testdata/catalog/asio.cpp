// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Asio.
#include <any.h>
#include <asio-mock.h>

void calls() {
  boost::asio::read(any);                // expect-site: boost::asio::read socket
  boost::asio::write(any);               // expect-site: boost::asio::write socket
  boost::asio::read_until(any);          // expect-site: boost::asio::read_until socket
  boost::asio::read_at(any);             // expect-site: boost::asio::read_at socket
  boost::asio::write_at(any);            // expect-site: boost::asio::write_at socket
  boost::asio::connect(any);             // expect-site: boost::asio::connect socket
  boost::beast::http::read(any);         // expect-site: boost::beast::http::read http
  boost::beast::http::read_some(any);    // expect-site: boost::beast::http::read_some http
  boost::beast::http::read_header(any);  // expect-site: boost::beast::http::read_header http
  boost::beast::http::write(any);        // expect-site: boost::beast::http::write http
  boost::beast::http::write_some(any);   // expect-site: boost::beast::http::write_some http
  boost::beast::http::write_header(any); // expect-site: boost::beast::http::write_header http
  boost::beast::flush(any);              // expect-site: boost::beast::flush socket
}

void ofBoostAsioBasicStreamSocket(boost::asio::basic_stream_socket &x) {
  x.read_some(any);  // expect-site: boost::asio::basic_stream_socket::read_some socket
  x.write_some(any); // expect-site: boost::asio::basic_stream_socket::write_some socket
  x.receive(any);    // expect-site: boost::asio::basic_stream_socket::receive socket
  x.send(any);       // expect-site: boost::asio::basic_stream_socket::send socket
}

void ofBoostAsioBasicSocket(boost::asio::basic_socket &x) {
  x.connect(any); // expect-site: boost::asio::basic_socket::connect socket
  x.wait(any);    // expect-site: boost::asio::basic_socket::wait socket
}

void ofBoostAsioBasicDatagramSocket(boost::asio::basic_datagram_socket &x) {
  x.receive(any);      // expect-site: boost::asio::basic_datagram_socket::receive socket
  x.receive_from(any); // expect-site: boost::asio::basic_datagram_socket::receive_from socket
  x.send(any);         // expect-site: boost::asio::basic_datagram_socket::send socket
  x.send_to(any);      // expect-site: boost::asio::basic_datagram_socket::send_to socket
  x.connect(any);      // notes the address only
}

void ofBoostAsioBasicRawSocket(boost::asio::basic_raw_socket &x) {
  x.receive(any);      // expect-site: boost::asio::basic_raw_socket::receive socket
  x.receive_from(any); // expect-site: boost::asio::basic_raw_socket::receive_from socket
  x.send(any);         // expect-site: boost::asio::basic_raw_socket::send socket
  x.send_to(any);      // expect-site: boost::asio::basic_raw_socket::send_to socket
}

void ofBoostAsioBasicSeqPacketSocket(boost::asio::basic_seq_packet_socket &x) {
  x.receive(any); // expect-site: boost::asio::basic_seq_packet_socket::receive socket
  x.send(any);    // expect-site: boost::asio::basic_seq_packet_socket::send socket
}

void ofBoostAsioBasicSocketAcceptor(boost::asio::basic_socket_acceptor &x) {
  x.accept(any); // expect-site: boost::asio::basic_socket_acceptor::accept socket
  x.wait(any);   // expect-site: boost::asio::basic_socket_acceptor::wait socket
}

void ofBoostAsioIpBasicResolver(boost::asio::ip::basic_resolver &x) {
  x.resolve(any); // expect-site: boost::asio::ip::basic_resolver::resolve dns
}

void ofBoostAsioBasicWaitableTimer(boost::asio::basic_waitable_timer &x) {
  x.wait(any); // expect-site: boost::asio::basic_waitable_timer::wait sleep
}

void ofBoostAsioBasicDeadlineTimer(boost::asio::basic_deadline_timer &x) {
  x.wait(any); // expect-site: boost::asio::basic_deadline_timer::wait sleep
}

void ofBoostAsioSslStream(boost::asio::ssl::stream &x) {
  x.handshake(any);  // expect-site: boost::asio::ssl::stream::handshake socket
  x.shutdown(any);   // expect-site: boost::asio::ssl::stream::shutdown socket
  x.read_some(any);  // expect-site: boost::asio::ssl::stream::read_some socket
  x.write_some(any); // expect-site: boost::asio::ssl::stream::write_some socket
}

void ofBoostAsioBasicSerialPort(boost::asio::basic_serial_port &x) {
  x.read_some(any);  // expect-site: boost::asio::basic_serial_port::read_some ipc
  x.write_some(any); // expect-site: boost::asio::basic_serial_port::write_some ipc
}

void ofBoostAsioPosixBasicStreamDescriptor(boost::asio::posix::basic_stream_descriptor &x) {
  x.read_some(any);  // expect-site: boost::asio::posix::basic_stream_descriptor::read_some ipc
  x.write_some(any); // expect-site: boost::asio::posix::basic_stream_descriptor::write_some ipc
}

void ofBoostAsioPosixBasicDescriptor(boost::asio::posix::basic_descriptor &x) {
  x.wait(any); // expect-site: boost::asio::posix::basic_descriptor::wait ipc
}

void ofBoostAsioReadablePipe(boost::asio::readable_pipe &x) {
  x.read_some(any); // expect-site: boost::asio::readable_pipe::read_some ipc
}

void ofBoostAsioBasicReadablePipe(boost::asio::basic_readable_pipe &x) {
  x.read_some(any); // expect-site: boost::asio::basic_readable_pipe::read_some ipc
}

void ofBoostAsioBasicWritablePipe(boost::asio::basic_writable_pipe &x) {
  x.write_some(any); // expect-site: boost::asio::basic_writable_pipe::write_some ipc
}

void ofBoostAsioBasicStreamFile(boost::asio::basic_stream_file &x) {
  x.read_some(any);  // expect-site: boost::asio::basic_stream_file::read_some file
  x.write_some(any); // expect-site: boost::asio::basic_stream_file::write_some file
}

void ofBoostAsioBasicRandomAccessFile(boost::asio::basic_random_access_file &x) {
  x.read_some_at(any);  // expect-site: boost::asio::basic_random_access_file::read_some_at file
  x.write_some_at(any); // expect-site: boost::asio::basic_random_access_file::write_some_at file
}

void ofBoostAsioBufferedReadStream(boost::asio::buffered_read_stream &x) {
  x.fill(any);      // expect-site: boost::asio::buffered_read_stream::fill socket
  x.read_some(any); // expect-site: boost::asio::buffered_read_stream::read_some socket
}

void ofBoostAsioBufferedWriteStream(boost::asio::buffered_write_stream &x) {
  x.flush(any);      // expect-site: boost::asio::buffered_write_stream::flush socket
  x.write_some(any); // expect-site: boost::asio::buffered_write_stream::write_some socket
}

void ofBoostAsioBasicSocketIostream(boost::asio::basic_socket_iostream &x) {
  x.connect(any); // expect-site: boost::asio::basic_socket_iostream::connect socket
}

void ofBoostAsioIoContext(boost::asio::io_context &x) {
  x.run(any);           // expect-site: boost::asio::io_context::run wait in-context
  x.run_one(any);       // expect-site: boost::asio::io_context::run_one wait in-context
  x.run_for(any);       // expect-site: boost::asio::io_context::run_for wait in-context
  x.run_until(any);     // expect-site: boost::asio::io_context::run_until wait in-context
  x.run_one_for(any);   // expect-site: boost::asio::io_context::run_one_for wait in-context
  x.run_one_until(any); // expect-site: boost::asio::io_context::run_one_until wait in-context
}

void ofBoostAsioThreadPool(boost::asio::thread_pool &x) {
  x.join(any); // expect-site: boost::asio::thread_pool::join wait
  x.wait(any); // expect-site: boost::asio::thread_pool::wait wait
}

void ofBoostBeastWebsocketStream(boost::beast::websocket::stream &x) {
  x.read(any);       // expect-site: boost::beast::websocket::stream::read socket
  x.read_some(any);  // expect-site: boost::beast::websocket::stream::read_some socket
  x.write(any);      // expect-site: boost::beast::websocket::stream::write socket
  x.write_some(any); // expect-site: boost::beast::websocket::stream::write_some socket
  x.handshake(any);  // expect-site: boost::beast::websocket::stream::handshake socket
  x.accept(any);     // expect-site: boost::beast::websocket::stream::accept socket
  x.close(any);      // expect-site: boost::beast::websocket::stream::close socket
  x.ping(any);       // expect-site: boost::beast::websocket::stream::ping socket
  x.pong(any);       // expect-site: boost::beast::websocket::stream::pong socket
}

void ofBoostBeastBasicStream(boost::beast::basic_stream &x) {
  x.connect(any);    // expect-site: boost::beast::basic_stream::connect socket
  x.read_some(any);  // expect-site: boost::beast::basic_stream::read_some socket
  x.write_some(any); // expect-site: boost::beast::basic_stream::write_some socket
}

void ofBoostAsioSslContext(boost::asio::ssl::context &x) {
  x.use_certificate_file(any); // expect-site: boost::asio::ssl::context::use_certificate_file file
  x.use_certificate_chain_file(any); // expect-site: boost::asio::ssl::context::use_certificate_chain_file file
  x.use_private_key_file(any); // expect-site: boost::asio::ssl::context::use_private_key_file file
  x.use_rsa_private_key_file(any); // expect-site: boost::asio::ssl::context::use_rsa_private_key_file file
  x.use_tmp_dh_file(any); // expect-site: boost::asio::ssl::context::use_tmp_dh_file file
  x.load_verify_file(any); // expect-site: boost::asio::ssl::context::load_verify_file file
  x.set_default_verify_paths(any); // expect-site: boost::asio::ssl::context::set_default_verify_paths file
}

void ofBoostBeastBufferedReadStream(boost::beast::buffered_read_stream &x) {
  x.read_some(any); // expect-site: boost::beast::buffered_read_stream::read_some socket
}

void ofBoostBeastSslStream(boost::beast::ssl_stream &x) {
  x.handshake(any); // expect-site: boost::beast::ssl_stream::handshake socket
  x.shutdown(any);  // expect-site: boost::beast::ssl_stream::shutdown socket
}

void ofBoostBeastFilePosix(boost::beast::file_posix &x) {
  x.open(any);  // expect-site: boost::beast::file_posix::open file
  x.read(any);  // expect-site: boost::beast::file_posix::read file
  x.write(any); // expect-site: boost::beast::file_posix::write file
}

void ofBoostBeastFileBody(
    boost::beast::http::basic_file_body<boost::beast::file_posix>::value_type &x) {
  x.open(any); // expect-site: boost::beast::http::basic_file_body::value_type::open file
}

void ofBoostBeastFileStdio(boost::beast::file_stdio &x) {
  x.open(any);  // expect-site: boost::beast::file_stdio::open file
  x.read(any);  // expect-site: boost::beast::file_stdio::read file
  x.write(any); // expect-site: boost::beast::file_stdio::write file
}
