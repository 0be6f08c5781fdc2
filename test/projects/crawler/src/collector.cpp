#include "collector.hpp"

#include <curl/curl.h>

#include <cstdio>

int Collector::report(const std::vector<std::string> &lines) const
{
    int delivered = 0;
    for (const auto &line : lines) {
        CURL *handle = curl_easy_init();
        if (!handle)
            continue;
        curl_easy_setopt(handle, CURLOPT_URL, address_.c_str());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, line.c_str());
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 2000L);
        CURLcode code = curl_easy_perform(handle);
        if (code == CURLE_OK)
            ++delivered;
        else
            std::fprintf(stderr, "collector: %s\n", curl_easy_strerror(code));
        curl_easy_cleanup(handle);
    }
    return delivered;
}
