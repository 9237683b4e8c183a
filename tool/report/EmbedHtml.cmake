# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DINPUT=report.html -DOUTPUT=HtmlPage.cpp -P EmbedHtml.cmake
# Writes a page as two string literals: before and after the line @DATA@.
file(READ ${INPUT} page)
string(FIND "${page}" "@DATA@" at)
if(at EQUAL -1)
  message(FATAL_ERROR "${INPUT} has no @DATA@")
endif()
string(SUBSTRING "${page}" 0 ${at} head)
math(EXPR after "${at} + 6")
string(SUBSTRING "${page}" ${after} -1 tail)
file(WRITE ${OUTPUT} "#include \"tool/report/HtmlPage.h\"\n\nnamespace coax {\n\n"
  "const char *const htmlHead = R\"coax(${head})coax\";\n"
  "const char *const htmlTail = R\"coax(${tail})coax\";\n\n} // namespace coax\n")
