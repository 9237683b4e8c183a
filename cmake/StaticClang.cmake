# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Clang and LLVM linked into a program, instead of their shared libraries.

# What Clang's archives need of LLVM they do not say: they name the shared library.
set(_coax_llvm_components
  Support Option TargetParser Core BitReader BitstreamReader IRReader Object ProfileData Remarks Symbolize
  DebugInfoDWARF FrontendOpenMP FrontendHLSL WindowsDriver
  ${LLVM_NATIVE_ARCH}Desc ${LLVM_NATIVE_ARCH}Disassembler)
foreach(_coax_target ${LLVM_TARGETS_TO_BUILD})
  list(APPEND _coax_llvm_components ${_coax_target}Info)
endforeach()

# The archives of imported targets and of all that these need, and other libraries that they need. No
# archives if one of them is not there.
function(_coax_archives archives_result others_result)
  set(pending ${ARGN})
  set(seen LLVM) # the shared library
  set(archives)
  set(others)
  while(pending)
    list(POP_FRONT pending name)
    if(name IN_LIST seen)
      continue()
    endif()
    list(APPEND seen ${name})
    if(NOT name MATCHES "^(clang|LLVM)")
      list(APPEND others ${name})
      continue()
    endif()
    set(archive "")
    if(TARGET ${name})
      get_target_property(archive ${name} LOCATION)
    endif()
    if(NOT archive MATCHES "\\.a$" OR NOT EXISTS "${archive}")
      message(STATUS "There is no archive of ${name}: the shared libraries of Clang are used")
      set(${archives_result} "" PARENT_SCOPE)
      return()
    endif()
    list(APPEND archives ${archive})
    get_target_property(needed ${name} INTERFACE_LINK_LIBRARIES)
    if(needed)
      list(APPEND pending ${needed})
    endif()
  endwhile()
  set(${archives_result} ${archives} PARENT_SCOPE)
  set(${others_result} ${others} PARENT_SCOPE)
endfunction()

# What a program links that has the property COAX_STATIC_CLANG.
add_library(coax_static_clang INTERFACE)
llvm_map_components_to_libnames(_coax_llvm_libraries ${_coax_llvm_components})
_coax_archives(_coax_archives _coax_others
  clangTooling clangFrontend clangIndex clangFormat clangRewrite ${_coax_llvm_libraries})
list(JOIN _coax_archives "," _coax_group)
target_link_libraries(coax_static_clang INTERFACE
  "-Wl,--as-needed,--start-group,${_coax_group},--end-group" ${_coax_others})

# coax_link_clang_statically(TARGET)
# Half of the time of a scan that finds nothing changed goes into loading shared libraries of 200 MB
# and adjusting their addresses, and every process of a scan has its own copy of the pages so touched.
# The program has a fixed address for the same reason. Does nothing where the archives, or what they
# need (libzstd-dev, zlib1g-dev), are not installed.
function(coax_link_clang_statically target)
  if(_coax_archives AND TARGET ZLIB::ZLIB AND TARGET zstd::libzstd_shared)
    set_target_properties(${target} PROPERTIES COAX_STATIC_CLANG ON)
    target_link_options(${target} PRIVATE -no-pie LINKER:--gc-sections)
  endif()
endfunction()
