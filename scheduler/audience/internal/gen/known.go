package main

import "strings"

// known are the codes of GeoNames' first levels whose names differ too much from ISO's, or are those of
// another place: "Mexico City" is not "México". The numbers are those of FIPS 10-4, which GeoNames goes on using.
var known = func() map[string]string {
	table := make(map[string]string)
	for line := range strings.Lines(knownRows) {
		country, rows, _ := strings.Cut(strings.TrimSpace(line), " ")
		for row := range strings.FieldsSeq(rows) {
			admin, code, _ := strings.Cut(row, "=")
			table[country+"."+admin] = country + "-" + code
		}
	}
	return table
}()

const knownRows = `CD 04=KE 08=BC 11=NK 12=SK
CL 02=AI 04=AR 08=LI 12=RM
CN 13=XJ 14=XZ 16=GX 20=NM 21=NX
ES 07=IB 32=NC 51=AN 53=CN 54=CM 55=CL 56=CT 59=PV
GL 04=KU 06=QE 07=SM 11839534=QT 11839537=AV
ID 04=JK 07=JT 08=JI 11=KB 12=KS 13=KT 14=KI 17=NB 18=NT 21=ST 22=SG 24=SB 26=SU 28=MA 29=MU 30=JB 31=SA 32=SS 35=BB 36=PP 38=SN 39=PB 40=KR 41=SR 42=KU PD=PD PE=PE PS=PS PT=PT
MN 01=073 02=069 06=061 07=063 08=059 09=057 10=065 13=041 18=047
MX 07=COA 09=CMX 15=MEX 16=MIC 30=VER
NZ 10=CIT F3=MWT G2=WGN
PG 04=NPP 18=SAN
PT 10=30 14=11 23=20
RU 01=AD 03=AL 04=ALT 05=AMU 06=ARK 07=AST 08=BA 09=BEL 10=BRY 11=BU 12=CE 13=CHE 15=CHU 16=CU 17=DA 19=IN 20=IRK 21=IVA 22=KB 23=KGD 24=KL 25=KLU 27=KC 28=KR 29=KEM 30=KHA 31=KK 32=KHM 33=KIR 34=KO 37=KOS 38=KDA 40=KGN 41=KRS 42=LEN 43=LIP 44=MAG 45=ME 46=MO 47=MOS 48=MOW 49=MUR 50=NEN 51=NIZ 52=NGR 53=NVS 54=OMS 55=ORE 56=ORL 57=PNZ 59=PRI 60=PSK 61=ROS 62=RYA 63=SA 64=SAK 65=SAM 66=SPE 67=SAR 68=SE 69=SMO 70=STA 71=SVE 72=TAM 73=TA 75=TOM 76=TUL 77=TVE 78=TYU 79=TY 80=UD 81=ULY 83=VLA 84=VGG 85=VLG 86=VOR 87=YAN 88=YAR 89=YEV 90=PER 91=KYA 92=KAM 93=ZAB
UA 01=71 02=74 03=77 04=12 05=14 06=26 07=63 08=65 09=68 10=35 11=43 12=30 13=32 14=09 15=46 16=48 17=51 18=53 19=56 20=40 21=59 22=61 23=05 24=07 25=21 26=23 27=18
`
