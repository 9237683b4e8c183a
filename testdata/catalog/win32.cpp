// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Win32.
#include <any.h>
#include <win32-mock.h>

void calls() {
  SleepEx(any);                         // expect-site: SleepEx sleep
  Sleep(any);                           // expect-site: Sleep sleep
  WaitForSingleObject(any);             // expect-site: WaitForSingleObject wait
  WaitForSingleObjectEx(any);           // expect-site: WaitForSingleObjectEx wait
  WaitForMultipleObjects(any);          // expect-site: WaitForMultipleObjects wait
  WaitForMultipleObjectsEx(any);        // expect-site: WaitForMultipleObjectsEx wait
  MsgWaitForMultipleObjects(any);       // expect-site: MsgWaitForMultipleObjects wait
  SignalObjectAndWait(any);             // expect-site: SignalObjectAndWait wait
  WaitOnAddress(any);                   // expect-site: WaitOnAddress wait
  SleepConditionVariableCS(any);        // expect-site: SleepConditionVariableCS wait
  SleepConditionVariableSRW(any);       // expect-site: SleepConditionVariableSRW wait
  WaitForThreadpoolWorkCallbacks(any);  // expect-site: WaitForThreadpoolWorkCallbacks wait
  WaitForThreadpoolTimerCallbacks(any); // expect-site: WaitForThreadpoolTimerCallbacks wait
  WaitForThreadpoolIoCallbacks(any);    // expect-site: WaitForThreadpoolIoCallbacks wait
  EnterCriticalSection(any);            // expect-site: EnterCriticalSection lock maybe in-context
  AcquireSRWLockExclusive(any);         // expect-site: AcquireSRWLockExclusive lock maybe in-context
  AcquireSRWLockShared(any);            // expect-site: AcquireSRWLockShared lock maybe in-context
  InitOnceExecuteOnce(any);             // expect-site: InitOnceExecuteOnce lock maybe in-context
  EnterSynchronizationBarrier(any);     // expect-site: EnterSynchronizationBarrier wait
  GetMessageW(any);                     // expect-site: GetMessageW wait in-context
  GetMessageA(any);                     // expect-site: GetMessageA wait in-context
  WaitMessage(any);                     // expect-site: WaitMessage wait in-context
  SendMessageW(any);                    // expect-site: SendMessageW wait maybe
  SendMessageA(any);                    // expect-site: SendMessageA wait maybe
  SendMessageTimeoutW(any);             // expect-site: SendMessageTimeoutW wait maybe
  SendMessageTimeoutA(any);             // expect-site: SendMessageTimeoutA wait maybe
  MessageBoxW(any);                     // expect-site: MessageBoxW wait
  MessageBoxA(any);                     // expect-site: MessageBoxA wait
  DialogBoxParamW(any);                 // expect-site: DialogBoxParamW wait
  DialogBoxParamA(any);                 // expect-site: DialogBoxParamA wait
  ReadFile(any);                        // expect-site: ReadFile file
  WriteFile(any);                       // expect-site: WriteFile file
  CreateFileW(any);                     // expect-site: CreateFileW file
  CreateFileA(any);                     // expect-site: CreateFileA file
  CreateFile2(any);                     // expect-site: CreateFile2 file
  CopyFileW(any);                       // expect-site: CopyFileW file
  CopyFileA(any);                       // expect-site: CopyFileA file
  CopyFileExW(any);                     // expect-site: CopyFileExW file
  MoveFileW(any);                       // expect-site: MoveFileW file
  MoveFileA(any);                       // expect-site: MoveFileA file
  MoveFileExW(any);                     // expect-site: MoveFileExW file
  MoveFileExA(any);                     // expect-site: MoveFileExA file
  DeleteFileW(any);                     // expect-site: DeleteFileW file
  DeleteFileA(any);                     // expect-site: DeleteFileA file
  ReplaceFileW(any);                    // expect-site: ReplaceFileW file
  FlushFileBuffers(any);                // expect-site: FlushFileBuffers file
  FlushViewOfFile(any);                 // expect-site: FlushViewOfFile file
  SetEndOfFile(any);                    // expect-site: SetEndOfFile file
  CreateDirectoryW(any);                // expect-site: CreateDirectoryW file
  CreateDirectoryA(any);                // expect-site: CreateDirectoryA file
  RemoveDirectoryW(any);                // expect-site: RemoveDirectoryW file
  RemoveDirectoryA(any);                // expect-site: RemoveDirectoryA file
  FindFirstFileW(any);                  // expect-site: FindFirstFileW file
  FindFirstFileA(any);                  // expect-site: FindFirstFileA file
  FindNextFileW(any);                   // expect-site: FindNextFileW file
  FindNextFileA(any);                   // expect-site: FindNextFileA file
  GetFileAttributesW(any);              // expect-site: GetFileAttributesW file
  GetFileAttributesA(any);              // expect-site: GetFileAttributesA file
  GetFileAttributesExW(any);            // expect-site: GetFileAttributesExW file
  SetFileAttributesW(any);              // expect-site: SetFileAttributesW file
  GetFileSizeEx(any);                   // expect-site: GetFileSizeEx file
  GetDiskFreeSpaceExW(any);             // expect-site: GetDiskFreeSpaceExW file
  GetTempFileNameW(any);                // expect-site: GetTempFileNameW file
  LoadLibraryW(any);                    // expect-site: LoadLibraryW file
  LoadLibraryA(any);                    // expect-site: LoadLibraryA file
  LoadLibraryExW(any);                  // expect-site: LoadLibraryExW file
  LockFileEx(any);                      // expect-site: LockFileEx lock
  ReadDirectoryChangesW(any);           // expect-site: ReadDirectoryChangesW file maybe
  GetOverlappedResult(any);             // expect-site: GetOverlappedResult file
  GetQueuedCompletionStatus(any);       // expect-site: GetQueuedCompletionStatus wait
  DeviceIoControl(any);                 // expect-site: DeviceIoControl file maybe in-context
  ConnectNamedPipe(any);                // expect-site: ConnectNamedPipe ipc
  WaitNamedPipeW(any);                  // expect-site: WaitNamedPipeW ipc
  WaitNamedPipeA(any);                  // expect-site: WaitNamedPipeA ipc
  CallNamedPipeW(any);                  // expect-site: CallNamedPipeW ipc
  CallNamedPipeA(any);                  // expect-site: CallNamedPipeA ipc
  TransactNamedPipe(any);               // expect-site: TransactNamedPipe ipc
  RegOpenKeyExW(any);                   // expect-site: RegOpenKeyExW file maybe in-context
  RegQueryValueExW(any);                // expect-site: RegQueryValueExW file maybe in-context
  RegSetValueExW(any);                  // expect-site: RegSetValueExW file maybe in-context
  RegFlushKey(any);                     // expect-site: RegFlushKey file maybe in-context
  ReadConsoleW(any);                    // expect-site: ReadConsoleW console
  ReadConsoleA(any);                    // expect-site: ReadConsoleA console
  ReadConsoleInputW(any);               // expect-site: ReadConsoleInputW console
  _getch(any);                          // expect-site: _getch console
  _getche(any);                         // expect-site: _getche console
  _getwch(any);                         // expect-site: _getwch console
  WriteConsoleW(any);                   // expect-site: WriteConsoleW console maybe
  WriteConsoleA(any);                   // expect-site: WriteConsoleA console maybe
  WSARecv(any);                         // expect-site: WSARecv socket
  WSASend(any);                         // expect-site: WSASend socket
  WSARecvFrom(any);                     // expect-site: WSARecvFrom socket
  WSASendTo(any);                       // expect-site: WSASendTo socket
  WSAConnect(any);                      // expect-site: WSAConnect socket
  WSAAccept(any);                       // expect-site: WSAAccept socket
  WSAConnectByNameW(any);               // expect-site: WSAConnectByNameW socket
  WSAConnectByNameA(any);               // expect-site: WSAConnectByNameA socket
  TransmitFile(any);                    // expect-site: TransmitFile socket
  WSAPoll(any);                         // expect-site: WSAPoll socket
  WSAWaitForMultipleEvents(any);        // expect-site: WSAWaitForMultipleEvents socket
  GetAddrInfoW(any);                    // expect-site: GetAddrInfoW dns
  GetNameInfoW(any);                    // expect-site: GetNameInfoW dns
  DnsQuery_A(any);                      // expect-site: DnsQuery_A dns
  DnsQuery_W(any);                      // expect-site: DnsQuery_W dns
  DnsQuery_UTF8(any);                   // expect-site: DnsQuery_UTF8 dns
  WSALookupServiceNextW(any);           // expect-site: WSALookupServiceNextW dns
  WinHttpSendRequest(any);              // expect-site: WinHttpSendRequest http maybe
  WinHttpReceiveResponse(any);          // expect-site: WinHttpReceiveResponse http maybe
  WinHttpReadData(any);                 // expect-site: WinHttpReadData http maybe
  WinHttpWriteData(any);                // expect-site: WinHttpWriteData http maybe
  WinHttpQueryDataAvailable(any);       // expect-site: WinHttpQueryDataAvailable http maybe
  InternetOpenUrlW(any);                // expect-site: InternetOpenUrlW http
  InternetOpenUrlA(any);                // expect-site: InternetOpenUrlA http
  InternetReadFile(any);                // expect-site: InternetReadFile http
  HttpSendRequestW(any);                // expect-site: HttpSendRequestW http
  HttpSendRequestA(any);                // expect-site: HttpSendRequestA http
  InternetConnectW(any);                // expect-site: InternetConnectW http
  URLDownloadToFileW(any);              // expect-site: URLDownloadToFileW http
  URLDownloadToFileA(any);              // expect-site: URLDownloadToFileA http
  CreateProcessW(any);                  // expect-site: CreateProcessW process maybe
  CreateProcessA(any);                  // expect-site: CreateProcessA process maybe
  ShellExecuteExW(any);                 // expect-site: ShellExecuteExW process maybe
  _wsystem(any);                        // expect-site: _wsystem process
  _popen(any);                          // expect-site: _popen process
  _wpopen(any);                         // expect-site: _wpopen process
  _pclose(any);                         // expect-site: _pclose process
  _cwait(any);                          // expect-site: _cwait process
  _spawnl(any);                         // expect-site: _spawnl process
  _spawnv(any);                         // expect-site: _spawnv process
  _spawnlp(any);                        // expect-site: _spawnlp process
  _spawnvp(any);                        // expect-site: _spawnvp process
  _read(any);                           // expect-site: _read file
  _write(any);                          // expect-site: _write file
  _open(any);                           // expect-site: _open file
  _wopen(any);                          // expect-site: _wopen file
  _sopen_s(any);                        // expect-site: _sopen_s file
  _commit(any);                         // expect-site: _commit file
  _stat(any);                           // expect-site: _stat file
  _stat64(any);                         // expect-site: _stat64 file
  _wstat64(any);                        // expect-site: _wstat64 file
  _wfopen(any);                         // expect-site: _wfopen file
  fopen_s(any);                         // expect-site: fopen_s file
  _wfopen_s(any);                       // expect-site: _wfopen_s file
  _fsopen(any);                         // expect-site: _fsopen file
  _access(any);                         // expect-site: _access file
  _waccess(any);                        // expect-site: _waccess file
  _unlink(any);                         // expect-site: _unlink file
  _wunlink(any);                        // expect-site: _wunlink file
  _rmdir(any);                          // expect-site: _rmdir file
  _mkdir(any);                          // expect-site: _mkdir file
  _wmkdir(any);                         // expect-site: _wmkdir file
  _findfirst(any);                      // expect-site: _findfirst file
  _findnext(any);                       // expect-site: _findnext file
  _wrename(any);                        // expect-site: _wrename file
  _wremove(any);                        // expect-site: _wremove file
}
