#pragma once

#include "journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <mutex>
#include <string>

// Counters; also read by the thread that prints them while the crawl goes on.
class Statistics {
public:
    explicit Statistics(Journal &journal) : journal_(journal) {}

    boost::asio::awaitable<void> record(Url url, int status);
    boost::asio::awaitable<void> write_summary(std::string file);
    void count_retry();

    int pages(int status) const;
    int retries() const;

private:
    Journal &journal_;
    mutable std::mutex mutex_;
    std::map<int, int> by_status_;
    int retries_ = 0;
};
