// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every row that the frame table gives for a real library is held against LLVM's own parser of
// whole .eh_frame sections.
#include "tool/profiler/ElfImage.h"
#include "tool/profiler/ProcFs.h"

#include <gtest/gtest.h>
#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/DebugInfo/DWARF/DWARFDebugFrame.h>
#include <llvm/DebugInfo/DWARF/DWARFUnwindTablePrinter.h>
#include <llvm/Object/ObjectFile.h>
#include <unistd.h>

using namespace coax::profiler;
using llvm::dwarf::UnwindLocation;

namespace {

/// The path of a module of this process whose name contains `part`.
std::string moduleNamed(const std::string &part) {
  for (const Mapping &mapping : readMaps(getpid()))
    if (mapping.path.find(part) != std::string::npos)
      return mapping.path;
  return readLink("/proc/self/exe");
}

bool sameCfa(const RegisterRule &rule, const UnwindLocation &expected) {
  if (expected.getLocation() == UnwindLocation::DWARFExpr)
    return rule.kind == RegisterRule::Kind::Expression &&
           rule.expression == expected.getDWARFExpressionBytes()->getData();
  return rule.kind == RegisterRule::Kind::RegisterPlus && rule.base == expected.getRegister() &&
         rule.offset == expected.getOffset();
}

bool sameRegister(const RegisterRule &rule, std::optional<UnwindLocation> expected) {
  if (!expected || expected->getLocation() == UnwindLocation::Same)
    return rule.kind == RegisterRule::Kind::Same;
  if (expected->getLocation() == UnwindLocation::Undefined)
    return rule.kind == RegisterRule::Kind::Undefined;
  if (expected->getLocation() == UnwindLocation::CFAPlusOffset && expected->getDereference())
    return rule.kind == RegisterRule::Kind::AtCfa && rule.offset == expected->getOffset();
  return rule.kind != RegisterRule::Kind::Same;
}

struct Counts {
  std::size_t rows = 0, wrong = 0, missing = 0;
};

void compare(const ElfImage &image, const llvm::dwarf::FDE &entry, Counts &counts) {
  auto table = llvm::dwarf::createUnwindTable(&entry);
  if (!table) {
    llvm::consumeError(table.takeError());
    return;
  }
  for (const auto &expected : *table) {
    if (expected.getAddress() >= entry.getInitialLocation() + entry.getAddressRange())
      continue;
    ++counts.rows;
    const FrameRow *row = image.frameRow(expected.getAddress());
    if (!row) {
      ++counts.missing;
      continue;
    }
    bool same = sameCfa(row->cfa, expected.getCFAValue()) &&
                row->functionBegin == entry.getInitialLocation();
    for (unsigned number : {unsigned{rbx}, unsigned{rbp}, unsigned{returnAddress}})
      same &= sameRegister(row->registers[number],
                           expected.getRegisterLocations().getRegisterLocation(number));
    counts.wrong += !same;
  }
}

Counts compareAll(const std::string &path) {
  Counts counts;
  auto image = ElfImage::open(path, path);
  EXPECT_TRUE(static_cast<bool>(image));
  auto context = llvm::DWARFContext::create((*image)->object());
  auto frames = context->getEHFrame();
  EXPECT_TRUE(static_cast<bool>(frames));
  for (const auto &entry : (*frames)->entries())
    if (const auto *fde = llvm::dyn_cast<llvm::dwarf::FDE>(&entry))
      compare(**image, *fde, counts);
  return counts;
}

} // namespace

TEST(FrameTable, agreesWithLlvmOnTheCLibrary) {
  Counts counts = compareAll(moduleNamed("libc.so"));
  EXPECT_GT(counts.rows, 1000u);
  EXPECT_EQ(counts.wrong, 0u);
  EXPECT_EQ(counts.missing, 0u);
}

TEST(FrameTable, agreesWithLlvmOnTheCxxLibrary) {
  Counts counts = compareAll(moduleNamed("libstdc++"));
  EXPECT_GT(counts.rows, 1000u);
  EXPECT_EQ(counts.wrong, 0u);
  EXPECT_EQ(counts.missing, 0u);
}

TEST(FrameTable, hasNoRowOutsideOfCode) {
  std::string path = moduleNamed("libc.so");
  auto image = ElfImage::open(path, path);
  ASSERT_TRUE(static_cast<bool>(image));
  EXPECT_EQ((*image)->frameRow(0), nullptr);
  EXPECT_EQ((*image)->frameRow(~std::uint64_t{0} - 16), nullptr);
}

TEST(ElfImage, saysWhyAFileIsNoImage) {
  auto missing = ElfImage::open("/nonexistent/file", "x");
  ASSERT_FALSE(static_cast<bool>(missing));
  EXPECT_NE(llvm::toString(missing.takeError()).find("/nonexistent/file"), std::string::npos);
  auto text = ElfImage::open(__FILE__, "x");
  ASSERT_FALSE(static_cast<bool>(text));
  llvm::consumeError(text.takeError());
}
