// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocking functions that are not called by their name.
#include "Check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <ranges>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using Writer = ssize_t (*)(int, const void *, std::size_t);

struct Operations {
  int (*open)(const char *, int, ...);
  ssize_t (*read)(int, void *, std::size_t);
  int (*sync)(int);
};

const Operations system_ = {::open, ::read, ::fsync};

struct Storage {
  virtual ~Storage() = default;
  virtual void save(const std::string &text) = 0;
};

struct FileStorage : Storage {
  explicit FileStorage(int file) : file(file) {}
  void save(const std::string &text) override {
    CHECK(::write(file, text.data(), text.size()) > 0);
  }
  void flush() { ::fsync(file); }
  int file;
};

template <typename Derived> struct Saver {
  void saveTwice() {
    self().save("1");
    self().save("2");
  }
  Derived &self() { return static_cast<Derived &>(*this); }
};

struct DiskSaver : Saver<DiskSaver> {
  void save(const char *text) { CHECK(pwrite(file, text, 1, 0) == 1); }
  int file = ::open("saver", O_CREAT | O_RDWR, 0600);
};

template <typename Function, typename... Arguments>
auto logged(Function function, Arguments... arguments) {
  return function(arguments...);
}

template <typename... Files> void syncAll(Files... files) { (::fdatasync(files), ...); }

void throughPointers(int file) {
  Writer writer = ::write;
  CHECK(writer(file, "a", 1) == 1);
  CHECK((*writer)(file, "b", 1) == 1);
  char c;
  int copy = system_.open("indirect", O_RDONLY);
  CHECK(system_.read(copy, &c, 1) == 1);
  const Operations *operations = &system_;
  operations->sync(copy);
  std::map<std::string, int (*)(const char *)> commands = {{"remove", ::unlink},
                                                           {"clear", ::rmdir}};
  commands.at("remove")("absent");
}

void throughObjects(int file) {
  std::function<int(int)> sync = ::fsync;
  CHECK(sync(file) == 0);
  auto bound = std::bind(::write, file, "c", 1);
  CHECK(bound() == 1);
  CHECK(std::invoke(::fdatasync, file) == 0);
  CHECK(logged(::write, file, "d", 1) == 1);
  auto waits = std::mem_fn(&FileStorage::flush);
  FileStorage storage(file);
  waits(storage);
  void (FileStorage::*member)() = &FileStorage::flush;
  (storage.*member)();
  std::unique_ptr<int, void (*)(int *)> owner(&file, [](int *number) { ::fsync(*number); });
}

void throughAlgorithms() {
  std::vector<const char *> names = {"absent", "indirect"};
  std::for_each(names.begin(), names.end(), [](const char *name) { ::access(name, F_OK); });
  std::for_each(names.begin(), names.end(), ::rmdir);
  struct stat status;
  auto exists = [&](const char *name) { return ::stat(name, &status) == 0; };
  CHECK(std::ranges::count_if(names, exists) == 1);
  for (const char *name : names | std::views::filter(exists))
    CHECK(::chmod(name, 0600) == 0);
}

} // namespace

int main() {
  int file = ::open("indirect", O_CREAT | O_RDWR, 0600);
  throughPointers(file);
  throughObjects(file);
  throughAlgorithms();
  std::unique_ptr<Storage> storage = std::make_unique<FileStorage>(file);
  storage->save("virtual");
  DiskSaver().saveTwice();
  syncAll(file, file);
  std::thread(::usleep, 1000).join();
}
