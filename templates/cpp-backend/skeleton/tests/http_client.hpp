#pragma once

#include <string>

namespace testing {

struct Answer {
  /// 0 when nothing could be reached.
  int status = 0;
  std::string head;
  std::string body;
};

/// Sends bytes to 127.0.0.1:port as they are and reads until the server closes. A client of our own rather than the
/// library's, so that the tests see what is really on the wire.
Answer send_raw(int port, const std::string& bytes);

Answer get(int port, const std::string& path);

}  // namespace testing
