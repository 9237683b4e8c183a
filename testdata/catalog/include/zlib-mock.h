// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of zlib and bzip2, without the libraries: arguments are any.
#pragma once

extern "C" {
int gzopen(...);
int gzopen64(...);
int gzopen_w(...);
int gzread(...);
int gzfread(...);
int gzgets(...);
int gzgetc(...);
int gzgetc_(...);
int gzdirect(...);
int gzseek(...);
int gzseek64(...);
int gzwrite(...);
int gzfwrite(...);
int gzputs(...);
int gzputc(...);
int gzprintf(...);
int gzvprintf(...);
int gzflush(...);
int gzclose_w(...);
int gzclose(...);
int gzclose_r(...);
int BZ2_bzopen(...);
int BZ2_bzread(...);
int BZ2_bzRead(...);
int BZ2_bzwrite(...);
int BZ2_bzWrite(...);
int BZ2_bzflush(...);
int BZ2_bzclose(...);
int BZ2_bzWriteClose(...);
int BZ2_bzWriteClose64(...);
}
