// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Poco.
#include <any.h>
#include <poco-mock.h>

void ofPocoThread(Poco::Thread &x) {
  x.sleep(any);    // expect-site: Poco::Thread::sleep sleep
  x.trySleep(any); // expect-site: Poco::Thread::trySleep sleep
  x.join(any);     // expect-site: Poco::Thread::join wait
  x.tryJoin(any);  // expect-site: Poco::Thread::tryJoin wait
}

void ofPocoThreadPool(Poco::ThreadPool &x) {
  x.joinAll(any); // expect-site: Poco::ThreadPool::joinAll wait
}

void ofPocoEvent(Poco::Event &x) {
  x.wait(any);    // expect-site: Poco::Event::wait wait
  x.tryWait(any); // expect-site: Poco::Event::tryWait wait
}

void ofPocoNamedEvent(Poco::NamedEvent &x) {
  x.wait(any); // expect-site: Poco::NamedEvent::wait wait
}

void ofPocoCondition(Poco::Condition &x) {
  x.wait(any);    // expect-site: Poco::Condition::wait wait
  x.tryWait(any); // expect-site: Poco::Condition::tryWait wait
}

void ofPocoSemaphore(Poco::Semaphore &x) {
  x.wait(any);    // expect-site: Poco::Semaphore::wait wait
  x.tryWait(any); // expect-site: Poco::Semaphore::tryWait wait
}

void ofPocoActiveResult(Poco::ActiveResult &x) {
  x.wait(any);    // expect-site: Poco::ActiveResult::wait wait
  x.tryWait(any); // expect-site: Poco::ActiveResult::tryWait wait
}

void ofPocoTaskManager(Poco::TaskManager &x) {
  x.joinAll(any); // expect-site: Poco::TaskManager::joinAll wait
}

void ofPocoNotificationQueue(Poco::NotificationQueue &x) {
  x.waitDequeueNotification(any); // expect-site: Poco::NotificationQueue::waitDequeueNotification wait
}

void ofPocoPriorityNotificationQueue(Poco::PriorityNotificationQueue &x) {
  x.waitDequeueNotification(any); // expect-site: Poco::PriorityNotificationQueue::waitDequeueNotification wait
}

void ofPocoMutex(Poco::Mutex &x) {
  x.lock(any); // expect-site: Poco::Mutex::lock lock maybe in-context
}

void ofPocoFastMutex(Poco::FastMutex &x) {
  x.lock(any); // expect-site: Poco::FastMutex::lock lock maybe in-context
}

void ofPocoRWLock(Poco::RWLock &x) {
  x.readLock(any);  // expect-site: Poco::RWLock::readLock lock maybe in-context
  x.writeLock(any); // expect-site: Poco::RWLock::writeLock lock maybe in-context
}

void ofPocoSpinlockMutex(Poco::SpinlockMutex &x) {
  x.lock(any); // expect-site: Poco::SpinlockMutex::lock lock maybe in-context
}

void ofPocoNamedMutex(Poco::NamedMutex &x) {
  x.lock(any); // expect-site: Poco::NamedMutex::lock lock maybe in-context
}

void ofPocoScopedLock(Poco::ScopedLock &x) {
  Poco::ScopedLock made1(any); // expect-site: Poco::ScopedLock::ScopedLock lock maybe in-context
}

void ofPocoScopedRWLock(Poco::ScopedRWLock &x) {
  Poco::ScopedRWLock made1(any); // expect-site: Poco::ScopedRWLock::ScopedRWLock lock maybe in-context
}

void ofPocoScopedReadRWLock(Poco::ScopedReadRWLock &x) {
  Poco::ScopedReadRWLock made1(any); // expect-site: Poco::ScopedReadRWLock::ScopedReadRWLock lock maybe in-context
}

void ofPocoScopedWriteRWLock(Poco::ScopedWriteRWLock &x) {
  Poco::ScopedWriteRWLock made1(any); // expect-site: Poco::ScopedWriteRWLock::ScopedWriteRWLock lock maybe in-context
}

void ofPocoNetStreamSocket(Poco::Net::StreamSocket &x) {
  x.connect(any);      // expect-site: Poco::Net::StreamSocket::connect socket
  x.receiveBytes(any); // expect-site: Poco::Net::StreamSocket::receiveBytes socket
  x.sendBytes(any);    // expect-site: Poco::Net::StreamSocket::sendBytes socket
}

void ofPocoNetSecureStreamSocket(Poco::Net::SecureStreamSocket &x) {
  x.connect(any);           // expect-site: Poco::Net::SecureStreamSocket::connect socket
  x.completeHandshake(any); // expect-site: Poco::Net::SecureStreamSocket::completeHandshake socket
}

void ofPocoNetDatagramSocket(Poco::Net::DatagramSocket &x) {
  x.receiveBytes(any); // expect-site: Poco::Net::DatagramSocket::receiveBytes socket
  x.receiveFrom(any);  // expect-site: Poco::Net::DatagramSocket::receiveFrom socket
  x.sendBytes(any);    // expect-site: Poco::Net::DatagramSocket::sendBytes socket
  x.sendTo(any);       // expect-site: Poco::Net::DatagramSocket::sendTo socket
}

void ofPocoNetRawSocket(Poco::Net::RawSocket &x) {
  x.receiveFrom(any); // expect-site: Poco::Net::RawSocket::receiveFrom socket
}

void ofPocoNetServerSocket(Poco::Net::ServerSocket &x) {
  x.acceptConnection(any); // expect-site: Poco::Net::ServerSocket::acceptConnection socket
}

void ofPocoNetDialogSocket(Poco::Net::DialogSocket &x) {
  x.receiveMessage(any);       // expect-site: Poco::Net::DialogSocket::receiveMessage socket
  x.sendMessage(any);          // expect-site: Poco::Net::DialogSocket::sendMessage socket
  x.receiveStatusMessage(any); // expect-site: Poco::Net::DialogSocket::receiveStatusMessage socket
}

void ofPocoNetWebSocket(Poco::Net::WebSocket &x) {
  x.receiveFrame(any); // expect-site: Poco::Net::WebSocket::receiveFrame socket
  x.sendFrame(any);    // expect-site: Poco::Net::WebSocket::sendFrame socket
}

void ofPocoNetSocket(Poco::Net::Socket &x) {
  x.poll(any);   // expect-site: Poco::Net::Socket::poll socket
  x.select(any); // expect-site: Poco::Net::Socket::select socket
}

void ofPocoNetPollSet(Poco::Net::PollSet &x) {
  x.poll(any); // expect-site: Poco::Net::PollSet::poll socket
}

void ofPocoNetHTTPClientSession(Poco::Net::HTTPClientSession &x) {
  x.sendRequest(any);     // expect-site: Poco::Net::HTTPClientSession::sendRequest http
  x.receiveResponse(any); // expect-site: Poco::Net::HTTPClientSession::receiveResponse http
  x.peekResponse(any);    // expect-site: Poco::Net::HTTPClientSession::peekResponse http
}

void ofPocoNetHTTPSClientSession(Poco::Net::HTTPSClientSession &x) {
  x.sendRequest(any); // expect-site: Poco::Net::HTTPSClientSession::sendRequest http
}

void ofPocoNetHTTPStreamFactory(Poco::Net::HTTPStreamFactory &x) {
  x.open(any); // expect-site: Poco::Net::HTTPStreamFactory::open http
}

void ofPocoNetOAuth20Credentials(Poco::Net::OAuth20Credentials &x) {
  x.authenticate(any); // expect-site: Poco::Net::OAuth20Credentials::authenticate http
}

void ofPocoURIStreamOpener(Poco::URIStreamOpener &x) {
  x.open(any); // expect-site: Poco::URIStreamOpener::open http
}

void ofPocoNetHTTPServerResponse(Poco::Net::HTTPServerResponse &x) {
  x.send(any);       // expect-site: Poco::Net::HTTPServerResponse::send http maybe
  x.sendFile(any);   // expect-site: Poco::Net::HTTPServerResponse::sendFile http maybe
  x.sendBuffer(any); // expect-site: Poco::Net::HTTPServerResponse::sendBuffer http maybe
}

void ofPocoNetFTPClientSession(Poco::Net::FTPClientSession &x) {
  x.open(any);          // expect-site: Poco::Net::FTPClientSession::open socket
  x.login(any);         // expect-site: Poco::Net::FTPClientSession::login socket
  x.beginDownload(any); // expect-site: Poco::Net::FTPClientSession::beginDownload socket
  x.endDownload(any);   // expect-site: Poco::Net::FTPClientSession::endDownload socket
  x.beginUpload(any);   // expect-site: Poco::Net::FTPClientSession::beginUpload socket
  x.endUpload(any);     // expect-site: Poco::Net::FTPClientSession::endUpload socket
  x.beginList(any);     // expect-site: Poco::Net::FTPClientSession::beginList socket
  x.sendCommand(any);   // expect-site: Poco::Net::FTPClientSession::sendCommand socket
}

void ofPocoNetSMTPClientSession(Poco::Net::SMTPClientSession &x) {
  x.open(any);        // expect-site: Poco::Net::SMTPClientSession::open socket
  x.login(any);       // expect-site: Poco::Net::SMTPClientSession::login socket
  x.sendMessage(any); // expect-site: Poco::Net::SMTPClientSession::sendMessage socket
}

void ofPocoNetPOP3ClientSession(Poco::Net::POP3ClientSession &x) {
  x.retrieveMessage(any); // expect-site: Poco::Net::POP3ClientSession::retrieveMessage socket
}

void ofPocoNetICMPClient(Poco::Net::ICMPClient &x) {
  x.ping(any); // expect-site: Poco::Net::ICMPClient::ping socket
}

void ofPocoNetNTPClient(Poco::Net::NTPClient &x) {
  x.request(any); // expect-site: Poco::Net::NTPClient::request socket
}

void ofPocoNetDNS(Poco::Net::DNS &x) {
  x.hostByName(any);    // expect-site: Poco::Net::DNS::hostByName dns
  x.hostByAddress(any); // expect-site: Poco::Net::DNS::hostByAddress dns
  x.resolve(any);       // expect-site: Poco::Net::DNS::resolve dns
  x.resolveOne(any);    // expect-site: Poco::Net::DNS::resolveOne dns
  x.thisHost(any);      // expect-site: Poco::Net::DNS::thisHost dns
}

void ofPocoNetSocketAddress(Poco::Net::SocketAddress &x) {
  Poco::Net::SocketAddress made1("name"); // expect-site: Poco::Net::SocketAddress::SocketAddress dns maybe
}

void ofPocoProcess(Poco::Process &x) {
  x.wait(any);   // expect-site: Poco::Process::wait process
  x.launch(any); // expect-site: Poco::Process::launch process maybe
}

void ofPocoProcessHandle(Poco::ProcessHandle &x) {
  x.wait(any); // expect-site: Poco::ProcessHandle::wait process
}

void ofPocoPipe(Poco::Pipe &x) {
  x.readBytes(any);  // expect-site: Poco::Pipe::readBytes ipc
  x.writeBytes(any); // expect-site: Poco::Pipe::writeBytes ipc
}

void ofPocoFile(Poco::File &x) {
  x.exists(any);            // expect-site: Poco::File::exists file
  x.copyTo(any);            // expect-site: Poco::File::copyTo file
  x.moveTo(any);            // expect-site: Poco::File::moveTo file
  x.renameTo(any);          // expect-site: Poco::File::renameTo file
  x.remove(any);            // expect-site: Poco::File::remove file
  x.createFile(any);        // expect-site: Poco::File::createFile file
  x.createDirectory(any);   // expect-site: Poco::File::createDirectory file
  x.createDirectories(any); // expect-site: Poco::File::createDirectories file
  x.list(any);              // expect-site: Poco::File::list file
  x.getSize(any);           // expect-site: Poco::File::getSize file
  x.setSize(any);           // expect-site: Poco::File::setSize file
  x.isFile(any);            // expect-site: Poco::File::isFile file
  x.isDirectory(any);       // expect-site: Poco::File::isDirectory file
  x.getLastModified(any);   // expect-site: Poco::File::getLastModified file
}

void ofPocoFileInputStream(Poco::FileInputStream &x) {
  Poco::FileInputStream made1(any); // expect-site: Poco::FileInputStream::FileInputStream file
  x.open(any);                      // expect-site: Poco::FileInputStream::open file
}

void ofPocoFileOutputStream(Poco::FileOutputStream &x) {
  Poco::FileOutputStream made1(any); // expect-site: Poco::FileOutputStream::FileOutputStream file
  x.open(any);                       // expect-site: Poco::FileOutputStream::open file
}

void ofPocoFileStream(Poco::FileStream &x) {
  Poco::FileStream made1(any); // expect-site: Poco::FileStream::FileStream file
}

void ofPocoStreamCopier(Poco::StreamCopier &x) {
  x.copyStream(any); // expect-site: Poco::StreamCopier::copyStream file maybe
}

void ofPocoSharedLibrary(Poco::SharedLibrary &x) {
  x.load(any); // expect-site: Poco::SharedLibrary::load file
}

void ofPocoDataSession(Poco::Data::Session &x) {
  Poco::Data::Session made1(any); // expect-site: Poco::Data::Session::Session database
  x.open(any);                    // expect-site: Poco::Data::Session::open database
  x.begin(any);                   // expect-site: Poco::Data::Session::begin database
  x.commit(any);                  // expect-site: Poco::Data::Session::commit database
  x.rollback(any);                // expect-site: Poco::Data::Session::rollback database
}

void ofPocoDataStatement(Poco::Data::Statement &x) {
  x.execute(any); // expect-site: Poco::Data::Statement::execute database
}

void ofPocoDataRecordSet(Poco::Data::RecordSet &x) {
  x.moveNext(any); // expect-site: Poco::Data::RecordSet::moveNext database
}

void ofPocoDataSessionPool(Poco::Data::SessionPool &x) {
  x.get(any); // expect-site: Poco::Data::SessionPool::get database
}

void ofPocoRedisClient(Poco::Redis::Client &x) {
  x.connect(any);     // expect-site: Poco::Redis::Client::connect database
  x.execute(any);     // expect-site: Poco::Redis::Client::execute database
  x.sendCommand(any); // expect-site: Poco::Redis::Client::sendCommand database
  x.readReply(any);   // expect-site: Poco::Redis::Client::readReply database
  x.flush(any);       // expect-site: Poco::Redis::Client::flush database
}

void ofPocoMongoDBConnection(Poco::MongoDB::Connection &x) {
  x.connect(any);     // expect-site: Poco::MongoDB::Connection::connect database
  x.sendRequest(any); // expect-site: Poco::MongoDB::Connection::sendRequest database
}

void ofPocoMongoDBCursor(Poco::MongoDB::Cursor &x) {
  x.next(any); // expect-site: Poco::MongoDB::Cursor::next database
}

void ofPocoNetSocketReactor(Poco::Net::SocketReactor &x) {
  x.run(any); // expect-site: Poco::Net::SocketReactor::run wait in-context
}
