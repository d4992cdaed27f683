// Package httpapi answers plan files over HTTP: a handler that any service can mount.
//
//	handler, err := httpapi.NewHandler(httpapi.Options{})
//	mux := http.NewServeMux()
//	mux.Handle("/", handler)
//
// Below another path: mux.Handle("/maintenance/", http.StripPrefix("/maintenance", handler)).
//
// # Routes
//
//	POST /v1/suggest           the windows of least impact
//	POST /v1/assess            what proposed starts cost and what blocks them
//	POST /v1/tradeoff          impact against the crews' burden
//	POST /v1/campaign          the plan of many maintenances; /v1/campaign/review judges it
//	POST /v1/recurring         the best weekday and time for every occurrence;
//	                           /v1/recurring/export/{format} has it in the form of a platform
//	POST /v1/robustness        how well the suggestions hold where the plan turns out to be wrong
//	POST /v1/gate              whether maintenance may run at a time; GET asks Options.Gate
//	POST /v1/notices           when notices go out and what they say
//	POST /v1/heatmap           the impact of the search, hour by hour
//	POST /v1/report/{format}   the decision as html, md, md-full, json, txt, heatmap.svg or clocks.svg
//	POST /v1/export/{format}   the window in the form of another tool
//	GET  /v1/holidays          the codes of holidays, with names; /v1/holidays/{code}?year= has the days
//	GET  /v1/countries         the zones of each country; /v1/countries/{code} those of one
//	GET  /v1/zones             the zones that a plan may name
//	GET  /v1/formats           the names of reports and exports
//	GET  /healthz
//	GET  /openapi.json         all of this, as OpenAPI 3.1
//
// Answers are the JSON of package report/document, /v1/report/json that of package report; their keys are fixed.
//
// # What is sent
//
// The body of a POST is a plan file (application/json), or an object that holds one:
//
//	{"plan": {...}, "files": {"freezes.ics": "BEGIN:VCALENDAR..."}, "starts": ["2026-12-08T20:00:00-08:00"]}
//
// or multipart/form-data with a part "plan", which holds either, and for each file a part "file"
// whose file name is the one in the plan. Files that a plan names are never read from the server's
// disk: they come with the request, or the plan is refused. "starts" is for /v1/assess; "suggestion"
// (a number, 1 is the best) or "start" (a time) choose the window for notices, exports and reports;
// "export" says what a maintenance is called and what its target asks for. Starts and choices can
// also be said in the query: at, suggestion, start. Unknown keys, parts and parameters are errors.
//
// # Rules and days of your own
//
// What holds for every plan of a company, such as a freeze or its own days off, is given once, in
// Options.Rules and Options.Holidays; corrections of the built-in days in Options.Corrections.
//
// # Errors
//
// Errors are problem details (RFC 9457, application/problem+json): [Problem]. Every bad field is
// listed with a JSON pointer (RFC 6901) into the body, or into the part "plan". The constants Type...
// are the types, with the status of each. That no window fits is an answer to a sound request, so it
// is not 400: it is 422 with the type [TypeNoWindow] and, as "error", the no_window object that the
// command line answers with: what took the time away and what would help.
//
// # Bounded
//
// Every request is held to the limits of [Options] and to those of packages planfile and scheduler; the
// answer to a plan beyond them is 422 and names the limit. Work stops as soon as the client goes away,
// the time is over or the answer becomes too large. Turns, memory and connections are shared fairly among
// clients; while another client's requests come in, work of more than a millisecond pauses half of the time,
// so that these find a processor at once. Nothing is kept between requests.
//
// A body that nobody needs is not waited for: where the answer is known it is sent, and the connection
// ends. A body takes a turn only once it is in, and an answer that is being sent takes none; a client
// that is slow with either makes room when memory runs short.
//
// # The server around it
//
// [NewServer] makes an http.Server with a time for everything a client can be slow with, and a bound on
// connections that is shared fairly. Servers made otherwise should set ReadHeaderTimeout and IdleTimeout;
// the times for bodies and answers are set here, request by request.
//
//	server, err := httpapi.NewServer(handler, httpapi.Options{})
//	server.Addr = "127.0.0.1:8080"
//	err = server.ListenAndServe()
//
// # Behind a proxy
//
// The handler knows no users and no encryption. Bind the server to loopback (127.0.0.1) and put a
// proxy with both in front of it, which must pass on bodies as large as Options.MaxBody and wait for
// Options.BodyTimeout and Options.Timeout. Plans hold customer numbers: do not put it on the open
// internet without. Over loopback only local names are answered, so that no page of another site can
// reach the service through a browser: name the public one in Options.Hosts where the proxy passes it on,
// and let Options.Client read the client's address that the proxy adds.
//
// Programs that may run where there is no time zone database import time/tzdata. The environment's
// ZONEINFO names another database: answers follow it.
package httpapi
