#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct Url {
    std::string host;
    std::string port = "80";
    std::string path = "/";

    std::string str() const { return "http://" + host + ":" + port + path; }
    auto operator<=>(const Url &) const = default;
};

// Understands http://host[:port][/path]; everything else is none of our business.
std::optional<Url> parse_url(std::string_view text);

// The targets of all href="..." in a page, relative ones resolved against it.
std::vector<Url> find_links(const Url &page, std::string_view html);
