// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <algorithm>
#include <coax/curl.hpp>
#include <coax/http.hpp>
#include <memory>
#include <new>

namespace coax::http {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

/// Source: RFC 9110, 5.6.2.
bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The address without name and password, for messages.
std::string without_secrets(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", host), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < host)
    return std::string(url);
  return std::string(url.substr(0, host)).append(url.substr(at + 1));
}

template <auto Free> struct freeing {
  template <class T> void operator()(T *known) const noexcept { Free(known); }
};

/// One request and what comes of it: a curl handle and everything that it points to.
class exchange {
public:
  exchange(std::string_view url, const options &with);
  exchange(std::string_view url, std::string body, const options &with);
  exchange(const exchange &) = delete;
  exchange &operator=(const exchange &) = delete;

  CURL *easy() const noexcept { return easy_.get(); }
  /// After a transfer. Throws http::error.
  response finish(CURLcode result);

private:
  static std::size_t on_body(char *data, std::size_t, std::size_t size, void *self) noexcept;
  static std::size_t on_header(char *data, std::size_t, std::size_t size, void *self) noexcept;
  void note_header(std::string_view line);
  void prepare(std::string_view url, const options &with);
  void set_limits(const options &with);
  void set_method(const options &with);
  void send_fields(const options &with);
  void send_field(const std::string &line);
  template <class Value> void set(CURLoption option, Value value) {
    if (curl_easy_setopt(easy(), option, value) == CURLE_OUT_OF_MEMORY)
      throw std::bad_alloc();
  }

  std::unique_ptr<curl_slist, freeing<&curl_slist_free_all>> fields_;
  std::unique_ptr<CURL, freeing<&curl_easy_cleanup>> easy_{curl_easy_init()};
  char message_[CURL_ERROR_SIZE] = "";
  bool has_body_ = false;
  std::string body_;
  std::string what_; ///< method and address
  response got_;
};

exchange::exchange(std::string_view url, const options &with) { prepare(url, with); }

exchange::exchange(std::string_view url, std::string body, const options &with)
    : has_body_(true), body_(std::move(body)) {
  prepare(url, with);
}

void exchange::prepare(std::string_view url, const options &with) {
  if (!easy_)
    throw std::bad_alloc();
  set(CURLOPT_ERRORBUFFER, message_);
  set(CURLOPT_URL, std::string(url).c_str());
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_ACCEPT_ENCODING, "");
  set_limits(with);
  set_method(with);
  send_fields(with);
  what_ += ' ' + without_secrets(url);
  if (with.configure)
    with.configure(easy());
}

void exchange::set_limits(const options &with) {
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, with.timeout.count() < 0 ? 1L : static_cast<long>(with.timeout.count()));
  set(CURLOPT_FOLLOWLOCATION, with.follow_redirects ? 1L : 0L);
  set(CURLOPT_MAXREDIRS, with.max_redirects);
#if LIBCURL_VERSION_NUM >= 0x075500
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
  set(CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  set(CURLOPT_REDIR_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// A method that libcurl would choose by itself is left to it: it is then changed by redirects as
// RFC 9110 has it.
void exchange::set_method(const options &with) {
  const std::string usual = has_body_ ? "POST" : "GET";
  what_ = with.method.empty() ? usual : with.method;
  if (!is_token(what_))
    throw std::invalid_argument("coax::http: not a method: " + what_);
  if (has_body_) {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
    set(CURLOPT_POSTFIELDS, body_.c_str());
  }
  if (what_ == "HEAD" && !has_body_)
    set(CURLOPT_NOBODY, 1L);
  else if (what_ != usual)
    set(CURLOPT_CUSTOMREQUEST, what_.c_str());
}

// Left to itself, libcurl calls every body a form and waits a second for leave to send a long one.
// Source: CURLOPT_HTTPHEADER(3): "Name:" is not sent at all, "Name;" without a value.
void exchange::send_fields(const options &with) {
  for (const auto &[name, value] : with.headers)
    send_field(value.empty() ? name + ';' : name + ": " + value);
  for (const char *name : {"Content-Type", "Expect"})
    if (has_body_ && !with.headers.find(name))
      send_field(std::string(name) + ':');
  set(CURLOPT_HTTPHEADER, fields_.get());
}

void exchange::send_field(const std::string &line) {
  curl_slist *longer = curl_slist_append(fields_.get(), line.c_str());
  if (!longer)
    throw std::bad_alloc();
  static_cast<void>(fields_.release());
  fields_.reset(longer);
}

// What these throw may not pass through libcurl; less than `size` ends the transfer.
std::size_t exchange::on_body(char *data, std::size_t, std::size_t size, void *self) noexcept {
  try {
    static_cast<exchange *>(self)->got_.body.append(data, size);
    return size;
  } catch (...) {
    return 0;
  }
}

std::size_t exchange::on_header(char *data, std::size_t, std::size_t size, void *self) noexcept {
  try {
    static_cast<exchange *>(self)->note_header(std::string_view(data, size));
    return size;
  } catch (...) {
    return 0;
  }
}

// A response before the last (100, 301, …) is forgotten when the next begins.
void exchange::note_header(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    got_.headers.clear();
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return;
  got_.headers.add(std::string(line.substr(0, colon)),
                   std::string(trimmed(line.substr(colon + 1))));
}

response exchange::finish(CURLcode result) {
  if (result != CURLE_OK)
    throw error(result, "coax::http: " + what_ + ": " +
                            (*message_ ? message_ : curl_easy_strerror(result)));
  const char *url = nullptr;
  curl_easy_getinfo(easy(), CURLINFO_RESPONSE_CODE, &got_.status);
  curl_easy_getinfo(easy(), CURLINFO_EFFECTIVE_URL, &url);
  got_.url = url ? url : "";
  return std::move(got_);
}

task<response> carry_out(std::unique_ptr<exchange> one) {
  const CURLcode result = co_await curl::perform(one->easy());
  co_return one->finish(result);
}

} // namespace

void headers::add(std::string name, std::string value) {
  if (!is_token(name))
    throw std::invalid_argument("coax::http: not the name of a header: " + name);
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    throw std::invalid_argument("coax::http: a line break in the header " + name);
  fields_.emplace_back(std::move(name), std::move(value));
}

const std::string *headers::find(std::string_view name) const noexcept {
  for (const auto &[known, value] : fields_)
    if (same_name(known, name))
      return &value;
  return nullptr;
}

std::string_view headers::get(std::string_view name) const noexcept {
  const std::string *value = find(name);
  return value ? std::string_view(*value) : std::string_view();
}

task<response> get(std::string_view url, const options &with) {
  return carry_out(std::make_unique<exchange>(url, with));
}

task<response> post(std::string_view url, std::string body, const options &with) {
  return carry_out(std::make_unique<exchange>(url, std::move(body), with));
}

} // namespace coax::http
