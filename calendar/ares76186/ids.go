package ares76186

// The layers of the catalogue. Each [calendar.Statement] names the one it stands in.
const (
	LayerResolution = "resolution" // what the text itself says
	LayerLater      = "later"      // what other sources say
)

// The series that programs ask for most. See [calendar.Calendar.NextOf] and
// [calendar.InSeries].
const (
	WorldDay                 = "world-day-against-trafficking"   // op 7: every 30 July
	AppraisalCycle           = "gap-appraisal-cycle"             // op 5: every fourth session from the 72nd
	GlobalReport             = "global-report-biennial"          // op 27: every second year
	PrincipalsMeetings       = "icat-principals-regular"         // op 12: "regular", no period stated
	ChairRotation            = "icat-chair-rotation"             // preamble 20
	StandingReporting        = "sg-standing-reporting"           // preamble 43
	CoordinationResolutions  = "coordination-resolution-series"  // preamble 11: the resolution and those of its title
	OrganRemovalResolutions  = "organ-removal-resolution-series" // preamble 12
	OrganizedCrimeConference = "ctoc-cop-sessions"               // preamble 42
	CrimeCommission          = "ccpcj-sessions"                  // preamble 15
	CrimeCongress            = "crime-congress-series"           // preamble 17
	OrganizedCrimeDay        = "out-toc-day"                     // not in the text: every 15 November
)

// The events that programs ask for most. See [calendar.Calendar.Event].
const (
	Adoption    = "ga-res-76-186-adoption" // of the resolution itself
	Appraisal67 = "gap-appraisal-67"       // op 4: in 2013, before the cycle
	Appraisal72 = "gap-appraisal-72"       // op 4: in 2017
	Appraisal76 = "gap-appraisal-76"       // op 4: in 2021
	Appraisal80 = "gap-appraisal-80"       // op 5: in 2025
	Report78    = "sg-report-78"           // op 28: of the Secretary-General
	Report82    = "out-sg-report-82"       // not in the text: the one after
)

// The IDs of plans, as [Plan] takes them.
const (
	DocumentsAppraisal80 = "documents-appraisal-80"
	DocumentsAppraisal84 = "documents-appraisal-84"
	DocumentsReport82    = "documents-report-82"
)
