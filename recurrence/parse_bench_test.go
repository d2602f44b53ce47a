package recurrence

import "testing"

// commonRules are what calendars hold most of.
var commonRules = []string{
	"FREQ=DAILY",
	"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
	"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
	"FREQ=MONTHLY;BYDAY=-1FR;COUNT=10",
	"FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH",
	"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
	"FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,20,40",
}

func BenchmarkParse(b *testing.B) {
	for _, text := range commonRules {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAppendText(b *testing.B) {
	for _, text := range commonRules {
		r := MustParse(text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			dst := make([]byte, 0, 128)
			for b.Loop() {
				dst, _ = r.AppendText(dst[:0])
			}
		})
	}
}
