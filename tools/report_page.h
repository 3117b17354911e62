// `prefill eval --report DIR`: a run as one HTML page.

#pragma once

#include <filesystem>
#include <string>

#include "tools/evaluation_report.h"
#include "tools/report_data.h"

namespace prefill::tools {

/// Pictures of more misses are left out, which the page says.
inline constexpr std::size_t most_pictured_misses = 200;

/// The page: figures, bars by field, reliability, confusions, and the misses with pictures made from the files in
/// `pdfs`. What cannot be pictured says why.
[[nodiscard]] std::string report_html(const EvaluationReport& report, const ReportData& data,
                                      const std::filesystem::path& pdfs);

/// Writes the page to `directory`/index.html; makes the directory. False when that is not possible, which has been said
/// on standard error.
[[nodiscard]] bool write_report(const std::filesystem::path& directory, const EvaluationReport& report,
                                const ReportData& data, const std::filesystem::path& pdfs);

}  // namespace prefill::tools
