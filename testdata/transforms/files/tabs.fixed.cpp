// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a file indents by tabs stays so, and blank lines stay blank.
// coax-input: abcdefghijklmnop
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

struct Out {
	const Out &operator<<(const char *text) const {
		char byte = '-';
		if (read(0, &byte, 1) < 0)
			return *this;
		std::printf("%s%c\n", text, byte);
		return *this;
	}
};
static const Out out;

static coax::task<int> next(int fd) {
	char byte = '.';
	co_return co_await coax::read(fd, &byte, 1) == 1 ? byte : -1;
}

static void report() {
	if (getpid() > 0)
	{
		out << "a";

		for (int i = 0; i < 2; ++i)
			out << "b"
			    << "c";
		out << "d";
	}
}

coax::task<int> coax_main() {
	if (getpid() > 0)
	{
		co_await coax::offload([&] {
			out << "a";

			for (int i = 0; i < 2; ++i)
				out << "b";
			out << "c";
		});
	}
	for (int c = 0; [[maybe_unused]] const bool coax_condition1 = (c = co_await next(0)) > 0 && c != 'x';)
		if (c > 0)
			std::printf("%d\n", co_await next(0) + c);
	co_await coax::offload([&] { report(); });
	co_return 0;
}

int main() {
  return coax::run(coax_main());
}
