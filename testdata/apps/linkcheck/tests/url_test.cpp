// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How links are taken apart.
#include "url.h"

#include "test.h"

using namespace test;

namespace {

void expectParts(const std::string &text, const std::string &parts) {
  const linkcheck::Url url = linkcheck::parseUrl(text);
  expectEqual(url.scheme + "|" + url.host + "|" + url.port + "|" + url.path, parts, text);
}

void parses() {
  expectParts("http://example.org", "http|example.org|80|/");
  expectParts("HTTPS://example.org/a/b?c=d", "https|example.org|443|/a/b?c=d");
  expectParts("http://example.org:8080?q", "http|example.org|8080|/?q");
  expectParts("http://user:secret@example.org/", "http|example.org|80|/");
  expectParts("http://[::1]/x", "http|::1|80|/x");
  expectParts("tcp://[::1]:25", "tcp|::1|25|/");
  expectParts("file:///etc/hosts", "file|||/etc/hosts");
}

void expectRejected(const std::string &text, const std::string &reason) {
  std::string said = "nothing";
  try {
    linkcheck::parseUrl(text);
  } catch (const linkcheck::UrlError &error) {
    said = error.what();
  }
  expectEqual(said, reason + " in '" + text + "'", text);
}

void rejects() {
  expectRejected("", "no scheme");
  expectRejected("example.org/", "no scheme");
  expectRejected("ftp://example.org/", "unknown scheme");
  expectRejected("http:///path", "no host");
  expectRejected("http://[::1/", "unterminated address");
  expectRejected("http://example.org:0/", "bad port");
  expectRejected("http://example.org:65536/", "bad port");
  expectRejected("http://[::1]8080/", "bad port");
  expectRejected("tcp://example.org", "bad port");
  expectRejected("file://", "no path");
}

} // namespace

int main(int argc, char **argv) {
  return runCase(argc, argv, {{"parse-url", parses}, {"reject-url", rejects}});
}
