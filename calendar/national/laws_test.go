package national_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
)

// TestDaysByLaw holds days that were looked up in laws and decrees, not in any of the sources. A day
// without names is no holiday.
func TestDaysByLaw(t *testing.T) {
	tests := []struct {
		code, date string
		names      []string
		why        string
	}{
		{"US", "2026-07-03", []string{"Independence Day *"}, "Saturday 4 July: the Friday before, 5 U.S.C. 6103(b)"},
		{"US", "2026-07-04", []string{"Independence Day"}, "the day itself as well"},
		{"US", "2027-12-31", []string{"New Year's Day *"}, "1 January 2028 is a Saturday: the substitute is in the year before"},
		{"US", "2028-01-01", []string{"New Year's Day"}, "the day itself"},
		{"US", "2023-11-10", []string{"Veterans Day *"}, "Saturday 11 November"},
		{"US", "2020-06-19", nil, "Juneteenth is a holiday since 2021"},
		{"US", "2099-11-26", []string{"Thanksgiving Day"}, "fourth Thursday, by rule"},
		{"US-CA", "2026-10-12", nil, "Columbus Day is no holiday in California"},
		{"US-CA", "2026-11-27", []string{"Day After Thanksgiving"}, "Cal. Gov. Code 19853"},
		{"US-MA", "2026-04-20", []string{"Patriots' Day"}, "third Monday of April"},
		{"US-MA", "2026-07-03", nil, "Massachusetts moves Sundays only"},
		{"US-DC", "2029-01-20", []string{"Inauguration Day"}, "every fourth year"},
		{"US-HI", "2026-08-21", []string{"Statehood Day"}, "third Friday of August"},
		{"CA", "2026-10-12", nil, "Thanksgiving is not kept in New Brunswick, Nova Scotia and others"},
		{"CA-ON", "2026-10-12", []string{"Thanksgiving Day"}, "Employment Standards Act 2000"},
		{"CA-QC", "2029-06-25", []string{"Saint John the Baptist Day *"}, "Sunday 24 June"},
		{"CA-ON", "2026-05-18", []string{"Victoria Day"}, "the Monday before 25 May"},
		{"GB", "2022-09-19", []string{"State Funeral of Queen Elizabeth II"}, "proclamation, once"},
		{"GB", "2020-05-04", nil, "moved to 8 May"},
		{"GB", "2020-05-08", []string{"May Day"}, "moved from 4 May"},
		{"GB", "2027-12-27", []string{"Christmas Day *"}, "Saturday 25 December"},
		{"GB", "2027-12-28", []string{"Boxing Day *"}, "Sunday 26 December"},
		{"GB", "2022-12-26", []string{"Boxing Day"}, "a Monday"},
		{"GB", "2022-12-27", []string{"Christmas Day *"}, "Sunday 25 December: Boxing Day has the Monday"},
		{"GB", "2026-08-31", []string{"Late Summer Bank Holiday"}, "GB alone means England and Wales"},
		{"GB-SCT", "2026-08-31", nil, "Scotland has the first Monday"},
		{"GB-SCT", "2026-08-03", []string{"Summer Bank Holiday"}, "first Monday of August"},
		{"GB-SCT", "2026-04-06", nil, "Easter Monday is no bank holiday in Scotland"},
		{"GB-SCT", "2023-01-03", []string{"New Year's Day *"}, "Sunday 1 January: the 2nd is a holiday of its own"},
		{"GB-SCT", "2026-11-30", []string{"Saint Andrew's Day"}, "Act of 2007"},
		{"GB-NIR", "2026-07-13", []string{"Battle of the Boyne *"}, "Sunday 12 July"},
		{"DE", "2017-10-31", []string{"Reformation Day"}, "500 years, all of Germany"},
		{"DE-BY", "2026-01-06", []string{"Epiphany"}, "FTG art. 1"},
		{"DE-NW", "2026-01-06", nil, ""},
		{"DE-MV", "2026-03-08", []string{"Women's Day"}, "a Sunday; law since 2023"},
		{"DE-MV", "2022-03-08", nil, "before the law"},
		{"DE-BE", "2025-05-08", []string{"80th anniversary of the liberation from Nazism and the end of the Second World War in Europe"}, "once"},
		{"DE-BE", "2018-03-08", nil, "Women's Day since 2019"},
		{"DE-BB", "2026-04-05", []string{"Easter Sunday"}, "FTG section 2: by name"},
		{"DE-SN", "2026-11-18", []string{"Repentance and Prayer Day"}, "the Wednesday before 23 November"},
		{"CH", "2026-12-08", nil, "a workday in 17 of 26 cantons"},
		{"CH", "2026-08-01", []string{"National Day"}, "the one holiday of federal law, a Saturday"},
		{"CH-GE", "2026-09-10", []string{"Genevan Fast"}, "the Thursday after the first Sunday of September"},
		{"CH-GE", "2026-12-31", []string{"Restoration Day"}, ""},
		{"CH-GL", "2026-04-09", []string{"Battle of Naefels Victory Day"}, "a week later: 2 April is in Holy Week"},
		{"CH-NE", "2026-03-01", []string{"Republic Day"}, "a Sunday"},
		{"CH-AR", "2026-12-26", nil, "a Saturday would make a long run"},
		{"CH-VD", "2026-09-21", []string{"Prayer Monday"}, "the day after the third Sunday of September"},
		{"AU", "2025-01-26", nil, "a Sunday: every state moves Australia Day"},
		{"AU", "2025-01-27", []string{"Australia Day"}, "to Monday"},
		{"AU-VIC", "2026-09-25", []string{"Grand Final Day"}, "the Friday before the last Saturday of September"},
		{"AU-WA", "2024-09-23", []string{"King's Birthday"}, "proclaimed a week early"},
		{"AU-NSW", "2026-04-27", []string{"ANZAC Day *"}, "given in 2026 and 2027"},
		{"AU-NSW", "2032-04-26", nil, "not after that"},
		{"AU-TAS", "2028-01-01", nil, "a Saturday: moved"},
		{"AU-QLD", "2021-04-26", []string{"ANZAC Day"}, "a Sunday: moved"},
		{"NZ", "2022-06-24", []string{"Matariki"}, "the first"},
		{"NZ", "2026-07-10", []string{"Matariki"}, "schedule of the Act of 2022"},
		{"NZ", "2052-06-21", []string{"Matariki"}, "the last of the schedule"},
		{"NZ", "2021-06-24", nil, "cal answers 24 June outside the schedule"},
		{"NZ", "2022-09-26", []string{"Queen Elizabeth II Memorial Day"}, "once"},
		{"NZ-AUK", "2026-01-26", []string{"Auckland Anniversary Day"}, "the Monday nearest 29 January"},
		{"NZ-WKO", "2026-01-26", []string{"Auckland Anniversary Day"}, "Waikato was part of the province"},
		{"NZ-OTA", "2035-03-27", []string{"Otago Anniversary Day"}, "a Tuesday: the Monday is Easter Monday"},
		{"MX", "2027-02-01", []string{"Constitution Day"}, "first Monday of February, since 2006"},
		{"MX", "2027-02-05", nil, "cal's fixed date"},
		{"MX", "2026-03-16", []string{"Benito Juárez's birthday"}, "third Monday of March"},
		{"MX", "2024-10-01", []string{"Change of Federal Government"}, "from 2024 on 1 October"},
		{"MX", "2018-12-01", []string{"Change of Federal Government"}, "until 2018 on 1 December"},
		{"AR", "2026-04-03", []string{"Good Friday"}, "cal has the Thursday"},
		{"AR", "2026-04-02", []string{"Veteran's Day and the Fallen in the Malvinas War"}, ""},
		{"AR", "2026-06-15", []string{"Pass to the Immortality of General Don Martín Miguel de Güemes"}, "Wednesday 17 June: the Monday before"},
		{"AR", "2027-03-25", nil, "Maundy Thursday is a day off by choice"},
		{"RU", "2026-01-05", []string{"New Year Holidays"}, "1 to 6 and 8 January, Labour Code art. 112"},
		{"RU", "2026-05-11", []string{"Victory Day *"}, "Saturday 9 May"},
		{"RU", "2026-01-09", []string{"Day off *"}, "decree of 2025: for 3 January"},
		{"RU", "2025-03-10", nil, "8 March 2025 was made up for in June"},
		{"RU", "2025-06-13", []string{"Day off *"}, "that day"},
		{"UA", "2021-08-24", []string{"Independence Day"}, ""},
		{"UA", "2025-08-24", nil, "martial law"},
		{"LU", "2026-05-09", []string{"Europe Day"}, "a Saturday; law of 2019"},
		{"LU", "2018-05-09", nil, "before the law"},
		{"IT", "2026-10-04", []string{"Saint Francis of Assisi, Patron Saint of Italy"}, "a Sunday; law of 2025"},
		{"IT", "2025-10-04", nil, "before the law"},
		{"BE", "2026-04-05", nil, "a Sunday that is only a Sunday"},
		{"SE", "2026-06-07", nil, "a Sunday that is only a Sunday"},
		{"SE", "2026-12-24", nil, "a customary eve"},
		{"DK", "2024-04-26", nil, "Great Prayer Day was abolished from 2024"},
		{"DK", "2023-05-05", []string{"Great Prayer Day"}, "its last year"},
		{"NL", "2025-04-26", []string{"King's Day"}, "27 April is a Sunday: the Saturday before"},
		{"NL", "2025-04-27", nil, "the Sunday itself"},
		{"CZ", "2015-04-03", nil, "Good Friday is a holiday since 2016"},
		{"SK", "2025-11-17", nil, "no day off since 2025"},
		{"SK", "2026-05-08", nil, "suspended for 2026"},
		{"SI", "2016-01-02", nil, "no holiday from 2013 to 2016"},
		{"PT", "2015-06-04", nil, "suspended from 2013 to 2015"},
		{"PL", "2018-11-12", []string{"National Independence Day - 100th anniversary"}, "once"},
		{"PL", "2025-12-24", []string{"Christmas Eve"}, "since 2025"},
		{"FR", "2026-05-14", []string{"Ascension Day"}, ""},
		{"ES", "2026-10-12", []string{"National Day"}, ""},
		{"ES-CT", "2026-09-11", []string{"National Day of Catalonia"}, ""},
		{"IE", "2023-02-06", []string{"Saint Brigid's Day"}, "first Monday of February, since 2023"},
		{"IE", "2030-02-01", []string{"Saint Brigid's Day"}, "1 February if that is a Friday"},
		{"IS", "2024-04-25", []string{"First Day of Summer"}, "first Thursday after 18 April"},
		{"GR", "2024-05-01", nil, "in Holy Week: moved"},
		{"GR", "2024-05-07", []string{"Labor Day"}, "to the Tuesday after Easter"},
		{"BG", "2023-12-26", []string{"Christmas Day"}, "cal counts it as a workday"},
		{"JP", "2026-09-22", []string{"National Holiday"}, "between two holidays"},
		{"JP", "2032-09-21", []string{"National Holiday"}, "the next time"},
		{"JP", "2021-08-08", []string{"Mountain Day"}, "moved for the Olympic Games"},
		{"JP", "2021-08-09", []string{"Mountain Day *"}, "8 August 2021 was a Sunday"},
		{"ZA", "2023-12-15", []string{"Public Holiday by Presidential Decree"}, "once"},
		{"ZA", "2026-08-10", []string{"National Women's Day *"}, "Sunday 9 August"},
		{"KR", "2024-10-01", []string{"Armed Forces Day"}, "decreed for 2024"},
		{"HK", "2026-04-04", []string{"The day following Good Friday"}, "general holiday, a Saturday"},
		{"TH", "2026-03-03", []string{"Makha Bucha"}, "lunar"},
		{"IN", "2026-08-15", []string{"Independence Day"}, "a Saturday"},
		{"SA", "2026-09-23", []string{"National Day Holiday"}, "royal order of 2005"},
		{"KE", "2026-03-20", []string{"Eid-al-Fitr"}, "Public Holidays Act, sighted"},
		{"RS", "2026-02-17", []string{"Statehood Day *"}, "15 and 16 February: the Sunday's substitute follows the Monday"},
		{"IL", "2026-09-21", []string{"Yom Kippur"}, "10 Tishrei 5787"},
	}
	for _, tt := range tests {
		got := on(t, source(t, tt.code), tt.date)
		assert.ElementsMatch(t, tt.names, got, "%s %s: %s", tt.code, tt.date, tt.why)
	}
}

func TestMarks(t *testing.T) {
	tests := []struct {
		code, date          string
		estimated, disputed bool
		why                 string
	}{
		{"US", "2026-07-04", false, false, "sure"},
		{"DE", "2026-04-03", false, false, "sure"},
		{"AE", "2027-03-09", true, false, "Eid al-Fitr is sighted"},
		{"AU", "2026-12-28", false, true, "not on the list of the first source"},
		{"US-TX", "2026-04-21", false, true, "San Jacinto Day: offices stay open with fewer people"},
		{"US", "2050-07-04", false, false, "beyond the table nothing is known of other sources"},
	}
	for _, tt := range tests {
		days, err := source(t, tt.code).Between(date(tt.date), date(tt.date))
		require.NoError(t, err)
		require.NotEmpty(t, days, "%s %s", tt.code, tt.date)
		assert.Equal(t, tt.estimated, days[0].Estimated, "%s %s %s", tt.code, tt.date, tt.why)
		assert.Equal(t, tt.disputed, days[0].Disputed, "%s %s %s", tt.code, tt.date, tt.why)
	}
}

func TestOriginsAndYears(t *testing.T) {
	tests := []struct {
		code, origin string
		last         int
	}{
		{"AT", "rickar/cal v2.1.29", 2100},
		{"MX", "rules of this package on rickar/cal v2.1.29", 2100},
		{"HU", "rickar/cal v2.1.29, decreed days: python-holidays of 2026-07-23 (c382fde)", 2100},
		{"TH", "python-holidays of 2026-07-23 (c382fde)", 2035},
		{"FI-18", "rickar/cal v2.1.29", 2100},
		{"ES-CT", "rickar/cal v2.1.29, differences: python-holidays of 2026-07-23 (c382fde)", 2035},
		{"NZ-WGN", "rules of this package on rickar/cal v2.1.29", 2052},
		{"JP", "rickar/cal v2.1.29", 2036},
	}
	for _, tt := range tests {
		s := source(t, tt.code)
		_, last := s.Years()
		assert.Equal(t, tt.origin, s.Origin(), tt.code)
		assert.Equal(t, tt.last, last, tt.code)
	}
}

func TestWarnings(t *testing.T) {
	assert.Equal(t, []string{"CH alone means the days kept nationwide; most of its subdivisions also keep Easter Monday, Good Friday, Pentecost Monday, Saint Stephen's Day: name the subdivision, such as CH-AG."},
		source(t, "CH").Warnings())
	assert.Empty(t, source(t, "CH-ZH").Warnings())
	assert.Empty(t, source(t, "FR").Warnings())
	assert.Len(t, source(t, "UA").Warnings(), 1)
	_, err := national.For("CH-XX")
	assert.Error(t, err)
}
