#pragma once

#include <string>
#include <vector>

// Posts a line a page to a web service that others watch.
class Collector {
public:
    explicit Collector(std::string address) : address_(std::move(address)) {}

    // The number of lines that arrived.
    int report(const std::vector<std::string> &lines) const;

private:
    std::string address_;
};
