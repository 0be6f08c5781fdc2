#pragma once

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <string>

// Keeps requests to one host apart.
class Politeness {
public:
    using Clock = std::chrono::steady_clock;

    explicit Politeness(std::chrono::milliseconds delay) : delay_(delay) {}

    boost::asio::awaitable<void> wait_for_turn(std::string host);

private:
    std::chrono::milliseconds delay_;
    std::map<std::string, Clock::time_point> next_slot_;
};
