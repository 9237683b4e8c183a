// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions behind the list of rules; each is defined in the file of its name.
#pragma once

#include "analyzers/rules/Rules.h"

namespace coax {

void findBlockingCallInCoroutine(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findTransitiveBlockingCallInCoroutine(const RuleInput &, const RuleInfo &,
                                           std::vector<Finding> &);
void findBlockingCallInEventHandler(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findSyncWaitInCoroutine(const RuleInput &, const RuleInfo &, std::vector<Finding> &);

void findLockHeldAcrossAwait(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findLockHeldAcrossBlockingCall(const RuleInput &, const RuleInfo &, std::vector<Finding> &);

void findDanglingReferenceInDetachedTask(const RuleInput &, const RuleInfo &,
                                         std::vector<Finding> &);
void findCapturingLambdaCoroutine(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findDiscardedTask(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findThreadLocalAcrossAwait(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findAwaitInLoop(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findIndependentAwaitsInSequence(const RuleInput &, const RuleInfo &, std::vector<Finding> &);
void findCoroutineWithoutAwait(const RuleInput &, const RuleInfo &, std::vector<Finding> &);

/// All inventory rules: the sites of RuleInfo::category outside of coroutines and handlers.
void findInventory(const RuleInput &, const RuleInfo &, std::vector<Finding> &);

} // namespace coax
