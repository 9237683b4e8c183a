# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A page with code blocks => one C++ file: each block in a namespace of its own, or, when nothing of
# it is a function, in a coroutine. What the blocks use and do not have is in snippets.h.
function emit() {
  guard = text ~ /SSL_/ ? "openssl/ssl.h" : text ~ /coax::http/ ? "curl/curl.h" : "coax/coax.hpp"
  printf "#if __has_include(<%s>)\nnamespace block_%d {\n", guard, ++blocks
  if (!has_function) print "coax::task<void> statements() {"
  printf "#line %d \"%s\"\n%s", first, FILENAME, text
  if (!has_function) print "co_return;\n}"
  print "}\n#endif"
}
/^```cpp$/ { inside = 1; text = ""; has_function = 0; first = FNR + 1; next }
/^```$/ { if (inside) emit(); inside = 0; next }
!inside { next }
/^#include/ { text = text "\n"; next }
/^[A-Za-z].*\) *\{/ { has_function = 1 }
{ text = text $0 "\n" }
END { if (!blocks) exit 1 }
