# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOUTPUT=Builtin.cpp -DFILES=a.json,b.json -P EmbedCatalogs.cmake
# Writes a source file that defines coax::builtinFiles() with the content of the files.

string(REPLACE "," ";" files "${FILES}")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  string(APPEND rows "      {\"${name}\", R\"catalog(${text})catalog\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by EmbedCatalogs.cmake.
#include \"analyzers/catalog/Builtin.h\"

namespace coax {

const std::vector<BuiltinFile> &builtinFiles() {
  static const std::vector<BuiltinFile> files = {
${rows}  };
  return files;
}

} // namespace coax
")
