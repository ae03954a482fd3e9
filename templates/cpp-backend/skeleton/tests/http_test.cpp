#include <doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http_client.hpp"
#include "server.hpp"

namespace {

using testing::get;
using testing::send_raw;

/// A server on a free port of the loopback address, ended with the test.
class Running {
 public:
  explicit Running(service::Config config = {}) : server_(local(config)), port_(server_.bind()), served_(server_.serve()) {}
  ~Running() { server_.stop(); }
  int port() const { return port_; }
  service::Server& server() { return server_; }

 private:
  static service::Config local(service::Config config) {
    config.host = "127.0.0.1";
    config.port = 0;
    return config;
  }

  service::Server server_;
  int port_;
  std::future<void> served_;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the root says which service and version answers") {
  Running running;
  const auto answer = get(running.port(), "/");
  CHECK(answer.status == 200);
  CHECK(has(answer.head, "application/json"));
  CHECK(has(answer.body, "\"name\":\""));
  CHECK(has(answer.body, "\"version\":\""));
}

TEST_CASE("readiness ends when draining begins, health does not") {
  Running running;
  CHECK(get(running.port(), "/readyz").status == 200);
  running.server().begin_draining();
  CHECK(get(running.port(), "/readyz").status == 503);
  CHECK(get(running.port(), "/healthz").status == 200);
  CHECK(get(running.port(), "/").status == 200);
}

TEST_CASE("metrics tell what was asked, and unknown paths share one series") {
  Running running;
  get(running.port(), "/");
  CHECK(get(running.port(), "/no/such/thing").status == 404);
  CHECK(get(running.port(), "/another").status == 404);

  const auto answer = get(running.port(), "/metrics");
  CHECK(answer.status == 200);
  CHECK(has(answer.head, "text/plain; version=0.0.4"));
  CHECK(has(answer.body, "http_requests_total{method=\"GET\",route=\"/\",code=\"200\"} 1\n"));
  CHECK(has(answer.body, "http_requests_total{method=\"GET\",route=\"other\",code=\"404\"} 2\n"));
  CHECK(has(answer.body, "http_requests_in_flight 1\n"));
}

TEST_CASE("work answers within its bound and refuses what is out of it") {
  Running running;
  const auto answer = get(running.port(), "/work?ms=20");
  CHECK(answer.status == 200);
  CHECK(has(answer.body, "\"milliseconds\":20"));
  for (const char* bad : {"/work?ms=0", "/work?ms=2001", "/work?ms=-1", "/work?ms=", "/work?ms=1e3"}) {
    CAPTURE(bad);
    CHECK(get(running.port(), bad).status == 400);
  }
}

TEST_CASE("too much work at once is refused, probes still answer") {
  service::Config config;
  config.max_work = 1;
  Running running{config};
  std::vector<int> codes(4);
  {
    std::vector<std::jthread> clients;
    for (int& code : codes) clients.emplace_back([&] { code = get(running.port(), "/work?ms=600").status; });
    CHECK(get(running.port(), "/healthz").status == 200);
  }
  CHECK(std::count(codes.begin(), codes.end(), 200) >= 1);
  CHECK(std::count(codes.begin(), codes.end(), 503) >= 1);
  CHECK(std::count(codes.begin(), codes.end(), 200) + std::count(codes.begin(), codes.end(), 503) == 4);
}

TEST_CASE("broken requests get a 4xx and leave the server well") {
  Running running;
  const std::string close = "Host: localhost\r\nConnection: close\r\n";
  const auto is_4xx = [](int status) { return status >= 400 && status < 500; };
  CHECK(is_4xx(send_raw(running.port(), "nonsense\r\n\r\n").status));
  CHECK(is_4xx(send_raw(running.port(), "POST / HTTP/1.1\r\n" + close + "Content-Length: 2\r\n\r\n{}").status));
  CHECK(is_4xx(send_raw(running.port(), "GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n" + close + "\r\n").status));
  CHECK(get(running.port(), "/healthz").status == 200);
}

TEST_CASE("a port that is taken is an error with a reason") {
  Running running;
  service::Config config;
  config.host = "127.0.0.1";
  config.port = running.port();
  service::Server second{config};
  CHECK_THROWS_WITH_AS(second.bind(), doctest::Contains("the port may be taken"), std::runtime_error);
}
