// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a template runs in one instantiation and not in another, told apart by who calls which:
//
//     template <bool Sync> void commit(int fd) { if constexpr (Sync) fsync(fd); }
//     void flush() { commit<false>(3); }                         never comes to fsync()
//     template <class P> void Loop<P>::wait() { P::pause(); }    Loop<Spin> never comes to
//     Nap::pause()
//
// Of a template that is also called where nobody sees which instantiation is meant (a virtual
// call, a pointer), all stay possible, and so they do for coroutines, whose contexts are their own.
#pragma once

#include "analyzers/model/Program.h"

namespace coax {

/// Adds to Program::instances, their steps, Program::entries, Edge::inInstances and
/// BlockingSite::within, which have to be filled for callables, objects and values before. Cost: as
/// many instances as instantiations of templates that differ in what they call.
void findTemplateInstances(Program &program);

} // namespace coax
