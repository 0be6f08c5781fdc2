// A double of a client library that counts: prints how many handles were made
// for twelve requests, and how many more were made than released.
// before: handles == 12
// after: handles == 1
// options: --unsafe-fixes
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" {
struct Handle {
    int requests;
};
typedef Handle CURL;

int made = 0, alive = 0;

CURL *curl_easy_init(void)
{
    ++made;
    ++alive;
    return new Handle{0};
}

void curl_easy_reset(CURL *handle)
{
    handle->requests = 0;
}

void curl_easy_cleanup(CURL *handle)
{
    --alive;
    delete handle;
}
}

bool request(CURL *handle, int number)
{
    if (handle->requests++ != 0)
        throw std::logic_error("a turn finds what another left behind");
    return number != 11;
}

// Leaves its loops in the middle.
int requests()
{
    int good = 0;
    for (int group = 0; group != 4; ++group) {
        for (int i = 0; i != 3; ++i) {
            CURL *handle = curl_easy_init();
            if (!request(handle, 3 * group + i)) {
                curl_easy_cleanup(handle);
                return good;
            }
            ++good;
            curl_easy_cleanup(handle);
        }
    }
    return good;
}

int main()
{
    if (requests() != 11 || alive != 0)
        return 1;
    std::printf("handles %d\n", made);
}
