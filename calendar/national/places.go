package national

import "strings"

// placeNames lists names that people write in place of the code of a subdivision, as "code name" joined
// by "|": the parts of the countries that most customers live in.
const placeNames = "AU-ACT Australian Capital Territory|AU-ACT Canberra|AU-NSW New South Wales|AU-NSW Sydney|AU-NT Northern Territory|AU-QLD Queensland|AU-SA South Australia|" +
	"AU-TAS Tasmania|AU-VIC Victoria|AU-VIC Melbourne|AU-WA Western Australia|CA-AB Alberta|CA-BC British Columbia|CA-MB Manitoba|CA-NB New Brunswick|" +
	"CA-NL Newfoundland and Labrador|CA-NL Newfoundland|CA-NS Nova Scotia|CA-NT Northwest Territories|CA-NU Nunavut|CA-ON Ontario|CA-PE Prince Edward Island|" +
	"CA-QC Quebec|CA-QC Québec|CA-SK Saskatchewan|CA-YT Yukon|DE-BW Baden-Württemberg|DE-BY Bavaria|DE-BY Bayern|DE-BE Berlin|DE-BB Brandenburg|DE-HB Bremen|DE-HH Hamburg|" +
	"DE-HE Hesse|DE-HE Hessen|DE-NI Lower Saxony|DE-NI Niedersachsen|DE-MV Mecklenburg-Vorpommern|DE-NW North Rhine-Westphalia|DE-NW Nordrhein-Westfalen|" +
	"DE-RP Rhineland-Palatinate|DE-RP Rheinland-Pfalz|DE-SL Saarland|DE-SN Saxony|DE-SN Sachsen|DE-ST Saxony-Anhalt|DE-ST Sachsen-Anhalt|DE-SH Schleswig-Holstein|" +
	"DE-TH Thuringia|DE-TH Thüringen|GB-ENG England|GB-NIR Northern Ireland|GB-SCT Scotland|GB-WLS Wales|GB Great Britain|GB Britain|" +
	"US-AL Alabama|US-AK Alaska|US-AZ Arizona|US-AR Arkansas|US-CA California|US-CO Colorado|US-CT Connecticut|US-DE Delaware|US-DC District of Columbia|US-FL Florida|" +
	"US-GA Georgia|US-HI Hawaii|US-ID Idaho|US-IL Illinois|US-IN Indiana|US-IA Iowa|US-KS Kansas|US-KY Kentucky|US-LA Louisiana|US-ME Maine|US-MD Maryland|" +
	"US-MA Massachusetts|US-MI Michigan|US-MN Minnesota|US-MS Mississippi|US-MO Missouri|US-MT Montana|US-NE Nebraska|US-NV Nevada|US-NH New Hampshire|US-NJ New Jersey|" +
	"US-NM New Mexico|US-NY New York|US-NC North Carolina|US-ND North Dakota|US-OH Ohio|US-OK Oklahoma|US-OR Oregon|US-PA Pennsylvania|US-RI Rhode Island|" +
	"US-SC South Carolina|US-SD South Dakota|US-TN Tennessee|US-TX Texas|US-UT Utah|US-VT Vermont|US-VA Virginia|US-WA Washington|US-WV West Virginia|" +
	"US-WI Wisconsin|US-WY Wyoming|US America|NL Holland|CZ Czech Republic|TR Turkey|KR Korea|CD Congo-Kinshasa|SZ Swaziland|MM Burma|CI Ivory Coast"

// threeLetters lists codes of three letters whose nearest code of two would often be another country's:
// CHN is not CH.
const threeLetters = "ARE AE|ARG AR|AUS AU|AUT AT|BEL BE|BGD BD|BGR BG|BRA BR|CAN CA|CHE CH|CHL CL|CHN CN|COL CO|CYP CY|CZE CZ|DEU DE|DNK DK|EGY EG|ESP ES|EST EE|FIN FI|FRA FR|" +
	"GBR GB|GRC GR|HKG HK|HRV HR|HUN HU|IDN ID|IND IN|IRL IE|IRN IR|IRQ IQ|ISL IS|ISR IL|ITA IT|JPN JP|KAZ KZ|KEN KE|KOR KR|KWT KW|LKA LK|LTU LT|LUX LU|LVA LV|MAR MA|" +
	"MEX MX|MLT MT|MYS MY|NGA NG|NLD NL|NOR NO|NZL NZ|PAK PK|PER PE|PHL PH|POL PL|PRK KP|PRT PT|QAT QA|ROU RO|RUS RU|SAU SA|SGP SG|SRB RS|SVK SK|SVN SI|SWE SE|" +
	"THA TH|TUR TR|TWN TW|UKR UA|USA US|UZB UZ|VNM VN|ZAF ZA"

// codesOfPlace returns the codes of the countries and subdivisions of that English name, whatever the
// case of letters; where there are none, of names that are a slip of the pen away: "Georgia" is a country
// and a state.
func codesOfPlace(name string) (codes []string) {
	var close []string
	for item := range strings.SplitSeq(countryNames+"|"+placeNames, "|") {
		code, known, _ := strings.Cut(item, " ")
		switch {
		case strings.EqualFold(name, known):
			codes = append(codes, code)
		case len(name) >= 5 && edits(strings.ToLower(name), strings.ToLower(known)) <= 1+len(name)/9:
			close = append(close, code)
		}
	}
	if codes == nil {
		codes = close
	}
	return codes[:min(len(codes), 4)]
}

// codeOfThreeLetters returns the code of two letters for one of three.
func codeOfThreeLetters(code string) (two string, ok bool) {
	for item := range strings.SplitSeq(threeLetters, "|") {
		if three, two, _ := strings.Cut(item, " "); three == code {
			return two, true
		}
	}
	return "", false
}
