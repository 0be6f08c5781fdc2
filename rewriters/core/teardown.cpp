#include "core/teardown.h"
namespace asyncmend {
void checkTeardowns(const TuModel &, FindingSink &, const Coroutine &) {}
std::string describeSkipped(const TuModel &Tu, const std::string &Name,
                            const std::string &Release, const WayOut &Way) {
  std::string Line =
      Way.Where ? " in line " + std::to_string(Tu.line(Way.Where->getBeginLoc()))
                : "";
  std::string When =
      Way.How == WayOut::Suspension
          ? "an exception, a cancellation or its destruction ends the "
            "coroutine at the suspension" + Line
      : Way.How == WayOut::Throw ? "an exception leaves the coroutine" + Line
      : Way.Where                ? "the coroutine returns" + Line
                                 : "the coroutine reaches its end";
  return "'" + Release + "' is skipped for '" + Name + "' if " + When;
}
} // namespace asyncmend
