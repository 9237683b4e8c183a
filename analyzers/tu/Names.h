// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names and identities. Names are what people write: without template arguments, inline and
// unnamed namespaces ("std::vector::push_back", "std::filesystem::copy"). Types are canonical, with
// template arguments but without defaulted ones: "const std::basic_string<char> &",
// "std::lock_guard<std::mutex>", "std::chrono::duration<long, std::ratio<1, 1000>>".
#pragma once

#include "analyzers/model/SymbolId.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace coax {

/// Views on one ASTContext; results are cached by declaration and type. References that are returned
/// stay valid as long as this object.
class Names {
public:
  /// `directory`: where relative file names start.
  Names(const clang::ASTContext &context, std::string directory);

  /// Canonical spelling of a type.
  const std::string &type(clang::QualType type);
  /// As type(), of the function behind pointers and references, without exception specification
  /// and method qualifiers: "int (const char *, int)". Empty if there is none.
  std::string functionType(clang::QualType type);
  std::vector<Text> parameterTypes(const clang::FunctionDecl &function);

  /// "ns::Class::member"; constructors "ns::Class::Class"; the body of a lambda "ns::f::(lambda)".
  /// Compiler spellings of library functions fold: "__read_chk", "__builtin_printf" ⇒ "read",
  /// "printf".
  std::string qualified(const clang::NamedDecl &declaration);
  /// qualified() of a variable or field that callables are kept in; with the path where each file
  /// may have one of that name (internal linkage, structures of a C file).
  std::string storage(const clang::ValueDecl &declaration);
  /// qualified() and the parameter types as written, for people.
  std::string signature(const clang::FunctionDecl &function);

  /// What the templates around a function, and its own, are instantiated with: "int, ns::Disk".
  /// Empty for a function of no template, and for the pattern of one.
  std::string instantiation(const clang::FunctionDecl &function);

  /// The USR; of the pattern for an instantiation; from parent and place for a lambda's body. Of
  /// functions that several files may define each for itself (static ones, main) with the path.
  const SymbolId &id(const clang::FunctionDecl &function);

private:
  const clang::ASTContext &context_;
  std::string directory_;
  clang::PrintingPolicy policy_;
  // Nodes, since callers hold references while they ask for more.
  std::unordered_map<const void *, std::string> types_;
  std::unordered_map<const clang::FunctionDecl *, SymbolId> ids_;

  std::string fileOf(const clang::Decl &declaration) const;
  void append(std::string &text, const clang::TemplateArgument &argument);
  SymbolId lambdaId(const clang::CXXRecordDecl &lambda);
  std::string scope(const clang::DeclContext *context);
  std::string simple(const clang::NamedDecl &declaration);
};

/// The declaration that the source spells: the template's pattern for an instantiation, else the
/// function itself.
const clang::FunctionDecl &patternOf(const clang::FunctionDecl &function);

/// The function or lambda body whose braces contain this declaration context; null if none.
const clang::FunctionDecl *enclosingFunction(const clang::DeclContext *context);

} // namespace coax
