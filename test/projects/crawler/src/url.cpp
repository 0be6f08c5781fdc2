#include "url.hpp"

std::optional<Url> parse_url(std::string_view text)
{
    constexpr std::string_view scheme = "http://";
    if (!text.starts_with(scheme))
        return std::nullopt;
    text.remove_prefix(scheme.size());

    Url url;
    auto slash = text.find('/');
    if (slash != text.npos) {
        url.path = text.substr(slash);
        text = text.substr(0, slash);
    }
    auto colon = text.find(':');
    if (colon != text.npos) {
        url.port = text.substr(colon + 1);
        text = text.substr(0, colon);
    }
    if (text.empty() || url.port.empty())
        return std::nullopt;
    url.host = text;
    return url;
}

std::vector<Url> find_links(const Url &page, std::string_view html)
{
    constexpr std::string_view opening = "href=\"";
    std::vector<Url> links;
    for (auto at = html.find(opening); at != html.npos; at = html.find(opening, at)) {
        at += opening.size();
        auto end = html.find('"', at);
        if (end == html.npos)
            break;
        auto target = html.substr(at, end - at);
        if (auto absolute = parse_url(target)) {
            links.push_back(*absolute);
        } else if (target.starts_with('/')) {
            Url link = page;
            link.path = target;
            links.push_back(link);
        }
    }
    return links;
}
