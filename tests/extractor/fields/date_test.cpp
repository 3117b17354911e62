// Every way in which invoices print a date, and what looks like a date and is none.

#include "extractor/fields/date.h"

#include <gtest/gtest.h>

#include "rules/normalise.h"

namespace prefill {
namespace {

std::string read(std::string_view printed) {
  const auto date = parse_date(rules::normalise(printed));
  return date ? to_string(date->date) : "none";
}

TEST(Date, ReadsNumbersWithSeparators) {
  for (const std::string_view printed :
       {"12/03/2026", "12-03-2026", "12.03.2026", "12/03/26", "12.03.26", "12 / 03 / 2026", "12 . 03 . 2026",
        "12/3/2026", "12 03 2026", "2026-03-12", "2026/03/12", "2026.03.12", "2026-3-12", "12\u00A0/\u00A003/2026"}) {
    EXPECT_EQ(read(printed), "2026-03-12") << printed;
  }
}

TEST(Date, ReadsFrench) {
  for (const std::string_view printed : {"12 mars 2026", "12 MARS 2026", "jeudi 12 mars 2026", "Jeudi, 12 mars 2026",
                                         "12-mars-2026", "12 mars 26", "12mars2026"}) {
    EXPECT_EQ(read(printed), "2026-03-12") << printed;
  }
  EXPECT_EQ(read("1er mars 2026"), "2026-03-01");
  EXPECT_EQ(read("mardi 1er décembre 2026"), "2026-12-01");
  EXPECT_EQ(read("12 févr. 2026"), "2026-02-12");
  EXPECT_EQ(read("12 fe\u0301vrier 2026"), "2026-02-12");
  EXPECT_EQ(read("12 fév 26"), "2026-02-12");
  EXPECT_EQ(read("12 FEVRIER 2026"), "2026-02-12");
  EXPECT_EQ(read("3 août 2026"), "2026-08-03");
}

TEST(Date, ReadsEveryFrenchMonth) {
  const std::vector<std::string_view> months = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  for (std::size_t i = 0; i < months.size(); ++i) {
    const std::string number = (i < 9 ? "0" : "") + std::to_string(i + 1);
    EXPECT_EQ(read("28 " + std::string(months[i]) + " 2026"), "2026-" + number + "-28");
  }
}

TEST(Date, ReadsEnglish) {
  for (const std::string_view printed : {"March 12, 2026", "12 March 2026", "12 Mar 2026", "Mar 12 2026",
                                         "March 12th, 2026", "12th March 2026", "Thursday, March 12, 2026"}) {
    EXPECT_EQ(read(printed), "2026-03-12") << printed;
  }
  EXPECT_EQ(read("August 1st, 2026"), "2026-08-01");
  EXPECT_EQ(read("2nd May 2026"), "2026-05-02");
}

TEST(Date, ReadsGerman) {
  for (const std::string_view printed :
       {"12. März 2026", "12.März 2026", "12. Maerz 2026", "Donnerstag, 12. März 2026"}) {
    EXPECT_EQ(read(printed), "2026-03-12") << printed;
  }
  EXPECT_EQ(read("1. Dezember 2026"), "2026-12-01");
}

TEST(Date, TakesDayBeforeMonthUnlessOnlyTheOtherOrderIsADate) {
  EXPECT_EQ(read("04/05/2026"), "2026-05-04");
  EXPECT_EQ(read("05/13/2026"), "2026-05-13");
}

TEST(Date, MarksEightDigitsAsBare) {
  EXPECT_EQ(read("20260312"), "2026-03-12");
  EXPECT_TRUE(parse_date("20260312")->bare);
  EXPECT_FALSE(parse_date("2026-03-12")->bare);
  EXPECT_EQ(read("20261312"), "none");
  EXPECT_EQ(read("12032026"), "none");
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_EQ(read("29/02/2028"), "2028-02-29");
  for (const std::string_view printed :
       {"29/02/2026", "31/04/2026", "32/01/2026", "00/01/2026", "15/00/2026", "13/13/2026", "31 juin 2026"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(Date, TakesTheYearsOfThePortal) {
  EXPECT_EQ(read("01/01/2000"), "2000-01-01");
  EXPECT_EQ(read("31/12/2099"), "2099-12-31");
  EXPECT_EQ(read("31/12/99"), "2099-12-31");
  for (const std::string_view printed : {"31/12/1999", "01/01/2100", "12 mars 1998", "12/03/026", "12 mars 202"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(Date, RefusesMixedSeparators) {
  for (const std::string_view printed : {"12/03-2026", "12/03 2026", "12 03/2026", "1 2 2026"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const std::string_view printed :
       {"", "12", "12/", "12/03", "12/03/", "mars", "mars 2026", "12 mars", "lundi", "12/03/20261", "12/03/2026a",
        "12 marsouins 2026", "1 234,56", "01 23 45 67 89", "732 829 320 00074"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(Date, EndsWhereTheDateEnds) {
  EXPECT_EQ(parse_date("12/03/2026 a paris")->length, 10U);
  EXPECT_EQ(parse_date("12 mars 2026, page 1")->length, 12U);
}

TEST(Date, PrintsWithZeros) {
  EXPECT_EQ(to_string(Date{2026, 3, 1}), "2026-03-01");
}

}  // namespace
}  // namespace prefill
