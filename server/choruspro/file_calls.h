// Calls that bring files: the invoice itself and what is attached to it.

#pragma once

#include "server/choruspro/call.h"
#include "server/http/message.h"

namespace prefill::server {

/// POST factures/v1/deposer/pdf: keeps the PDF and answers the form that a worker filled in.
[[nodiscard]] Response deposit_pdf(Office& office, const Request& request);
/// The same before the real portal: hands the PDF on to it and answers the form that a worker filled in, with the id
/// that the portal gave. What the portal recognised itself is not looked at; a refusal of the portal's comes back as it
/// is.
[[nodiscard]] Response recognise_and_hand_on(const Upstream& upstream, const Request& request);
/// POST transverses/v1/ajouter/fichier: keeps an attachment.
[[nodiscard]] Response add_attachment(Office& office, const Request& request);

/// Names of the members that hold the files.
inline constexpr std::string_view kInvoiceFile = "fichierFacture";
inline constexpr std::string_view kAttachmentFile = "pieceJointeFichier";

}  // namespace prefill::server
