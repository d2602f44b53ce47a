package secretariat

import (
	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

// The IDs of the milestones of [Documents].
const (
	Submission  = "submission"
	Processing  = "processing"
	Issue       = "issue"
	InSession   = "in-session"
	PostSession = "post-session"
)

// Documents returns the limits for the documents of a meeting, as a pattern that
// [planning.Plan.For] gives an anchor:
//
//	submission    10 weeks before the meeting, of documents that are to be out before it
//	processing    4 weeks from then on
//	issue         6 weeks before the meeting, in all official languages
//	in-session    3 weeks before the meeting, of documents that are used in it
//	post-session  2 weeks after it closes
//
// They are those that the United Nations in Geneva publishes; the six weeks are the General
// Assembly's own rule. Whether New York and Vienna keep to the other limits was not
// verified, and nobody says that a limit on a holiday moves.
func Documents() planning.Plan {
	due := func(offset planning.Offset) *planning.Due { return &planning.Due{Offset: offset} }
	return planning.Plan{
		ID: "documents", Title: "Documents of a meeting",
		Summary: "The rule of 10, 4 and 6 weeks: submitted ten weeks before the meeting, processed in four, issued six weeks before it.",
		Milestones: []planning.Milestone{
			{
				ID: Submission, Title: "Document submitted", Due: due(planning.Offset{Weeks: 10}.Before()),
				Sources: []calendar.Source{geneva},
			},
			{
				ID: Processing, Title: "Document edited, translated and reproduced", Takes: planning.Duration{Weeks: 4}, Needs: []string{Submission},
				Sources: []calendar.Source{geneva},
			},
			{
				ID: Issue, Title: "Document issued in all official languages", Due: due(planning.Offset{Weeks: 6}.Before()), Needs: []string{Processing},
				Sources: []calendar.Source{geneva, sixWeeks},
			},
			{
				ID: InSession, Title: "Document for use in the meeting submitted", Due: due(planning.Offset{Weeks: 3}.Before()),
				Sources: []calendar.Source{genevaLate},
			},
			{
				ID: PostSession, Title: "Document on the outcome submitted", Due: due(planning.Offset{Weeks: 2}),
				Sources: []calendar.Source{genevaLate},
			},
		},
	}
}

// Forecast returns the limit by which the documents of session n of the General Assembly
// are to be forecast and confirmed: 14 weeks before the session opens. Periods is the
// name under which the calendar knows the sessions.
func Forecast(periods string, n int) planning.Milestone {
	return planning.Milestone{
		ID: "forecast", Title: "Forecast of documents confirmed",
		Due: &planning.Due{
			Of:     planning.Anchor{Periods: periods, Number: n, Point: planning.Start},
			Offset: planning.Offset{Weeks: 14}.Before(),
		},
		Sources: []calendar.Source{genevaLate},
	}
}

// None of the pages bears a day.
var (
	geneva = calendar.Source{
		Document: "ungeneva.org", URL: "https://www.ungeneva.org/en/meetings-events/dms/information", Rank: calendar.Primary,
	}
	genevaLate = calendar.Source{
		Document: "ungeneva.org", URL: "https://ungeneva.org/en/faqs/what-happens-if-i-submit-document-late", Rank: calendar.Primary,
	}
	sixWeeks = calendar.Source{
		Document: "A/RES/49/221", Paragraph: "B", URL: "https://digitallibrary.un.org/record/193222", Rank: calendar.Primary,
	}
)
