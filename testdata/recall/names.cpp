// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Directories, links and names of files.
#include "Check.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

int visited = 0;

int visit(const char *path, const struct stat *, int, FTW *) {
  visited += access(path, F_OK) == 0;
  return 0;
}

int isVisible(const dirent *entry) { return entry->d_name[0] != '.'; }

std::string canonical(const std::string &path) {
  char *found = realpath(path.c_str(), nullptr);
  std::string result = found ? found : "";
  free(found);
  return result;
}

void lists() {
  DIR *directory = opendir("folder");
  CHECK(directory);
  int count = 0;
  while (dirent *entry = readdir(directory))
    count += isVisible(entry);
  closedir(directory);
  dirent **entries = nullptr;
  int scanned = scandir("folder", &entries, isVisible, alphasort);
  for (int i = 0; i < scanned; ++i)
    free(entries[i]);
  free(entries);
  CHECK(count == scanned);
  glob_t paths = {};
  CHECK(glob("folder/*", 0, nullptr, &paths) == 0);
  globfree(&paths);
  CHECK(nftw("folder", visit, 4, FTW_PHYS) == 0 && visited > 0);
}

} // namespace

int main() {
  char scratch[] = "names-XXXXXX", file[] = "folder/file-XXXXXX";
  CHECK(mkdtemp(scratch) && chdir(scratch) == 0);
  CHECK(mkdir("folder", 0700) == 0);
  CHECK(mkstemp(file) >= 0);
  CHECK(chmod(file, 0600) == 0);
  CHECK(link(file, "hard") == 0 && symlink(file, "soft") == 0);
  char target[PATH_MAX];
  CHECK(readlink("soft", target, sizeof target) > 0);
  CHECK(canonical("soft") == canonical("folder") + (file + 6));
  CHECK(utimes(file, nullptr) == 0);
  lists();
  rename("hard", "harder");
  remove("harder");
  unlink("soft");
  unlinkat(AT_FDCWD, file, 0);
  return rmdir("folder");
}
