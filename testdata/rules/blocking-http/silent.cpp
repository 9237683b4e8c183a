// Preparing a transfer is not performing it.
extern "C" {
typedef void CURL;
CURL *curl_easy_init(void);
int curl_easy_setopt(CURL *, int, ...);
void curl_easy_cleanup(CURL *);
}

void prepare() {
  CURL *handle = curl_easy_init();
  curl_easy_setopt(handle, 1, "x");
  curl_easy_cleanup(handle);
}
