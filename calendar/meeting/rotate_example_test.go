package meeting_test

import (
	"fmt"
	"strconv"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/meeting"
)

// Who would co-chair the Inter-Agency Coordination Group (ICAT) next, if the chair went to
// those that had it least often? No source states the group's own rule. Its history is
// that of the catalogue: the years before 2018 are not in it, and who chairs in 2026
// nobody has said, which is an unknown chair and no reason to guess. The members are the
// 26 bodies of the resolution; OSRSG-VAC, which joined later, counts for none of them.
func ExampleRotate() {
	chairs := make(map[int][]string)
	for event := range ares76186.Calendar().Events() {
		if first, ok := event.When.Earliest(); ok && event.Series == ares76186.ChairRotation {
			chairs[first.Year()] = event.Organizers
		}
	}

	request := meeting.RotationRequest{CoChairs: 1, CoChairsCount: true}
	for year := 2018; year <= 2026; year++ {
		if len(chairs[year]) == 0 {
			request.History = append(request.History, "")
		}
		request.History = append(request.History, chairs[year]...)
	}
	for _, body := range ares76186.Bodies() {
		request.Members = append(request.Members, body.Short)
	}
	for year := 2027; year <= 2029; year++ {
		request.Meetings = append(request.Meetings, meeting.RotationMeeting{ID: strconv.Itoa(year)})
	}
	// Suppose that ICAO cannot chair in 2027.
	request.Meetings[0].Available = request.Members[2:]

	plan, err := meeting.Rotate(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", request.History)
	for _, turn := range plan.Turns {
		fmt.Println(turn.Words())
	}
	// Output:
	// ["UNICEF" "UN-Women" "OSCE" "UN-Women" "OSCE" "UNHCR" "UNODC" "ICMPD" "UNODC" "IOM" "OSRSG-VAC" "IOM" "OSRSG-VAC" "OAS" "UNODC" ""]
	// 2027: INTERPOL chairs, with ILO as co-chair. INTERPOL has never chaired. Not available, and passed over: ICAO. ILO comes behind: as often and as long ago, and later in the order of rotation.
	// 2028: ICAO chairs, with UNAIDS as co-chair. ICAO has never chaired. UNAIDS comes behind: as often and as long ago, and later in the order of rotation.
	// 2029: OHCHR chairs, with UNDP as co-chair. OHCHR has never chaired. UNDP comes behind: as often and as long ago, and later in the order of rotation.
}
