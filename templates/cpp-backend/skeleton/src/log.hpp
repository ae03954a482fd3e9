#pragma once

#include <string>
#include <string_view>

namespace service {

/// The text as a JSON string, quotes included. Control characters are escaped, so that one entry stays one line.
std::string json_string(std::string_view text);

/// Writes one line of JSON to stdout: the time (UTC), the level, the message, and `fields`,
/// which is either empty or ready-made JSON members without a leading comma.
void log_line(std::string_view level, std::string_view message, std::string_view fields = {});

}  // namespace service
