# A made-up township for the tests of the checks: its rosters, the year's payments, the lists of
# other departments, and what is wrong in them.  Another seed makes other people, other amounts and
# other faults; every third rounds its payments to hundreds, every second is of a town.
#
#     awk -v seed=N -v dir=DIR -f town.awk
#
# Amounts are reckoned here by policy 9.3, apart from the program.

function roll(from, to) { return from + int(rand() * (to - from + 1)) }

function two(n) { return sprintf("%02d", n) }

# GB 11643, of the 17 digits before.
function check_digit(s,    i, sum) {
	for (i = 1; i <= 17; i++)
		sum += substr(s, i, 1) * weight[i]
	return substr("10X98765432", sum % 11 + 1, 1)
}

function id_of(year, sex,    s) {
	do {
		s = "140321" year two(roll(1, 12)) two(roll(1, 28)) two(roll(10, 99))
		s = s (roll(0, 4) * 2 + (sex == "男"))
		s = s check_digit(s)
	} while (s in taken)
	taken[s] = 1
	return s
}

function name_of() {
	return surname[roll(1, n_surname)] given[roll(1, n_given)] given[roll(1, n_given)]
}

function account_of(    s, i) {
	s = "6221"
	for (i = 0; i < 15; i++)
		s = s roll(0, 9)
	return s
}

function ceil(x) { return x == int(x) ? x : int(x) + 1 }

function fault(check, subject) { print check "\t" subject >(dir "/truth") }

# A household that has no fault yet, of at least so many people.
function fresh(least,    h) {
	do
		h = roll(1, households)
	while (faulty[h] || size[h] < least)
	faulty[h] = 1
	return h
}

# The lists of other departments, each with the headings of its own.
function begin_lists(    n, kinds, i) {
	head["death"] = "姓名,身份证号码,死亡日期"
	head["vehicle"] = "所有人,身份证明号码,登记日期,号牌号码,车辆类型"
	head["business"] = "经营者姓名,证件号码,成立日期,名称"
	head["insurance"] = "姓名,社会保障号码,缴费年月,险种,缴费基数"
	head["deposit"] = "姓名,证件号码,开户机构,余额"
	head["marriage"] = "本人姓名,本人证件号,登记日期,离婚日期,配偶姓名,配偶证件号"
	title["death"] = "殡葬火化人员名单"
	title["vehicle"] = "机动车登记"
	title["business"] = "市场主体登记"
	title["insurance"] = "社会保险缴费"
	title["deposit"] = "银行存款核对"
	title["marriage"] = "婚姻登记"
	for (kind in head)
		print title[kind] "\n" head[kind] >(dir "/" kind ".csv")
}

# Amounts in yuan.
function outside(kind, who, id, happened, until, amount, other, other_id, detail,    row) {
	row = who "," id
	if (kind != "deposit")
		row = row "," (kind == "insurance" ? until : happened)
	if (kind == "marriage")
		row = row "," until "," other "," other_id
	else if (kind != "death")
		row = row "," detail
	if (kind == "insurance" || kind == "deposit")
		row = row "," amount
	print row >(dir "/" kind ".csv")
}

function pay(month, on, what, who, id, amount, account, state) {
	printf "2023%s,%s,%s,%s,%s,%s,%s,%s\n", two(month), on, what, who, id, amount, account,
		state ? state : "成功" >(dir "/payments.csv")
}

function make_households(    h, i, sex, relation, year) {
	households = roll(30, 90)
	for (h = 1; h <= households; h++) {
		size[h] = roll(1, 4)
		income[h] = roll(0, int(size[h] * old * 0.9))
		account[h] = account_of()
		village[h] = "东升社区居委会"
		for (i = 1; i <= size[h]; i++) {
			sex = roll(0, 1) ? "男" : "女"
			year = i == 1 ? roll(1945, 1990) : i == 2 ? roll(1948, 1992) : roll(2006, 2020)
			id[h, i] = id_of(year, sex)
			who[h, i] = name_of()
			gender[h, i] = sex
		}
	}
}

function amounts(    h) {
	for (h = 1; h <= households; h++) {
		before[h] = ceil((size[h] * old - income[h]) / 12)
		after[h] = ceil((size[h] * standard - income[h]) / 12)
		wrong[h] = after[h]
		if (rounded) {
			before[h] = int((before[h] + 50) / 100) * 100
			wrong[h] = int((after[h] + 50) / 100) * 100
			if (!wrong[h])
				wrong[h] = before[h] = 100
		}
	}
}

function spoil_amounts(    i, h) {
	if (rounded) {
		fault("K-42", "140321100")
		return
	}
	for (i = roll(2, 5); i; i--) {
		h = fresh(1)
		wrong[h] += roll(0, 1) || wrong[h] < 60 ? roll(7, 260) : -roll(7, 50)
		fault("K-20", id[h, 1])
	}
}

function kill(    i, h, m) {
	for (i = roll(1, 4); i; i--) {
		h = fresh(2)
		m = roll(1, 8)
		outside("death", who[h, 2], id[h, 2], "2023-" two(m) "-" two(roll(1, 28)))
		fault("K-31", id[h, 2])
		fault("K-32", id[h, 2])
	}
	outside("death", name_of(), id_of(1940, "男"), "2023-05-05")
}

function own_things(    h, i) {
	h = fresh(1); fault("K-33", id[h, 1])
	outside("vehicle", who[h, 1], id[h, 1], "2020-01-02", "", "", "", "", "晋C12345,小型轿车")
	h = fresh(2); fault("K-33", id[h, 2])
	outside("insurance", who[h, 2], id[h, 2], "", "2023-10", 3400, "", "", "城镇职工养老保险")
	h = fresh(1); fault("K-33", id[h, 1])
	outside("deposit", who[h, 1], id[h, 1], "", "", 50000, "", "", "农村商业银行")
	# What everybody has, and what others have, is nothing.
	h = fresh(1)
	outside("insurance", who[h, 1], id[h, 1], "", "2023-10", 200, "", "", "城乡居民养老保险")
	outside("vehicle", who[h, 1], id[h, 1], "2019-01-01", "", "", "", "", "晋C54321,普通二轮摩托车")
	for (i = 0; i < 5; i++)
		outside("business", name_of(), id_of(1980, "女"), "2018-03-04", "", "", "", "", "小卖部")
	h = fresh(1); fault("K-22", id[h, 1])
	outside("marriage", who[h, 1], id[h, 1], "2010-05-06", "", "", name_of(), id_of(1975, "女"))
	h = fresh(2) # his wife is there
	outside("marriage", who[h, 1], id[h, 1], "2010-05-06", "", "", who[h, 2], id[h, 2])
	h = fresh(1) # they are divorced
	outside("marriage", who[h, 1], id[h, 1], "2010-05-06", "2018-01-01", "", name_of(), id_of(1975, "女"))
}

function share_account(    h, k) {
	h = fresh(1)
	k = fresh(1)
	account[k] = account[h]
	fault("K-account", account[h])
}

function write_roster(    h, i, relation, f) {
	f = dir "/roster.csv"
	printf "平定县冠山镇2023年12月%s低保金发放花名册\n填报单位：冠山镇人民政府,,,填报日期：2023年12月5日\n\n", area >f
	print "序号,村（社区）,户主姓名,家庭成员姓名,与户主关系,性别,身份证号码,类别,保障人口,家庭年收入,月保障金额,开户银行,银行账号,备注" >f
	for (h = 1; h <= households; h++)
		for (i = 1; i <= size[h]; i++) {
			relation = i == 1 ? "本人" : i == 2 ? "配偶" : gender[h, i] == "男" ? "子" : "女"
			if (i == 1)
				printf "%d,%s,%s,%s,%s,%s,%s,B,%d,%d,%d,农村信用社,%s,\n", h, village[h],
					who[h, 1], who[h, 1], relation, gender[h, 1], id[h, 1], size[h],
					income[h], wrong[h], account[h] >f
			else
				printf ",,,%s,%s,%s,%s,,,,,,,\n", who[h, i], relation, gender[h, i], id[h, i] >f
		}
}

function write_payments(    m, h, on, late) {
	print "所属月份,发放日期,救助类别,姓名,身份证号,金额,银行账号,状态" >(dir "/payments.csv")
	late = roll(2, 11)
	fault("K-60", "2023-" two(late))
	for (m = 1; m <= 12; m++) {
		on = "2023-" two(m) "-" two(m == late ? roll(11, 27) : roll(3, 10))
		paid_on[m] = on
		for (h = 1; h <= households; h++)
			pay(m, on, area "低保", who[h, 1], id[h, 1], m < 5 ? before[h] : wrong[h], account[h])
	}
	# The raised standard is paid back in May.
	for (m = 1; m < 5 && !rounded; m++)
		for (h = 1; h <= households; h++)
			pay(m, paid_on[5], area "低保补发", who[h, 1], id[h, 1], after[h] - before[h], account[h])
}

# Destitute people: one stands in dibao, too; one was not paid for months.
function write_destitute(    i, m, f, n, w, d, gap, from, to, twin, h) {
	f = dir "/destitute.csv"
	print "冠山镇2023年12月特困人员供养花名册\n填报单位：冠山镇人民政府,,,填报日期：2023年12月5日\n" >f
	print "序号,村,姓名,性别,身份证号,供养方式,自理能力,基本生活费,照料护理费,合计,供养机构,银行账号,备注" >f
	n = roll(4, 20)
	twin = roll(1, n)
	do
		gap = roll(1, n)
	while (gap == twin)
	from = roll(2, 6)
	to = from + roll(0, 4)
	h = fresh(1)
	for (i = 1; i <= n; i++) {
		w = i == twin ? who[h, 1] : name_of()
		d = i == twin ? id[h, 1] : id_of(roll(1935, 1960), "男")
		printf "%d,%s,%s,%s,%s,分散,全自理,%d,198,%d,,%s,\n", i, "东升社区居委会", w,
			substr(d, 17, 1) % 2 ? "男" : "女", d, basic, basic + 198, account_of() >f
		for (m = 1; m <= 12; m++)
			if (i != gap || m < from || m > to)
				pay(m, paid_on[m], "特困供养", w, d, basic + 198, account_of())
		if (i == twin)
			fault("K-30", d)
		if (i == gap)
			fault("K-40", d)
	}
}

# Two orphans of one guardian share his account; one comes of age.
function write_children(    f, i, d, w, guardian, guardian_id, account, m) {
	f = dir "/children.csv"
	print "冠山镇孤儿和事实无人抚养儿童花名册\n填报单位：冠山镇人民政府,,,填报日期：2023年12月5日\n" >f
	print "序号,儿童姓名,性别,身份证号,类别,安置方式,监护人姓名,监护人身份证号,与儿童关系,月发放金额,银行账号" >f
	guardian = name_of()
	guardian_id = id_of(1960, "女")
	account = account_of()
	for (i = 1; i <= 3; i++) {
		w = name_of()
		do
			d = id_of(i == 1 ? 2005 : roll(2008, 2018), "女")
		while (i == 1 && substr(d, 11, 2) > 10)
		printf "%d,%s,女,%s,孤儿,社会散居,%s,%s,祖父母,1170,%s\n", i, w, d, guardian, guardian_id,
			account >f
		for (m = 1; m <= 12; m++)
			pay(m, paid_on[m], "孤儿", w, d, 1170, account)
		if (i == 1)
			fault("K-75", d)
	}
}

function grant(on, w, d, cause, amount) {
	printf "%d,%s,%s,%s,%s,%d,银行,\n", ++grants, on, w, d, cause, amount >(dir "/grants.csv")
}

# Twice for one cause, twice for two causes, twice in two households.
function write_grants(    i, w, d, h, f) {
	f = dir "/grants.csv"
	print "冠山镇2023年临时救助台账\n填报单位：冠山镇人民政府,,,填报日期：2023年12月5日\n" >f
	print "序号,审批日期,姓名,身份证号码,救助事由,救助金额（元）,发放方式,备注" >f
	for (i = roll(3, 9); i; i--)
		grant("2023-" two(roll(1, 12)) "-" two(roll(1, 28)), name_of(), id_of(1970, "男"),
			cause[roll(1, 4)], roll(3, 20) * 100)
	w = name_of(); d = id_of(1971, "男")
	grant("2023-02-03", w, d, cause[1], 800)
	grant("2023-11-03", w, d, cause[1], 900)
	fault("K-50", d)
	w = name_of(); d = id_of(1972, "男")
	grant("2023-02-03", w, d, cause[2], 800)
	grant("2023-11-03", w, d, cause[3], 900)
	h = fresh(2)
	grant("2023-03-03", who[h, 1], id[h, 1], cause[4], 800)
	grant("2023-08-03", who[h, 2], id[h, 2], cause[4], 900)
	fault("K-50", id[h, 2])
	w = name_of(); d = id_of(1950, "男")
	grant("2023-07-01", w, d, cause[1], 700)
	outside("death", w, d, "2023-06-02")
	fault("K-31", d)
}

BEGIN {
	srand(seed)
	split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
	n_surname = split("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林", surname, " ")
	n_given = split("志 明 桂 兰 秀 珍 建 国 永 平 翠 花 英 俊 峰 玲 燕 宏", given, " ")
	split("火灾 交通事故 意外伤害 子女就学", cause, " ")
	rounded = seed % 3 == 0
	area = seed % 2 ? "城市" : "农村"
	old = seed % 2 ? 7800 : 6000
	standard = seed % 2 ? 8160 : 6240
	basic = seed % 2 ? 884 : 676
	begin_lists()
	make_households()
	amounts()
	spoil_amounts()
	share_account()
	kill()
	own_things()
	write_roster()
	write_payments()
	write_destitute()
	write_children()
	write_grants()
}
