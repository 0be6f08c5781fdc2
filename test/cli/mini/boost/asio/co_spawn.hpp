#pragma once
#include <boost/asio/detail/mini.hpp>

namespace boost::asio {

struct io_context {
    int run();
};

struct detached_t {};
constexpr detached_t detached;

template <typename Executor, typename T, typename Token>
void co_spawn(Executor &, awaitable<T>, Token &&);

} // namespace boost::asio
