// Package history reads hourly histories of activity, and tables of customers, from the files that
// companies have them in.
//
//	series, err := history.Read(ctx, file, "traffic.csv", history.Options{})
//
// Read tells the form of a file by its first bytes: ReadCSV reads tables, ReadPrometheus the JSON of a range query, and
// ReadJSON that of CloudWatch, Datadog, Grafana and Cloudflare, all of them into a Series for every region
// of the file: what package activity learns from. ReadForecast reads what a caller predicts itself, and
// ReadCustomers how many customers there are where. CountryZones lists the clocks of a country.
//
// Nothing is guessed: an ambiguous number, a time without a zone, an hour given twice or a line that
// was cut off is an error with its line. Hours that the file lacks are missing, not 0, and
// Series.Tally counts what was left out.
//
// Tables and Prometheus' answers are read once, a piece at a time, in memory that does not grow with their length;
// the JSON of other tools is held whole, at most MaxJSONBytes. The package
// reads no clock and no environment, starts no goroutine, and answers equal arguments with equal results.
package history
