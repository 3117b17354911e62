// Calls about invoices: submit one, see what became of it, find it again.

#pragma once

#include "server/choruspro/call.h"
#include "server/http/message.h"

namespace prefill::server {

/// POST factures/v1/soumettre: names all mistakes, or keeps the invoice whole and answers its number and id.
[[nodiscard]] Response submit_invoice(Office& office, const Request& request);
/// POST factures/v1/consulter/historique: status and since when.
[[nodiscard]] Response invoice_history(Office& office, const Request& request);
/// POST factures/v1/consulter/fournisseur: the invoice as it was submitted.
[[nodiscard]] Response show_invoice(Office& office, const Request& request);
/// POST factures/v1/rechercher/fournisseur: the client's invoices, youngest first.
[[nodiscard]] Response search_invoices(Office& office, const Request& request);

}  // namespace prefill::server
