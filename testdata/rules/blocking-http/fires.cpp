extern "C" {
typedef void CURL;
int curl_easy_perform(CURL *);
}

int fetch(CURL *handle) {
  return curl_easy_perform(handle); // expect-finding: blocking-http "'curl_easy_perform' blocks"
}
