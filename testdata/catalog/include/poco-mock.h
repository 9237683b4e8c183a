// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Poco, without the library: arguments are any.
#pragma once

namespace Poco {
struct ActiveResult {
  template <typename... A> int tryWait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct Condition {
  template <typename... A> int tryWait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct Event {
  template <typename... A> int tryWait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct FastMutex {
  template <typename... A> int lock(A &&...);
};
struct File {
  template <typename... A> int copyTo(A &&...);
  template <typename... A> int createDirectories(A &&...);
  template <typename... A> int createDirectory(A &&...);
  template <typename... A> int createFile(A &&...);
  template <typename... A> int exists(A &&...);
  template <typename... A> int getLastModified(A &&...);
  template <typename... A> int getSize(A &&...);
  template <typename... A> int isDirectory(A &&...);
  template <typename... A> int isFile(A &&...);
  template <typename... A> int list(A &&...);
  template <typename... A> int moveTo(A &&...);
  template <typename... A> int remove(A &&...);
  template <typename... A> int renameTo(A &&...);
  template <typename... A> int setSize(A &&...);
};
struct FileInputStream {
  template <typename... A> FileInputStream(A &&...);
  template <typename... A> int open(A &&...);
};
struct FileOutputStream {
  template <typename... A> FileOutputStream(A &&...);
  template <typename... A> int open(A &&...);
};
struct FileStream {
  template <typename... A> FileStream(A &&...);
};
struct Mutex {
  template <typename... A> int lock(A &&...);
};
struct NamedEvent {
  template <typename... A> int wait(A &&...);
};
struct NamedMutex {
  template <typename... A> int lock(A &&...);
};
struct NotificationQueue {
  template <typename... A> int waitDequeueNotification(A &&...);
};
struct Pipe {
  template <typename... A> int readBytes(A &&...);
  template <typename... A> int writeBytes(A &&...);
};
struct PriorityNotificationQueue {
  template <typename... A> int waitDequeueNotification(A &&...);
};
struct Process {
  template <typename... A> int launch(A &&...);
  template <typename... A> int wait(A &&...);
};
struct ProcessHandle {
  template <typename... A> int wait(A &&...);
};
struct RWLock {
  template <typename... A> int readLock(A &&...);
  template <typename... A> int writeLock(A &&...);
};
struct ScopedLock {
  template <typename... A> ScopedLock(A &&...);
};
struct ScopedRWLock {
  template <typename... A> ScopedRWLock(A &&...);
};
struct ScopedReadRWLock {
  template <typename... A> ScopedReadRWLock(A &&...);
};
struct ScopedWriteRWLock {
  template <typename... A> ScopedWriteRWLock(A &&...);
};
struct Semaphore {
  template <typename... A> int tryWait(A &&...);
  template <typename... A> int wait(A &&...);
};
struct SharedLibrary {
  template <typename... A> int load(A &&...);
};
struct SpinlockMutex {
  template <typename... A> int lock(A &&...);
};
struct StreamCopier {
  template <typename... A> int copyStream(A &&...);
};
struct TaskManager {
  template <typename... A> int joinAll(A &&...);
};
struct Thread {
  template <typename... A> int join(A &&...);
  template <typename... A> int sleep(A &&...);
  template <typename... A> int tryJoin(A &&...);
  template <typename... A> int trySleep(A &&...);
};
struct ThreadPool {
  template <typename... A> int joinAll(A &&...);
};
struct URIStreamOpener {
  template <typename... A> int open(A &&...);
};
} // namespace Poco

namespace Poco::Data {
struct RecordSet {
  template <typename... A> int moveNext(A &&...);
};
struct Session {
  template <typename... A> int begin(A &&...);
  template <typename... A> int commit(A &&...);
  template <typename... A> Session(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int rollback(A &&...);
};
struct SessionPool {
  template <typename... A> int get(A &&...);
};
struct Statement {
  template <typename... A> int execute(A &&...);
};
} // namespace Poco::Data

namespace Poco::MongoDB {
struct Connection {
  template <typename... A> int connect(A &&...);
  template <typename... A> int sendRequest(A &&...);
};
struct Cursor {
  template <typename... A> int next(A &&...);
};
} // namespace Poco::MongoDB

namespace Poco::Net {
struct DNS {
  template <typename... A> int hostByAddress(A &&...);
  template <typename... A> int hostByName(A &&...);
  template <typename... A> int resolve(A &&...);
  template <typename... A> int resolveOne(A &&...);
  template <typename... A> int thisHost(A &&...);
};
struct DatagramSocket {
  template <typename... A> int receiveBytes(A &&...);
  template <typename... A> int receiveFrom(A &&...);
  template <typename... A> int sendBytes(A &&...);
  template <typename... A> int sendTo(A &&...);
};
struct DialogSocket {
  template <typename... A> int receiveMessage(A &&...);
  template <typename... A> int receiveStatusMessage(A &&...);
  template <typename... A> int sendMessage(A &&...);
};
struct FTPClientSession {
  template <typename... A> int beginDownload(A &&...);
  template <typename... A> int beginList(A &&...);
  template <typename... A> int beginUpload(A &&...);
  template <typename... A> int endDownload(A &&...);
  template <typename... A> int endUpload(A &&...);
  template <typename... A> int login(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int sendCommand(A &&...);
};
struct HTTPClientSession {
  template <typename... A> int peekResponse(A &&...);
  template <typename... A> int receiveResponse(A &&...);
  template <typename... A> int sendRequest(A &&...);
};
struct HTTPSClientSession {
  template <typename... A> int sendRequest(A &&...);
};
struct HTTPServerResponse {
  template <typename... A> int send(A &&...);
  template <typename... A> int sendBuffer(A &&...);
  template <typename... A> int sendFile(A &&...);
};
struct HTTPStreamFactory {
  template <typename... A> int open(A &&...);
};
struct ICMPClient {
  template <typename... A> int ping(A &&...);
};
struct NTPClient {
  template <typename... A> int request(A &&...);
};
struct OAuth20Credentials {
  template <typename... A> int authenticate(A &&...);
};
struct POP3ClientSession {
  template <typename... A> int retrieveMessage(A &&...);
};
struct PollSet {
  template <typename... A> int poll(A &&...);
};
struct RawSocket {
  template <typename... A> int receiveFrom(A &&...);
};
struct SMTPClientSession {
  template <typename... A> int login(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int sendMessage(A &&...);
};
struct SecureStreamSocket {
  template <typename... A> int completeHandshake(A &&...);
  template <typename... A> int connect(A &&...);
};
struct ServerSocket {
  template <typename... A> int acceptConnection(A &&...);
};
struct Socket {
  template <typename... A> int poll(A &&...);
  template <typename... A> int select(A &&...);
};
struct SocketAddress {
  template <typename... A> SocketAddress(A &&...);
};
struct SocketReactor {
  template <typename... A> int run(A &&...);
};
struct StreamSocket {
  template <typename... A> int connect(A &&...);
  template <typename... A> int receiveBytes(A &&...);
  template <typename... A> int sendBytes(A &&...);
};
struct WebSocket {
  template <typename... A> int receiveFrame(A &&...);
  template <typename... A> int sendFrame(A &&...);
};
} // namespace Poco::Net

namespace Poco::Redis {
struct Client {
  template <typename... A> int connect(A &&...);
  template <typename... A> int execute(A &&...);
  template <typename... A> int flush(A &&...);
  template <typename... A> int readReply(A &&...);
  template <typename... A> int sendCommand(A &&...);
};
} // namespace Poco::Redis
