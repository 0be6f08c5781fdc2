#pragma once

#include "url.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <set>

// The work queue: pages to visit, each of them once.
class Frontier {
public:
    struct Job {
        Url url;
        int depth = 0;
    };

    Frontier(int max_depth, std::size_t max_pages) : max_depth_(max_depth), max_pages_(max_pages) {}

    void push(const Url &url, int depth)
    {
        if (depth > max_depth_ || seen_.size() >= max_pages_ || !seen_.insert(url).second)
            return;
        waiting_.push_back({url, depth});
    }

    std::optional<Job> try_pop()
    {
        if (waiting_.empty())
            return std::nullopt;
        Job job = waiting_.front();
        waiting_.pop_front();
        ++in_flight_;
        return job;
    }

    void done() { --in_flight_; }
    bool finished() const { return waiting_.empty() && in_flight_ == 0; }

private:
    int max_depth_;
    std::size_t max_pages_;
    std::set<Url> seen_;
    std::deque<Job> waiting_;
    int in_flight_ = 0;
};
