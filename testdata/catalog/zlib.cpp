// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// zlib and bzip2.
#include <any.h>
#include <zlib-mock.h>

void calls() {
  gzopen(any);             // expect-site: gzopen file
  gzopen64(any);           // expect-site: gzopen64 file
  gzopen_w(any);           // expect-site: gzopen_w file
  gzread(any);             // expect-site: gzread file
  gzfread(any);            // expect-site: gzfread file
  gzgets(any);             // expect-site: gzgets file
  gzgetc(any);             // expect-site: gzgetc file
  gzgetc_(any);            // expect-site: gzgetc_ file
  gzdirect(any);           // expect-site: gzdirect file
  gzseek(any);             // expect-site: gzseek file
  gzseek64(any);           // expect-site: gzseek64 file
  gzwrite(any);            // expect-site: gzwrite file maybe
  gzfwrite(any);           // expect-site: gzfwrite file maybe
  gzputs(any);             // expect-site: gzputs file maybe
  gzputc(any);             // expect-site: gzputc file maybe
  gzprintf(any);           // expect-site: gzprintf file maybe
  gzvprintf(any);          // expect-site: gzvprintf file maybe
  gzflush(any);            // expect-site: gzflush file
  gzclose_w(any);          // expect-site: gzclose_w file
  gzclose(any);            // expect-site: gzclose file maybe
  gzclose_r(any);          // expect-site: gzclose_r file maybe
  BZ2_bzopen(any);         // expect-site: BZ2_bzopen file
  BZ2_bzread(any);         // expect-site: BZ2_bzread file
  BZ2_bzRead(any);         // expect-site: BZ2_bzRead file
  BZ2_bzwrite(any);        // expect-site: BZ2_bzwrite file maybe
  BZ2_bzWrite(any);        // expect-site: BZ2_bzWrite file maybe
  BZ2_bzflush(any);        // expect-site: BZ2_bzflush file maybe
  BZ2_bzclose(any);        // expect-site: BZ2_bzclose file maybe
  BZ2_bzWriteClose(any);   // expect-site: BZ2_bzWriteClose file maybe
  BZ2_bzWriteClose64(any); // expect-site: BZ2_bzWriteClose64 file maybe
}
