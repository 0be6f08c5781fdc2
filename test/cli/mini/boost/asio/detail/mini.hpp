// The few declarations of Boost.Asio that the tests of the command line need,
// with the real names, so that a translation unit parses in a moment. What the
// rules understand of Asio is tested against the real headers: see fixtures/.
#pragma once

#include <coroutine>

#define BOOST_ASIO_VERSION 102600

namespace boost::asio {

class any_io_executor {};

template <typename Executor = any_io_executor>
struct use_awaitable_t {
    constexpr use_awaitable_t() {}
};

namespace this_coro {
struct executor_t {
    constexpr executor_t() {}
};
constexpr executor_t executor;
} // namespace this_coro

namespace detail {
template <typename T, typename Executor>
class awaitable_frame;
} // namespace detail

template <typename T, typename Executor = any_io_executor>
class [[nodiscard]] awaitable {
public:
    using value_type = T;
    using executor_type = Executor;
    awaitable(awaitable &&) noexcept {}
    awaitable &operator=(awaitable) noexcept { return *this; }
    ~awaitable() {}
    bool await_ready() const noexcept { return false; }
    template <class U>
    void await_suspend(std::coroutine_handle<detail::awaitable_frame<U, Executor>>) {}
    T await_resume() { return T(); }

private:
    template <typename, typename>
    friend class detail::awaitable_frame;
    awaitable() {}
};

namespace detail {

template <typename T>
struct returns {
    void return_value(T) {}
};
template <>
struct returns<void> {
    void return_void() {}
};

template <typename T, typename Executor>
class awaitable_frame : public returns<T> {
public:
    struct executor_awaiter {
        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) noexcept {}
        Executor await_resume() const noexcept { return {}; }
    };
    awaitable<T, Executor> get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U>
    auto await_transform(awaitable<U, Executor> a) const { return a; }
    auto await_transform(this_coro::executor_t) const { return executor_awaiter{}; }
};

} // namespace detail
} // namespace boost::asio

template <typename T, typename Executor, typename... Args>
struct std::coroutine_traits<boost::asio::awaitable<T, Executor>, Args...> {
    using promise_type = boost::asio::detail::awaitable_frame<T, Executor>;
};
