// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenLDAP.
#include <any.h>
#include <ldap-mock.h>

void calls() {
  ldap_bind_s(any);                  // expect-site: ldap_bind_s socket
  ldap_simple_bind_s(any);           // expect-site: ldap_simple_bind_s socket
  ldap_sasl_bind_s(any);             // expect-site: ldap_sasl_bind_s socket
  ldap_sasl_interactive_bind_s(any); // expect-site: ldap_sasl_interactive_bind_s socket
  ldap_start_tls_s(any);             // expect-site: ldap_start_tls_s socket
  ldap_search_s(any);                // expect-site: ldap_search_s socket
  ldap_search_st(any);               // expect-site: ldap_search_st socket
  ldap_search_ext_s(any);            // expect-site: ldap_search_ext_s socket
  ldap_compare_s(any);               // expect-site: ldap_compare_s socket
  ldap_compare_ext_s(any);           // expect-site: ldap_compare_ext_s socket
  ldap_add_s(any);                   // expect-site: ldap_add_s socket
  ldap_add_ext_s(any);               // expect-site: ldap_add_ext_s socket
  ldap_modify_s(any);                // expect-site: ldap_modify_s socket
  ldap_modify_ext_s(any);            // expect-site: ldap_modify_ext_s socket
  ldap_modrdn_s(any);                // expect-site: ldap_modrdn_s socket
  ldap_rename_s(any);                // expect-site: ldap_rename_s socket
  ldap_delete_s(any);                // expect-site: ldap_delete_s socket
  ldap_delete_ext_s(any);            // expect-site: ldap_delete_ext_s socket
  ldap_extended_operation_s(any);    // expect-site: ldap_extended_operation_s socket
  ldap_passwd_s(any);                // expect-site: ldap_passwd_s socket
  ldap_whoami_s(any);                // expect-site: ldap_whoami_s socket
}

void results(void *ld, void **result) {
  ldap_result(ld, 1, 1, nullptr, result); // expect-site: ldap_result socket
  timeval zero = {0, 0};
  ldap_result(ld, 1, 1, &zero, result);
}
