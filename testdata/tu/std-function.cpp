// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// std::function and its like hold callables: storing is no call, calling is indirect.
#include <functional>
#include <map>
#include <string>
#include <vector>
void ping(int);
class Server {
public:
  explicit Server(std::function<void(int)> handler)
      : handler_(std::move(handler)) {} // expect-use: Server::Server stores #0 in Server::handler_
  void add(const std::string &name, std::function<void(int)> handler) {
    named_[name] = handler;           // expect-use: Server::add stores #1 in Server::named_
    all_.push_back(std::move(handler)); // expect-use: Server::add stores #1 in Server::all_
    named_.emplace("ping", ping);     // expect-use: Server::add stores ping in Server::named_
    named_.insert(std::make_pair("pong", ping)); // expect-use: Server::add stores ping in Server::named_
  }
  void serve() {
    handler_(1); // expect-edge: Server::serve -> Server::handler_ [indirect]
    for (auto &handler : all_)
      handler(2); // expect-edge: Server::serve -> Server::all_ [indirect, loop]
    for (auto &[name, handler] : named_)
      handler(3); // expect-edge: Server::serve -> Server::named_ [indirect, loop]
    auto found = named_.find("ping");
    found->second(4);    // expect-edge: Server::serve -> Server::named_ [indirect]
    named_.at("ping")(5); // expect-edge: Server::serve -> Server::named_ [indirect]
  }

private:
  std::function<void(int)> handler_;
  std::vector<std::function<void(int)>> all_;
  std::map<std::string, std::function<void(int)>> named_;
};
