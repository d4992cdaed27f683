package main

const usage = `Usage: backtest [options] FILE.csv
       backtest -clock [-warmup WEEKS] FILE.csv
       backtest -halves [options] FILE.csv FILE.csv...

Shows on a history of your own how well the quietest window is chosen. Week by week it stands on a Monday of
the past, learns from what came before, chooses a window, and scores it on what then happened: for the learner,
for rules of thumb, and for a ceiling that sees the future.

  FILE.csv  hourly history: a header, then rows of timestamp_utc, region and value, and better time_zone and
            country too; - is standard input

  -window LENGTHS       of the work, in whole hours (default: 1h,2h,4h)
  -horizon LENGTHS      how far ahead to look, in whole hours (default: 168h,672h)
  -mix MIX              "alone", "even", or REGION=SHARE,...; may be given more than once
                        (default: alone, and even where there are several regions)
  -warmup WEEKS         of history before the first decision (default: 26, or 8 where there are fewer than 54)
  -rules                leave out working days and holidays, as a plan does
  -tolerate SHARE       with -rules: of customers, how many may be on an excluded day
  -zone REGION=ZONE     where the file has no column time_zone; may be given more than once
  -holidays REGION=CODE an ISO 3166 code in place of the file's country; may be given more than once
  -decimal MARK         the decimal mark of the values, . or ,
  -changes              only the decisions of the four weeks after a change of clocks in one of the regions
  -stress               also with histories that were not quiet water: an outage, a sale, own maintenance,
                        zeros, a wrong clock, and that put right where it is warned of
  -json                 write JSON instead of tables
  -svg FILE             also write a picture to this file
  -decisions FILE       also write every decision to this file, as CSV
  -against FILE         compare with the decisions of another run, in a file that -decisions wrote
  -force                replace a file of -svg or -decisions also where it is something else
  -clock                tell how often a history whose timestamps are 1 to 23 hours early is warned of, and one
                        that is right
  -halves               choose the learner's constants on the files at odd places and report on those at even
                        places, and the other way round. It takes some ten minutes for ten series of two years
  -h                    print this

Exit status: 0; 1 where the back-test could not be made; 2 where a file or the command line is wrong.
`
