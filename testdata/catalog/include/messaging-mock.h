// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Messaging, without the library: arguments are any.
#pragma once

extern "C" {
int zmq_recv(...);
int zmq_send(...);
int zmq_send_const(...);
int zmq_msg_recv(...);
int zmq_msg_send(...);
int zmq_recvmsg(...);
int zmq_sendmsg(...);
int zmq_poll(...);
int zmq_ppoll(...);
int zmq_poller_wait(...);
int zmq_poller_wait_all(...);
int zmq_proxy(...);
int zmq_proxy_steerable(...);
int zmq_device(...);
int zmq_ctx_term(...);
int zmq_ctx_destroy(...);
int zmq_term(...);
int zmq_sleep(...);
int zmq_threadclose(...);
int nng_recv(...);
int nng_send(...);
int nng_recvmsg(...);
int nng_sendmsg(...);
int nng_dial(...);
int nng_dialer_start(...);
int nng_msleep(...);
int nng_aio_wait(...);
int nng_aio_stop(...);
int nng_device(...);
int nng_cv_wait(...);
int nng_cv_until(...);
int nng_mtx_lock(...);
int nn_send(...);
int nn_recv(...);
int nn_sendmsg(...);
int nn_recvmsg(...);
int nn_poll(...);
int nn_device(...);
int rd_kafka_poll(...);
int rd_kafka_consumer_poll(...);
int rd_kafka_consume(...);
int rd_kafka_consume_queue(...);
int rd_kafka_flush(...);
int rd_kafka_queue_poll(...);
int rd_kafka_metadata(...);
int rd_kafka_query_watermark_offsets(...);
int rd_kafka_committed(...);
int rd_kafka_commit(...);
int rd_kafka_commit_transaction(...);
int rd_kafka_destroy(...);
int amqp_socket_open(...);
int amqp_login(...);
int amqp_basic_publish(...);
int amqp_consume_message(...);
int amqp_simple_wait_frame(...);
int amqp_get_rpc_reply(...);
int amqp_queue_declare(...);
int amqp_basic_get(...);
int amqp_channel_open(...);
int mosquitto_connect(...);
int mosquitto_loop_forever(...);
int mosquitto_reconnect(...);
int mosquitto_loop(...);
int MQTTClient_connect(...);
int MQTTClient_receive(...);
int MQTTClient_waitForCompletion(...);
int MQTTClient_disconnect(...);
int MQTTClient_subscribe(...);
int MQTTAsync_waitForCompletion(...);
int natsConnection_Connect(...);
int natsConnection_Request(...);
int natsConnection_RequestString(...);
int natsSubscription_NextMsg(...);
int natsConnection_Flush(...);
int natsConnection_FlushTimeout(...);
}

namespace RdKafka {
struct Handle {
  template <typename... A> int poll(A &&...);
};
struct KafkaConsumer {
  template <typename... A> int consume(A &&...);
};
struct Producer {
  template <typename... A> int flush(A &&...);
};
} // namespace RdKafka

namespace zmq {
struct active_poller_t {
  template <typename... A> int wait(A &&...);
};
struct monitor_t {
  template <typename... A> int check_event(A &&...);
  template <typename... A> int monitor(A &&...);
};
struct poller_t {
  template <typename... A> int wait_all(A &&...);
};
struct socket_t {
  template <typename... A> int recv(A &&...);
  template <typename... A> int send(A &&...);
};
template <typename... A> int recv_multipart(A &&...);
template <typename... A> int recv_multipart_n(A &&...);
template <typename... A> int send_multipart(A &&...);
template <typename... A> int poll(A &&...);
template <typename... A> int proxy(A &&...);
template <typename... A> int proxy_steerable(A &&...);
} // namespace zmq
