# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The rows on Python's asyncio, in its own idioms. Counts are those of the C++ sides where Python
# is done with them in well under a second, smaller where not; what is compared is one operation.
#
#   core_asyncio.py ROW    prints "OPERATIONS NANOSECONDS"
import asyncio
import sys
import time

CHAIN_DEPTH = 1000
RING_SIZE = 100
GATHERED = 10_000
SLEEPERS = 10_000
FRAMES_THROWN_THROUGH = 10
QUEUE_CAPACITY = 64
HOUR = 3600


async def child(n):
    return n


async def await_child(count=500_000):
    for _ in range(count):
        await child(1)
    return count


async def chain(depth):
    if depth == 0:
        return 0
    return await chain(depth - 1) + 1


async def await_chain(count=200):
    for _ in range(count):
        await chain(CHAIN_DEPTH)
    return count * CHAIN_DEPTH


async def yield_often(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def yield_ring(count=1000):
    await asyncio.gather(*(yield_often(count) for _ in range(RING_SIZE)))
    return count * RING_SIZE


async def spawn_join(count=20_000):
    for i in range(count):
        await asyncio.create_task(child(i))
    return count


async def spawn_join_many(rounds=20, count=1000):
    for _ in range(rounds):
        tasks = [asyncio.create_task(child(i)) for i in range(count)]
        for task in tasks:
            await task
    return rounds * count


async def yield_once(n):
    await asyncio.sleep(0)
    return n


async def gather(rounds=2):
    for _ in range(rounds):
        await asyncio.gather(*(yield_once(n) for n in range(GATHERED)))
    return rounds * GATHERED


async def timer_cancelled(count=50_000):
    loop = asyncio.get_running_loop()
    expired = loop.create_future()
    for _ in range(count):
        timer = loop.call_later(HOUR, expired.cancel)
        await asyncio.sleep(0)
        timer.cancel()
    return count


async def lock_often(lock, count):
    for _ in range(count):
        async with lock:
            await asyncio.sleep(0)


async def mutex_ping_pong(count=25_000):
    lock = asyncio.Lock()
    await asyncio.gather(lock_often(lock, count), lock_often(lock, count))
    return 2 * count


async def produce(items, count):
    for i in range(count):
        await items.put(i)
    await items.put(None)


async def consume(items):
    while await items.get() is not None:
        pass


async def queue(count=200_000):
    items = asyncio.Queue(QUEUE_CAPACITY)
    await asyncio.gather(produce(items, count), consume(items))
    return count


async def throw_through(frames):
    if frames == 0:
        raise ValueError
    await throw_through(frames - 1)


async def exception(count=20_000):
    for _ in range(count):
        try:
            await throw_through(FRAMES_THROWN_THROUGH)
        except ValueError:
            pass
    return count


async def cancel_sleepers():
    tasks = [asyncio.create_task(asyncio.sleep(HOUR)) for _ in range(SLEEPERS)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass
    return SLEEPERS


ROWS = (await_child, await_chain, yield_ring, spawn_join, spawn_join_many, gather,
        timer_cancelled, mutex_ping_pong, queue, exception, cancel_sleepers)


def main():
    row = {row.__name__: row for row in ROWS}[sys.argv[1]]
    sys.setrecursionlimit(10 * CHAIN_DEPTH)
    begin = time.perf_counter_ns()
    operations = asyncio.run(row())
    print(operations, time.perf_counter_ns() - begin)


main()
