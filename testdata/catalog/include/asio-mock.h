// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Asio, without the library: arguments are any.
#pragma once

namespace boost::asio {
struct basic_socket {
  template <typename... A> int connect(A &&...);
  template <typename... A> int wait(A &&...);
};
struct basic_datagram_socket : basic_socket {
  template <typename... A> int receive(A &&...);
  template <typename... A> int receive_from(A &&...);
  template <typename... A> int send(A &&...);
  template <typename... A> int send_to(A &&...);
};
struct basic_deadline_timer {
  template <typename... A> int wait(A &&...);
};
struct basic_random_access_file {
  template <typename... A> int read_some_at(A &&...);
  template <typename... A> int write_some_at(A &&...);
};
struct basic_raw_socket {
  template <typename... A> int receive(A &&...);
  template <typename... A> int receive_from(A &&...);
  template <typename... A> int send(A &&...);
  template <typename... A> int send_to(A &&...);
};
struct basic_readable_pipe {
  template <typename... A> int read_some(A &&...);
};
struct basic_seq_packet_socket {
  template <typename... A> int receive(A &&...);
  template <typename... A> int send(A &&...);
};
struct basic_serial_port {
  template <typename... A> int read_some(A &&...);
  template <typename... A> int write_some(A &&...);
};
struct basic_socket_acceptor {
  template <typename... A> int accept(A &&...);
  template <typename... A> int wait(A &&...);
};
struct basic_socket_iostream {
  template <typename... A> int connect(A &&...);
};
struct basic_stream_file {
  template <typename... A> int read_some(A &&...);
  template <typename... A> int write_some(A &&...);
};
struct basic_stream_socket {
  template <typename... A> int read_some(A &&...);
  template <typename... A> int receive(A &&...);
  template <typename... A> int send(A &&...);
  template <typename... A> int write_some(A &&...);
};
struct basic_waitable_timer {
  template <typename... A> int wait(A &&...);
};
struct basic_writable_pipe {
  template <typename... A> int write_some(A &&...);
};
struct buffered_read_stream {
  template <typename... A> int fill(A &&...);
  template <typename... A> int read_some(A &&...);
};
struct buffered_write_stream {
  template <typename... A> int flush(A &&...);
  template <typename... A> int write_some(A &&...);
};
struct io_context {
  template <typename... A> int run(A &&...);
  template <typename... A> int run_for(A &&...);
  template <typename... A> int run_one(A &&...);
  template <typename... A> int run_one_for(A &&...);
  template <typename... A> int run_one_until(A &&...);
  template <typename... A> int run_until(A &&...);
};
struct readable_pipe {
  template <typename... A> int read_some(A &&...);
};
struct thread_pool {
  template <typename... A> int join(A &&...);
  template <typename... A> int wait(A &&...);
};
template <typename... A> int read(A &&...);
template <typename... A> int write(A &&...);
template <typename... A> int read_until(A &&...);
template <typename... A> int read_at(A &&...);
template <typename... A> int write_at(A &&...);
template <typename... A> int connect(A &&...);
} // namespace boost::asio

namespace boost::asio::ip {
struct basic_resolver {
  template <typename... A> int resolve(A &&...);
};
} // namespace boost::asio::ip

namespace boost::asio::posix {
struct basic_descriptor {
  template <typename... A> int wait(A &&...);
};
struct basic_stream_descriptor {
  template <typename... A> int read_some(A &&...);
  template <typename... A> int write_some(A &&...);
};
} // namespace boost::asio::posix

namespace boost::asio::ssl {
struct context {
  template <typename... A> int use_certificate_file(A &&...);
  template <typename... A> int use_certificate_chain_file(A &&...);
  template <typename... A> int use_private_key_file(A &&...);
  template <typename... A> int use_rsa_private_key_file(A &&...);
  template <typename... A> int use_tmp_dh_file(A &&...);
  template <typename... A> int load_verify_file(A &&...);
  template <typename... A> int set_default_verify_paths(A &&...);
};
struct stream {
  template <typename... A> int handshake(A &&...);
  template <typename... A> int read_some(A &&...);
  template <typename... A> int shutdown(A &&...);
  template <typename... A> int write_some(A &&...);
};
} // namespace boost::asio::ssl

namespace boost::beast {
struct basic_stream {
  template <typename... A> int connect(A &&...);
  template <typename... A> int read_some(A &&...);
  template <typename... A> int write_some(A &&...);
};
struct buffered_read_stream {
  template <typename... A> int read_some(A &&...);
};
struct file_posix {
  template <typename... A> int open(A &&...);
  template <typename... A> int read(A &&...);
  template <typename... A> int write(A &&...);
};
struct file_stdio {
  template <typename... A> int open(A &&...);
  template <typename... A> int read(A &&...);
  template <typename... A> int write(A &&...);
};
struct ssl_stream {
  template <typename... A> int handshake(A &&...);
  template <typename... A> int shutdown(A &&...);
};
template <typename... A> int flush(A &&...);
} // namespace boost::beast

namespace boost::beast::http {
template <typename File> struct basic_file_body {
  struct value_type {
    template <typename... A> void open(A &&...);
  };
};
template <typename... A> int read(A &&...);
template <typename... A> int read_some(A &&...);
template <typename... A> int read_header(A &&...);
template <typename... A> int write(A &&...);
template <typename... A> int write_some(A &&...);
template <typename... A> int write_header(A &&...);
} // namespace boost::beast::http

namespace boost::beast::websocket {
struct stream {
  template <typename... A> int accept(A &&...);
  template <typename... A> int close(A &&...);
  template <typename... A> int handshake(A &&...);
  template <typename... A> int ping(A &&...);
  template <typename... A> int pong(A &&...);
  template <typename... A> int read(A &&...);
  template <typename... A> int read_some(A &&...);
  template <typename... A> int write(A &&...);
  template <typename... A> int write_some(A &&...);
};
} // namespace boost::beast::websocket
