// Everything that can be said about a submission is said at once; only a number that somebody else takes in the same
// instant is found out by the store.

#include <algorithm>
#include <charconv>
#include <set>

#include "server/choruspro/form.h"
#include "server/choruspro/invoice_calls.h"
#include "server/choruspro/submission_checks.h"

namespace prefill::server {
namespace {

/// All files of an invoice together.
constexpr std::uint64_t kDossierBytes = 120ULL * 1024 * 1024;

Mistake number_used(const std::string& number) {
  return {ReturnCode::number_used, "numeroFactureSaisi", "was used by this supplier in this year",
          number.empty() ? "" : "a number is used once, also after a rejection"};
}

int year_of(const std::string& date) {
  int year = 0;
  std::from_chars(date.data(), date.data() + 4, year);
  return year;
}

/// Notes the files that are not there and the invoice that is no PDF.
Stored<Done> check_files(Office& office, const std::string& owner, const Submission& submission, Mistakes& mistakes) {
  std::uint64_t bytes = 0;
  for (const SubmittedFile& named : submission.files) {
    const auto file = office.store.file(owner, named.id);
    if (!file) return tl::unexpected(file.error());
    if (!*file) {
      mistakes.push_back({ReturnCode::unknown_file, named.field, "is no file that you deposited",
                          named.main ? "deposer/pdf answers it as `pieceJointeId`"
                                     : "transverses/v1/ajouter/fichier answers it as `pieceJointeId`"});
      continue;
    }
    bytes += (*file)->size;
    if (named.main && (*file)->type != "application/pdf") {
      mistakes.push_back(
          {ReturnCode::file_format, named.field, "is no PDF", "the invoice itself is deposited by deposer/pdf"});
    }
  }
  if (bytes > kDossierBytes) {
    mistakes.push_back({ReturnCode::file_too_large, "pieceJointeComplementaire", "has more than 120 MB in all", ""});
  }
  return Done{};
}

NewInvoice invoice_of(const Request& request, const Submission& submission, const std::string& supplier,
                      const std::string& today) {
  NewInvoice invoice;
  invoice.client = owner_of(request);
  invoice.supplier = supplier;
  invoice.number = submission.typed_in() ? "" : submission.number;
  invoice.recipient = submission.recipient;
  invoice.mode = submission.mode;
  invoice.date = submission.date.empty() ? today : submission.date;
  invoice.year = year_of(invoice.date);
  invoice.type = submission.type;
  invoice.amount = to_string(*submission.due);
  invoice.body = request.body;
  std::set<Id> files;
  for (const SubmittedFile& file : submission.files) files.insert(file.id);
  invoice.files.assign(files.begin(), files.end());
  return invoice;
}

Response answer(const Invoice& invoice, std::int64_t supplier) {
  Response response;
  JsonWriter json(response.body);
  begin_success(json);
  json.member("identifiantFactureCPP", invoice.id);
  json.member("identifiantStructure", std::to_string(supplier));
  json.member("numeroFacture", invoice.number);
  json.member("statutFacture", invoice.status);
  json.member("dateDepot", day_in_paris(invoice.deposited));
  json.member("empreinteCertificatDepot", invoice.seal);
  json.end_object();
  return response;
}

}  // namespace

Response submit_invoice(Office& office, const Request& request) {
  Mistakes mistakes;
  const auto root = parse_body(request.body, mistakes);
  if (!root) return refuse(mistakes);
  Form body(request.body, *root, "", mistakes);
  const Submission submission = read_submission(body);
  const Moment moment = office.clock();
  const std::string today = day_in_paris(moment);
  check_submission(submission, office.structures, today, mistakes);
  if (auto checked = check_files(office, owner_of(request), submission, mistakes); !checked) {
    return refuse(checked.error());
  }
  const std::string supplier = supplier_key(submission, office.structures);
  if (!submission.typed_in() && submission.supplier && !submission.number.empty() && !submission.date.empty()) {
    const auto used = office.store.number_used(supplier, year_of(submission.date), submission.number);
    if (!used) return refuse(used.error());
    if (*used) mistakes.push_back(number_used(submission.number));
  }
  if (!mistakes.empty()) return refuse(mistakes);
  const auto kept = office.store.submit(invoice_of(request, submission, supplier, today), moment);
  if (kept) return answer(*kept, *submission.supplier);
  if (kept.error().kind == StoreFault::Kind::duplicate) return refuse(number_used(submission.number));
  return refuse(kept.error());
}

}  // namespace prefill::server
