// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messaging.
#include <any.h>
#include <messaging-mock.h>

void calls() {
  zmq_recv(any);                         // expect-site: zmq_recv ipc
  zmq_send(any);                         // expect-site: zmq_send ipc
  zmq_send_const(any);                   // expect-site: zmq_send_const ipc
  zmq_msg_recv(any);                     // expect-site: zmq_msg_recv ipc
  zmq_msg_send(any);                     // expect-site: zmq_msg_send ipc
  zmq_recvmsg(any);                      // expect-site: zmq_recvmsg ipc
  zmq_sendmsg(any);                      // expect-site: zmq_sendmsg ipc
  zmq_poll(any);                         // expect-site: zmq_poll ipc
  zmq_ppoll(any);                        // expect-site: zmq_ppoll ipc
  zmq_poller_wait(any);                  // expect-site: zmq_poller_wait ipc
  zmq_poller_wait_all(any);              // expect-site: zmq_poller_wait_all ipc
  zmq_proxy(any);                        // expect-site: zmq_proxy ipc
  zmq_proxy_steerable(any);              // expect-site: zmq_proxy_steerable ipc
  zmq_device(any);                       // expect-site: zmq_device ipc
  zmq_ctx_term(any);                     // expect-site: zmq_ctx_term ipc maybe
  zmq_ctx_destroy(any);                  // expect-site: zmq_ctx_destroy ipc maybe
  zmq_term(any);                         // expect-site: zmq_term ipc maybe
  zmq_sleep(any);                        // expect-site: zmq_sleep sleep
  zmq_threadclose(any);                  // expect-site: zmq_threadclose wait
  zmq::recv_multipart(any);              // expect-site: zmq::recv_multipart ipc
  zmq::recv_multipart_n(any);            // expect-site: zmq::recv_multipart_n ipc
  zmq::send_multipart(any);              // expect-site: zmq::send_multipart ipc maybe
  zmq::poll(any);                        // expect-site: zmq::poll ipc
  zmq::proxy(any);                       // expect-site: zmq::proxy ipc
  zmq::proxy_steerable(any);             // expect-site: zmq::proxy_steerable ipc
  nng_recv(any);                         // expect-site: nng_recv ipc
  nng_send(any);                         // expect-site: nng_send ipc
  nng_recvmsg(any);                      // expect-site: nng_recvmsg ipc
  nng_sendmsg(any);                      // expect-site: nng_sendmsg ipc
  nng_dial(any);                         // expect-site: nng_dial socket
  nng_dialer_start(any);                 // expect-site: nng_dialer_start socket
  nng_msleep(any);                       // expect-site: nng_msleep sleep
  nng_aio_wait(any);                     // expect-site: nng_aio_wait wait
  nng_aio_stop(any);                     // expect-site: nng_aio_stop wait
  nng_device(any);                       // expect-site: nng_device wait
  nng_cv_wait(any);                      // expect-site: nng_cv_wait wait
  nng_cv_until(any);                     // expect-site: nng_cv_until wait
  nng_mtx_lock(any);                     // expect-site: nng_mtx_lock lock maybe in-context
  nn_send(any);                          // expect-site: nn_send ipc
  nn_recv(any);                          // expect-site: nn_recv ipc
  nn_sendmsg(any);                       // expect-site: nn_sendmsg ipc
  nn_recvmsg(any);                       // expect-site: nn_recvmsg ipc
  nn_poll(any);                          // expect-site: nn_poll ipc
  nn_device(any);                        // expect-site: nn_device ipc
  rd_kafka_poll(any);                    // expect-site: rd_kafka_poll ipc
  rd_kafka_consumer_poll(any);           // expect-site: rd_kafka_consumer_poll ipc
  rd_kafka_consume(any);                 // expect-site: rd_kafka_consume ipc
  rd_kafka_consume_queue(any);           // expect-site: rd_kafka_consume_queue ipc
  rd_kafka_flush(any);                   // expect-site: rd_kafka_flush ipc
  rd_kafka_queue_poll(any);              // expect-site: rd_kafka_queue_poll ipc
  rd_kafka_metadata(any);                // expect-site: rd_kafka_metadata ipc
  rd_kafka_query_watermark_offsets(any); // expect-site: rd_kafka_query_watermark_offsets ipc
  rd_kafka_committed(any);               // expect-site: rd_kafka_committed ipc
  rd_kafka_commit(any);                  // expect-site: rd_kafka_commit ipc
  rd_kafka_commit_transaction(any);      // expect-site: rd_kafka_commit_transaction ipc
  rd_kafka_destroy(any);                 // expect-site: rd_kafka_destroy ipc
  amqp_socket_open(any);                 // expect-site: amqp_socket_open ipc
  amqp_login(any);                       // expect-site: amqp_login ipc
  amqp_basic_publish(any);               // expect-site: amqp_basic_publish ipc
  amqp_consume_message(any);             // expect-site: amqp_consume_message ipc
  amqp_simple_wait_frame(any);           // expect-site: amqp_simple_wait_frame ipc
  amqp_get_rpc_reply(any);               // expect-site: amqp_get_rpc_reply ipc
  amqp_queue_declare(any);               // expect-site: amqp_queue_declare ipc
  amqp_basic_get(any);                   // expect-site: amqp_basic_get ipc
  amqp_channel_open(any);                // expect-site: amqp_channel_open ipc
  mosquitto_connect(any);                // expect-site: mosquitto_connect socket
  mosquitto_loop_forever(any);           // expect-site: mosquitto_loop_forever socket
  mosquitto_reconnect(any);              // expect-site: mosquitto_reconnect socket
  mosquitto_loop(any);                   // expect-site: mosquitto_loop socket
  MQTTClient_connect(any);               // expect-site: MQTTClient_connect socket
  MQTTClient_receive(any);               // expect-site: MQTTClient_receive socket
  MQTTClient_waitForCompletion(any);     // expect-site: MQTTClient_waitForCompletion socket
  MQTTClient_disconnect(any);            // expect-site: MQTTClient_disconnect socket
  MQTTClient_subscribe(any);             // expect-site: MQTTClient_subscribe socket
  MQTTAsync_waitForCompletion(any);      // expect-site: MQTTAsync_waitForCompletion socket
  natsConnection_Connect(any);           // expect-site: natsConnection_Connect socket
  natsConnection_Request(any);           // expect-site: natsConnection_Request socket
  natsConnection_RequestString(any);     // expect-site: natsConnection_RequestString socket
  natsSubscription_NextMsg(any);         // expect-site: natsSubscription_NextMsg socket
  natsConnection_Flush(any);             // expect-site: natsConnection_Flush socket
  natsConnection_FlushTimeout(any);      // expect-site: natsConnection_FlushTimeout socket
}

void ofZmqSocketT(zmq::socket_t &x) {
  x.recv(any); // expect-site: zmq::socket_t::recv ipc
  x.send(any); // expect-site: zmq::socket_t::send ipc maybe
}

void ofZmqActivePollerT(zmq::active_poller_t &x) {
  x.wait(any); // expect-site: zmq::active_poller_t::wait ipc
}

void ofZmqPollerT(zmq::poller_t &x) {
  x.wait_all(any); // expect-site: zmq::poller_t::wait_all ipc
}

void ofZmqMonitorT(zmq::monitor_t &x) {
  x.monitor(any);     // expect-site: zmq::monitor_t::monitor ipc
  x.check_event(any); // expect-site: zmq::monitor_t::check_event ipc
}

void ofRdKafkaKafkaConsumer(RdKafka::KafkaConsumer &x) {
  x.consume(any); // expect-site: RdKafka::KafkaConsumer::consume ipc
}

void ofRdKafkaHandle(RdKafka::Handle &x) {
  x.poll(any); // expect-site: RdKafka::Handle::poll ipc
}

void ofRdKafkaProducer(RdKafka::Producer &x) {
  x.flush(any); // expect-site: RdKafka::Producer::flush ipc
}
