#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

namespace service {

struct Observation {
  std::string method;
  std::string route;
  int status = 0;
  std::chrono::duration<double> took{};
};

/// Counts of this process, told in Prometheus' text format 0.0.4. Safe to use from many threads.
/// Callers keep the number of different methods and routes bounded: each makes a series of its own.
class Metrics {
 public:
  void observe(const Observation& observation);
  void in_flight(int change) { in_flight_ += change; }

  std::string text(const std::string& name, const std::string& version) const;

 private:
  static constexpr std::array<double, 9> bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5};

  struct Durations {
    std::array<std::uint64_t, bounds.size()> at_most{};
    std::uint64_t count = 0;
    double sum = 0;
  };

  using Request = std::tuple<std::string, std::string, int>;

  std::string requests_text() const;
  std::string durations_text() const;

  mutable std::mutex mutex_;
  std::map<Request, std::uint64_t> requests_;
  std::map<std::string, Durations> durations_;
  std::atomic<int> in_flight_{0};
};

}  // namespace service
