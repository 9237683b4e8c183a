# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# An overlay port, which builds the sources that it lies in:
#
#   vcpkg install coax[curl,tls] --overlay-ports=COAX/packaging/vcpkg/ports
get_filename_component(repository "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)

vcpkg_check_linkage(ONLY_STATIC_LIBRARY)
vcpkg_check_features(OUT_FEATURE_OPTIONS FEATURE_OPTIONS
  FEATURES
    curl COAX_RUNTIME_CURL
    tls COAX_RUNTIME_TLS)
vcpkg_cmake_configure(SOURCE_PATH "${repository}/runtime" OPTIONS ${FEATURE_OPTIONS})
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/coax)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${repository}/LICENSE")
