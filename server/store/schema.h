// The tables of the store.

#pragma once

#include <array>
#include <string_view>

namespace prefill::server {

/// Statements that make what is missing and leave alone what is there. Moments are seconds since 1970, so that both
/// databases compare them alike.
inline constexpr std::array<std::string_view, 10> kSchema = {
    "CREATE TABLE IF NOT EXISTS sequences (instance BIGINT PRIMARY KEY, last BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS files (id BIGINT PRIMARY KEY, client TEXT NOT NULL, name TEXT NOT NULL, "
    "type TEXT NOT NULL, hash TEXT NOT NULL, size BIGINT NOT NULL, added BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS files_by_hash ON files (hash)",
    "CREATE INDEX IF NOT EXISTS files_by_age ON files (added)",
    // An empty body: the invoice was let go of, its number was not.
    "CREATE TABLE IF NOT EXISTS invoices (id BIGINT PRIMARY KEY, client TEXT NOT NULL, supplier TEXT NOT NULL, "
    "year BIGINT NOT NULL, number TEXT NOT NULL, recipient TEXT NOT NULL, mode TEXT NOT NULL, date TEXT NOT NULL, "
    "type TEXT NOT NULL, amount TEXT NOT NULL, body TEXT NOT NULL, seal TEXT NOT NULL, status TEXT NOT NULL, "
    "status_since BIGINT NOT NULL, deposited BIGINT NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS invoices_by_number ON invoices (supplier, year, number)",
    "CREATE INDEX IF NOT EXISTS invoices_by_client ON invoices (client, id)",
    // A file that is being let go of while an invoice begins to count on it: the key makes one of them fail.
    "CREATE TABLE IF NOT EXISTS invoice_files (invoice BIGINT NOT NULL, file BIGINT NOT NULL REFERENCES files (id), "
    "PRIMARY KEY (invoice, file))",
    "CREATE INDEX IF NOT EXISTS invoice_files_by_file ON invoice_files (file)",
    "CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, client TEXT NOT NULL, stamp TEXT NOT NULL, "
    "expires BIGINT NOT NULL)",
};

}  // namespace prefill::server
