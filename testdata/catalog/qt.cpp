// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Qt.
#include <any.h>
#include <qt-mock.h>

void ofQThread(QThread &x) {
  x.sleep(any);  // expect-site: QThread::sleep sleep
  x.msleep(any); // expect-site: QThread::msleep sleep
  x.usleep(any); // expect-site: QThread::usleep sleep
  x.wait(any);   // expect-site: QThread::wait wait
}

void calls() {
  QTest::qSleep(any);                         // expect-site: QTest::qSleep sleep
  QTest::qWait(any);                          // expect-site: QTest::qWait wait maybe in-context
  QTest::qWaitFor(any);                       // expect-site: QTest::qWaitFor wait maybe in-context
  QtConcurrent::blockingMap(any);             // expect-site: QtConcurrent::blockingMap wait
  QtConcurrent::blockingMapped(any);          // expect-site: QtConcurrent::blockingMapped wait
  QtConcurrent::blockingFilter(any);          // expect-site: QtConcurrent::blockingFilter wait
  QtConcurrent::blockingFiltered(any);        // expect-site: QtConcurrent::blockingFiltered wait
  QtConcurrent::blockingMappedReduced(any);   // expect-site: QtConcurrent::blockingMappedReduced wait
  QtConcurrent::blockingFilteredReduced(any); // expect-site: QtConcurrent::blockingFilteredReduced wait
}

void ofQThreadPool(QThreadPool &x) {
  x.waitForDone(any); // expect-site: QThreadPool::waitForDone wait
}

void ofQFuture(QFuture &x) {
  x.waitForFinished(any); // expect-site: QFuture::waitForFinished wait
  x.result(any);          // expect-site: QFuture::result wait
  x.results(any);         // expect-site: QFuture::results wait
  x.takeResult(any);      // expect-site: QFuture::takeResult wait
  x.resultAt(any);        // expect-site: QFuture::resultAt wait
}

void ofQFutureInterface(QFutureInterface &x) {
  x.waitForFinished(any); // expect-site: QFutureInterface::waitForFinished wait
}

void ofQFutureSynchronizer(QFutureSynchronizer &x) {
  x.waitForFinished(any); // expect-site: QFutureSynchronizer::waitForFinished wait
}

void ofQFutureWatcher(QFutureWatcher &x) {
  x.waitForFinished(any); // expect-site: QFutureWatcher::waitForFinished wait
}

void ofQWaitCondition(QWaitCondition &x) {
  x.wait(any); // expect-site: QWaitCondition::wait wait
}

void ofQSemaphore(QSemaphore &x) {
  x.acquire(any); // expect-site: QSemaphore::acquire wait
}

void ofQMutex(QMutex &x) {
  x.lock(any); // expect-site: QMutex::lock lock maybe in-context
}

void ofQBasicMutex(QBasicMutex &x) {
  x.lock(any); // expect-site: QBasicMutex::lock lock maybe in-context
}

void ofQRecursiveMutex(QRecursiveMutex &x) {
  x.lock(any); // expect-site: QRecursiveMutex::lock lock maybe in-context
}

void ofQReadWriteLock(QReadWriteLock &x) {
  x.lockForRead(any);  // expect-site: QReadWriteLock::lockForRead lock maybe in-context
  x.lockForWrite(any); // expect-site: QReadWriteLock::lockForWrite lock maybe in-context
}

void ofQMutexLocker(QMutexLocker &x) {
  QMutexLocker made1(any); // expect-site: QMutexLocker::QMutexLocker lock maybe in-context
}

void ofQReadLocker(QReadLocker &x) {
  QReadLocker made1(any); // expect-site: QReadLocker::QReadLocker lock maybe in-context
}

void ofQWriteLocker(QWriteLocker &x) {
  QWriteLocker made1(any); // expect-site: QWriteLocker::QWriteLocker lock maybe in-context
}

void ofQLockFile(QLockFile &x) {
  x.lock(any);    // expect-site: QLockFile::lock lock
  x.tryLock(any); // expect-site: QLockFile::tryLock lock
}

void ofQFile(QFile &x) {
  x.open(any);           // expect-site: QFile::open file
  x.copy(any);           // expect-site: QFile::copy file
  x.rename(any);         // expect-site: QFile::rename file
  x.remove(any);         // expect-site: QFile::remove file
  x.exists(any);         // expect-site: QFile::exists file
  x.link(any);           // expect-site: QFile::link file
  x.resize(any);         // expect-site: QFile::resize file
  x.moveToTrash(any);    // expect-site: QFile::moveToTrash file
  x.setPermissions(any); // expect-site: QFile::setPermissions file
  x.close(any);          // expect-site: QFile::close file maybe
}

void ofQSaveFile(QSaveFile &x) {
  x.open(any);   // expect-site: QSaveFile::open file
  x.commit(any); // expect-site: QSaveFile::commit file
}

void ofQTemporaryFile(QTemporaryFile &x) {
  x.open(any);             // expect-site: QTemporaryFile::open file
  x.createNativeFile(any); // expect-site: QTemporaryFile::createNativeFile file
}

void ofQFileDevice(QFileDevice &x) {
  x.map(any);   // expect-site: QFileDevice::map file
  x.flush(any); // expect-site: QFileDevice::flush file maybe
  x.close(any); // expect-site: QFileDevice::close file maybe
}

void ofQTextStream(QTextStream &x) {
  x.readLine(any); // expect-site: QTextStream::readLine file maybe
  x.readAll(any);  // expect-site: QTextStream::readAll file maybe
  x.read(any);     // expect-site: QTextStream::read file maybe
  x.flush(any);    // expect-site: QTextStream::flush file maybe
}

void ofQDir(QDir &x) {
  x.entryList(any);         // expect-site: QDir::entryList file
  x.entryInfoList(any);     // expect-site: QDir::entryInfoList file
  x.mkdir(any);             // expect-site: QDir::mkdir file
  x.mkpath(any);            // expect-site: QDir::mkpath file
  x.rmdir(any);             // expect-site: QDir::rmdir file
  x.rmpath(any);            // expect-site: QDir::rmpath file
  x.remove(any);            // expect-site: QDir::remove file
  x.rename(any);            // expect-site: QDir::rename file
  x.removeRecursively(any); // expect-site: QDir::removeRecursively file
  x.exists(any);            // expect-site: QDir::exists file
  x.isEmpty(any);           // expect-site: QDir::isEmpty file
  x.count(any);             // expect-site: QDir::count file
}

void ofQDirIterator(QDirIterator &x) {
  x.next(any);    // expect-site: QDirIterator::next file
  x.hasNext(any); // expect-site: QDirIterator::hasNext file
}

void ofQFileInfo(QFileInfo &x) {
  x.exists(any);            // expect-site: QFileInfo::exists file maybe
  x.size(any);              // expect-site: QFileInfo::size file maybe
  x.isFile(any);            // expect-site: QFileInfo::isFile file maybe
  x.isDir(any);             // expect-site: QFileInfo::isDir file maybe
  x.refresh(any);           // expect-site: QFileInfo::refresh file maybe
  x.lastModified(any);      // expect-site: QFileInfo::lastModified file maybe
  x.canonicalFilePath(any); // expect-site: QFileInfo::canonicalFilePath file maybe
}

void settings() {
  QSettings x(1); // expect-site: QSettings::QSettings file maybe in-context
} // expect-site: QSettings::~QSettings file maybe in-context

void ofQSettings(QSettings &x) {
  x.sync(any); // expect-site: QSettings::sync file
}

void ofQLibrary(QLibrary &x) {
  x.load(any); // expect-site: QLibrary::load file
}

void ofQPluginLoader(QPluginLoader &x) {
  x.load(any); // expect-site: QPluginLoader::load file
}

void ofQImage(QImage &x) {
  x.load(any); // expect-site: QImage::load file maybe
  x.save(any); // expect-site: QImage::save file maybe
}

void ofQPixmap(QPixmap &x) {
  x.load(any); // expect-site: QPixmap::load file maybe
  x.save(any); // expect-site: QPixmap::save file maybe
}

void ofQImageReader(QImageReader &x) {
  x.read(any); // expect-site: QImageReader::read file maybe
}

void ofQImageWriter(QImageWriter &x) {
  x.write(any); // expect-site: QImageWriter::write file maybe
}

void ofQAbstractSocket(QAbstractSocket &x) {
  x.waitForConnected(any);    // expect-site: QAbstractSocket::waitForConnected socket
  x.waitForDisconnected(any); // expect-site: QAbstractSocket::waitForDisconnected socket
  x.waitForReadyRead(any);    // expect-site: QAbstractSocket::waitForReadyRead socket
  x.waitForBytesWritten(any); // expect-site: QAbstractSocket::waitForBytesWritten socket
}

void ofQSslSocket(QSslSocket &x) {
  x.waitForConnected(any);    // expect-site: QSslSocket::waitForConnected socket
  x.waitForEncrypted(any);    // expect-site: QSslSocket::waitForEncrypted socket
  x.waitForReadyRead(any);    // expect-site: QSslSocket::waitForReadyRead socket
  x.waitForBytesWritten(any); // expect-site: QSslSocket::waitForBytesWritten socket
  x.waitForDisconnected(any); // expect-site: QSslSocket::waitForDisconnected socket
}

void ofQIODevice(QIODevice &x) {
  x.waitForReadyRead(any);    // expect-site: QIODevice::waitForReadyRead socket
  x.waitForBytesWritten(any); // expect-site: QIODevice::waitForBytesWritten socket
}

void ofQTcpServer(QTcpServer &x) {
  x.waitForNewConnection(any); // expect-site: QTcpServer::waitForNewConnection socket
}

void ofQLocalSocket(QLocalSocket &x) {
  x.waitForConnected(any);    // expect-site: QLocalSocket::waitForConnected ipc
  x.waitForDisconnected(any); // expect-site: QLocalSocket::waitForDisconnected ipc
  x.waitForReadyRead(any);    // expect-site: QLocalSocket::waitForReadyRead ipc
  x.waitForBytesWritten(any); // expect-site: QLocalSocket::waitForBytesWritten ipc
}

void ofQLocalServer(QLocalServer &x) {
  x.waitForNewConnection(any); // expect-site: QLocalServer::waitForNewConnection ipc
}

void ofQSerialPort(QSerialPort &x) {
  x.waitForReadyRead(any);    // expect-site: QSerialPort::waitForReadyRead ipc
  x.waitForBytesWritten(any); // expect-site: QSerialPort::waitForBytesWritten ipc
}

void ofQSharedMemory(QSharedMemory &x) {
  x.lock(any); // expect-site: QSharedMemory::lock ipc
}

void ofQSystemSemaphore(QSystemSemaphore &x) {
  x.acquire(any); // expect-site: QSystemSemaphore::acquire ipc
}

void ofQDBusAbstractInterface(QDBusAbstractInterface &x) {
  x.call(any);                 // expect-site: QDBusAbstractInterface::call ipc
  x.callWithArgumentList(any); // expect-site: QDBusAbstractInterface::callWithArgumentList ipc
}

void ofQDBusConnection(QDBusConnection &x) {
  x.call(any); // expect-site: QDBusConnection::call ipc
}

void ofQDBusPendingCall(QDBusPendingCall &x) {
  x.waitForFinished(any); // expect-site: QDBusPendingCall::waitForFinished ipc
}

void ofQDBusPendingReply(QDBusPendingReply &x) {
  x.waitForFinished(any); // expect-site: QDBusPendingReply::waitForFinished ipc
}

void ofQHostInfo(QHostInfo &x) {
  x.fromName(any); // expect-site: QHostInfo::fromName dns
}

void ofQProcess(QProcess &x) {
  x.waitForStarted(any);      // expect-site: QProcess::waitForStarted process
  x.waitForFinished(any);     // expect-site: QProcess::waitForFinished process
  x.waitForReadyRead(any);    // expect-site: QProcess::waitForReadyRead process
  x.waitForBytesWritten(any); // expect-site: QProcess::waitForBytesWritten process
  x.execute(any);             // expect-site: QProcess::execute process
}

void ofQSqlDatabase(QSqlDatabase &x) {
  x.open(any);        // expect-site: QSqlDatabase::open database
  x.exec(any);        // expect-site: QSqlDatabase::exec database
  x.transaction(any); // expect-site: QSqlDatabase::transaction database
  x.commit(any);      // expect-site: QSqlDatabase::commit database
  x.rollback(any);    // expect-site: QSqlDatabase::rollback database
  x.tables(any);      // expect-site: QSqlDatabase::tables database
}

void ofQSqlQuery(QSqlQuery &x) {
  x.exec(any);      // expect-site: QSqlQuery::exec database
  x.execBatch(any); // expect-site: QSqlQuery::execBatch database
  x.prepare(any);   // expect-site: QSqlQuery::prepare database
  x.next(any);      // expect-site: QSqlQuery::next database
}

void ofQSqlTableModel(QSqlTableModel &x) {
  x.select(any);    // expect-site: QSqlTableModel::select database
  x.submitAll(any); // expect-site: QSqlTableModel::submitAll database
}

void ofQSqlQueryModel(QSqlQueryModel &x) {
  x.setQuery(any); // expect-site: QSqlQueryModel::setQuery database
}

void ofQEventLoop(QEventLoop &x) {
  x.exec(any); // expect-site: QEventLoop::exec wait in-context
}

void ofQCoreApplication(QCoreApplication &x) {
  x.exec(any);          // expect-site: QCoreApplication::exec wait in-context
  x.processEvents(any); // expect-site: QCoreApplication::processEvents wait maybe in-context
}

void ofQApplication(QApplication &x) {
  x.exec(any); // expect-site: QApplication::exec wait in-context
}

void ofQGuiApplication(QGuiApplication &x) {
  x.exec(any); // expect-site: QGuiApplication::exec wait in-context
}

void ofQDialog(QDialog &x) {
  x.exec(any); // expect-site: QDialog::exec wait
}

void ofQMessageBox(QMessageBox &x) {
  x.information(any); // expect-site: QMessageBox::information wait
  x.question(any);    // expect-site: QMessageBox::question wait
  x.warning(any);     // expect-site: QMessageBox::warning wait
  x.critical(any);    // expect-site: QMessageBox::critical wait
}

void ofQFileDialog(QFileDialog &x) {
  x.getOpenFileName(any);      // expect-site: QFileDialog::getOpenFileName wait
  x.getSaveFileName(any);      // expect-site: QFileDialog::getSaveFileName wait
  x.getExistingDirectory(any); // expect-site: QFileDialog::getExistingDirectory wait
}

void ofQInputDialog(QInputDialog &x) {
  x.getText(any); // expect-site: QInputDialog::getText wait
}

void ofQMenu(QMenu &x) {
  x.exec(any); // expect-site: QMenu::exec wait
}

void ofQDrag(QDrag &x) {
  x.exec(any); // expect-site: QDrag::exec wait
}

void ofQSignalSpy(QSignalSpy &x) {
  x.wait(any); // expect-site: QSignalSpy::wait wait maybe in-context
}
