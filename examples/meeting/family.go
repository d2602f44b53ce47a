package main

import "context"

// A family answers problems of one kind. What it returns becomes the JSON of "answer".
type family func(ctx context.Context, problem *node) (any, error)

// families are the kinds of problems that -json answers, by the names that instances give
// them.
var families = map[string]family{
	"single":   answerSingle,
	"large":    answerLarge,
	"series":   answerSeries,
	"rotation": answerRotation,
	"freebusy": answerFreeBusy,
	"itip":     answerITIP,
}

// familyOf tells what kind of problem it is from what it has, for instances that do not
// say.
func familyOf(problem *node) string {
	has := func(keys ...string) bool {
		for _, key := range keys {
			if problem.get(key) == nil {
				return false
			}
		}
		return true
	}
	switch {
	case has("side"):
		return "itip"
	case has("members", "meetings"):
		return "rotation"
	case has("events", "window"):
		return "freebusy"
	case has("request", "series"):
		return "series"
	case has("request"):
		return "single"
	}
	return ""
}
