#include "statistics.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <fstream>

namespace net = boost::asio;

net::awaitable<void> Statistics::record(Url url, int status)
{
    std::lock_guard<std::mutex> lock(mutex_);
    ++by_status_[status];
    co_await journal_.append(std::to_string(status) + " " + url.str());
}

net::awaitable<void> Statistics::write_summary(std::string file)
{
    std::map<int, int> snapshot;
    {
        std::lock_guard<std::mutex> lock(mutex_);
        snapshot = by_status_;
    }
    std::ofstream out(file);
    for (auto [status, count] : snapshot)
        out << status << ' ' << count << '\n';
    journal_.append("summary written to " + file);
    co_return;
}

void Statistics::count_retry()
{
    std::lock_guard<std::mutex> lock(mutex_);
    ++retries_;
}

int Statistics::pages(int status) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    auto entry = by_status_.find(status);
    return entry == by_status_.end() ? 0 : entry->second;
}

int Statistics::retries() const
{
    std::lock_guard<std::mutex> lock(mutex_);
    return retries_;
}
