// Names of the parties: the first line of their address.

#pragma once

#include "extractor/fields/candidates.h"
#include "extractor/fields/party_zones.h"

namespace prefill {

/// A cell in which an identifier of a party is printed.
struct PartyPlace {
  text::Index page = 0;  // index into DocumentView::pages
  text::Index cell = 0;
  bool behind_label = false;  // the identifier's label stands in the same cell
  bool aside = false;         // in a zone of a third party, where the name is the last resort
};

/// Candidates for the name of the party in `role`, best first: the head of its zone, or what a label ("Raison sociale")
/// announces in it; the head of the block that holds one of its identifiers (`own`); words of public bodies, or the
/// address in the window of the envelope, for a recipient; a legal form ("SARL") or the top of the first page for a
/// supplier. Blocks that hold identifiers of the other party (`others`) are left out.
[[nodiscard]] Candidates find_party_names(const DocumentView& document, const ArenaVector<PageZones>& zones, Role role,
                                          const ArenaVector<PartyPlace>& own, const ArenaVector<PartyPlace>& others);

/// Takes out of each list the names that the other list believes more: nobody invoices himself.
void separate_names(const DocumentView& document, Candidates& suppliers, Candidates& recipients);

}  // namespace prefill
