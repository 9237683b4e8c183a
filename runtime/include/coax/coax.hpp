// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole runtime except what needs another library, <coax/curl.hpp>, <coax/http.hpp> and
// <coax/tls.hpp>, what is for tests, <coax/testing.hpp>, and <coax/stop_token.hpp>.
#pragma once

#include <coax/as_completed.hpp>
#include <coax/barrier.hpp>
#include <coax/call_once.hpp>
#include <coax/channel.hpp>
#include <coax/clock.hpp>
#include <coax/condition_variable.hpp>
#include <coax/descriptor_owner.hpp>
#include <coax/error.hpp>
#include <coax/event.hpp>
#include <coax/file.hpp>
#include <coax/gather.hpp>
#include <coax/group.hpp>
#include <coax/introspect.hpp>
#include <coax/lane.hpp>
#include <coax/latch.hpp>
#include <coax/line_reader.hpp>
#include <coax/loops.hpp>
#include <coax/map.hpp>
#include <coax/mutex.hpp>
#include <coax/offload.hpp>
#include <coax/pipe.hpp>
#include <coax/process.hpp>
#include <coax/queue.hpp>
#include <coax/race.hpp>
#include <coax/run.hpp>
#include <coax/semaphore.hpp>
#include <coax/shared_mutex.hpp>
#include <coax/shield.hpp>
#include <coax/signal_set.hpp>
#include <coax/socket.hpp>
#include <coax/socket_address.hpp>
#include <coax/spawn.hpp>
#include <coax/stream_socket.hpp>
#include <coax/task.hpp>
#include <coax/tcp.hpp>
#include <coax/ticker.hpp>
#include <coax/time.hpp>
#include <coax/timeout.hpp>
#include <coax/trace.hpp>
#include <coax/udp.hpp>
#include <coax/unix_socket.hpp>
