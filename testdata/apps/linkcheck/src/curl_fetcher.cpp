// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetcher.h"

#include "text.h"

#include <curl/curl.h>
#include <stdexcept>

namespace linkcheck {

namespace {

struct CurlDeleter {
  void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using CurlList = std::unique_ptr<curl_slist, CurlDeleter>;

/// The body is of no interest; libcurl would print it.
std::size_t discard(char *, std::size_t size, std::size_t count, void *) { return size * count; }

void configure(CURL *handle, const Config &config, const Url &url) {
  curl_easy_setopt(handle, CURLOPT_URL, url.text.c_str());
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, config.maxRedirects);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(config.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, config.userAgent.c_str());
  curl_easy_setopt(handle, CURLOPT_NOBODY, config.headOnly ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &discard);
}

/// Makes libcurl use our answer for the host instead of asking again. An address needs no answer.
CurlList pinAddresses(CURL *handle, const Url &url, const std::string &addresses) {
  if (url.host.find(':') != std::string::npos)
    return nullptr;
  const std::string entry = url.host + ":" + url.port + ":" + addresses;
  CurlList list(curl_slist_append(nullptr, entry.c_str()));
  curl_easy_setopt(handle, CURLOPT_RESOLVE, list.get());
  return list;
}

Outcome outcomeOf(CURLcode code) {
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return Outcome::Unresolvable;
  case CURLE_COULDNT_CONNECT:
    return Outcome::Refused;
  case CURLE_OPERATION_TIMEDOUT:
    return Outcome::Timeout;
  case CURLE_OUT_OF_MEMORY:
    throw std::bad_alloc();
  default:
    return Outcome::Failed;
  }
}

} // namespace

bool CurlFetcher::handles(const Url &url) const {
  return url.scheme == "http" || url.scheme == "https";
}

FetchResult CurlFetcher::fetch(const Url &url) {
  std::vector<std::string> addresses;
  try {
    for (const Endpoint &endpoint : resolver_.resolve(url.host, url.port))
      addresses.push_back(numericHost(endpoint));
  } catch (const ResolveError &) {
    return {Outcome::Unresolvable, 0, 0};
  }
  return perform(url, join(addresses, ","));
}

FetchResult CurlFetcher::perform(const Url &url, const std::string &addresses) {
  const CurlHandle handle(curl_easy_init());
  if (!handle)
    throw std::runtime_error("libcurl does not start");
  configure(handle.get(), config_, url);
  const CurlList pinned = pinAddresses(handle.get(), url, addresses);

  FetchResult result;
  const CURLcode code = curl_easy_perform(handle.get());
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_COUNT, &result.redirects);
  if (code != CURLE_OK) {
    result.outcome = outcomeOf(code);
    return result;
  }
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &result.status);
  const bool accepted = result.status >= 200 && result.status < 300;
  result.outcome =
      accepted || config_.acceptStatus.count(result.status) ? Outcome::Ok : Outcome::BadStatus;
  return result;
}

} // namespace linkcheck
