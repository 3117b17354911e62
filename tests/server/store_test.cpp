// What is stored comes back, once, to whom it belongs.

#include "server/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <filesystem>
#include <set>
#include <thread>

#include "server/crypto.h"
#include "tests/server/store_fixture.h"

namespace prefill::server {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

const Moment kNow = *from_iso("2026-11-22T09:00:00Z");

NewInvoice invoice_of(const std::string& number, int year = 2026) {
  NewInvoice invoice;
  invoice.client = "me";
  invoice.supplier = "123456782";
  invoice.year = year;
  invoice.number = number;
  invoice.recipient = "21270893700405";
  invoice.mode = "DEPOT_PDF_API";
  invoice.date = std::to_string(year) + "-11-20";
  invoice.type = "FACTURE";
  invoice.amount = "120.5";
  invoice.body = "{\"numeroFactureSaisi\":\"" + number + "\"}";
  return invoice;
}

class Stores : public test::OnBothDatabases {};
INSTANTIATE_TEST_SUITE_P(Databases, Stores, testing::Values("SQLite", "PostgreSQL"), test::name_of);

TEST_P(Stores, keep_files_for_their_client) {
  const auto store = open();
  const auto id = store->add_file("me", "facture.pdf", "application/pdf", "%PDF-", kNow);
  ASSERT_TRUE(id) << id.error().message;
  EXPECT_GT(*id, 0);
  const auto file = store->file("me", *id);
  ASSERT_TRUE(file && *file);
  EXPECT_EQ((*file)->name, "facture.pdf");
  EXPECT_EQ((*file)->type, "application/pdf");
  EXPECT_EQ((*file)->size, 5U);
  EXPECT_EQ((*file)->added, kNow);
  EXPECT_EQ(store->content(**file), "%PDF-");
  EXPECT_FALSE(store->file("somebody else", *id).value());
  EXPECT_FALSE(store->file("me", *id + 1).value());
}

TEST_P(Stores, keep_the_same_content_once) {
  const auto store = open();
  const auto first = store->add_file("me", "a.pdf", "application/pdf", "same", kNow);
  const auto second = store->add_file("you", "b.pdf", "application/pdf", "same", kNow);
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
  const auto hash = to_hex(sha256("same"));
  int contents = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.files)) {
    contents += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(contents, 1);
  EXPECT_EQ((*store->file("you", *second))->hash, hash);
}

TEST_P(Stores, keep_invoices_with_all_that_belongs) {
  const auto store = open();
  const auto file = store->add_file("me", "facture.pdf", "application/pdf", "%PDF-", kNow);
  NewInvoice invoice = invoice_of("F-1");
  invoice.files = {*file};
  const auto kept = store->submit(invoice, kNow);
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->status, "DEPOSEE");
  EXPECT_EQ(kept->seal, to_hex(sha256(invoice.body + "\n" + to_hex(sha256("%PDF-")))));
  const auto found = store->invoice("me", kept->id);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->body, invoice.body);
  EXPECT_EQ((*found)->recipient, "21270893700405");
  EXPECT_EQ((*found)->amount, "120.5");
  EXPECT_EQ((*found)->deposited, kNow);
  EXPECT_THAT((*found)->files, ElementsAre(*file));
  EXPECT_FALSE(store->invoice("you", kept->id).value());
}

TEST_P(Stores, survive_being_opened_again) {
  Id file = 0, invoice = 0;
  {
    const auto store = open();
    file = *store->add_file("me", "facture.pdf", "application/pdf", "%PDF-", kNow);
    invoice = store->submit(invoice_of("F-1"), kNow)->id;
    store->keep("hash", Token{"me", "stamp", kNow + seconds(3600)});
  }
  const auto store = open();
  EXPECT_TRUE(*store->file("me", file));
  EXPECT_TRUE(*store->invoice("me", invoice));
  const auto token = store->find("hash");
  ASSERT_TRUE(token);
  EXPECT_EQ(token->client_id, "me");
  EXPECT_EQ(token->expires, kNow + seconds(3600));
  EXPECT_FALSE(store->find("other"));
  const auto next = store->add_file("me", "b.pdf", "application/pdf", "b", kNow);
  ASSERT_TRUE(next);
  EXPECT_GT(*next, std::max(file, invoice)) << "no id is given twice";
}

TEST_P(Stores, a_number_is_used_once_by_a_supplier_in_a_year) {
  const auto store = open();
  ASSERT_TRUE(store->submit(invoice_of("F-1"), kNow));
  const auto again = store->submit(invoice_of("F-1"), kNow);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, StoreFault::Kind::duplicate);
  EXPECT_TRUE(*store->number_used("123456782", 2026, "F-1"));
  EXPECT_FALSE(*store->number_used("123456782", 2025, "F-1"));
  EXPECT_TRUE(store->submit(invoice_of("F-1", 2025), kNow));
  EXPECT_TRUE(store->submit(invoice_of("f-1"), kNow)) << "case counts";
  NewInvoice other = invoice_of("F-1");
  other.supplier = "356000000";
  EXPECT_TRUE(store->submit(other, kNow));
}

TEST_P(Stores, make_a_number_when_there_is_none) {
  const auto store = open();
  const auto first = store->submit(invoice_of(""), kNow);
  const auto second = store->submit(invoice_of(""), kNow);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->number.size(), 20U);
  EXPECT_EQ(first->number.substr(0, 4), "2026");
  EXPECT_NE(first->number, second->number);
}

TEST_P(Stores, of_submissions_at_the_same_instant_one_wins) {
  options_.instance = 1;
  const auto here = open();
  options_.instance = 2;
  const auto there = open();
  constexpr int kRounds = 10;
  constexpr int kThreads = 8;
  std::atomic<int> won = 0;
  std::atomic<int> duplicates = 0;
  std::barrier start(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < kRounds; ++round) {
        start.arrive_and_wait();
        const auto kept = (i % 2 == 0 ? here : there)->submit(invoice_of("R-" + std::to_string(round)), kNow);
        if (kept) ++won;
        if (!kept && kept.error().kind == StoreFault::Kind::duplicate) ++duplicates;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, kRounds);
  EXPECT_EQ(duplicates, kRounds * (kThreads - 1));
}

TEST_P(Stores, ids_tell_the_instance_and_fit_javascript) {
  options_.instance = 7;
  const auto seven = open();
  options_.instance = 8;
  const auto eight = open();
  std::set<Id> seen;
  for (int i = 0; i < 250; ++i) {
    const auto a = seven->add_file("me", "a", "t", std::to_string(i), kNow);
    const auto b = eight->add_file("me", "a", "t", std::to_string(i), kNow);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(*a % Store::kInstances, 7);
    EXPECT_EQ(*b % Store::kInstances, 8);
    seen.insert({*a, *b});
  }
  EXPECT_EQ(seen.size(), 500U);
  EXPECT_LT(*seen.rbegin(), Id{1} << 53);
  EXPECT_LT(*seen.rbegin(), Id{1} << 31) << "small while few are given";
}

TEST_P(Stores, an_instance_beyond_the_last_is_refused) {
  options_.instance = Store::kInstances;
  EXPECT_FALSE(Store::open(options_));
}

TEST_P(Stores, are_searched_by_page) {
  const auto store = open();
  for (int i = 0; i < 25; ++i) {
    NewInvoice invoice = invoice_of("F-" + std::to_string(i));
    if (i % 5 == 0) invoice.recipient = "35600000000048";
    invoice.date = i < 10 ? "2026-10-01" : "2026-11-01";
    ASSERT_TRUE(store->submit(invoice, kNow + seconds(i)));
  }
  InvoiceQuery query;
  query.per_page = 10;
  query.page = 3;
  auto found = store->search("me", query);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->total, 25);
  ASSERT_EQ(found->invoices.size(), 5U);
  EXPECT_EQ(found->invoices.back().number, "F-0") << "youngest first";

  InvoiceQuery recipient;
  recipient.recipient = "35600000000048";
  recipient.date_to = "2026-10-31";
  EXPECT_EQ(store->search("me", recipient)->total, 2);
  InvoiceQuery status;
  status.statuses = {"REJETEE", "DEPOSEE"};
  status.number = "F-7";
  EXPECT_EQ(store->search("me", status)->total, 1);
  status.statuses = {"REJETEE"};
  EXPECT_EQ(store->search("me", status)->total, 0);
  InvoiceQuery deposited;
  deposited.from = kNow + seconds(20);
  deposited.before = kNow + seconds(22);
  EXPECT_EQ(store->search("me", deposited)->total, 2);
  EXPECT_EQ(store->search("you", InvoiceQuery())->total, 0);
}

TEST_P(Stores, texts_are_values_and_never_statements) {
  const auto store = open();
  const std::string odd = "'; DROP TABLE files; -- \"é\\";
  const auto id = store->add_file("me", odd, odd, "x", kNow);
  ASSERT_TRUE(id);
  EXPECT_EQ((*store->file("me", *id))->name, odd);
}

TEST_P(Stores, let_go_of_what_is_old_and_remember_the_number) {
  options_.keep = Days(10);
  const auto store = open();
  const Id loose = *store->add_file("me", "a.pdf", "application/pdf", "a", kNow);
  NewInvoice invoice = invoice_of("F-1");
  invoice.files = {*store->add_file("me", "b.pdf", "application/pdf", "b", kNow)};
  const Id id = store->submit(invoice, kNow)->id;
  store->keep("hash", Token{"me", "stamp", kNow + seconds(3600)});
  ASSERT_TRUE(store->tidy(kNow + Days(10)));
  EXPECT_TRUE(*store->file("me", loose)) << "not a second too early";
  ASSERT_TRUE(store->tidy(kNow + Days(10) + seconds(1)));
  EXPECT_FALSE(*store->file("me", loose));
  EXPECT_FALSE(*store->file("me", invoice.files[0]));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.files)) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
  EXPECT_FALSE(store->find("hash"));
  EXPECT_EQ((*store->invoice("me", id))->body, "");
  EXPECT_FALSE(store->submit(invoice_of("F-1"), kNow)) << "the number stays used";
}

TEST_P(Stores, without_a_term_nothing_is_let_go) {
  const auto store = open();
  const Id id = *store->add_file("me", "a.pdf", "application/pdf", "a", kNow);
  ASSERT_TRUE(store->tidy(kNow + Days(10'000)));
  EXPECT_TRUE(*store->file("me", id));
}

TEST_P(Stores, at_the_limit_loose_files_go_first_and_then_none_come_in) {
  options_.limit = 100;
  const auto store = open();
  NewInvoice invoice = invoice_of("F-1");
  invoice.files = {*store->add_file("me", "a", "t", std::string(50, 'a'), kNow)};
  ASSERT_TRUE(store->submit(invoice, kNow));
  const Id loose = *store->add_file("me", "b", "t", std::string(40, 'b'), kNow);
  const auto third = store->add_file("me", "c", "t", std::string(45, 'c'), kNow);
  ASSERT_TRUE(third) << third.error().message;
  EXPECT_FALSE(*store->file("me", loose)) << "it made room";
  EXPECT_TRUE(*store->file("me", invoice.files[0])) << "an invoice counts on it";
  const auto large = store->add_file("me", "d", "t", std::string(60, 'd'), kNow);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, StoreFault::Kind::full);
}

TEST(StoreOptions, a_new_store_is_its_owners_alone) {
  namespace fs = std::filesystem;
  const test::Scratch scratch;
  fs::create_directory(scratch.path("store"));
  StoreOptions options;
  options.index = scratch.path("store");
  const auto store = Store::open(options);
  ASSERT_TRUE(store);
  ASSERT_TRUE((*store)->add_file("me", "a", "t", "a", kNow));
  for (const auto& entry : fs::recursive_directory_iterator(options.index)) {
    EXPECT_EQ(fs::status(entry).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
        << entry.path();
  }
}

TEST(StoreOptions, that_cannot_be_are_refused) {
  StoreOptions options;
  options.index = "postgresql:///nothing?host=/nonexistent";
  EXPECT_FALSE(Store::open(options)) << "no directory for the files";
  const test::Scratch scratch;
  options.files = scratch.path("files");
  const auto store = Store::open(options);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::io);
  options.index = scratch.write("a file", "x");
  EXPECT_FALSE(Store::open(options));
}

}  // namespace
}  // namespace prefill::server
