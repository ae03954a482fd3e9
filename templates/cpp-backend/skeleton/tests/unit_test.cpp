#include <doctest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "config.hpp"
#include "log.hpp"
#include "metrics.hpp"
#include "work.hpp"

namespace {

service::Config config_of(const std::map<std::string, std::string>& variables) {
  return service::read_config([&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("configuration has defaults, and refuses what it does not understand") {
  CHECK(config_of({}).port == 8080);
  CHECK(config_of({{"PORT", "0"}}).port == 0);
  CHECK(config_of({{"DRAIN_MS", "1500"}}).drain == std::chrono::milliseconds{1500});
  for (const char* bad : {"", " 80", "80x", "-1", "65536", "1e3", "99999999999999"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(config_of({{"PORT", bad}}), std::invalid_argument);
  }
}

TEST_CASE("a log entry stays one line of JSON whatever a client sends") {
  CHECK(service::json_string("plain") == "\"plain\"");
  CHECK(service::json_string("a\"b\\c") == "\"a\\\"b\\\\c\"");
  CHECK(service::json_string("a\r\nb\x1b[31m") == "\"a\\u000d\\u000ab\\u001b[31m\"");
  CHECK(service::json_string("\xff") == "\"\\u00ff\"");
}

TEST_CASE("work is bounded") {
  CHECK(service::parse_work("1") == std::chrono::milliseconds{1});
  CHECK(service::parse_work("2000") == std::chrono::milliseconds{2000});
  for (const char* bad : {"", "0", "2001", "-5", "5ms", " 5", "99999999999999999999"}) {
    CAPTURE(bad);
    CHECK_FALSE(service::parse_work(bad).has_value());
  }

  const auto began = std::chrono::steady_clock::now();
  CHECK(service::burn(std::chrono::milliseconds{30}) > 0);
  CHECK(std::chrono::steady_clock::now() - began >= std::chrono::milliseconds{30});
}

TEST_CASE("metrics count requests, and durations in cumulative buckets") {
  service::Metrics metrics;
  metrics.observe({"GET", "/work", 200, std::chrono::milliseconds{20}});
  metrics.observe({"GET", "/work", 200, std::chrono::milliseconds{300}});
  metrics.observe({"GET", "/work", 400, std::chrono::milliseconds{1}});

  const std::string text = metrics.text("shop", "1.2.3");
  CHECK(has(text, "service_info{name=\"shop\",version=\"1.2.3\"} 1\n"));
  CHECK(has(text, "http_requests_total{method=\"GET\",route=\"/work\",code=\"200\"} 2\n"));
  CHECK(has(text, "http_requests_total{method=\"GET\",route=\"/work\",code=\"400\"} 1\n"));
  CHECK(has(text, "http_request_duration_seconds_bucket{route=\"/work\",le=\"0.005\"} 1\n"));
  CHECK(has(text, "http_request_duration_seconds_bucket{route=\"/work\",le=\"0.025\"} 2\n"));
  CHECK(has(text, "http_request_duration_seconds_bucket{route=\"/work\",le=\"+Inf\"} 3\n"));
  CHECK(has(text, "http_request_duration_seconds_count{route=\"/work\"} 3\n"));
}
