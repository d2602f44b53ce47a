// Package meeting finds times at which people in many places can meet, says whom each
// time costs sleep, and shares that burden.
//
// [Find] takes a [Request]: who must come, where they are, when they work, what is already
// booked; and gives the best times, each with every participant's local hour, what keeps
// whom from coming, and who bears how much.
//
// All instants are exact to the second. Every question of a clock is answered by converting
// an instant to the zone, never by making up a local time: so hours across midnight, days
// of 23 hours, repeated hours and skipped days are what they were on the spot.
package meeting
