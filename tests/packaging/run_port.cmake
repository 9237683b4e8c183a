# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs the portfile with stand-ins for vcpkg's functions: the runtime is configured for each set of
# features, and what the port names must be there. Source: the maintainer functions of vcpkg.
cmake_minimum_required(VERSION 3.25)
set(PORT coax)
set(features curl tls)
get_filename_component(port_folder ${SOURCE}/packaging/vcpkg/ports/coax ABSOLUTE)
file(READ ${port_folder}/vcpkg.json manifest)

function(fail_unless_exists path)
  if(NOT EXISTS ${path})
    message(FATAL_ERROR "the port names ${path}, which is not there")
  endif()
endfunction()

function(vcpkg_check_linkage)
  if(NOT ARGN STREQUAL ONLY_STATIC_LIBRARY)
    message(FATAL_ERROR "unknown linkage: ${ARGN}")
  endif()
endfunction()

function(vcpkg_check_features)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" OUT_FEATURE_OPTIONS FEATURES)
  set(options "")
  while(arg_FEATURES)
    list(POP_FRONT arg_FEATURES feature option)
    string(JSON described GET ${manifest} features ${feature} description)
    if(feature IN_LIST FEATURES_ASKED_FOR)
      list(APPEND options -D${option}=ON)
    else()
      list(APPEND options -D${option}=OFF)
    endif()
  endwhile()
  set(${arg_OUT_FEATURE_OPTIONS} ${options} PARENT_SCOPE)
endfunction()

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" SOURCE_PATH OPTIONS)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${arg_SOURCE_PATH} -B ${CURRENT_BUILD} -G ${GENERATOR}
            -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_BUILD_TYPE=Release ${arg_OPTIONS}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0 OR output MATCHES "variables were not used")
    message(FATAL_ERROR "${output}")
  endif()
endfunction()

# Instead of a build: what it would install.
function(vcpkg_cmake_install)
  file(READ ${CURRENT_BUILD}/cmake_install.cmake rules)
  foreach(feature IN LISTS features)
    string(FIND "${rules}" "libcoax_${feature}.a" place)
    if((place GREATER_EQUAL 0) AND NOT (feature IN_LIST FEATURES_ASKED_FOR))
      message(FATAL_ERROR "without the feature ${feature} its library is built all the same")
    elseif((place LESS 0) AND (feature IN_LIST FEATURES_ASKED_FOR))
      message(FATAL_ERROR "with the feature ${feature} its library is not built")
    endif()
  endforeach()
endfunction()

function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" CONFIG_PATH "")
  file(READ ${CURRENT_BUILD}/cmake_install.cmake rules)
  string(FIND "${rules}" "/${arg_CONFIG_PATH}" place)
  if(place LESS 0)
    message(FATAL_ERROR "nothing is installed into ${arg_CONFIG_PATH}")
  endif()
endfunction()

function(vcpkg_fixup_pkgconfig)
  fail_unless_exists(${CURRENT_BUILD}/package/coax.pc)
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" FILE_LIST)
  fail_unless_exists(${arg_FILE_LIST})
endfunction()

# run_port(feature…): the port sees CMAKE_CURRENT_LIST_DIR as its own folder, since it is included.
function(run_port)
  set(FEATURES_ASKED_FOR ${ARGN})
  set(CURRENT_BUILD ${WORK}/build)
  set(CURRENT_PACKAGES_DIR ${WORK}/packages)
  file(REMOVE_RECURSE ${WORK})
  file(MAKE_DIRECTORY ${WORK})
  include(${port_folder}/portfile.cmake)
  fail_unless_exists(${CURRENT_PACKAGES_DIR}/share/coax/usage)
endfunction()

run_port()
run_port(curl)
run_port(tls)
run_port(curl tls)
