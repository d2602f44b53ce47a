package itip

import (
	"html/template"
	"strings"
)

// html returns the letter as HTML, which says the same as the plain text: for programs
// whose characters have different widths, and texts that run from right to left.
func (l letter) html() (string, error) {
	var b strings.Builder
	if err := letterHTML.Execute(&b, l); err != nil {
		return "", err
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n"), nil
}

// bdi keeps names and titles of another direction from turning what stands beside them.
var letterHTML = template.Must(template.New("letter").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}" dir="{{if .RightToLeft}}rtl{{else}}ltr{{end}}">
<head><meta charset="utf-8"><title>{{.Subject}}</title></head>
<body>
<p>{{.Lead}}{{range .Notes}}<br>
{{.}}{{end}}</p>
<h1 style="font-size:1.3em"><bdi>{{.Title}}</bdi></h1>
<table>
{{range .Rows}}<tr><th scope="row" style="text-align:start;vertical-align:top;padding-inline-end:1em">{{.Label}}</th><td>{{range $i, $line := .Lines}}{{if $i}}<br>{{end}}<bdi>{{$line}}</bdi>{{end}}</td></tr>
{{end}}</table>
{{if .Zones}}<h2 style="font-size:1.1em">{{.ZonesTitle}}</h2>
<table>
{{range .Zones}}<tr><th scope="row" style="text-align:start;padding-inline-end:1em"><bdi>{{.City}}</bdi></th><td style="padding-inline-end:1em"><bdi>{{.Clock}}</bdi></td><td style="padding-inline-end:1em"><bdi>{{.Offset}}</bdi></td><td style="padding-inline-end:1em">{{.Day}}</td><td><bdi>{{.People}}</bdi></td></tr>
{{end}}</table>
{{end}}{{if .Description}}<p>{{range $i, $line := .Description}}{{if $i}}<br>
{{end}}<bdi>{{$line}}</bdi>{{end}}</p>
{{end}}{{if .Closing}}<p>{{.Closing}}</p>
{{end}}</body>
</html>
`))
