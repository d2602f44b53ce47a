# The feed server of examples/serve in an image with nothing else in it: zones are in the
# program, certificates are the proxy's.
#
#     docker build -t convene .
#     docker run --rm -p 127.0.0.1:8080:8080 convene -base-url https://calendar.example.org/
#
# With a catalogue of your own, which is looked at again when it changes:
#
#     docker run --rm -p 127.0.0.1:8080:8080 -v "$PWD/calendar:/calendar:ro" convene \
#       -catalogue /calendar/my.yaml -base-url https://calendar.example.org/
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w" -o /serve ./examples/serve

FROM scratch
COPY --from=build /serve /serve
# No user of this number is in the image, or is needed.
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/serve", "-health", "-addr", ":8080"]
ENTRYPOINT ["/serve", "-addr", ":8080"]
