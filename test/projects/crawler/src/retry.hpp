#pragma once

#include "options.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>

// Awaits the operation, again and again with growing pauses, until it succeeds
// or the tries are used up; then the answer is empty.
template <class Operation, class OnFailure>
auto with_retries(Operation operation, OnFailure on_failure, Options options)
    -> boost::asio::awaitable<std::optional<typename decltype(operation())::value_type>>
{
    auto back_off = options.first_back_off;
    for (int attempt = 1; attempt <= options.tries; ++attempt) {
        try {
            co_return co_await operation();
        } catch (const std::exception &error) {
            on_failure(attempt, error);
        }
        if (attempt < options.tries) {
            std::this_thread::sleep_for(back_off);
            back_off = std::min(back_off * 2, options.longest_back_off);
        }
    }
    co_return std::nullopt;
}
