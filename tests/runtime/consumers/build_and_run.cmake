# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs the runtime into PREFIX, then configures SOURCE in BUILD with ARGUMENTS, builds it, and runs
# PROGRAM; what that prints goes to standard output. With VENDOR_WITH, the project is a copy of SOURCE,
# whose third_party/coax that tool makes.
function(run_or_fail)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
  message(STATUS "${output}")
endfunction()

file(REMOVE_RECURSE ${BUILD} ${BUILD}-project)
if(VENDOR_WITH)
  file(COPY ${SOURCE}/ DESTINATION ${BUILD}-project)
  set(SOURCE ${BUILD}-project)
  run_or_fail(${VENDOR_WITH} vendor ${SOURCE}/third_party/coax)
endif()
run_or_fail(${CMAKE_COMMAND} --install ${RUNTIME_BUILD} --prefix ${PREFIX})
run_or_fail(${CMAKE_COMMAND} -S ${SOURCE} -B ${BUILD} -G ${GENERATOR} ${ARGUMENTS})
run_or_fail(${CMAKE_COMMAND} --build ${BUILD})
run_or_fail(${BUILD}/${PROGRAM})
