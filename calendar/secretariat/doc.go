// Package secretariat has the rules of the United Nations Secretariat that plans hang on:
// the official holidays of its duty stations, and by when documents of a meeting are due.
//
// # Holidays
//
// The Secretary-General sets the working week and the holidays of each duty station, and
// lists them in a circular every year. They cannot be computed in full: two follow the
// moon, and what is off for a holiday on a Saturday differs between stations. So there are
// lists, in holidays.json, each with its source:
//
//	New York   2017, 2020, 2024
//	Vienna     2023
//
// None was found for other years, nor for Geneva. [Workdays] answers for these years, and
// with a [*calendar.CoverageError] for others. Whoever has a later circular makes a
// [calendar.HolidayList] of it; whoever has none and plans nevertheless lists the days that
// he assumes, and marks them as projected. [Places] names the stations for catalogues.
//
// # Documents
//
// [Documents] are the limits for the documents of a meeting: the rule of 10, 4 and 6 weeks,
// and what goes with it.
package secretariat
