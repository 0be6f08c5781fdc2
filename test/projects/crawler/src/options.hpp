#pragma once

#include <chrono>
#include <cstddef>
#include <string>

struct Options {
    int workers = 4;
    int max_depth = 3;
    std::size_t max_pages = 100;

    int tries = 4;
    std::chrono::milliseconds first_back_off{100};
    std::chrono::milliseconds longest_back_off{5000};
    std::chrono::milliseconds time_limit{10000};

    std::chrono::milliseconds politeness{250};
    std::chrono::milliseconds stagger{20};
    std::chrono::duration<double> error_pause{0.5};

    std::string output_directory = ".";
};
