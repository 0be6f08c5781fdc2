//===- concurrencpp.h - All of concurrencpp's mock --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CONCURRENCPP_CONCURRENCPP_CONCURRENCPP_H
#define MOCKS_CONCURRENCPP_CONCURRENCPP_CONCURRENCPP_H

#include <concurrencpp/executors.h>
#include <concurrencpp/results.h>
#include <concurrencpp/runtime.h>
#include <concurrencpp/threads.h>
#include <concurrencpp/timers.h>

#endif // MOCKS_CONCURRENCPP_CONCURRENCPP_CONCURRENCPP_H
