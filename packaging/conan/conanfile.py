# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Conan 2 recipe of the runtime, from the sources that it lies in: conan create packaging/conan"""

import os

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy

required_conan_version = ">=2.0"


class CoaxConan(ConanFile):
    name = "coax"
    version = "0.1.0"
    license = "Apache-2.0 WITH LLVM-exception"
    description = "Coroutine runtime in the shapes of POSIX, libcurl and OpenSSL calls"
    topics = ("coroutines", "async", "epoll", "io_uring")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"fPIC": [True, False], "curl": [True, False], "tls": [True, False]}
    default_options = {"fPIC": True, "curl": True, "tls": True}

    def export_sources(self):
        repository = os.path.join(self.recipe_folder, os.pardir, os.pardir)
        runtime = os.path.join(repository, "runtime")
        for pattern in ("CMakeLists.txt", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, runtime, self.export_sources_folder)
        copy(self, "LICENSE", repository, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        if self.settings.os != "Linux":
            raise ConanInvalidConfiguration("coax is for Linux")
        check_min_cppstd(self, 20)

    def requirements(self):
        if self.options.curl:
            self.requires("libcurl/[>=7.64 <9]", transitive_headers=True)
        if self.options.tls:
            self.requires("openssl/[>=3 <4]", transitive_headers=True)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["COAX_RUNTIME_CURL"] = bool(self.options.curl)
        toolchain.cache_variables["COAX_RUNTIME_TLS"] = bool(self.options.tls)
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "coax")
        self._component("runtime", [], system_libs=["pthread", "dl"])
        self._component("lock_check", ["runtime"], exelinkflags=["-Wl,--undefined=coax_check_locks"])
        if self.options.curl:
            self._component("curl", ["runtime", "libcurl::libcurl"])
        if self.options.tls:
            self._component("tls", ["runtime", "openssl::ssl"])

    def _component(self, name, requires, **properties):
        component = self.cpp_info.components[name]
        component.set_property("cmake_target_name", f"coax::{name}")
        component.libs = [f"coax_{name}"]
        component.requires = requires
        for key, value in properties.items():
            setattr(component, key, value)
