#include <pthread.h>
#include <signal.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <thread>

#include "config.hpp"
#include "log.hpp"
#include "server.hpp"

namespace {

using service::log_line;

/// Blocks SIGTERM and SIGINT in this thread and in all that are started after it, so that only the wait below takes them.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Waits for a signal, looking every 200 ms whether the server has died by itself. False when it has.
bool wait_for_signal(const sigset_t& signals, const std::future<void>& served) {
  const timespec moment{.tv_sec = 0, .tv_nsec = 200'000'000};
  while (sigtimedwait(&signals, nullptr, &moment) < 0) {
    if (served.wait_for(std::chrono::seconds{0}) == std::future_status::ready) return false;
  }
  return true;
}

int run() {
  const sigset_t signals = block_ending_signals();
  const service::Config config = service::read_config([](const char* name) { return std::getenv(name); });

  service::Server server{config};
  const int port = server.bind();
  const std::future<void> served = server.serve();
  log_line("info", "listening", "\"port\":" + std::to_string(port));

  if (!wait_for_signal(signals, served)) {
    log_line("error", "the server stopped accepting connections");
    return EXIT_FAILURE;
  }

  log_line("info", "terminating, readiness is off");
  server.begin_draining();
  std::this_thread::sleep_for(config.linger);
  server.stop();
  if (served.wait_for(config.drain) == std::future_status::ready) {
    log_line("info", "stopped, nothing was in flight any more");
    return EXIT_SUCCESS;
  }
  log_line("error", "stopped with requests still in flight", "\"waited_ms\":" + std::to_string(config.drain.count()));
  // Leaving by return would wait for those requests without a bound.
  std::_Exit(EXIT_FAILURE);
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    log_line("error", "cannot start", "\"error\":" + service::json_string(error.what()));
    return EXIT_FAILURE;
  }
}
