// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of hosts, services, users.
#include <any.h>
#include <other-systems.h>
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <resolv.h>

void calls() {
  getaddrinfo(any, any, any, any);           // expect-site: getaddrinfo dns
  getnameinfo(any, any, any, any, any, any, any); // expect-site: getnameinfo dns
  gethostbyname(any);                        // expect-site: gethostbyname dns
  gethostbyaddr(any, any, any);              // expect-site: gethostbyaddr dns
  gethostbyname2(any, any);                  // expect-site: gethostbyname2 dns
  gethostbyname_r(any, any, any, any, any, any); // expect-site: gethostbyname_r dns
  gethostbyaddr_r(any, any, any, any, any, any, any, any); // expect-site: gethostbyaddr_r dns
  gethostbyname2_r(any, any, any, any, any, any, any); // expect-site: gethostbyname2_r dns
  gethostent();                              // expect-site: gethostent dns
  gethostent_r(any, any, any, any, any);     // expect-site: gethostent_r dns
  getipnodebyname(any, any, any, any);       // expect-site: getipnodebyname dns
  getipnodebyaddr(any, any, any, any);       // expect-site: getipnodebyaddr dns
  gai_suspend(any, any, any);                // expect-site: gai_suspend dns
  res_query(any, any, any, any, any);        // expect-site: res_query dns
  res_search(any, any, any, any, any);       // expect-site: res_search dns
  res_querydomain(any, any, any, any, any, any); // expect-site: res_querydomain dns
  res_send(any, any, any, any);              // expect-site: res_send dns
  res_nquery(any, any, any, any, any, any);  // expect-site: res_nquery dns
  res_nsearch(any, any, any, any, any, any); // expect-site: res_nsearch dns
  res_nquerydomain(any, any, any, any, any, any, any); // expect-site: res_nquerydomain dns
  res_nsend(any, any, any, any, any);        // expect-site: res_nsend dns
  getservbyname(any, any);                   // expect-site: getservbyname dns maybe
  getservbyport(any, any);                   // expect-site: getservbyport dns maybe
  getservbyname_r(any, any, any, any, any, any); // expect-site: getservbyname_r dns maybe
  getservbyport_r(any, any, any, any, any, any); // expect-site: getservbyport_r dns maybe
  getprotobyname(any);                       // expect-site: getprotobyname dns maybe
  getprotobynumber(any);                     // expect-site: getprotobynumber dns maybe
  getnetbyname(any);                         // expect-site: getnetbyname dns maybe
  getnetbyaddr(any, any);                    // expect-site: getnetbyaddr dns maybe
  getpwnam(any);                             // expect-site: getpwnam file maybe
  getpwuid(any);                             // expect-site: getpwuid file maybe
  getpwnam_r(any, any, any, any, any);       // expect-site: getpwnam_r file maybe
  getpwuid_r(any, any, any, any, any);       // expect-site: getpwuid_r file maybe
  getgrnam(any);                             // expect-site: getgrnam file maybe
  getgrgid(any);                             // expect-site: getgrgid file maybe
  getgrnam_r(any, any, any, any, any);       // expect-site: getgrnam_r file maybe
  getgrgid_r(any, any, any, any, any);       // expect-site: getgrgid_r file maybe
  getgrouplist(any, any, any, any);          // expect-site: getgrouplist file maybe
  initgroups(any, any);                      // expect-site: initgroups file maybe

  getaddrinfo_a(GAI_WAIT, nullptr, 1, nullptr); // expect-site: getaddrinfo_a dns
  getaddrinfo_a(GAI_NOWAIT, nullptr, 1, nullptr);
}
