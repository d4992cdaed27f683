// Package audience makes regions of customers: rows in, regions out.
//
//	result, err := audience.Collect(ctx, audience.CSV(file, "customers.csv"), audience.Options{})
//	fmt.Println(result.Account) // 98.6 % placed by zone, 1.2 % by country shares, 0.2 % not placed
//
// A row says where somebody is by whatever is known: an IANA or Windows time zone, a subdivision, a country, the
// country of an address, the offset of a browser. Rows come from a program ([iter.Seq2] of [Row] and error), a table
// ([CSV]) or a database ([SQL]). What a row says is looked at in this order, and the first that is of use decides:
// time zone, subdivision, country, IP country, offset alone. What is unknown is passed over, and told in Result.Doubts.
//
// A country, or a subdivision, of one clock places its customers. One of several divides them by the people of its
// cities, which [SharesOf] lists; data/README.md names the source, its date and its licence. So a customer in the
// United States is 0.46 of one in New York, and one in Hawaii is in Hawaii. An offset of a browser, if there is one,
// leaves only those clocks of the country that show it. Whole customers are dealt by largest remainder, so that the regions
// add up to what was placed, exactly. What cannot be placed is in Result.Unplaced, with its count, and in the one line
// of Result.Account.
//
// The activity package's history.ReadCustomers reads another thing: a short table that somebody has already summed up, a row for each
// region of the plan, with names of its own; it refuses every row that leaves a question open. Take it for a table
// that people wrote, and this package for rows that systems wrote.
//
// Five million rows take seconds, and memory that grows with how many different places they name, not with their number: at
// most [MaxPiles]. The package reads no clock and no environment, starts no goroutine, and answers equal
// arguments with equal results.
package audience
