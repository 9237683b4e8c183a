// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who runs callables where; names that are patterns; libraries in two namespaces.
#include <event-loops-mock.h>

void handlers(boost::asio::io_context &loop, boost::asio::thread_pool &workers,
              boost::asio::steady_timer &timer, void (*work)()) {
  boost::asio::post(loop, work);            // expect-role: boost::asio::post runs-on-loop
  boost::asio::post(workers, work);         // expect-role: boost::asio::post offloads
  boost::asio::async_read(loop, 9, work);   // expect-role: boost::asio::async_* runs-on-loop
  boost::asio::co_spawn(loop, work, 9);     // expect-role: boost::asio::co_spawn starts-task
  timer.async_wait(work);                   // expect-role: boost::asio::*::async_* runs-on-loop
  asio::read(loop, 9);                      // expect-site: boost::asio::read socket
  loop.run();                               // expect-site: boost::asio::io_context::run wait in-context
}

void uv(void *loop, void *request, uv_callback done) {
  uv_timer_start(request, done, 9, 0);         // expect-role: uv_timer_start runs-on-loop
  uv_queue_work(loop, request, done, done);    // expect-role: uv_queue_work offloads
  uv_fs_unlink(loop, request, "name", nullptr); // expect-site: uv_fs_unlink file
  uv_fs_unlink(loop, request, "name", done);   // expect-role: uv_fs_* runs-on-loop
  uv_run(loop, 0);                             // expect-site: uv_run wait in-context
  uv_run(loop, 2);
  event_new(loop, 1, 2, done, nullptr);        // expect-role: event_new runs-on-loop
}

void calls(shop::Desk::Stub &stub, shop::Desk::Stub::async &async, grpc::ClientContext &context,
           shop::Receipt &receipt, void (*done)(grpc::Status)) {
  shop::Order order;
  stub.Buy(&context, order, &receipt);         // expect-site: *::Stub::* socket
  stub.Close(9);
  async.Buy(&context, &order, &receipt, done); // expect-role: *::Stub::async::* runs-on-loop
}

void redis(sw::redis::Redis &one, sw::redis::RedisCluster &many) {
  sw::redis::Redis made("tcp://localhost");
  one.get("key");          // expect-site: sw::redis::Redis::* database
  many.set("key", "value"); // expect-site: sw::redis::RedisCluster::* database
  one.pipeline();
}

void curl(curlpp::Easy &a, cURLpp::Easy &b) {
  a.perform(); // expect-site: curlpp::Easy::perform http
  b.perform(); // expect-site: cURLpp::Easy::perform http
}
