#include <iostream>
#include <stdio.h>
#include <string>

std::string ask() {
  std::string answer;
  std::getline(std::cin, answer); // expect-finding: blocking-console
  getchar();                      // expect-finding: blocking-console
  return answer;
}
