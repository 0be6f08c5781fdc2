#include "journal.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <cstdio>
#include <fstream>
#include <stdexcept>

using boost::asio::awaitable;

awaitable<void> Journal::append(std::string line)
{
    std::ofstream log(directory_ + "/crawl.log", std::ios::app);
    log << ++lines_ << ' ' << line << '\n';
    co_return;
}

awaitable<std::string> Journal::strip_tags(std::string html)
{
    std::string text;
    bool in_tag = false;
    for (char c : html) {
        if (c == '<')
            in_tag = true;
        else if (c == '>')
            in_tag = false;
        else if (!in_tag)
            text += c;
    }
    if (in_tag)
        throw std::runtime_error("unfinished tag");
    co_return text;
}

awaitable<void> Journal::store_text(Url url, std::string html)
{
    auto name = directory_ + "/page-" + std::to_string(++pages_) + ".txt";
    FILE *file = std::fopen(name.c_str(), "w");
    if (!file)
        throw std::runtime_error("cannot write " + name);
    std::fprintf(file, "%s\n\n", url.str().c_str());
    std::string text = co_await strip_tags(html);
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
}
