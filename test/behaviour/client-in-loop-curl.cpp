// libcurl fetches eight times from a server in the same process, which keeps
// connections alive; prints how many connections it took.
// before: connections == 8
// after: connections == 1
// libs: -lcurl
// rule: client-in-loop
// options: --unsafe-fixes
#include <curl/curl.h>

#include <arpa/inet.h>
#include <atomic>
#include <cstdio>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

class Server {
public:
    Server()
    {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            std::perror("server");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }

    ~Server()
    {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
    int connections() const { return connections_; }

private:
    void serve()
    {
        for (int peer; (peer = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(peer)) {
            ++connections_;
            std::string request;
            char buffer[4096];
            for (ssize_t got; (got = ::read(peer, buffer, sizeof buffer)) > 0;) {
                request.append(buffer, static_cast<std::size_t>(got));
                if (!request.ends_with("\r\n\r\n"))
                    continue;
                static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                if (::write(peer, answer, sizeof answer - 1) < 0)
                    break;
                request.clear();
            }
        }
    }

    int listener_ = -1;
    unsigned port_ = 0;
    std::atomic<int> connections_{0};
    std::thread thread_;
};

std::size_t append(char *data, std::size_t size, std::size_t count, void *body)
{
    static_cast<std::string *>(body)->append(data, size * count);
    return size * count;
}

int fetch_all(const std::vector<std::string> &urls)
{
    int good = 0;
    for (const auto &url : urls) {
        CURL *curl = curl_easy_init();
        if (!curl)
            return good;
        std::string body;
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
        if (curl_easy_perform(curl) == CURLE_OK && body == "ok")
            ++good;
        curl_easy_cleanup(curl);
    }
    return good;
}

int main()
{
    curl_global_init(CURL_GLOBAL_ALL);
    int connections = 0;
    {
        Server server;
        if (fetch_all(std::vector<std::string>(8, server.url())) != 8)
            return 1;
        connections = server.connections();
    }
    curl_global_cleanup();
    std::printf("connections %d\n", connections);
}
