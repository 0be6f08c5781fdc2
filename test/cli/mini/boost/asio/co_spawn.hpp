#pragma once
#include <boost/asio/detail/mini.hpp>
#include <utility>

namespace boost::asio {

struct io_context {
    int run();
};

struct detached_t {};
constexpr detached_t detached;

template <typename Executor, typename T, typename Token>
void co_spawn(Executor &, awaitable<T>, Token &&);

template <typename Executor, typename F, typename Token, typename = decltype(std::declval<F>()())>
void co_spawn(Executor &, F &&, Token &&);

} // namespace boost::asio
