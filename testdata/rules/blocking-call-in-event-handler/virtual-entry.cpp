// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pointer to a virtual method runs what overrides it: on a thread, or on a loop.
#include "asio.h"

#include <functional>
#include <thread>
#include <unistd.h>

class Player {
public:
  virtual ~Player() = default;
  void start() { thread_ = std::thread(&Player::worker, this); }
  void listen(boost::asio::io_context &loop) {
    boost::asio::post(loop, std::bind(&Player::handle, this));
  }

protected:
  virtual void worker() = 0;
  virtual void handle() = 0;

private:
  std::thread thread_;
};

class FilePlayer : public Player {
  void worker() override {
    fsync(3); // expect-finding: blocking-file-io
  }
  void handle() override {
    fsync(4); // expect-finding: blocking-call-in-event-handler
  }
};
