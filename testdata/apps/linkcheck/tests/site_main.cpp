// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// linkcheck_site [PORT [PORT-FILE]]: serves the tests' pages until its standard input ends.
#include "http_site.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

int main(int argc, char **argv) {
  try {
    const test::HttpSite site(argc > 1 ? std::atoi(argv[1]) : 0);
    if (argc > 2)
      std::ofstream(argv[2]) << site.port() << std::endl;
    std::cout << site.url("/") << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
    }
    return EXIT_SUCCESS;
  } catch (const std::exception &error) {
    std::cerr << "linkcheck_site: " << error.what() << std::endl;
    return EXIT_FAILURE;
  }
}
