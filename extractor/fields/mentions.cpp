// Each subject has a file of its own; none of them uses what another one finds.

#include "extractor/fields/mentions.h"

#include "extractor/fields/billing_frame.h"
#include "extractor/fields/discount.h"
#include "extractor/fields/factoring.h"
#include "extractor/fields/payment.h"
#include "extractor/fields/taxation.h"

namespace prefill {

void resolve_mentions(const DocumentView& document, Extraction& extraction) {
  resolve_discount(document, extraction);
  resolve_taxation(document, extraction);
  resolve_payment(document, extraction);
  resolve_billing_frame(document, extraction);
  resolve_factoring(document, extraction);
}

}  // namespace prefill
