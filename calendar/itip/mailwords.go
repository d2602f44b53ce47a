package itip

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// A mailKind is what a mail is about.
type mailKind uint8

const (
	mailInvites     mailKind = iota // an invitation, with no word on what was before
	mailMoved                       // the time is another one
	mailUpdated                     // something else is another
	mailRepeats                     // an invitation in which nothing has changed
	mailReinstated                  // what was cancelled takes place
	mailAdded                       // further dates
	mailCancelled                   // the whole is cancelled
	mailCancelsOne                  // a date of a series is cancelled
	mailCancelsRest                 // a date and all later ones are cancelled
	mailUninvited                   // the recipient is not expected any more
	mailAccepted
	mailDeclined
	mailTentative
	mailDelegated
	mailUndecided // an answer that is none of these
	mailCounter   // another time is proposed
	mailSuggests  // something is proposed, and whether that is another time is not known or not so
	mailDeclinesCounter
	mailRefresh
	mailPublished
	mailKindCount
)

// mailWords are the words of a mail in one language. To add a language, add a file with its
// words, and the words to mailLanguages.
type mailWords struct {
	language    language.Tag
	rightToLeft bool

	subjects [mailKindCount]string // take the title
	leads    [mailKindCount]string // take who it is
	noTitle  string

	dayAndClock string // takes a day and a time of day

	// Labels.
	when, until, proposed, place, placeUntil, titleUntil     string
	repeats, dates, otherDates, link                         string
	organizer, chair, invited, optional, informed, delegates string
	joined, left, comment, localTimes                        string

	// Sentences.
	instead                                                              string // takes a date of a series and what is instead
	seriesChanged, descriptionChanged, statusChanged                     string
	organizerChanged, otherChanged                                       string
	pleaseAnswer, noAnswer, oneDate, fromThenOn, stillTakesPlace, stands string

	you, whereverYouAre, timeNotKnown string
	nextDay, previousDay              string
	daysOn                            string // takes a number of days with its sign
	andMore                           string // takes a number
}

// mailLanguages are all of them, that for all other languages first.
var mailLanguages = []*mailWords{&englishMail, &arabicMail, &chineseMail, &frenchMail, &russianMail, &spanishMail}

// MailLanguages returns the languages in which [ComposeMail] has words, English first. The
// slice is the caller's.
func MailLanguages() []language.Tag {
	tags := make([]language.Tag, len(mailLanguages))
	for i, w := range mailLanguages {
		tags[i] = w.language
	}
	return tags
}

// wordsFor returns the words in the first language in which there are some.
func wordsFor(preferred []language.Tag) *mailWords {
	for _, p := range preferred {
		base, confidence := p.Base()
		if confidence == language.No || !calendar.HasWords(p) {
			continue
		}
		for _, w := range mailLanguages {
			if own, _ := w.language.Base(); own == base {
				return w
			}
		}
	}
	return mailLanguages[0]
}
