// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one parse of one translation unit says: every function with a body in user code, and every
// call in it, with enough facts to link, judge and plan without a second parse. Nothing here knows
// what blocks: the catalog is matched at link time. Plain values; no clang types.
//
// "User code" is everything outside system headers. Templates appear once per instantiation, all
// with the USR of the template's pattern; the linker folds them.
#pragma once

#include "analyzers/model/Location.h"
#include "analyzers/model/SymbolId.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// How a call finds its callee.
enum class CallKind {
  Direct,   ///< the callee is named
  Virtual,  ///< dynamic dispatch; `callee` is the statically named method
  Indirect, ///< through a function pointer, std::function or other callable value
  Callback, ///< a callable handed to a function without a body here (see Argument::callable)
  Implicit, ///< a constructor, destructor, conversion or operator that the source does not spell
};

/// How long what an expression refers to lives, seen from the function that evaluates it.
enum class Lifetime {
  Unknown,
  Local,     ///< a variable of automatic storage of that function, or its address
  Temporary, ///< gone at the end of the full expression
};

/// When the body of a coroutine begins to run.
enum class TaskStart {
  Unknown, ///< no coroutine type, or its promise is not seen
  Lazy,    ///< when it is awaited: initial_suspend() gives std::suspend_always
  Eager,   ///< at the call
};

/// Stands for the object of a member function where the index of a parameter is meant.
inline constexpr int thisObject = -2;

/// What a value must be for a call to be reached: `if (verbose) log();`.
struct ValueTest {
  enum class Is { OneOf, NoneOf, Below, Above, WithBits, WithoutBits };

  int parameter = -1; ///< 0-based: the value of this parameter, which the function never changes
  Text variable; ///< otherwise: of this variable of static storage, or field with an initialiser in
                 ///< its class; named as in DescriptorMove
  Is is = Is::OneOf;
  std::vector<std::int64_t> values; ///< one but for OneOf and NoneOf; pointers: 0 for null

  bool holds(std::int64_t value) const;
  auto operator<=>(const ValueTest &) const = default;
};

/// A variable or field that tests may name gets a value.
struct VariableWrite {
  Text variable;                     ///< as ValueTest::variable
  std::optional<std::int64_t> value; ///< none: not known, or others may write to it from here on
  bool initial = false;              ///< the value that it begins with
  bool visible = false;              ///< units that are not seen may write to it
  auto operator<=>(const VariableWrite &) const = default;
};

/// What is statically known of one argument of a call. Default arguments are listed too.
struct Argument {
  std::optional<std::int64_t> integer; ///< value of a constant integral expression (enums, flags); ticks of a constant std::chrono::duration; 0 for a null pointer
  SymbolId callable; ///< the lambda, function or bound target that this argument is; else empty
  int callableParameter =
      -1; ///< 0-based: the argument passes on (copies, moves, forwards) this parameter of the
          ///< enclosing function; with `callable` where the type of the parameter says which one (a
          ///< closure, in an instantiation)
  Text callableMember;        ///< qualified name of the field or variable whose callable value this argument is
  int object =
      -1; ///< the argument is an object with virtual functions (refers or points to one) that the
          ///< enclosing function was given: as this parameter, 0-based, or thisObject
  Text type;         ///< canonical type of the argument expression, e.g. "std::launch"
  Text text;         ///< source text, cut at 80 bytes, or the qualified name of a global variable; for predicates on names and for messages
  Lifetime lifetime = Lifetime::Unknown;
  Text place; ///< qualified name of the variable or field of a descriptor (see DescriptorMove) that
              ///< the argument is, or points to
  int parameter = -1; ///< 0-based: `place` is this parameter of the enclosing function
  int passes = -1;    ///< 0-based: it is the value of this parameter of the enclosing function, as
                      ///< ValueTest::parameter
  Text given; ///< a local int variable that is no constant, or structure of a library: source texts
              ///< of what it was given before, each cut at 80 bytes, joined by "; "
};

/// A lock that is held at a call: an RAII guard in scope, or a manual lock() without its unlock().
struct HeldLock {
  Text mutex;        ///< source text of the mutex expression ("mutex_", "cache.m")
  Text type;         ///< canonical type of the guard ("std::lock_guard<std::mutex>") or of the mutex
  Text mutexType;    ///< canonical; set for guards of the program's own, which no catalog may know
  bool ownMutex = false; ///< the mutex is of a class of the program that a thread waits for
  Location location;     ///< where it was taken

  auto operator<=>(const HeldLock &) const = default;
};

/// What a call is in one instantiation of a template: of the function around it, of its callee.
struct CallInstance {
  Text in;     ///< as FunctionFacts::instantiations; empty: the function is of no template
  Text callee; ///< of the callee, in the same way
  auto operator<=>(const CallInstance &) const = default;
};

struct CallSite {
  CallKind kind = CallKind::Direct;
  SymbolId callee;            ///< empty where none is named (Indirect)
  Text name;                  ///< qualified name without template arguments ("std::thread::join"); empty for Indirect
  std::vector<Text> parameters;        ///< canonical parameter types of the callee
  Text receiver;              ///< canonical record type of the object expression of a member call
  int on = -1; ///< a member call on an object that the enclosing function was given: as
               ///< Argument::object, of any class
  Text object;                ///< source text of the object expression, cut at 80 bytes; for an implicit destructor, the variable
  Text functionType;          ///< Indirect: canonical function type, to match address-taken functions
  Range range;                ///< the whole call expression (expansion location for macros)
  Location nameLocation;      ///< the callee's name in the expression (Clang's DWARF column for methods)
  Location parenLocation;     ///< the opening parenthesis (GCC's DWARF column); line 0 if none
  std::vector<Argument>
      arguments; ///< of the destructor of a local variable, and of what an awaiter does that is
                 ///< made where it is awaited: the callables that it was made with
  std::vector<HeldLock> locks;         ///< outermost first
  std::vector<ValueTest> tests;        ///< all of them hold where the call is reached
  std::vector<CallInstance> instances; ///< sorted; empty if no template has a part in it
  int callableParameter =
      -1; ///< 0-based index when the callee is a parameter of the enclosing function: Indirect, or
          ///< Direct where its type says which function that is (a closure, in an instantiation)
  Text callableMember;        ///< qualified name of the field or variable the callee is read from:
                              ///< Indirect, or Direct as above; locals: "ns::f::name"
  bool awaited = false;       ///< operand of co_await (directly)
  bool discarded = false;     ///< the value is not used
  bool voided = false;        ///< discarded by a cast to void
  bool returned = false;      ///< the value is what the function returns
  bool kept = false;          ///< the value initialises a variable
  Text into; ///< qualified name of the variable or field that the value, a descriptor, initialises
             ///< or is assigned to
  Text resultType; ///< canonical, of a result by value of a class outside std
  TaskStart taskStart = TaskStart::Unknown; ///< of the coroutine that makes the result
  bool inLoop = false;
  Lifetime objectLifetime = Lifetime::Unknown; ///< of the object of a member call
  bool ready = false; ///< the object was asked before: `if (f.wait_for(0s) == ready) f.get();`
  bool inCatch = false;       ///< in a catch handler: co_await is ill-formed there
  bool unreached = false;     ///< in a branch that is never taken: `if (0)`
  bool failing = false; ///< in a block of a macro that ends the program: what an assertion prints
  bool lastWords = false;     ///< in a block that does nothing for long and ends the program
  bool inMacroBody = false;   ///< the callee's name is spelled in a macro definition
  bool inInitializer = false; ///< in a constructor's member initialiser, a default member initialiser or a default argument
  bool inStaticInitializer = false; ///< initialises a variable of static or thread storage
};

/// The address of a function is taken, or a callable stored, other than as an argument of a call.
struct FunctionUse {
  SymbolId function;        ///< empty if what is stored is a parameter of the enclosing function
  int callableParameter = -1; ///< that parameter, 0-based: `handler_ = std::move(handler)`; with
                              ///< `function` as in Argument
  Text from;                ///< qualified name of the field or variable whose value is stored; else empty
  Text functionType;        ///< canonical, to match Indirect calls
  Text into;                ///< qualified name of the field or variable it is stored in; empty if unknown
  Location location;
  int intoParameter = -1; ///< 0-based: it is stored in this parameter: `if (!done) done = nothing;`
};

/// A descriptor goes from one variable or field to another one, or out of the function. Descriptors
/// are ints and the handles of libraries (SSL *, FILE *); elements of an array have one name.
struct DescriptorMove {
  Text from; ///< name of the variable or field: qualified, with its place where another one may
             ///< have the same
  int parameter = -1; ///< 0-based: `from` is this parameter of the function
  Text into;          ///< as `from`; empty: it is returned
  Location location;
  auto operator<=>(const DescriptorMove &) const = default;
};

/// What a piece of a function reads and writes, as far as its variables show: names as in the
/// source, sorted; members as "this->name", the object of a member function as "this".
struct Effects {
  std::vector<std::string> reads;
  std::vector<std::string> writes;  ///< assigned, or handed out by pointer or reference to non-const
  std::vector<std::string> appends; ///< only grow at an end: push_back(), emplace_back(), insert()
  auto operator<=>(const Effects &) const = default;
};

/// A loop over elements or indexes that awaits in each iteration.
struct AwaitingLoop {
  Range range;
  std::string element;         ///< the loop's variable
  Effects effects;             ///< of one iteration, without variables of its own
  bool awaitsElement = false;  ///< an awaited expression names the loop's variable
  bool leaves = false;         ///< break, return or goto: whether an iteration runs depends on others
  Text joined; ///< canonical class of the element where what is awaited is the element itself, or
               ///< its join() or the like
  TaskStart joinedStart = TaskStart::Unknown; ///< of the coroutine that the element stands for
  auto operator<=>(const AwaitingLoop &) const = default;
};

/// Two statements in a row, each of which declares a variable with what it awaits.
struct AwaitSequence {
  Range first, second; ///< of the awaited expressions
  std::string firstVariable, secondVariable;
  Effects firstEffects, secondEffects;
  auto operator<=>(const AwaitSequence &) const = default;
};

/// A variable of thread storage is named.
struct ThreadLocalUse {
  Location location;
  std::string variable; ///< qualified
  unsigned suspensions = 0; ///< of the function that are evaluated before it, in source order
  auto operator<=>(const ThreadLocalUse &) const = default;
};

/// How an obstacle begins that a macro puts in the way; the name of the macro follows.
constexpr std::string_view returnsThroughMacro = "returns through the macro ";

/// The obstacle of a function that calls pthread_exit: no frame of a coroutine may be around it.
constexpr std::string_view endsItsThread = "ends its thread";

struct FunctionFacts {
  SymbolId id;
  Text name;             ///< qualified, without template arguments: "ns::Server::run"; lambdas: "ns::f::(lambda)"
  Text signature;        ///< for people: "ns::Server::run(int)"
  Text returnType;                     ///< canonical
  std::vector<Text> parameters;        ///< canonical types
  Location location;     ///< of the name (of the introducer, for a lambda)
  Range extent;          ///< of the definition, body included
  SymbolId parent;       ///< the function whose body contains this lambda or local class; else empty
  Text record;           ///< qualified class name of a method; else empty
  std::vector<SymbolId> overrides;     ///< direct overridden methods
  std::vector<Text> bases; ///< of a virtual method: qualified names of all base classes of its
                           ///< class, sorted
  std::vector<Text> overridesOfLibraries; ///< qualified names of the methods of libraries that it
                                          ///< overrides, directly or not, sorted
  std::vector<Text> instantiations; ///< of a template: arguments of the templates around it and of
                                    ///< its own, one text for each set
  std::vector<CallSite> calls;         ///< in source order
  std::vector<FunctionUse> uses;
  std::vector<DescriptorMove> moves;
  std::vector<Location> awaits;        ///< each co_await, co_yield and co_return counts as one
  std::vector<Range> suspensions; ///< each co_await and co_yield, to the end of the block around it
  std::vector<int> lateParameters; ///< of a coroutine, 0-based, sorted: parameters that are named
                                   ///< after a suspension, or so that a reference to them stays
  std::vector<std::string> lateCaptures; ///< the same of captures, as in `captures` without '&'
  bool promiseByParameters = false;      ///< a coroutine whose promise its parameters choose
  std::vector<std::string> captures;   ///< of a lambda: "this", "&name" by reference, "name" by value
  std::vector<AwaitingLoop> loops;
  std::vector<AwaitSequence> sequences;
  std::vector<ThreadLocalUse> threadLocals;
  std::vector<HeldLock> locksKept;      ///< mutexes of libraries that it locks by hand and holds
                                        ///< where it returns, sorted
  std::vector<HeldLock> locksGivenBack; ///< the same, unlocked by it but locked by others; the
                                        ///< location is where it unlocks them
  Text annotation;        ///< "blocking", "nonblocking" or the text of annotate("coax::…"); else empty
  std::vector<std::string> obstacles;  ///< why the body cannot become a coroutine: "calls setjmp", "inline assembly", "returns through a macro", …
  bool hasBody = false;   ///< false: only declared; for the overrides relation, annotations and pointers to it
  bool coroutine = false;
  bool lambda = false;
  bool isVirtual = false;
  bool pureVirtual = false;
  bool isStatic = false;  ///< static member or internal linkage
  bool constructor = false;
  bool destructor = false;
  bool operatorOrConversion = false;
  bool variadic = false;
  bool isConstexpr = false;
  bool isNoexcept = false;
  bool templated = false; ///< an instantiation of a template, or member of one
  bool externC = false;
  bool deducedReturn = false; ///< declared with auto or decltype(auto)
  bool inMacro = false;   ///< defined in a macro expansion
  bool overridesSystem = false; ///< overrides a method of a system header: its signature is not ours
  bool isMain = false;
};

/// Something that was not understood. Never silently dropped.
struct Problem {
  std::string file;
  std::string message;
  auto operator<=>(const Problem &) const = default;
};

struct TuSummary {
  std::string mainFile;
  std::vector<FunctionFacts> functions;
  std::vector<VariableWrite> writes; ///< sorted
  std::vector<Problem> problems; ///< errors of the parse, skipped constructs
  std::vector<std::string>
      targets; ///< as CompileUnit's; told by the build, not by the parse: not stored
  std::vector<std::string> dependencies; ///< every file that was read, absolute, for the cache
  bool failed = false;           ///< the unit did not compile: what was found is kept but incomplete
};

} // namespace coax
