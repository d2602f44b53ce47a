// Package planning works back from deadlines: by when each thing must be done for a
// meeting or a report to be in time, what else happens on the days one has in mind, and
// which days are best.
//
// # Plans
//
// A [Plan] has milestones, each some days, weeks, months or working days before or after
// an anchor: an event of a calendar, a period such as a session of an assembly, or another
// milestone. [Plan.Steps] asks a calendar for the days:
//
//   - Where the anchor is a window, the milestone is one: "between 22 July and 22 October".
//     Where the anchor is projected, so is the milestone, to each bound of it. When the
//     calendar learns the day, all follow; beside [calendar.Calendar.AsOf] they are as they
//     were known.
//   - What lasts has a first and a last day; milestones before it are counted from the
//     first, those after it from the last, unless they name a [Point].
//   - Months are counted first and end where the month does: see [Offset].
//   - Working days come from [calendar.Workdays] and end where their lists do: such a step
//     has no day, and its Problem says which list is missing.
//
// What is late on the day that counts as today is shown, and by how much: [Step.Standing]
// and [Step.DaysLate].
//
// # The critical path
//
// Milestones can take time and need each other. [Plan.Path] finds the first and the last
// day on which each can begin, how long it can wait, and what holds up the whole.
//
// # Days to choose
//
// [Surroundings.Clashes] tells what else happens on some days, the worst first.
// [Choose] ranks the days of a window for a meeting, and [Explain] tells of every day why
// it does not serve, or what speaks against it.
//
// Nothing here reads the clock: today is always an argument.
package planning
