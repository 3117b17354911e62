// The rule of summer time (last Sundays of March and October, 01:00 UTC; directive 2000/84/CE) is computed: the zone
// data of the system may be missing in a container, and a day that is off by one refuses an invoice.

#include "server/utc_time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace prefill::server {
namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::last;
using std::chrono::sys_days;
using std::chrono::year_month_day;

struct Parts {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  long hour = 0;
  long minute = 0;
  long second = 0;
};

Parts parts_of(Moment moment) {
  const auto midnight = floor<Days>(moment);
  const year_month_day day(midnight);
  const std::chrono::hh_mm_ss time(moment - midnight);
  return {static_cast<int>(day.year()),     static_cast<unsigned>(day.month()),
          static_cast<unsigned>(day.day()), time.hours().count(),
          time.minutes().count(),           time.seconds().count()};
}

Moment to_paris(Moment moment) {
  const auto year = year_month_day(floor<Days>(moment)).year();
  const Moment begin = sys_days(year / std::chrono::March / std::chrono::Sunday[last]) + hours(1);
  const Moment end = sys_days(year / std::chrono::October / std::chrono::Sunday[last]) + hours(1);
  return moment + hours(moment >= begin && moment < end ? 2 : 1);
}

template <std::size_t size, typename... Numbers>
std::string print(const char (&format)[size], Numbers... numbers) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), format, numbers...);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// The number at `from`, of `digits` digits.
bool number_at(std::string_view text, std::size_t from, std::size_t digits, int& number) {
  const char* begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + digits, number);
  return error == std::errc() && end == begin + digits && *begin != '-';
}

}  // namespace

Moment now() {
  return floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string to_iso(Moment moment) {
  const Parts p = parts_of(moment);
  return print("%04d-%02u-%02uT%02ld:%02ld:%02ldZ", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

std::optional<Moment> from_iso(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  if (text.size() != shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] != '0' && text[i] != shape[i]) return std::nullopt;
  }
  std::array<int, 6> n{};
  constexpr std::array<std::size_t, 6> at = {0, 5, 8, 11, 14, 17};
  for (std::size_t i = 0; i < n.size(); ++i) {
    if (!number_at(text, at[i], i == 0 ? 4 : 2, n[i])) return std::nullopt;
  }
  const year_month_day day{std::chrono::year{n[0]}, std::chrono::month{static_cast<unsigned>(n[1])},
                           std::chrono::day{static_cast<unsigned>(n[2])}};
  if (!day.ok() || n[3] > 23 || n[4] > 59 || n[5] > 59) return std::nullopt;
  return sys_days(day) + hours(n[3]) + std::chrono::minutes(n[4]) + std::chrono::seconds(n[5]);
}

std::string day_in_paris(Moment moment) {
  const Parts p = parts_of(to_paris(moment));
  return print("%04d-%02u-%02u", p.year, p.month, p.day);
}

std::string minute_in_paris(Moment moment) {
  const Parts p = parts_of(to_paris(moment));
  return print("%04d-%02u-%02u %02ld:%02ld", p.year, p.month, p.day, p.hour, p.minute);
}

}  // namespace prefill::server
