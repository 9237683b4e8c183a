// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Names.h"

#include "analyzers/base/Paths.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/DenseMap.h>

#include <algorithm>

namespace coax {

using namespace clang;

/// Names in the longest spelling of a type that is kept.
static constexpr std::size_t longestSpelling = 4096;

/// How many names a spelling has. Types share their parts, so the spelling of a few lines of code
/// can be longer than any memory; this looks at each part once.
class SpellingLength {
public:
  std::size_t of(QualType type) {
    if (type.isNull())
      return 0;
    auto [known, added] = lengths_.try_emplace(type.getTypePtr(), 1);
    if (!added)
      return known->second;
    std::size_t length = std::min(1 + partsOf(*type), longestSpelling + 1);
    return lengths_[type.getTypePtr()] = length;
  }

private:
  llvm::DenseMap<const Type *, std::size_t> lengths_;

  std::size_t partsOf(const Type &type) {
    std::size_t length = of(type.getPointeeType());
    if (const auto *array = dyn_cast<ArrayType>(&type))
      length += of(array->getElementType());
    if (const auto *function = dyn_cast<FunctionType>(&type))
      length += of(function->getReturnType());
    if (const auto *function = dyn_cast<FunctionProtoType>(&type))
      for (QualType parameter : function->param_types())
        length += of(parameter);
    if (const auto *specialization = dyn_cast<TemplateSpecializationType>(&type))
      length += of(specialization->template_arguments());
    for (const auto *scope = type.isRecordType() || type.isEnumeralType()
                                 ? cast<DeclContext>(type.getAsTagDecl())
                                 : nullptr;
         scope && length <= longestSpelling; scope = scope->getParent())
      length += ofScope(*scope);
    return length;
  }

  std::size_t ofScope(const DeclContext &scope) {
    std::size_t length = 0;
    if (const auto *specialization = dyn_cast<ClassTemplateSpecializationDecl>(&scope))
      length += of(specialization->getTemplateArgs().asArray());
    if (const auto *function = dyn_cast<FunctionDecl>(&scope))
      length += of(function->getType().getCanonicalType());
    return length;
  }

  std::size_t of(llvm::ArrayRef<TemplateArgument> arguments) {
    std::size_t length = 0;
    for (const TemplateArgument &argument : arguments) {
      if (length > longestSpelling)
        break;
      if (argument.getKind() == TemplateArgument::Type)
        length += of(argument.getAsType());
      else if (argument.getKind() == TemplateArgument::Pack)
        length += of(argument.pack_elements());
      else
        ++length;
    }
    return length;
  }
};

/// What stands for a spelling that is too long: "ns::Box<...> *".
static std::string shortened(Names &names, QualType type) {
  if (QualType pointee = type->getPointeeType(); !pointee.isNull())
    return shortened(names, pointee) + (type->isReferenceType() ? " &" : " *");
  const TagDecl *tag = type->getAsTagDecl();
  return tag ? names.qualified(*tag) + "<...>" : "...";
}

Names::Names(const ASTContext &context, std::string directory)
    : context_(context), directory_(std::move(directory)), policy_(context.getLangOpts()) {
  policy_.SuppressUnwrittenScope = true;
  policy_.SuppressInlineNamespace =
      llvm::to_underlying(PrintingPolicy::SuppressInlineNamespaceMode::All);
  policy_.AnonymousTagLocations = false;
  policy_.SuppressTagKeyword = true;
  policy_.Bool = true;
}

const std::string &Names::type(QualType type) {
  QualType canonical = type.getCanonicalType();
  auto [entry, added] = types_.try_emplace(canonical.getAsOpaquePtr());
  if (added) {
    bool tooLong = SpellingLength().of(canonical) > longestSpelling;
    std::string spelling = tooLong ? shortened(*this, canonical) : canonical.getAsString(policy_);
    types_[canonical.getAsOpaquePtr()] = std::move(spelling); // naming may have made other entries
  }
  return types_[canonical.getAsOpaquePtr()];
}

std::string Names::functionType(QualType type) {
  type = type.getCanonicalType().getNonReferenceType();
  if (const auto *pointer = type->getAs<MemberPointerType>())
    type = pointer->getPointeeType();
  else if (type->isPointerType() || type->isBlockPointerType())
    type = type->getPointeeType();
  const auto *prototype = type->getAs<FunctionProtoType>();
  if (!prototype)
    return type->isFunctionType() ? this->type(type) : std::string();
  FunctionProtoType::ExtProtoInfo plain;
  plain.Variadic = prototype->isVariadic();
  return this->type(
      context_.getFunctionType(prototype->getReturnType(), prototype->getParamTypes(), plain));
}

std::vector<Text> Names::parameterTypes(const FunctionDecl &function) {
  std::vector<Text> result;
  for (const ParmVarDecl *parameter : function.parameters())
    result.push_back(type(parameter->getType()));
  return result;
}

/// "__read_chk" ⇒ "read", "__builtin_printf" ⇒ "printf", "__builtin___memcpy_chk" ⇒ "memcpy".
static llvm::StringRef publicName(llvm::StringRef name) {
  name.consume_front("__builtin_");
  if (name.starts_with("__") && name.ends_with("_chk"))
    return name.drop_front(2).drop_back(4);
  return name;
}

std::string Names::simple(const NamedDecl &declaration) {
  if (const auto *record = dyn_cast<CXXRecordDecl>(&declaration); record && record->isLambda())
    return "(lambda)";
  if (isa<CXXConstructorDecl>(declaration) || isa<CXXDestructorDecl>(declaration)) {
    std::string record = simple(*cast<CXXMethodDecl>(declaration).getParent());
    return isa<CXXDestructorDecl>(declaration) ? record.insert(0, 1, '~') : record;
  }
  if (const auto *conversion = dyn_cast<CXXConversionDecl>(&declaration))
    return "operator " + type(conversion->getConversionType());
  if (const auto *tag = dyn_cast<TagDecl>(&declaration); tag && !tag->getIdentifier()) {
    const TypedefNameDecl *name = tag->getTypedefNameForAnonDecl();
    return name ? name->getNameAsString() : "(unnamed)";
  }
  if (isa<FunctionDecl>(declaration) && declaration.getIdentifier())
    return publicName(declaration.getName()).str();
  return declaration.getNameAsString();
}

static bool isLambdaBody(const DeclContext &context) {
  const auto *method = dyn_cast<CXXMethodDecl>(&context);
  return method && method->getParent()->isLambda() && method->getOverloadedOperator() == OO_Call;
}

std::string Names::scope(const DeclContext *context) {
  for (; context && !context->isTranslationUnit(); context = context->getParent()) {
    const auto *named = dyn_cast<NamedDecl>(Decl::castFromDeclContext(context));
    if (!named || isLambdaBody(*context))
      continue;
    if (const auto *space = dyn_cast<NamespaceDecl>(named))
      if (space->isInline() || space->isAnonymousNamespace())
        continue;
    return scope(context->getParent()) + simple(*named) + "::";
  }
  return {};
}

std::string Names::qualified(const NamedDecl &declaration) {
  if (const auto *function = dyn_cast<FunctionDecl>(&declaration);
      function && isLambdaBody(*function))
    return qualified(*cast<CXXMethodDecl>(function)->getParent());
  return scope(declaration.getDeclContext()) + simple(declaration);
}

void Names::append(std::string &text, const TemplateArgument &argument) {
  if (argument.getKind() == TemplateArgument::Pack) {
    for (const TemplateArgument &element : argument.pack_elements())
      append(text, element);
    return;
  }
  if (!text.empty())
    text += ", ";
  if (argument.getKind() == TemplateArgument::Type) {
    text += type(argument.getAsType());
    return;
  }
  llvm::raw_string_ostream out(text);
  argument.print(policy_, out, /*IncludeType=*/false);
}

std::string Names::instantiation(const FunctionDecl &function) {
  std::string text;
  bool isInstance = false;
  for (const DeclContext *context = &function; context && !context->isDependentContext();
       context = context->getParent()) {
    const TemplateArgumentList *arguments = nullptr;
    if (const auto *around = dyn_cast<FunctionDecl>(context))
      arguments = around->getTemplateSpecializationArgs();
    else if (const auto *record = dyn_cast<ClassTemplateSpecializationDecl>(context))
      arguments = &record->getTemplateArgs();
    if (arguments)
      for (const TemplateArgument &argument : arguments->asArray())
        append(text, argument);
    isInstance |= arguments != nullptr;
  }
  return text.empty() && isInstance ? "<>" : text; // of an empty pack
}

std::string Names::signature(const FunctionDecl &function) {
  PrintingPolicy written = policy_;
  std::string result = qualified(function) + "(";
  const FunctionDecl &pattern = patternOf(function);
  for (const ParmVarDecl *parameter : pattern.parameters()) {
    if (parameter != pattern.getParamDecl(0))
      result += ", ";
    result += parameter->getType().getAsString(written);
  }
  if (function.isVariadic())
    result += pattern.param_empty() ? "..." : ", ...";
  result += ")";
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && method->isConst() && !isLambdaBody(*method) ? result + " const" : result;
}

const FunctionDecl &patternOf(const FunctionDecl &function) {
  const FunctionDecl *pattern = function.getTemplateInstantiationPattern(/*ForDefinition=*/false);
  return pattern ? *pattern : function;
}

const FunctionDecl *enclosingFunction(const DeclContext *context) {
  for (; context && !context->isTranslationUnit(); context = context->getParent())
    if (const auto *function = dyn_cast<FunctionDecl>(context))
      return function;
  return nullptr;
}

std::string Names::fileOf(const Decl &declaration) const {
  const SourceManager &sources = context_.getSourceManager();
  auto entry = sources.getFileEntryRefForID(
      sources.getFileID(sources.getExpansionLoc(declaration.getLocation())));
  return entry ? absolutePath(std::string_view(entry->getName()), directory_) : std::string();
}

/// Whether all files mean the same by its name.
static bool isOfWholeProgram(const ASTContext &context, const ValueDecl &declaration) {
  if (const FunctionDecl *around = enclosingFunction(declaration.getDeclContext()))
    return around->isExternallyVisible();
  const SourceManager &sources = context.getSourceManager();
  if (isa<FieldDecl>(declaration) && !context.getLangOpts().CPlusPlus)
    return !sources.isInMainFile(sources.getExpansionLoc(declaration.getLocation()));
  return declaration.isExternallyVisible();
}

std::string Names::storage(const ValueDecl &declaration) {
  std::string name = qualified(declaration);
  if (!isOfWholeProgram(context_, declaration))
    name.append("@").append(fileOf(declaration));
  return name;
}

/// "file.h:12:5": the name of the file only, as a header may be reached by several paths.
static std::string shortPlace(const FullSourceLoc &place) {
  std::string text;
  if (auto entry = place.getManager().getFileEntryRefForID(place.getFileID()))
    text = llvm::sys::path::filename(entry->getName()).str();
  return text + ':' + std::to_string(place.getSpellingLineNumber()) + ':' +
         std::to_string(place.getSpellingColumnNumber());
}

SymbolId Names::lambdaId(const CXXRecordDecl &lambda) {
  const SourceManager &sources = context_.getSourceManager();
  const FunctionDecl *parent = enclosingFunction(lambda.getDeclContext());
  std::string result = parent ? id(*parent).usr.str() : "coax:" + fileOf(lambda);
  result += "@lambda";
  SourceLocation place = lambda.getLocation();
  result += '@' + shortPlace(FullSourceLoc(sources.getExpansionLoc(place), sources));
  if (place.isMacroID()) // several lambdas may come from one expansion
    result += '@' + shortPlace(FullSourceLoc(sources.getSpellingLoc(place), sources));
  return {result};
}

static bool isConstrained(const FunctionDecl &pattern) {
  llvm::SmallVector<AssociatedConstraint, 4> constraints;
  if (const FunctionTemplateDecl *described = pattern.getDescribedFunctionTemplate())
    described->getAssociatedConstraints(constraints);
  else
    pattern.getAssociatedConstraints(constraints);
  return !constraints.empty();
}

const SymbolId &Names::id(const FunctionDecl &function) {
  const FunctionDecl &pattern = *patternOf(function).getCanonicalDecl();
  if (auto found = ids_.find(&pattern); found != ids_.end())
    return found->second;
  SymbolId result;
  if (isLambdaBody(pattern)) {
    result = lambdaId(*cast<CXXMethodDecl>(pattern).getParent());
  } else {
    llvm::SmallString<128> buffer;
    std::string usr;
    if (!index::generateUSRForDecl(&pattern, buffer))
      usr = std::string(buffer);
    // A USR knows the file of a static function by its last name only, and a program has one main.
    if (!pattern.isExternallyVisible() || pattern.isMain())
      usr.append("@").append(fileOf(pattern));
    if (isConstrained(pattern)) // nor its constraints, by which alone overloads may differ
      usr.append("@").append(shortPlace(
          FullSourceLoc(context_.getSourceManager().getExpansionLoc(pattern.getLocation()),
                        context_.getSourceManager())));
    result.usr = usr;
  }
  return ids_[&pattern] = std::move(result);
}

} // namespace coax
