// Calls that bring files: the invoice itself and what is attached to it.

#pragma once

#include "server/choruspro/call.h"
#include "server/http/message.h"

namespace prefill::server {

/// POST factures/v1/deposer/pdf: keeps the PDF and answers the form that a worker filled in.
[[nodiscard]] Response deposit_pdf(Office& office, const Request& request);
/// POST transverses/v1/ajouter/fichier: keeps an attachment.
[[nodiscard]] Response add_attachment(Office& office, const Request& request);

/// Names of the members that hold the files.
inline constexpr std::string_view kInvoiceFile = "fichierFacture";
inline constexpr std::string_view kAttachmentFile = "pieceJointeFichier";

}  // namespace prefill::server
