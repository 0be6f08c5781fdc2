//===- coro.hpp - All of libcoro's mock -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_CORO_HPP
#define MOCKS_LIBCORO_CORO_CORO_HPP

#include <coro/event.hpp>
#include <coro/expected.hpp>
#include <coro/generator.hpp>
#include <coro/io_scheduler.hpp>
#include <coro/latch.hpp>
#include <coro/mutex.hpp>
#include <coro/net/tcp/client.hpp>
#include <coro/scheduler.hpp>
#include <coro/semaphore.hpp>
#include <coro/shared_mutex.hpp>
#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <coro/task_group.hpp>
#include <coro/thread_pool.hpp>
#include <coro/when_all.hpp>
#include <coro/when_any.hpp>

#endif // MOCKS_LIBCORO_CORO_CORO_HPP
