// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Redis clients, without the library: arguments are any.
#pragma once

extern "C" {
int redisConnect(...);
int redisConnectWithTimeout(...);
int redisConnectUnix(...);
int redisConnectUnixWithTimeout(...);
int redisConnectWithOptions(...);
int redisReconnect(...);
int redisCommand(...);
int redisvCommand(...);
int redisCommandArgv(...);
int redisGetReply(...);
int redisBufferRead(...);
int redisBufferWrite(...);
int redisClusterConnect2(...);
int redisClusterCommand(...);
int redisClusterGetReply(...);
int memcached_get(...);
int memcached_set(...);
int memcached_add(...);
int memcached_replace(...);
int memcached_delete(...);
int memcached_increment(...);
int memcached_mget(...);
int memcached_fetch(...);
int memcached_fetch_result(...);
int memcached_exist(...);
int memcached_flush(...);
}

namespace cpp_redis {
struct client {
  template <typename... A> int connect(A &&...);
  template <typename... A> int sync_commit(A &&...);
};
struct subscriber {
  template <typename... A> int connect(A &&...);
};
} // namespace cpp_redis

namespace sw::redis {
struct QueuedRedis {
  template <typename... A> int exec(A &&...);
};
struct Subscriber {
  template <typename... A> int consume(A &&...);
  template <typename... A> int psubscribe(A &&...);
  template <typename... A> int subscribe(A &&...);
};
} // namespace sw::redis
