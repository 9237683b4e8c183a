// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ends of lifetimes: locals, members, bases, temporaries, owned objects.
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <vector>
int work();
class Log { // expect-edge: Log::~Log -> std::basic_ofstream::~basic_ofstream [implicit]
public:
  Log() : out_("log") {} // expect-edge: Log::Log -> std::basic_ofstream::basic_ofstream [direct, initializer]

private:
  std::ofstream out_;
};
struct Connection {
  Connection();
  virtual ~Connection();
};
void locals() {
  Log log; // expect-edge: locals -> Log::Log [direct]
  {
    Connection inner; // expect-edge: locals -> Connection::Connection [direct]
  } // expect-edge: locals -> Connection::~Connection [implicit]
} // expect-edge: locals -> Log::~Log [implicit]
void owned(Connection *raw) {
  auto pointer = std::make_unique<Connection>(); // expect-edge: owned -> std::make_unique [direct]; owned -> Connection::Connection [implicit]
  std::vector<Log> logs;
  delete raw; // expect-edge: owned -> Connection::~Connection [virtual]
} // expect-edge: owned -> Log::~Log [implicit]; owned -> Connection::~Connection [virtual]
void temporary() {
  std::async(std::launch::async, work); // expect-edge: temporary -> std::async(work) [direct]; temporary -> std::future::~future [implicit]
}
void byPointer(void (*destroy)(int *), int *number) {
  std::unique_ptr<int, void (*)(int *)> owner(number, destroy); // expect-use: byPointer stores #0 in byPointer::owner
} // expect-edge: byPointer -> byPointer::owner [indirect]
