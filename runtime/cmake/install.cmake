# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs the libraries, headers and package files; the build tree is usable as a package too.
include(CMakePackageConfigHelpers)

set(coax_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/coax)
set(coax_build_package_dir ${CMAKE_CURRENT_BINARY_DIR}/package)

install(TARGETS coax_runtime coax_lock_check EXPORT coaxTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/coax DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT coaxTargets NAMESPACE coax:: DESTINATION ${coax_package_dir})
export(EXPORT coaxTargets NAMESPACE coax:: FILE ${coax_build_package_dir}/coaxTargets.cmake)

# Files of their own: the package is usable where libcurl or OpenSSL is not installed.
function(coax_install_part target export)
  if(NOT TARGET ${target})
    return()
  endif()
  install(TARGETS ${target} EXPORT ${export} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT ${export} NAMESPACE coax:: DESTINATION ${coax_package_dir})
  export(EXPORT ${export} NAMESPACE coax:: FILE ${coax_build_package_dir}/${export}.cmake)
endfunction()
coax_install_part(coax_curl coaxCurlTargets)
coax_install_part(coax_tls coaxTlsTargets)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/coaxConfig.cmake.in
  ${coax_build_package_dir}/coaxConfig.cmake INSTALL_DESTINATION ${coax_package_dir})
write_basic_package_version_file(${coax_build_package_dir}/coaxConfigVersion.cmake
  VERSION ${COAX_RUNTIME_VERSION} COMPATIBILITY SameMinorVersion)
configure_file(${CMAKE_CURRENT_LIST_DIR}/adopt.cmake ${coax_build_package_dir}/adopt.cmake COPYONLY)
file(RELATIVE_PATH COAX_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_CURRENT_LIST_DIR}/coax.pc.in ${coax_build_package_dir}/coax.pc @ONLY)

install(FILES ${coax_build_package_dir}/coaxConfig.cmake
              ${coax_build_package_dir}/coaxConfigVersion.cmake
              ${coax_build_package_dir}/adopt.cmake DESTINATION ${coax_package_dir})
install(FILES ${coax_build_package_dir}/coax.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
