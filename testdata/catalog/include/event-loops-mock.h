// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of event loops that take callables, with the shapes that matter to the catalog.
#pragma once

namespace boost::asio {
struct thread_pool {};
struct io_context {
  void run();
};
template <typename Executor, typename Handler> void post(Executor &executor, Handler handler);
template <typename Executor, typename Task, typename Token>
void co_spawn(Executor &executor, Task task, Token token);
template <typename Stream, typename Buffer, typename Handler>
void async_read(Stream &stream, Buffer buffer, Handler handler);
struct steady_timer {
  template <typename Handler> void async_wait(Handler handler);
};
} // namespace boost::asio

namespace asio {
template <typename Stream, typename Buffer> int read(Stream &stream, Buffer buffer);
}

extern "C" {
typedef void (*uv_callback)(void *);
int uv_timer_start(void *timer, uv_callback done, unsigned long timeout, unsigned long repeat);
int uv_queue_work(void *loop, void *request, uv_callback work, uv_callback after);
int uv_fs_unlink(void *loop, void *request, const char *path, uv_callback done);
int uv_run(void *loop, int mode);
void *event_new(void *base, int descriptor, short events, uv_callback handler, void *data);
}

namespace grpc {
struct ClientContext {};
struct Status {};
} // namespace grpc
namespace shop {
struct Order {};
struct Receipt {};
struct Desk {
  struct Stub {
    grpc::Status Buy(grpc::ClientContext *context, const Order &order, Receipt *receipt);
    void Close(int reason);
    struct async {
      void Buy(grpc::ClientContext *context, const Order *order, Receipt *receipt,
               void (*done)(grpc::Status));
    };
  };
};
} // namespace shop

namespace sw::redis {
struct Redis {
  explicit Redis(const char *uri);
  int get(const char *key);
  int pipeline();
};
struct RedisCluster {
  int set(const char *key, const char *value);
};
} // namespace sw::redis

namespace curlpp {
struct Easy {
  void perform();
};
} // namespace curlpp
namespace cURLpp {
struct Easy {
  void perform();
};
} // namespace cURLpp
