package national

import (
	"strings"
	"sync"
)

// subdivisionNames lists the subdivisions that placeNames lacks by their names in ISO 3166-2, most of them in the
// language of the place, as "code name" joined by "|", in the order of the codes. Source: the npm package
// iso-3166 4.4.0 (MIT), which has them from ISO's browsing platform; Armenian names are written as on English
// maps, and the codes that python-holidays still has (NO-31, IT-AO) have the names of those places.
const subdivisionNames = "AD-02 Canillo|AD-03 Encamp|AD-04 La Massana|AD-05 Ordino|AD-06 Sant Julià de Lòria|AD-07 Andorra la Vella|AD-08 Escaldes-Engordany|AM-AG Aragatsotn|" +
	"AM-AR Ararat|AM-AV Armavir|AM-ER Yerevan|AM-GR Gegharkunik|AM-KT Kotayk|AM-LO Lori|AM-SH Shirak|AM-SU Syunik|AM-TV Tavush|AM-VD Vayots Dzor|" +
	"AR-A Salta|AR-B Buenos Aires|AR-C Ciudad Autónoma de Buenos Aires|AR-D San Luis|AR-E Entre Ríos|AR-F La Rioja|AR-G Santiago del Estero|AR-H Chaco|" +
	"AR-J San Juan|AR-K Catamarca|AR-L La Pampa|AR-M Mendoza|AR-N Misiones|AR-P Formosa|AR-Q Neuquén|AR-R Río Negro|AR-S Santa Fe|AR-T Tucumán|" +
	"AR-U Chubut|AR-V Tierra del Fuego|AR-W Corrientes|AR-X Córdoba|AR-Y Jujuy|AR-Z Santa Cruz|AT-1 Burgenland|AT-2 Kärnten|AT-3 Niederösterreich|" +
	"AT-4 Oberösterreich|AT-5 Salzburg|AT-6 Steiermark|AT-7 Tirol|AT-8 Vorarlberg|AT-9 Wien|BA-BIH Federacija Bosne i Hercegovine|BA-BRC Brčko Distrikt|" +
	"BA-SRP Republika Srpska|BO-B El Beni|BO-C Cochabamba|BO-H Chuquisaca|BO-L La Paz|BO-N Pando|BO-O Oruro|BO-P Potosí|BO-S Santa Cruz|BO-T Tarija|" +
	"BQ-BON Bonaire|BQ-SAB Saba|BQ-STA Sint Eustatius|BR-AC Acre|BR-AL Alagoas|BR-AM Amazonas|BR-AP Amapá|BR-BA Bahia|BR-CE Ceará|BR-DF Distrito Federal|" +
	"BR-ES Espírito Santo|BR-GO Goiás|BR-MA Maranhão|BR-MG Minas Gerais|BR-MS Mato Grosso do Sul|BR-MT Mato Grosso|BR-PA Pará|BR-PB Paraíba|" +
	"BR-PE Pernambuco|BR-PI Piauí|BR-PR Paraná|BR-RJ Rio de Janeiro|BR-RN Rio Grande do Norte|BR-RO Rondônia|BR-RR Roraima|BR-RS Rio Grande do Sul|" +
	"BR-SC Santa Catarina|BR-SE Sergipe|BR-SP São Paulo|BR-TO Tocantins|BT-11 Paro|BT-12 Chhukha|BT-13 Haa|BT-14 Samtse|BT-15 Thimphu|BT-21 Tsirang|" +
	"BT-22 Dagana|BT-23 Punakha|BT-24 Wangdue Phodrang|BT-31 Sarpang|BT-32 Trongsa|BT-33 Bumthang|BT-34 Zhemgang|BT-41 Trashigang|BT-42 Monggar|" +
	"BT-43 Pema Gatshel|BT-44 Lhuentse|BT-45 Samdrup Jongkhar|BT-GA Gasa|BT-TY Trashi Yangtse|CH-AG Aargau|CH-AI Appenzell Innerrhoden|" +
	"CH-AR Appenzell Ausserrhoden|CH-BE Bern|CH-BL Basel-Landschaft|CH-BS Basel-Stadt|CH-FR Fribourg|CH-GE Genève|CH-GL Glarus|CH-GR Graubünden|" +
	"CH-JU Jura|CH-LU Luzern|CH-NE Neuchâtel|CH-NW Nidwalden|CH-OW Obwalden|CH-SG Sankt Gallen|CH-SH Schaffhausen|CH-SO Solothurn|CH-SZ Schwyz|" +
	"CH-TG Thurgau|CH-TI Ticino|CH-UR Uri|CH-VD Vaud|CH-VS Valais|CH-ZG Zug|CH-ZH Zürich|CL-AI Aisén del General Carlos Ibañez del Campo|" +
	"CL-AN Antofagasta|CL-AP Arica y Parinacota|CL-AR La Araucanía|CL-AT Atacama|CL-BI Biobío|CL-CO Coquimbo|CL-LI Libertador General Bernardo O'Higgins|" +
	"CL-LL Los Lagos|CL-LR Los Ríos|CL-MA Magallanes|CL-ML Maule|CL-NB Ñuble|CL-RM Región Metropolitana de Santiago|CL-TA Tarapacá|CL-VS Valparaíso|" +
	"CV-BR Brava|CV-BV Boa Vista|CV-CA Santa Catarina|CV-CF Santa Catarina do Fogo|CV-CR Santa Cruz|CV-MA Maio|CV-MO Mosteiros|CV-PA Paul|CV-PN Porto Novo|" +
	"CV-PR Praia|CV-RB Ribeira Brava|CV-RG Ribeira Grande|CV-RS Ribeira Grande de Santiago|CV-SD São Domingos|CV-SF São Filipe|CV-SL Sal|" +
	"CV-SM São Miguel|CV-SO São Lourenço dos Órgãos|CV-SS São Salvador do Mundo|CV-SV São Vicente|CV-TA Tarrafal|CV-TS Tarrafal de São Nicolau|" +
	"ES-AN Andalucía|ES-AR Aragón|ES-AS Principado de Asturias|ES-CB Cantabria|ES-CE Ceuta|ES-CL Castilla y León|ES-CM Castilla-La Mancha|" +
	"ES-CN Canarias|ES-CT Catalunya|ES-EX Extremadura|ES-GA Galicia|ES-IB Illes Balears|ES-MC Región de Murcia|ES-MD Comunidad de Madrid|ES-ML Melilla|" +
	"ES-NC Comunidad Foral de Navarra|ES-PV País Vasco|ES-RI La Rioja|ES-VC Comunidad Valenciana|FI-01 Ahvenanmaan maakunta|FI-02 Etelä-Karjala|" +
	"FI-03 Etelä-Pohjanmaa|FI-04 Etelä-Savo|FI-05 Kainuu|FI-06 Kanta-Häme|FI-07 Keski-Pohjanmaa|FI-08 Keski-Suomi|FI-09 Kymenlaakso|FI-10 Lappi|" +
	"FI-11 Pirkanmaa|FI-12 Pohjanmaa|FI-13 Pohjois-Karjala|FI-14 Pohjois-Pohjanmaa|FI-15 Pohjois-Savo|FI-16 Päijät-Häme|FI-17 Satakunta|FI-18 Uusimaa|" +
	"FI-19 Varsinais-Suomi|FM-KSA Kosrae|FM-PNI Pohnpei|FM-TRK Chuuk|FM-YAP Yap|FR-57 Moselle|FR-6AE Alsace|FR-971 Guadeloupe|FR-972 Martinique|" +
	"FR-973 Guyane|FR-974 La Réunion|FR-976 Mayotte|FR-BL Saint-Barthélemy|FR-MF Saint-Martin|FR-NC Nouvelle-Calédonie|FR-PF Polynésie française|" +
	"FR-PM Saint-Pierre-et-Miquelon|FR-TF Terres australes françaises|FR-WF Wallis-et-Futuna|GQ-AN Annobón|GQ-BN Bioko Norte|GQ-BS Bioko Sur|" +
	"GQ-CS Centro Sur|GQ-DJ Djibloho|GQ-KN Kié-Ntem|GQ-LI Litoral|GQ-WN Wele-Nzas|IN-AN Andaman and Nicobar Islands|IN-AP Andhra Pradesh|" +
	"IN-AR Arunāchal Pradesh|IN-AS Assam|IN-BR Bihār|IN-CG Chhattīsgarh|IN-CH Chandigarh|IN-DH Dādra and Nagar Haveli and Damān and Diu|IN-DL Delhi|" +
	"IN-GA Goa|IN-GJ Gujarāt|IN-HP Himāchal Pradesh|IN-HR Haryāna|IN-JH Jhārkhand|IN-JK Jammu and Kashmīr|IN-KA Karnātaka|IN-KL Kerala|IN-LA Ladākh|" +
	"IN-LD Lakshadweep|IN-MH Mahārāshtra|IN-ML Meghālaya|IN-MN Manipur|IN-MP Madhya Pradesh|IN-MZ Mizoram|IN-NL Nāgāland|IN-OD Odisha|IN-PB Punjab|" +
	"IN-PY Puducherry|IN-RJ Rājasthān|IN-SK Sikkim|IN-TN Tamil Nādu|IN-TR Tripura|IN-TS Telangāna|IN-UK Uttarākhand|IN-UP Uttar Pradesh|" +
	"IN-WB West Bengal|IT-AG Agrigento|IT-AL Alessandria|IT-AN Ancona|IT-AO Aosta|IT-AP Ascoli Piceno|IT-AQ L'Aquila|IT-AR Arezzo|IT-AT Asti|" +
	"IT-AV Avellino|IT-BA Bari|IT-BG Bergamo|IT-BI Biella|IT-BL Belluno|IT-BN Benevento|IT-BO Bologna|IT-BR Brindisi|IT-BS Brescia|" +
	"IT-BT Barletta-Andria-Trani|IT-BZ Bolzano|IT-CA Cagliari|IT-CB Campobasso|IT-CE Caserta|IT-CH Chieti|IT-CL Caltanissetta|IT-CN Cuneo|IT-CO Como|" +
	"IT-CR Cremona|IT-CS Cosenza|IT-CT Catania|IT-CZ Catanzaro|IT-EN Enna|IT-FC Forlì-Cesena|IT-FE Ferrara|IT-FG Foggia|IT-FI Firenze|IT-FM Fermo|" +
	"IT-FR Frosinone|IT-GE Genova|IT-GO Gorizia|IT-GR Grosseto|IT-IM Imperia|IT-IS Isernia|IT-KR Crotone|IT-LC Lecco|IT-LE Lecce|IT-LI Livorno|IT-LO Lodi|" +
	"IT-LT Latina|IT-LU Lucca|IT-MB Monza e Brianza|IT-MC Macerata|IT-ME Messina|IT-MI Milano|IT-MN Mantova|IT-MO Modena|IT-MS Massa-Carrara|IT-MT Matera|" +
	"IT-NA Napoli|IT-NO Novara|IT-NU Nuoro|IT-OR Oristano|IT-PA Palermo|IT-PC Piacenza|IT-PD Padova|IT-PE Pescara|IT-PG Perugia|IT-PI Pisa|IT-PN Pordenone|" +
	"IT-PO Prato|IT-PR Parma|IT-PT Pistoia|IT-PU Pesaro e Urbino|IT-PV Pavia|IT-PZ Potenza|IT-RA Ravenna|IT-RC Reggio Calabria|IT-RE Reggio Emilia|" +
	"IT-RG Ragusa|IT-RI Rieti|IT-RM Roma|IT-RN Rimini|IT-RO Rovigo|IT-SA Salerno|IT-SI Siena|IT-SO Sondrio|IT-SP La Spezia|IT-SR Siracusa|IT-SS Sassari|" +
	"IT-SU Sud Sardegna|IT-SV Savona|IT-TA Taranto|IT-TE Teramo|IT-TN Trento|IT-TO Torino|IT-TP Trapani|IT-TR Terni|IT-TS Trieste|IT-TV Treviso|" +
	"IT-UD Udine|IT-VA Varese|IT-VB Verbano-Cusio-Ossola|IT-VC Vercelli|IT-VE Venezia|IT-VI Vicenza|IT-VR Verona|IT-VT Viterbo|IT-VV Vibo Valentia|" +
	"MO-I Islands|MO-M Macau|MY-01 Johor|MY-02 Kedah|MY-03 Kelantan|MY-04 Melaka|MY-05 Negeri Sembilan|MY-06 Pahang|MY-07 Pulau Pinang|MY-08 Perak|" +
	"MY-09 Perlis|MY-10 Selangor|MY-11 Terengganu|MY-12 Sabah|MY-13 Sarawak|MY-14 Wilayah Persekutuan Kuala Lumpur|MY-15 Wilayah Persekutuan Labuan|" +
	"MY-16 Wilayah Persekutuan Putrajaya|NI-AN Costa Caribe Norte|NI-AS Costa Caribe Sur|NI-BO Boaco|NI-CA Carazo|NI-CI Chinandega|NI-CO Chontales|" +
	"NI-ES Estelí|NI-GR Granada|NI-JI Jinotega|NI-LE León|NI-MD Madriz|NI-MN Managua|NI-MS Masaya|NI-MT Matagalpa|NI-NS Nueva Segovia|NI-RI Rivas|" +
	"NI-SJ Río San Juan|NO-03 Oslo|NO-11 Rogaland|NO-15 Møre og Romsdal|NO-18 Nordland|NO-21 Svalbard|NO-22 Jan Mayen|NO-31 Østfold|NO-32 Akershus|" +
	"NO-33 Buskerud|NO-34 Innlandet|NO-39 Vestfold|NO-40 Telemark|NO-42 Agder|NO-46 Vestland|NO-50 Trøndelag|NO-55 Troms|NO-56 Finnmark|NZ-AUK Auckland|" +
	"NZ-BOP Bay of Plenty|NZ-CAN Canterbury|NZ-CIT Chatham Islands Territory|NZ-GIS Gisborne|NZ-HKB Hawke's Bay|NZ-MBH Marlborough|" +
	"NZ-MWT Manawatū-Whanganui|NZ-NSN Nelson|NZ-NTL Northland|NZ-OTA Otago|NZ-STL Southland|NZ-TAS Tasman|NZ-TKI Taranaki|NZ-WGN Greater Wellington|" +
	"NZ-WKO Waikato|NZ-WTC West Coast|PT-01 Aveiro|PT-02 Beja|PT-03 Braga|PT-04 Bragança|PT-05 Castelo Branco|PT-06 Coimbra|PT-07 Évora|PT-08 Faro|" +
	"PT-09 Guarda|PT-10 Leiria|PT-11 Lisboa|PT-12 Portalegre|PT-13 Porto|PT-14 Santarém|PT-15 Setúbal|PT-16 Viana do Castelo|PT-17 Vila Real|PT-18 Viseu|" +
	"PT-20 Região Autónoma dos Açores|PT-30 Região Autónoma da Madeira|SB-CE Central|SB-CH Choiseul|SB-CT Honiara|SB-GU Guadalcanal|SB-IS Isabel|" +
	"SB-MK Makira-Ulawa|SB-ML Malaita|SB-RB Rennell and Bellona|SB-TE Temotu|SB-WE Western|SH-AC Ascension|SH-HL Saint Helena|SH-TA Tristan da Cunha|" +
	"ST-01 Água Grande|ST-02 Cantagalo|ST-03 Caué|ST-04 Lembá|ST-05 Lobata|ST-06 Mé-Zóchi|ST-P Príncipe|SV-AH Ahuachapán|SV-CA Cabañas|" +
	"SV-CH Chalatenango|SV-CU Cuscatlán|SV-LI La Libertad|SV-MO Morazán|SV-PA La Paz|SV-SA Santa Ana|SV-SM San Miguel|SV-SO Sonsonate|SV-SS San Salvador|" +
	"SV-SV San Vicente|SV-UN La Unión|SV-US Usulután|TV-FUN Funafuti|TV-NIT Niutao|TV-NKF Nukufetau|TV-NKL Nukulaelae|TV-NMA Nanumea|TV-NMG Nanumaga|" +
	"TV-NUI Nui|TV-VAI Vaitupu|US-AS American Samoa|US-GU Guam|US-MP Northern Mariana Islands|US-PR Puerto Rico|US-UM United States Minor Outlying Islands|" +
	"US-VI United States Virgin Islands"

// Name returns what a code that [For] takes stands for: of a country its usual English short name, of a
// subdivision the English name where one is usual ("Bavaria") and else its own ("Steiermark"). Names are for
// people and may change. It returns "" for other codes. The first call builds a table of all names.
func Name(code string) string { return namesByCode()[code] }

var namesByCode = sync.OnceValue(func() map[string]string {
	names := make(map[string]string)
	for item := range strings.SplitSeq(countryNames+"|"+placeNames+"|"+subdivisionNames, "|") {
		if code, name, _ := strings.Cut(item, " "); names[code] == "" {
			names[code] = name
		}
	}
	for _, code := range loadFacts().codes {
		// Places that python-holidays names itself, such as DE-Augsburg.
		if _, name, ok := strings.Cut(code, "-"); ok && names[code] == "" {
			names[code] = name
		}
	}
	return names
})
