#pragma once

#include <future>
#include <memory>

#include "config.hpp"

namespace service {

/// The HTTP server: what it answers, and how it starts and ends.
///
/// Serving → begin_draining() → /readyz says 503, everything else still answers → stop() → no new connections,
/// requests in flight are finished.
class Server {
 public:
  explicit Server(const Config& config);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Takes the port and returns its number. Throws std::runtime_error when the address cannot be used.
  int bind();

  /// Serves in threads of its own. The future becomes ready when the last request has been answered after
  /// stop(), or at once when accepting connections failed.
  std::future<void> serve();

  void begin_draining();

  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace service
