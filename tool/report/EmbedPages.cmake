# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOUTPUT=RulePages.cpp -DFILES=a.md,b.md -P EmbedPages.cmake
# Writes a source file that defines coax::rulePage() with the content of the files.

string(REPLACE "," ";" files "${FILES}")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND rows "      {\"${name}\", R\"page(${text})page\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by EmbedPages.cmake.
#include \"tool/report/RulePages.h\"

namespace coax {

std::string_view rulePage(std::string_view rule) {
  struct Page {
    std::string_view rule, text;
  };
  static constexpr Page pages[] = {
${rows}  };
  for (const Page &page : pages)
    if (page.rule == rule)
      return page.text;
  return {};
}

} // namespace coax
")
