# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds a project against the runtime without a change to its CMake files:
#
#   cmake -S project -B build -DCMAKE_PROJECT_INCLUDE=<prefix>/lib/cmake/coax/adopt.cmake
#
# Every library and executable of the project is compiled as C++20 (or later, if it asks for that)
# and linked with coax::runtime, and with coax::curl or coax::tls if a source includes a header of
# theirs. Also works from the build tree of coax:
# -DCMAKE_PROJECT_INCLUDE=<build>/runtime/package/adopt.cmake.
include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.19)

if(NOT TARGET coax::runtime)
  if(NOT CMAKE_C_COMPILER_LOADED)
    enable_language(C) # find_package(Threads) needs it
  endif()
  find_package(coax CONFIG REQUIRED PATHS ${CMAKE_CURRENT_LIST_DIR} NO_DEFAULT_PATH)
  foreach(target coax::runtime coax::curl coax::tls Threads::Threads CURL::libcurl OpenSSL::SSL OpenSSL::Crypto)
    if(TARGET ${target})
      get_target_property(alias ${target} ALIASED_TARGET)
      if(NOT alias)
        set_target_properties(${target} PROPERTIES IMPORTED_GLOBAL TRUE)
      endif()
    endif()
  endforeach()
endif()

# The first of HEADERS ("a|b") that a source of the project includes as <coax/HEADER.hpp>; empty: none.
function(_coax_project_includes headers result)
  set(${result} "" PARENT_SCOPE)
  file(GLOB_RECURSE sources ${CMAKE_SOURCE_DIR}/*.h ${CMAKE_SOURCE_DIR}/*.hpp ${CMAKE_SOURCE_DIR}/*.hh
       ${CMAKE_SOURCE_DIR}/*.hxx ${CMAKE_SOURCE_DIR}/*.cpp ${CMAKE_SOURCE_DIR}/*.cc ${CMAKE_SOURCE_DIR}/*.cxx
       ${CMAKE_SOURCE_DIR}/*.C ${CMAKE_SOURCE_DIR}/*.inl ${CMAKE_SOURCE_DIR}/*.ipp)
  foreach(source IN LISTS sources)
    file(STRINGS ${source} uses REGEX "coax/(${headers})\\.hpp" LIMIT_COUNT 1)
    if(uses MATCHES "coax/(${headers})\\.hpp")
      set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

function(_coax_adopt_target target)
  get_target_property(type ${target} TYPE)
  if(NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
    return()
  endif()
  get_target_property(standard ${target} CXX_STANDARD)
  if(NOT standard OR standard LESS 20 OR standard EQUAL 98)
    set_target_properties(${target} PROPERTIES CXX_STANDARD 20)
  endif()
  get_target_property(options ${target} COMPILE_OPTIONS)
  if(options)
    list(FILTER options EXCLUDE REGEX "^-std=(c|gnu)\\+\\+(98|03|0x|11|1y|14|1z|17)$")
    set_target_properties(${target} PROPERTIES COMPILE_OPTIONS "${options}")
  endif()
  set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ${_coax_libraries})
  if(type MATCHES "^(STATIC|OBJECT)_LIBRARY$")
    foreach(library IN LISTS _coax_libraries)
      set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES $<LINK_ONLY:${library}>)
    endforeach()
  endif()
endfunction()

function(_coax_adopt_directory directory)
  get_property(targets DIRECTORY ${directory} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    _coax_adopt_target(${target})
  endforeach()
  get_property(children DIRECTORY ${directory} PROPERTY SUBDIRECTORIES)
  foreach(child IN LISTS children)
    _coax_adopt_directory(${child})
  endforeach()
endfunction()

# Adds coax::PART to the libraries if a source includes <coax/HEADER.hpp>; HEADER may be "a|b".
macro(_coax_adopt_part part headers whose package)
  _coax_project_includes("${headers}" header)
  if(header AND NOT TARGET coax::${part})
    message(FATAL_ERROR "a source includes <coax/${header}.hpp>, but ${whose} development files were not "
                        "found; install them (Debian: ${package})")
  elseif(header)
    list(PREPEND _coax_libraries coax::${part})
  endif()
endmacro()

function(_coax_adopt_project)
  set(_coax_libraries coax::runtime)
  _coax_adopt_part(curl "curl|http" "libcurl's" libcurl4-openssl-dev)
  _coax_adopt_part(tls tls "OpenSSL's" libssl-dev)
  _coax_adopt_directory(${CMAKE_SOURCE_DIR})
endfunction()

# C++17 and older asked for by a variable that goes into every command line.
string(REGEX REPLACE "-std=(c|gnu)\\+\\+(98|03|0x|11|1y|14|1z|17)" "" CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS}")
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL _coax_adopt_project)
cmake_policy(POP)
