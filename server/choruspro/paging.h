// Pages of long answers, as the portal asks for them and counts them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "server/choruspro/form.h"

namespace prefill::server {

struct Page {
  int number = 1;  // from 1
  int size = 100;

  /// First and one past the last of `total` that stand on this page.
  [[nodiscard]] std::pair<std::size_t, std::size_t> range(std::size_t total) const {
    const std::size_t begin = std::min(total, static_cast<std::size_t>(number - 1) * static_cast<std::size_t>(size));
    return {begin, std::min(total, begin + static_cast<std::size_t>(size))};
  }
};

/// The page that the object `name` of a body asks for with `pageResultatDemandee` and `nbResultatsParPage`: up to 1 000
/// entries. Without them the first 100.
[[nodiscard]] inline Page read_page(Form& body, std::string_view name) {
  constexpr std::int64_t kMost = 1'000;
  constexpr std::int64_t kLastPage = 1'000'000;
  Page page;
  auto form = body.object(name);
  if (!form) return page;
  page.number =
      static_cast<int>(std::clamp<std::int64_t>(form->whole("pageResultatDemandee").value_or(1), 1, kLastPage));
  page.size = static_cast<int>(std::clamp<std::int64_t>(form->whole("nbResultatsParPage").value_or(100), 1, kMost));
  form->name_misnamed();
  return page;
}

/// Writes `parametresRetour` into an open object.
inline void write_page(JsonWriter& json, const Page& page, std::int64_t total) {
  json.member("parametresRetour");
  json.begin_object();
  json.member("pageCourante", page.number);
  json.member("pages", (total + page.size - 1) / page.size);
  json.member("nbResultatsParPage", page.size);
  json.member("total", total);
  json.end_object();
}

}  // namespace prefill::server
