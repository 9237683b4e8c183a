// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Qt, without the library: arguments are any.
#pragma once

struct QAbstractSocket {
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForConnected(A &&...);
  template <typename... A> int waitForDisconnected(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
};
struct QApplication {
  template <typename... A> int exec(A &&...);
};
struct QBasicMutex {
  template <typename... A> int lock(A &&...);
};
struct QCoreApplication {
  template <typename... A> int exec(A &&...);
  template <typename... A> int processEvents(A &&...);
};
struct QDBusAbstractInterface {
  template <typename... A> int call(A &&...);
  template <typename... A> int callWithArgumentList(A &&...);
};
struct QDBusConnection {
  template <typename... A> int call(A &&...);
};
struct QDBusPendingCall {
  template <typename... A> int waitForFinished(A &&...);
};
struct QDBusPendingReply {
  template <typename... A> int waitForFinished(A &&...);
};
struct QDialog {
  template <typename... A> int exec(A &&...);
};
struct QDir {
  template <typename... A> int count(A &&...);
  template <typename... A> int entryInfoList(A &&...);
  template <typename... A> int entryList(A &&...);
  template <typename... A> int exists(A &&...);
  template <typename... A> int isEmpty(A &&...);
  template <typename... A> int mkdir(A &&...);
  template <typename... A> int mkpath(A &&...);
  template <typename... A> int remove(A &&...);
  template <typename... A> int removeRecursively(A &&...);
  template <typename... A> int rename(A &&...);
  template <typename... A> int rmdir(A &&...);
  template <typename... A> int rmpath(A &&...);
};
struct QDirIterator {
  template <typename... A> int hasNext(A &&...);
  template <typename... A> int next(A &&...);
};
struct QDrag {
  template <typename... A> int exec(A &&...);
};
struct QEventLoop {
  template <typename... A> int exec(A &&...);
};
struct QFile {
  template <typename... A> int close(A &&...);
  template <typename... A> int copy(A &&...);
  template <typename... A> int exists(A &&...);
  template <typename... A> int link(A &&...);
  template <typename... A> int moveToTrash(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int remove(A &&...);
  template <typename... A> int rename(A &&...);
  template <typename... A> int resize(A &&...);
  template <typename... A> int setPermissions(A &&...);
};
struct QFileDevice {
  template <typename... A> int close(A &&...);
  template <typename... A> int flush(A &&...);
  template <typename... A> int map(A &&...);
};
struct QFileDialog {
  template <typename... A> int getExistingDirectory(A &&...);
  template <typename... A> int getOpenFileName(A &&...);
  template <typename... A> int getSaveFileName(A &&...);
};
struct QFileInfo {
  template <typename... A> int canonicalFilePath(A &&...);
  template <typename... A> int exists(A &&...);
  template <typename... A> int isDir(A &&...);
  template <typename... A> int isFile(A &&...);
  template <typename... A> int lastModified(A &&...);
  template <typename... A> int refresh(A &&...);
  template <typename... A> int size(A &&...);
};
struct QFuture {
  template <typename... A> int result(A &&...);
  template <typename... A> int resultAt(A &&...);
  template <typename... A> int results(A &&...);
  template <typename... A> int takeResult(A &&...);
  template <typename... A> int waitForFinished(A &&...);
};
struct QFutureInterface {
  template <typename... A> int waitForFinished(A &&...);
};
struct QFutureSynchronizer {
  template <typename... A> int waitForFinished(A &&...);
};
struct QFutureWatcher {
  template <typename... A> int waitForFinished(A &&...);
};
struct QGuiApplication {
  template <typename... A> int exec(A &&...);
};
struct QHostInfo {
  template <typename... A> int fromName(A &&...);
};
struct QIODevice {
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
};
struct QImage {
  template <typename... A> int load(A &&...);
  template <typename... A> int save(A &&...);
};
struct QImageReader {
  template <typename... A> int read(A &&...);
};
struct QImageWriter {
  template <typename... A> int write(A &&...);
};
struct QInputDialog {
  template <typename... A> int getText(A &&...);
};
struct QLibrary {
  template <typename... A> int load(A &&...);
};
struct QLocalServer {
  template <typename... A> int waitForNewConnection(A &&...);
};
struct QLocalSocket {
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForConnected(A &&...);
  template <typename... A> int waitForDisconnected(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
};
struct QLockFile {
  template <typename... A> int lock(A &&...);
  template <typename... A> int tryLock(A &&...);
};
struct QMenu {
  template <typename... A> int exec(A &&...);
};
struct QMessageBox {
  template <typename... A> int critical(A &&...);
  template <typename... A> int information(A &&...);
  template <typename... A> int question(A &&...);
  template <typename... A> int warning(A &&...);
};
struct QMutex {
  template <typename... A> int lock(A &&...);
};
struct QMutexLocker {
  template <typename... A> QMutexLocker(A &&...);
};
struct QPixmap {
  template <typename... A> int load(A &&...);
  template <typename... A> int save(A &&...);
};
struct QPluginLoader {
  template <typename... A> int load(A &&...);
};
struct QProcess {
  template <typename... A> int execute(A &&...);
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForFinished(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
  template <typename... A> int waitForStarted(A &&...);
};
struct QReadLocker {
  template <typename... A> QReadLocker(A &&...);
};
struct QReadWriteLock {
  template <typename... A> int lockForRead(A &&...);
  template <typename... A> int lockForWrite(A &&...);
};
struct QRecursiveMutex {
  template <typename... A> int lock(A &&...);
};
struct QSaveFile {
  template <typename... A> int commit(A &&...);
  template <typename... A> int open(A &&...);
};
struct QSemaphore {
  template <typename... A> int acquire(A &&...);
};
struct QSerialPort {
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
};
struct QSettings {
  QSettings(int path);
  ~QSettings();
  template <typename... A> int sync(A &&...);
};
struct QSharedMemory {
  template <typename... A> int lock(A &&...);
};
struct QSignalSpy {
  template <typename... A> int wait(A &&...);
};
struct QSqlDatabase {
  template <typename... A> int commit(A &&...);
  template <typename... A> int exec(A &&...);
  template <typename... A> int open(A &&...);
  template <typename... A> int rollback(A &&...);
  template <typename... A> int tables(A &&...);
  template <typename... A> int transaction(A &&...);
};
struct QSqlQuery {
  template <typename... A> int exec(A &&...);
  template <typename... A> int execBatch(A &&...);
  template <typename... A> int next(A &&...);
  template <typename... A> int prepare(A &&...);
};
struct QSqlQueryModel {
  template <typename... A> int setQuery(A &&...);
};
struct QSqlTableModel {
  template <typename... A> int select(A &&...);
  template <typename... A> int submitAll(A &&...);
};
struct QSslSocket {
  template <typename... A> int waitForBytesWritten(A &&...);
  template <typename... A> int waitForConnected(A &&...);
  template <typename... A> int waitForDisconnected(A &&...);
  template <typename... A> int waitForEncrypted(A &&...);
  template <typename... A> int waitForReadyRead(A &&...);
};
struct QSystemSemaphore {
  template <typename... A> int acquire(A &&...);
};
struct QTcpServer {
  template <typename... A> int waitForNewConnection(A &&...);
};
struct QTemporaryFile {
  template <typename... A> int createNativeFile(A &&...);
  template <typename... A> int open(A &&...);
};
struct QTextStream {
  template <typename... A> int flush(A &&...);
  template <typename... A> int read(A &&...);
  template <typename... A> int readAll(A &&...);
  template <typename... A> int readLine(A &&...);
};
struct QThread {
  template <typename... A> int msleep(A &&...);
  template <typename... A> int sleep(A &&...);
  template <typename... A> int usleep(A &&...);
  template <typename... A> int wait(A &&...);
};
struct QThreadPool {
  template <typename... A> int waitForDone(A &&...);
};
struct QWaitCondition {
  template <typename... A> int wait(A &&...);
};
struct QWriteLocker {
  template <typename... A> QWriteLocker(A &&...);
};

namespace QTest {
template <typename... A> int qSleep(A &&...);
template <typename... A> int qWait(A &&...);
template <typename... A> int qWaitFor(A &&...);
} // namespace QTest

namespace QtConcurrent {
template <typename... A> int blockingMap(A &&...);
template <typename... A> int blockingMapped(A &&...);
template <typename... A> int blockingFilter(A &&...);
template <typename... A> int blockingFiltered(A &&...);
template <typename... A> int blockingMappedReduced(A &&...);
template <typename... A> int blockingFilteredReduced(A &&...);
} // namespace QtConcurrent
