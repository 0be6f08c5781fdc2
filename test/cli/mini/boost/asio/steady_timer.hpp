#pragma once
#include "detail/mini.hpp"
#include <chrono>
namespace boost::asio {

template <typename Clock>
struct wait_traits {};

template <typename Clock, typename WaitTraits = wait_traits<Clock>,
          typename Executor = any_io_executor>
class basic_waitable_timer {
public:
    using duration = typename Clock::duration;
    using time_point = typename Clock::time_point;
    basic_waitable_timer(const Executor &, const time_point &) {}
    basic_waitable_timer(const Executor &, const duration &) {}
    template <typename WaitToken>
    awaitable<void> async_wait(WaitToken &&)
    {
        co_return;
    }
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;

} // namespace boost::asio
