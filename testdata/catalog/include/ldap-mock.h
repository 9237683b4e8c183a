// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenLDAP, as far as the catalog knows it.
#pragma once
#include <sys/time.h>

extern "C" {
int ldap_bind_s(...);
int ldap_simple_bind_s(...);
int ldap_sasl_bind_s(...);
int ldap_sasl_interactive_bind_s(...);
int ldap_start_tls_s(...);
int ldap_search_s(...);
int ldap_search_st(...);
int ldap_search_ext_s(...);
int ldap_compare_s(...);
int ldap_compare_ext_s(...);
int ldap_add_s(...);
int ldap_add_ext_s(...);
int ldap_modify_s(...);
int ldap_modify_ext_s(...);
int ldap_modrdn_s(...);
int ldap_rename_s(...);
int ldap_delete_s(...);
int ldap_delete_ext_s(...);
int ldap_extended_operation_s(...);
int ldap_passwd_s(...);
int ldap_whoami_s(...);
int ldap_result(void *ld, int id, int all, struct timeval *timeout, void **result);
}
