// Crawls a small site on the loopback device and checks what was found.

#include "archive.hpp"
#include "collector.hpp"
#include "crawler.hpp"
#include "link-checker.hpp"
#include "loopback-server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <stdexcept>

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

// What asyncmend is to change; printed, not checked, so that the test holds
// before and after.
void figure(const char *what, int number)
{
    std::printf("%s: %d\n", what, number);
}

void check_links()
{
    LoopbackServer site;
    std::vector<Url> links;
    for (int i = 0; i != 60; ++i)
        links.push_back(*parse_url(site.address() + "/slow/" + std::to_string(i)));
    links.push_back(*parse_url(site.address() + "/gone"));

    boost::asio::io_context io(1);
    ResolverCache resolver;
    HttpClient client(resolver, std::chrono::seconds(20));
    LinkChecker checker(client);
    auto result = boost::asio::co_spawn(io, checker.check_all(links), boost::asio::use_future);
    io.run();
    result.get();
    check(checker.alive().size() == 60 && checker.dead().size() == 1, "every link was checked");
    figure("most requests at a time", site.most_at_a_time());
}

void report_to_collector()
{
    LoopbackServer service;
    std::vector<std::string> lines;
    for (int i = 0; i != 25; ++i)
        lines.push_back("page " + std::to_string(i));
    check(Collector(service.address() + "/lines").report(lines) == 25, "every line was delivered");
    check(service.posts() == 25, "every line has arrived");
    figure("connections to the collector", service.connections());
}

void upload_to_archive()
{
    LoopbackServer archive;
    boost::asio::io_context io(1);
    auto good = boost::asio::co_spawn(io, upload({"one", "two"}, archive.endpoint()),
                                      boost::asio::use_future);
    auto bad = boost::asio::co_spawn(io, upload({"one", std::string(2000, 'x')}, archive.endpoint()),
                                     boost::asio::use_future);
    io.run();
    check(good.get() == 2, "both pages are in the archive");
    try {
        bad.get();
        check(false, "a page that is too long is an error");
    } catch (const std::length_error &) {
    }
    // The server's thread may still be reading.
    for (int i = 0; i != 100 && archive.goodbyes() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    figure("goodbyes to the archive after two uploads", archive.goodbyes());
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

    check_links();
    report_to_collector();
    upload_to_archive();
}
