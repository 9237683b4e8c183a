# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds what the tool (not the runtime) is built from and defines coax_library().

find_package(LLVM 22.1 REQUIRED CONFIG HINTS /usr/lib/llvm-22)
find_package(Clang REQUIRED CONFIG HINTS ${LLVM_DIR}/../clang)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)

separate_arguments(_coax_llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")

include(StaticClang)
set(_coax_is_static $<BOOL:$<TARGET_PROPERTY:COAX_STATIC_CLANG>>)

# Headers of LLVM, and the one shared library behind them; see coax_link_clang_statically().
add_library(coax_llvm INTERFACE)
target_include_directories(coax_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(coax_llvm INTERFACE ${_coax_llvm_definitions})
target_link_libraries(coax_llvm INTERFACE $<IF:${_coax_is_static},coax_static_clang,LLVM>)

# Headers of Clang. Only the folders that ARCHITECTURE marks with "clang" link this.
add_library(coax_clang INTERFACE)
target_include_directories(coax_clang SYSTEM INTERFACE ${CLANG_INCLUDE_DIRS})
target_link_libraries(coax_clang INTERFACE $<$<NOT:${_coax_is_static}>:clang-cpp> coax_llvm)

# g++ 12 sees overlapping copies in `"literal" + string` (GCC PR 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)
endif()

# Clang's headers cost g++ some 15 seconds a unit, with a precompiled header (750 MB) as well as
# without, and a dozen of our sources that follow them a few: so they are compiled together.
option(COAX_UNITY_BUILD "Compile the tool's sources a dozen at a time" ON)
function(coax_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${COAX_UNITY_BUILD} UNITY_BUILD_BATCH_SIZE 12)
endfunction()

# coax_library(NAME [CLANG] SOURCES a.cpp… LINKS coax_model…)
# One static library per folder. A folder reaches only what it LINKS (and what that links).
function(coax_library name)
  cmake_parse_arguments(arg "CLANG" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${name} PRIVATE -Wall -Wextra)
  target_link_libraries(${name} PUBLIC ${arg_LINKS})
  coax_unity(${name})
  if(arg_CLANG)
    target_link_libraries(${name} PUBLIC coax_clang)
  endif()
endfunction()

# Linking a program of a million functions makes tens of millions of small objects, in several
# threads: with mimalloc instead of the C library's malloc it takes two thirds of the time. It is always
# linked, though nothing refers to it. Sanitizers have a malloc of their own.
find_package(mimalloc 2.0 QUIET)
function(coax_use_mimalloc target)
  if(TARGET mimalloc AND NOT COAX_SANITIZE)
    target_link_libraries(${target} PRIVATE -Wl,--push-state,--no-as-needed mimalloc -Wl,--pop-state)
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tool/malloc/MemoryPolicy.cpp)
  endif()
endfunction()
