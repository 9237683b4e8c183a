// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C streams.
#include <any.h>
#include <other-systems.h>
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
#include <wchar.h>
#include <signal.h>
#include <unistd.h>

void calls(FILE *file) {
  fopen(any, any);                     // expect-site: fopen file
  fopen64(any, any);                   // expect-site: fopen64 file
  freopen(any, any, any);              // expect-site: freopen file
  freopen64(any, any, any);            // expect-site: freopen64 file
  fclose(any);                         // expect-site: fclose file maybe
  fread(any, any, any, any);           // expect-site: fread file
  fread_unlocked(any, any, any, any);  // expect-site: fread_unlocked file
  fgets(any, any, any);                // expect-site: fgets file
  fgets_unlocked(any, any, any);       // expect-site: fgets_unlocked file
  fgetc(any);                          // expect-site: fgetc file
  getc(any);                           // expect-site: getc file
  fgetc_unlocked(any);                 // expect-site: fgetc_unlocked file
  getc_unlocked(any);                  // expect-site: getc_unlocked file
  fgetwc(any);                         // expect-site: fgetwc file
  getwc(any);                          // expect-site: getwc file
  getline(any, any, any);              // expect-site: getline file
  getdelim(any, any, any, any);        // expect-site: getdelim file
  fgetws(any, any, any);               // expect-site: fgetws file
  fscanf(file, "%d", any);             // expect-site: fscanf file
  vfscanf(any, any, any);              // expect-site: vfscanf file
  fwscanf(file, L"%d", any);           // expect-site: fwscanf file
  vfwscanf(any, any, any);             // expect-site: vfwscanf file
  getchar();                           // expect-site: getchar console
  getchar_unlocked();                  // expect-site: getchar_unlocked console
  scanf("%d", any);                    // expect-site: scanf console
  vscanf(any, any);                    // expect-site: vscanf console
  wscanf(L"%d", any);                  // expect-site: wscanf console
  vwscanf(any, any);                   // expect-site: vwscanf console
  getwchar();                          // expect-site: getwchar console
  getpass(any);                        // expect-site: getpass console
  readpassphrase(any, any, any, any);  // expect-site: readpassphrase console
  readline(any);                       // expect-site: readline console
  fwrite(any, any, any, any);          // expect-site: fwrite file maybe
  fwrite_unlocked(any, any, any, any); // expect-site: fwrite_unlocked file maybe
  fputs(any, any);                     // expect-site: fputs file maybe
  fputc(any, any);                     // expect-site: fputc file maybe
  putc(any, any);                      // expect-site: putc file maybe
  fputs_unlocked(any, any);            // expect-site: fputs_unlocked file maybe
  fputc_unlocked(any, any);            // expect-site: fputc_unlocked file maybe
  putc_unlocked(any, any);             // expect-site: putc_unlocked file maybe
  fputws(any, any);                    // expect-site: fputws file maybe
  fputwc(any, any);                    // expect-site: fputwc file maybe
  putwc(any, any);                     // expect-site: putwc file maybe
  fprintf(file, "%d", 1);              // expect-site: fprintf file maybe
  vfprintf(any, any, any);             // expect-site: vfprintf file maybe
  fwprintf(file, L"%d", 1);            // expect-site: fwprintf file maybe
  vfwprintf(any, any, any);            // expect-site: vfwprintf file maybe
  dprintf(any, "%d", 1);               // expect-site: dprintf file maybe
  vdprintf(any, any, any);             // expect-site: vdprintf file maybe
  printf("%d", 1);                     // expect-site: printf console maybe
  vprintf(any, any);                   // expect-site: vprintf console maybe
  wprintf(L"%d", 1);                   // expect-site: wprintf console maybe
  vwprintf(any, any);                  // expect-site: vwprintf console maybe
  puts(any);                           // expect-site: puts console maybe
  putchar(any);                        // expect-site: putchar console maybe
  putchar_unlocked(any);               // expect-site: putchar_unlocked console maybe
  putwchar(any);                       // expect-site: putwchar console maybe
  perror(any);                         // expect-site: perror console maybe
  psignal(any, any);                   // expect-site: psignal console maybe
  fflush(any);                         // expect-site: fflush file
  fflush_unlocked(any);                // expect-site: fflush_unlocked file
  fseek(any, any, any);                // expect-site: fseek file maybe in-context
  fseeko(any, any, any);               // expect-site: fseeko file maybe in-context
  fsetpos(any, any);                   // expect-site: fsetpos file maybe in-context
  rewind(any);                         // expect-site: rewind file maybe in-context
  fseeko64(any, any, any);             // expect-site: fseeko64 file maybe in-context
  fsetpos64(any, any);                 // expect-site: fsetpos64 file maybe in-context
  syslog(any, "%d", 1);                // expect-site: syslog ipc maybe
  vsyslog(any, any, any);              // expect-site: vsyslog ipc maybe
  flockfile(any);                      // expect-site: flockfile lock maybe in-context

  // The console.
  fgets(any, any, stdin);        // expect-site: fgets console
  fread(any, any, any, stdin);   // expect-site: fread console
  fgetc(stdin);                  // expect-site: fgetc console
  getc(stdin);                   // expect-site: getc console
  getline(any, any, stdin);      // expect-site: getline console
  fprintf(stderr, "%d", 1);      // expect-site: fprintf console maybe
  fputs(any, stdout);            // expect-site: fputs console maybe
  fwrite(any, any, any, stdout); // expect-site: fwrite console maybe
  fflush(stdout);                // expect-site: fflush console maybe
  gets(nullptr);                 // expect-site: gets console
  // Only the stream object in memory.
  setvbuf(any, any, any, any);
  ftell(any);
}
