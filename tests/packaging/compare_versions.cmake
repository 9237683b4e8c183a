# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Every recipe names the version that the runtime has.
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${SOURCE}/runtime/CMakeLists.txt line REGEX "^set\\(COAX_RUNTIME_VERSION ")
string(REGEX REPLACE "^set\\(COAX_RUNTIME_VERSION (.*)\\)$" "\\1" version "${line}")
file(READ ${SOURCE}/packaging/vcpkg/ports/coax/vcpkg.json manifest)
string(JSON port GET ${manifest} version)
file(STRINGS ${SOURCE}/packaging/conan/conanfile.py line REGEX "^    version = ")
string(REGEX REPLACE "^    version = \"(.*)\"$" "\\1" recipe "${line}")
foreach(found IN ITEMS "${port}" "${recipe}")
  if(NOT found STREQUAL version)
    message(FATAL_ERROR "a recipe in packaging/ says \"${found}\", the runtime ${version}")
  endif()
endforeach()
