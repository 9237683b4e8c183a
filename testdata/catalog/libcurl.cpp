// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <any.h>
#include <curl/curl.h>

void calls(CURL *easy, CURLM *multi, int *running) {
  curl_easy_perform(easy);                     // expect-site: curl_easy_perform http
  curl_easy_upkeep(easy);                      // expect-site: curl_easy_upkeep http maybe
  curl_easy_cleanup(easy);                     // expect-site: curl_easy_cleanup http maybe in-context
  curl_multi_wait(multi, any, any, 9, any);    // expect-site: curl_multi_wait http
  curl_multi_poll(multi, any, any, 9, any);    // expect-site: curl_multi_poll http
  curl_multi_perform(multi, running);          // expect-site: curl_multi_perform http maybe in-context
  curl_multi_socket_action(multi, 1, 0, running); // expect-site: curl_multi_socket_action http maybe in-context
  curl_multi_remove_handle(multi, easy);       // expect-site: curl_multi_remove_handle http maybe in-context
  curl_multi_cleanup(multi);                   // expect-site: curl_multi_cleanup http maybe in-context
  curl_global_init(CURL_GLOBAL_ALL);           // expect-site: curl_global_init http maybe in-context
  curl_easy_init();                            // expect-site: curl_easy_init http maybe in-context
  curl_global_init_mem(0, any, any, any, any, any); // expect-site: curl_global_init_mem http maybe in-context
  curl_global_cleanup();                       // expect-site: curl_global_cleanup http maybe in-context
  curl_formget(any, any, any);                 // expect-site: curl_formget file maybe
  curl_multi_poll(multi, any, any, 0, any);
  curl_easy_setopt(easy, CURLOPT_URL, "http://localhost");
  curl_easy_recv(easy, any, any, any);
}
