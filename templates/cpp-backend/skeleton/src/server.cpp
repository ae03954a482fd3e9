#include "server.hpp"

#include <httplib.h>

#include <atomic>
#include <semaphore>
#include <stdexcept>

#include "log.hpp"
#include "metrics.hpp"
#include "work.hpp"

namespace service {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* json = "application/json";
constexpr const char* plain = "text/plain; charset=utf-8";

/// Only routes that exist become series of their own; anything else that is asked for is "other".
std::string route_of(const std::string& path) {
  for (const char* known : {"/", "/healthz", "/readyz", "/metrics", "/work"}) {
    if (path == known) return known;
  }
  return "other";
}

std::string method_of(const std::string& method) {
  for (const char* known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    if (method == known) return known;
  }
  return "other";
}

/// Probes and scrapes come every few seconds and would bury the requests of people.
bool worth_a_line(const Request& request, const Response& response) {
  const std::string route = route_of(request.path);
  const bool probe = route == "/healthz" || route == "/readyz" || route == "/metrics";
  return !probe || response.status >= 500;
}

void log_request(const Request& request, const Response& response, std::chrono::duration<double> took) {
  // The query stays out of the log: people put tokens there. So does what is past any sensible length.
  log_line("info", "request",
           "\"method\":" + json_string(request.method.substr(0, 16)) +
               ",\"path\":" + json_string(request.path.substr(0, 256)) +
               ",\"status\":" + std::to_string(response.status) + ",\"bytes\":" + std::to_string(response.body.size()) +
               ",\"milliseconds\":" + std::to_string(took.count() * 1000) +
               ",\"client\":" + json_string(request.remote_addr));
}

}  // namespace

struct Server::State {
  explicit State(const Config& given) : config(given), work_slots(given.max_work) {}

  void answer_work(const Request& request, Response& response);
  void set_routes();
  void set_records();
  void set_limits();

  Config config;
  httplib::Server http;
  Metrics metrics;
  std::atomic<bool> draining{false};
  std::counting_semaphore<1000> work_slots;
};

void Server::State::answer_work(const Request& request, Response& response) {
  const auto how_long = parse_work(request.has_param("ms") ? request.get_param_value("ms") : "50");
  if (!how_long) {
    response.status = 400;
    response.set_content("{\"error\":\"ms must be a whole number from 1 to " + std::to_string(longest_work.count()) +
                             "\"}\n",
                         json);
    return;
  }
  if (!work_slots.try_acquire()) {
    response.status = 503;
    response.set_header("Retry-After", "1");
    response.set_content("{\"error\":\"too much work at once, try again\"}\n", json);
    return;
  }
  const auto rounds = burn(*how_long);
  work_slots.release();
  response.set_content("{\"milliseconds\":" + std::to_string(how_long->count()) +
                           ",\"rounds\":" + std::to_string(rounds) + "}\n",
                       json);
}

void Server::State::set_routes() {
  http.Get("/", [](const Request&, Response& response) {
    response.set_content("{\"name\":" + json_string(SERVICE_NAME) + ",\"version\":" + json_string(SERVICE_VERSION) +
                             "}\n",
                         json);
  });
  // Liveness says only that the process answers. Never ask a database here: its outage would restart every pod.
  http.Get("/healthz", [](const Request&, Response& response) { response.set_content("ok\n", plain); });
  http.Get("/readyz", [this](const Request&, Response& response) {
    response.status = draining ? 503 : 200;
    response.set_content(draining ? "terminating\n" : "ready\n", plain);
  });
  http.Get("/metrics", [this](const Request&, Response& response) {
    response.set_content(metrics.text(SERVICE_NAME, SERVICE_VERSION), "text/plain; version=0.0.4; charset=utf-8");
  });
  http.Get("/work", [this](const Request& request, Response& response) { answer_work(request, response); });
}

void Server::State::set_records() {
  // The library answers one request on one thread from its first handler to its log, so the clock can live there.
  using Clock = std::chrono::steady_clock;
  static thread_local Clock::time_point began{};

  http.set_pre_routing_handler([this](const Request&, Response&) {
    began = Clock::now();
    metrics.in_flight(+1);
    return httplib::Server::HandlerResponse::Unhandled;
  });
  http.set_logger([this](const Request& request, const Response& response) {
    // A request that could not be parsed was never routed, so it has no beginning.
    const bool routed = began != Clock::time_point{};
    const std::chrono::duration<double> took = routed ? Clock::now() - began : Clock::duration::zero();
    if (routed) metrics.in_flight(-1);
    began = {};
    metrics.observe({method_of(request.method), route_of(request.path), response.status, took});
    if (worth_a_line(request, response)) log_request(request, response, took);
  });
  http.set_exception_handler([](const Request&, Response& response, std::exception_ptr error) {
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& known) {
      log_line("error", "a handler failed", "\"error\":" + json_string(known.what()));
    } catch (...) {
      log_line("error", "a handler failed", "\"error\":\"unknown\"");
    }
    response.status = 500;
    response.set_content("{\"error\":\"internal error\"}\n", json);
  });
}

void Server::State::set_limits() {
  http.set_payload_max_length(1024 * 1024);
  http.set_read_timeout(std::chrono::seconds{5});
  http.set_write_timeout(std::chrono::seconds{5});
  // A kept connection holds a thread: few idle seconds and many threads, so that probes always find one.
  http.set_keep_alive_timeout(2);
  http.new_task_queue = [] { return new httplib::ThreadPool(16, 128); };
  // By default the library sets SO_REUSEPORT, which would let two processes share the port unnoticed.
  http.set_socket_options([](socket_t socket) {
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  });
}

Server::Server(const Config& config) : state_(std::make_unique<State>(config)) {
  state_->set_limits();
  state_->set_records();
  state_->set_routes();
}

Server::~Server() = default;

int Server::bind() {
  const auto& [host, port] = std::tie(state_->config.host, state_->config.port);
  const int bound = port == 0 ? state_->http.bind_to_any_port(host) : state_->http.bind_to_port(host, port) ? port : -1;
  if (bound < 0) {
    throw std::runtime_error("cannot listen on " + host + ":" + std::to_string(port) +
                             "; the port may be taken, or HOST is no address of this machine");
  }
  return bound;
}

std::future<void> Server::serve() {
  auto served = std::async(std::launch::async, [this] { state_->http.listen_after_bind(); });
  // A stop() that comes before the library has begun would be forgotten.
  state_->http.wait_until_ready();
  return served;
}

void Server::begin_draining() { state_->draining = true; }

void Server::stop() { state_->http.stop(); }

}  // namespace service
