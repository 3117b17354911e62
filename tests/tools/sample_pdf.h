// Small PDF files for tests of the command, sound and broken.

#pragma once

#include <string>
#include <vector>

namespace prefill::test {

/// One page with a line of text below the other. Text is in WinAnsi, without parentheses.
[[nodiscard]] std::string pdf_with_lines(const std::vector<std::string>& lines);

/// A plain invoice number F-2026-001 over 120,00 EUR.
[[nodiscard]] std::string invoice_pdf();

/// The same behind a password.
[[nodiscard]] std::string encrypted_pdf();

/// Sound, but without a page.
[[nodiscard]] std::string pageless_pdf();

}  // namespace prefill::test
