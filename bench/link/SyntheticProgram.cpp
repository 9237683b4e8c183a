// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every unit has a source file with classes of its own and a header of the same number. It includes
// that header and three others, so that each header is seen by four units. A header has inline
// functions and an interface; each unit that includes it has a class that implements the interface.
#include "bench/link/SyntheticProgram.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace coax {
namespace {

constexpr std::size_t ownFunctions = 300;   ///< in the source file of a unit
constexpr std::size_t inlineFunctions = 25; ///< in a header
constexpr std::size_t interfaceMethods = 4;
constexpr std::size_t methodsOfClass = 10;
constexpr std::array<std::size_t, 4> includedHeaders = {0, 1, 7, 31}; ///< from the unit's own
constexpr unsigned maxCalls = 10;

class Random {
public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Uniform, below `bound`.
  std::size_t below(std::size_t bound) { return next() % bound; }
  bool percent(unsigned chance) { return below(100) < chance; }

  template <typename Values> auto &oneOf(const Values &values) {
    return values[below(values.size())];
  }

private:
  /// Source: splitmix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

constexpr std::array<std::string_view, 8> verbs = {"Read",   "Write",  "Append",   "Lookup",
                                                   "Update", "Remove", "Finalize", "Schedule"};

struct Type {
  std::string_view spelling, usr;
};
constexpr std::array<Type, 6> types = {{
    {"int", "#I"},
    {"const std::basic_string<char> &",
     "#&1$@N@std@N@__cxx11@S@basic_string>#C#$@N@std@S@char_traits>#C#$@N@std@S@allocator>#C"},
    {"unsigned long *", "#*l"},
    {"const store::Slice &", "#&1$@N@store@S@Slice"},
    {"bool", "#b"},
    {"const store::ReadOptions &", "#&1$@N@store@S@ReadOptions"},
}};

constexpr std::array<std::string_view, 6> texts = {
    "key", "options", "i + 1", "&result", "internal_key.Encode()", "std::move(pending_writes)"};

struct Library {
  std::string_view name, usr;
};
/// What programs call outside of themselves; the catalog knows a few of these.
constexpr std::array<Library, 12> libraries = {{
    {"std::vector::push_back", "c:@N@std@ST>2#T#T@vector@F@push_back#&1t0.0#"},
    {"std::basic_string::append", "c:@N@std@N@__cxx11@ST>3#T#T#T@basic_string@F@append#&1$@S@#"},
    {"std::unique_ptr::get", "c:@N@std@ST>2#T#T@unique_ptr@F@get#1"},
    {"std::map::find", "c:@N@std@ST>4#T#T#T#T@map@F@find#&1t0.0#"},
    {"memcpy", "c:@F@memcpy"},
    {"std::vector::size", "c:@N@std@ST>2#T#T@vector@F@size#1"},
    {"std::basic_string::data", "c:@N@std@N@__cxx11@ST>3#T#T#T@basic_string@F@data#1"},
    {"std::move", "c:@N@std@FT@>1#Tmove#&&t0.0#"},
    {"std::shared_ptr::reset", "c:@N@std@ST>1#T@shared_ptr@F@reset#"},
    {"read", "c:@F@read"},
    {"fsync", "c:@F@fsync"},
    {"std::mutex::lock", "c:@N@std@S@mutex@F@lock#"},
}};

std::string number(std::size_t value) { return std::to_string(value); }

/// What all mentions of one function agree on.
struct Named {
  std::string usr, name, signature, record, returnType;
  std::vector<Text> parameters;
};

Named named(std::string record, std::string method, std::uint64_t seed) {
  Random random(seed);
  Named result;
  result.record = "store::" + record;
  result.name = result.record + "::" + method;
  result.returnType = random.percent(60) ? "void" : "store::Status";
  result.usr = "c:@N@store@S@" + record + "@F@" + method;
  std::string list;
  for (std::size_t count = random.below(3); count > 0; --count) {
    const Type &type = random.oneOf(types);
    result.parameters.emplace_back(type.spelling);
    list += (list.empty() ? "" : ", ") + std::string(type.spelling);
    result.usr += type.usr;
  }
  result.usr += '#';
  result.signature = result.name + '(' + list + ')';
  return result;
}

std::uint64_t seedOf(std::size_t kind, std::size_t file, std::size_t function) {
  return (kind << 56) ^ (file << 24) ^ function;
}

Named ownFunction(std::size_t unit, std::size_t index) {
  return named("Table" + number(unit) + "Part" + number(index / methodsOfClass),
               std::string(verbs[index % verbs.size()]) + "Block" + number(index),
               seedOf(0, unit, index));
}

Named inlineFunction(std::size_t header, std::size_t index) {
  return named("Cursor" + number(header),
               std::string(verbs[index % verbs.size()]) + "Entry" + number(index),
               seedOf(1, header, index));
}

Named interfaceMethod(std::size_t header, std::size_t index) {
  return named("Backend" + number(header), std::string(verbs[index]) + "Page",
               seedOf(2, header, index));
}

/// The method as `unit` implements it: same parameters, its own class.
Named implementation(std::size_t unit, std::size_t header, std::size_t index) {
  return named("Backend" + number(header) + "In" + number(unit), std::string(verbs[index]) + "Page",
               seedOf(2, header, index));
}

std::string folderOf(std::size_t file) {
  return "/home/build/project/src/module" + number(file / 32) + "/table_" + number(file);
}
std::string sourceFile(std::size_t unit) { return folderOf(unit) + ".cc"; }
std::string headerFile(std::size_t header) { return folderOf(header) + ".h"; }

class UnitWriter {
public:
  UnitWriter(std::size_t unit, std::size_t units) : unit_(unit), units_(units) {}

  TuSummary write() {
    summary_.mainFile = sourceFile(unit_);
    summary_.dependencies = {sourceFile(unit_)};
    for (std::size_t header : headers())
      addHeader(header);
    for (std::size_t i = 0; i < ownFunctions; ++i)
      addOwn(i);
    return std::move(summary_);
  }

private:
  std::array<std::size_t, includedHeaders.size()> headers() const {
    std::array<std::size_t, includedHeaders.size()> result = includedHeaders;
    for (std::size_t &header : result)
      header = (unit_ + header) % units_;
    return result;
  }

  void addHeader(std::size_t header) {
    summary_.dependencies.push_back(headerFile(header));
    for (std::size_t i = 0; i < interfaceMethods; ++i)
      addInterface(header, i);
    for (std::size_t i = 0; i < inlineFunctions; ++i)
      addInline(header, i);
  }

  void addInterface(std::size_t header, std::size_t index) {
    unsigned line = 10 + 2 * static_cast<unsigned>(index);
    FunctionFacts &method = add(interfaceMethod(header, index), headerFile(header), line);
    method.hasBody = false;
    method.isVirtual = method.pureVirtual = true;
    SymbolId overridden = method.id;
    FunctionFacts &own = add(implementation(unit_, header, index), sourceFile(unit_), nextLine());
    own.isVirtual = true;
    own.overrides = {overridden};
    addCalls(own, seedOf(3, unit_, index + header * interfaceMethods), unit_);
  }

  /// Says the same in every unit that includes the header.
  void addInline(std::size_t header, std::size_t index) {
    unsigned line = 40 + 20 * static_cast<unsigned>(index);
    FunctionFacts &facts = add(inlineFunction(header, index), headerFile(header), line);
    addCalls(facts, seedOf(1, header, index), header);
  }

  void addOwn(std::size_t index) {
    FunctionFacts &facts = add(ownFunction(unit_, index), sourceFile(unit_), nextLine());
    facts.isMain = unit_ == 0 && index == 0;
    facts.coroutine = index % 200 == 199;
    addCalls(facts, seedOf(0, unit_, index), unit_);
    if (index == 1)
      storeHandler(facts);
    if (index == 2)
      callHandler(facts);
    if (index == 3)
      startThread(facts);
  }

  FunctionFacts &add(Named is, const std::string &file, unsigned line) {
    FunctionFacts &facts = summary_.functions.emplace_back();
    facts.id.usr = std::move(is.usr);
    facts.name = std::move(is.name);
    facts.signature = std::move(is.signature);
    facts.record = std::move(is.record);
    facts.returnType = std::move(is.returnType);
    facts.parameters = std::move(is.parameters);
    facts.location = {file, line, 6};
    facts.extent = {{file, line, 1}, line + 18, 2};
    facts.hasBody = true;
    return facts;
  }

  unsigned nextLine() { return line_ += 20; }

  /// `home` is the file from whose neighbourhood the callees are.
  void addCalls(FunctionFacts &facts, std::uint64_t seed, std::size_t home) {
    Random random(~seed);
    // Most functions call little and some call much: the mean of the product is what counts.
    std::size_t count = random.below(maxCalls + 1);
    if (random.percent(12))
      count *= 2;
    for (std::size_t i = 0; i < count; ++i)
      addCall(facts, random, home);
  }

  void addCall(FunctionFacts &facts, Random &random, std::size_t home) {
    std::size_t die = random.below(100);
    if (die < 25)
      return toLibrary(place(facts), random);
    if (die < 30)
      return toFunction(place(facts), interfaceMethod(home, random.below(interfaceMethods)), random,
                        CallKind::Virtual);
    if (die < 50)
      return toFunction(place(facts), inlineFunction(home, random.below(inlineFunctions)), random,
                        CallKind::Implicit);
    std::size_t where = die < 90 ? home : random.below(units_);
    toFunction(place(facts), ownFunction(where, random.below(ownFunctions)), random,
               CallKind::Direct);
  }

  CallSite &place(FunctionFacts &facts) {
    auto before = static_cast<unsigned>(facts.calls.size());
    CallSite &call = facts.calls.emplace_back();
    unsigned line = facts.location.line + 1 + before / 2; // two a line
    unsigned column = before % 2 == 0 ? 5 : 40;
    const Text &file = facts.location.file;
    call.range = {{file, line, column}, line, column + 30};
    call.nameLocation = {file, line, column + 8};
    call.parenLocation = {file, line, column + 16};
    return call;
  }

  static void toFunction(CallSite &call, Named callee, Random &random, CallKind kind) {
    call.kind = kind;
    call.callee.usr = std::move(callee.usr);
    call.name = std::move(callee.name);
    call.receiver = std::move(callee.record);
    call.resultType = callee.returnType == "void" ? "" : callee.returnType;
    call.parameters = std::move(callee.parameters);
    call.object = random.percent(50) ? "table_" : "";
    for (const Text &parameter : call.parameters)
      addArgument(call, parameter, random);
    call.discarded = random.percent(30);
    call.inLoop = random.percent(15);
    if (random.percent(5))
      call.locks = {{"mutex_", "std::lock_guard<std::mutex>", {}, false, call.range.begin}};
  }

  static void toLibrary(CallSite &call, Random &random) {
    const Library &callee = random.oneOf(libraries);
    call.callee.usr = callee.usr;
    call.name = callee.name;
    for (std::size_t count = random.below(3); count > 0; --count) {
      call.parameters.emplace_back(random.oneOf(types).spelling);
      addArgument(call, call.parameters.back(), random);
    }
  }

  static void addArgument(CallSite &call, const Text &type, Random &random) {
    Argument &argument = call.arguments.emplace_back();
    argument.type = type;
    argument.text = random.oneOf(texts);
    if (random.percent(10))
      argument.integer = 1;
  }

  Text handlerField() const { return "store::Table" + number(unit_) + "::handler_"; }

  void storeHandler(FunctionFacts &facts) const {
    FunctionUse &use = facts.uses.emplace_back();
    use.function.usr = ownFunction(unit_, 4).usr;
    use.functionType = "void ()";
    use.into = handlerField();
    use.location = {sourceFile(unit_), facts.location.line + 15, 5};
  }

  void callHandler(FunctionFacts &facts) {
    CallSite &call = place(facts);
    call.kind = CallKind::Indirect;
    call.callableMember = handlerField();
    call.functionType = "void ()";
  }

  void startThread(FunctionFacts &facts) {
    CallSite &call = place(facts);
    call.callee.usr = "c:@N@std@S@thread@FT@>3#T#pT#Tthread#&&t0.0#P&&t0.1#v#";
    call.name = "std::thread::thread";
    call.parameters = {"void (&)()"};
    Argument &argument = call.arguments.emplace_back();
    argument.callable.usr = ownFunction(unit_, 5).usr;
    argument.type = "void (&)()";
  }

  std::size_t unit_, units_;
  unsigned line_ = 10;
  TuSummary summary_;
};

} // namespace

SyntheticProgram::SyntheticProgram(std::size_t functions) {
  constexpr std::size_t ofUnit =
      ownFunctions + inlineFunctions + interfaceMethods * includedHeaders.size();
  units_ = std::max<std::size_t>((functions + ofUnit - 1) / ofUnit, includedHeaders.back() + 1);
}

TuSummary SyntheticProgram::unit(std::size_t index) const {
  return UnitWriter(index, units_).write();
}

} // namespace coax
