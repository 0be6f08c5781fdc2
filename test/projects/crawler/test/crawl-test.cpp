// Crawls a small site on the loopback device and checks what was found.

#include "crawler.hpp"
#include "loopback-server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

namespace {

void check(bool good, const char *what)
{
    if (good)
        return;
    std::fprintf(stderr, "failed: %s\n", what);
    std::exit(1);
}

std::string read(const std::filesystem::path &file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

int main()
{
    auto links = find_links({"a", "80", "/x"}, R"(<a href="/y">y</a><a href="http://b:81/z">z</a>)");
    check(links.size() == 2 && links[0].str() == "http://a:80/y" && links[1].port == "81", "links");
    check(!parse_url("https://a/") && !parse_url("http:///"), "addresses that are none of ours");

    auto directory = (std::filesystem::temp_directory_path() / "crawl-test-XXXXXX").string();
    check(mkdtemp(directory.data()), "a temporary directory");

    LoopbackServer server;
    Options options;
    options.workers = 3;
    options.first_back_off = std::chrono::milliseconds(5);
    options.politeness = std::chrono::milliseconds(2);
    options.stagger = std::chrono::milliseconds(1);
    options.time_limit = std::chrono::milliseconds(2000);
    options.output_directory = directory;

    boost::asio::io_context io(1);
    Crawler crawler(options);
    auto result = boost::asio::co_spawn(io, crawler.run({*parse_url(server.address() + "/")}),
                                        boost::asio::use_future);
    io.run();
    result.get();

    const auto &statistics = crawler.statistics();
    check(statistics.pages(200) == 4, "four pages found");
    check(statistics.pages(404) == 1, "one dead link");
    check(statistics.pages(0) == 0, "no page given up");
    check(statistics.retries() == 2, "the flaky page came at the third attempt");

    auto log = read(directory + "/crawl.log");
    check(log.find("200 " + server.address() + "/flaky\n") != log.npos, "the log names the pages");
    check(read(directory + "/page-1.txt").find("\n\nHome") != std::string::npos, "text without tags");
    std::filesystem::remove_all(directory);
}
