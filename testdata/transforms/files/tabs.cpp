// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a file indents by tabs stays so, and blank lines stay blank.
// coax-input: abcdefghijklmnop
#include <cstdio>
#include <unistd.h>

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

static int next(int fd) {
	char byte = '.';
	return read(fd, &byte, 1) == 1 ? byte : -1;
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

int main() {
	if (getpid() > 0)
	{
		out << "a";

		for (int i = 0; i < 2; ++i)
			out << "b";
		out << "c";
	}
	for (int c = 0; (c = next(0)) > 0 && c != 'x';)
		if (c > 0)
			std::printf("%d\n", next(0) + c);
	report();
}
