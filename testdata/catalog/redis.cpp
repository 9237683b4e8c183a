// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Redis clients.
#include <any.h>
#include <redis-mock.h>

void calls() {
  redisConnect(any);                // expect-site: redisConnect database
  redisConnectWithTimeout(any);     // expect-site: redisConnectWithTimeout database
  redisConnectUnix(any);            // expect-site: redisConnectUnix database
  redisConnectUnixWithTimeout(any); // expect-site: redisConnectUnixWithTimeout database
  redisConnectWithOptions(any);     // expect-site: redisConnectWithOptions database
  redisReconnect(any);              // expect-site: redisReconnect database
  redisCommand(any);                // expect-site: redisCommand database
  redisvCommand(any);               // expect-site: redisvCommand database
  redisCommandArgv(any);            // expect-site: redisCommandArgv database
  redisGetReply(any);               // expect-site: redisGetReply database
  redisBufferRead(any);             // expect-site: redisBufferRead database
  redisBufferWrite(any);            // expect-site: redisBufferWrite database
  redisClusterConnect2(any);        // expect-site: redisClusterConnect2 database
  redisClusterCommand(any);         // expect-site: redisClusterCommand database
  redisClusterGetReply(any);        // expect-site: redisClusterGetReply database
  memcached_get(any);               // expect-site: memcached_get database
  memcached_set(any);               // expect-site: memcached_set database
  memcached_add(any);               // expect-site: memcached_add database
  memcached_replace(any);           // expect-site: memcached_replace database
  memcached_delete(any);            // expect-site: memcached_delete database
  memcached_increment(any);         // expect-site: memcached_increment database
  memcached_mget(any);              // expect-site: memcached_mget database
  memcached_fetch(any);             // expect-site: memcached_fetch database
  memcached_fetch_result(any);      // expect-site: memcached_fetch_result database
  memcached_exist(any);             // expect-site: memcached_exist database
  memcached_flush(any);             // expect-site: memcached_flush database
}

void ofSwRedisQueuedRedis(sw::redis::QueuedRedis &x) {
  x.exec(any); // expect-site: sw::redis::QueuedRedis::exec database
}

void ofSwRedisSubscriber(sw::redis::Subscriber &x) {
  x.consume(any);    // expect-site: sw::redis::Subscriber::consume database
  x.subscribe(any);  // expect-site: sw::redis::Subscriber::subscribe database
  x.psubscribe(any); // expect-site: sw::redis::Subscriber::psubscribe database
}

void ofCppRedisClient(cpp_redis::client &x) {
  x.sync_commit(any); // expect-site: cpp_redis::client::sync_commit database
  x.connect(any);     // expect-site: cpp_redis::client::connect database
}

void ofCppRedisSubscriber(cpp_redis::subscriber &x) {
  x.connect(any); // expect-site: cpp_redis::subscriber::connect database
}
