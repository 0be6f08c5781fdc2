#include "politeness.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <thread>

boost::asio::awaitable<void> Politeness::wait_for_turn(std::string host)
{
    auto &next = next_slot_[host];
    auto slot = std::max(next, Clock::now());
    next = slot + delay_;
    std::this_thread::sleep_until(slot);
    co_return;
}
