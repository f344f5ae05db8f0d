/* What people usually write into the forms of the steps. */
#include "config.h"

#include "app/demo_steps.h"

/* Dates keep their default, the day of the deed. */
static const struct {
	const char *form, *block, *field, *typed[3]; /* one of them */
} usual[] = {
	{"survey", "survey", "surveyor1", {"survey1"}},
	{"survey", "survey", "surveyor2", {"survey2"}},
	{"survey", "survey", "housing", {"1", "3", "4"}},
	{"survey", "survey", "living",
		{"三间旧砖房，有彩电、冰箱，冬天烧煤取暖", "家中整洁，家具陈旧，种两亩玉米",
			"租住一居室，常年吃药，药盒可见"}},
	{"survey", "survey", "neighbours", {"邻居说情况属实", "邻居说儿女在外打工，很少回来", "."}},
	{"survey", "survey", "signed_surveyors", {"1"}},
	{"survey", "survey", "signed_family", {"1"}},
	{"survey", "survey", "conclusion",
		{"与申报一致", "收入与申报基本一致，生活困难", "申报属实，建议按核定数计算"}},
	{"opinion", "opinion", "text",
		{"收入低于标准，财产符合规定", "符合条件，同意公示", "经复核，情况属实"}},
	{"opinion_grant", "opinion", "text",
		{"票据齐全，困难属实，建议救助", "自付部分超出家庭承受能力"}},
	{"publicity", "publicity", "place", {"村务公开栏", "社区公示栏", "村委会门口和便民服务站"}},
	{"objection", "objection", "by_whom", {"."}},
	{"objection", "objection", "content", {"有人反映该户有人在外打工，收入没有申报"}},
	{"objection_end", "objection", "outcome", {"2"}},
	{"objection_end", "objection", "note", {"经入户和电话核实，打工收入已经申报"}},
	{"return", "casefile", "returned_to", {"income", "members"}},
	{"return", "casefile", "returned_note",
		{"打工收入只有本人申报，请补单位证明或银行流水",
			"户口簿上还有一人，请写明为什么不在家庭成员里"}},
	{"withdraw", "step", "cause", {"5"}},
	{"withdraw", "step", "note", {"子女接去同住，本人要求撤回", "已经找到工作，不再申请"}},
	{"capture", "decision", "document", {"盂民低保〔2021〕12号"}},
	{"capture", "decision", "amount", {"356", "412.5"}},
	{"capture", "decision", "box", {"7"}},
	{"capture", "decision", "volume", {"2"}},
	{"capture", "decision", "page", {"31"}},
	{"assessment", "assessment", "assessor", {"镇卫生院评估小组"}},
	{"assessment", "assessment", "note",
		{"能自己做饭，走路要拄拐", "起居能自理，洗澡要人帮", "一人在家，灶台干净"}},
	{"support", "support", "form", {"home"}},
	{"support", "support", "signed", {"1"}},
	{"sampling", "sampling", "visitor", {"县民政局二人"}},
	{"sampling", "sampling", "note", {"入户看望，情况与调查表一致"}},
	{"hearing", "hearing", "way", {"1", "2"}},
	{"hearing", "hearing", "about", {"家庭情况已经变化，拟从下个月起停发"}},
	{"hearing", "hearing", "statement", {"没有意见", "知道了，孩子已经上班"}},
	{"change_suspend", "decision", "reason", {"本人外出联系不上，查清以前暂停发放"}},
	{"stop", "decision", "cause", {"1"}},
	{"stop", "decision", "reason", {"子女就业，家庭人均收入已经高于标准"}},
	{"stop_recognition", "decision", "cause", {"1"}},
	{"stop_recognition", "decision", "reason", {"子女就业，收入已经高于认定标准"}},
	{"stop_destitute", "decision", "reason", {"不再符合供养条件"}},
	{"stop_child", "decision", "cause", {"3"}},
	{"stop_child", "decision", "reason", {"父亲刑满释放，已经接回抚养"}},
	{"stop_relief", "decision", "cause", {"6"}},
	{"stop_relief", "decision", "reason", {"未办手续自行离站，视为放弃救助"}},
	{"death", "step", "note", {"凭火化证明和户口注销证明"}},
	{"change_report", "step", "note", {"村里报来：摔伤后不能自己穿衣上床"}},
	{"meeting", "meeting", "document", {"镇长办公会纪要第9号"}},
	{"meeting", "meeting", "participants", {"镇长、分管副镇长、民政所二人"}},
	{"meeting", "meeting", "text", {"自付部分特别大，同意按特殊情形救助"}},
	{"grant", "decision", "instalments", {"1"}},
	{"grant", "decision", "reason", {"困难属实，同意救助"}},
	{"grant_urgent", "decision", "reason", {"情况紧急，先行救助"}},
	{"grant_fast", "decision", "reason", {"基本生活出现困难，快速救助"}},
	{"close_grant", "step", "cause", {"1", "2"}},
	{"close_grant", "step", "note", {"救助金已经发完，困难已经解除"}},
	{"escort", "step", "note", {"民政所二人护送到县救助站"}},
	{"relief_service", "service", "kind", {"1", "2"}},
	{"relief_service", "service", "amount", {"18.5", "42", "26"}},
	{"relief_service", "service", "receipt", {"."}},
	{"relief_service", "service", "note", {"热饭、棉衣", "住宿一晚，洗澡理发"}},
	{"relief_end", "end", "receiver_relation", {"侄子", "女儿"}},
	{"relief_end", "end", "destination", {"老家", "河北家中"}},
	{"relief_end", "end", "ticket", {"汽车票一张"}},
	{"relief_end", "end", "cash", {"."}},
	{"relief_end", "end", "belongings_returned", {"1"}},
	{"relief_handover", "end", "kind", {"5"}},
	{"relief_handover", "end", "receiver_relation", {"救助站值班员"}},
	{"relief_handover", "end", "destination", {"阳泉市救助管理站"}},
	{"relief_handover", "end", "ticket", {"."}},
	{"relief_handover", "end", "cash", {"."}},
	{"relief_handover", "end", "belongings_returned", {"1"}},
};

/* Why an application was refused, so that the applicant understands it (C-10). */
static const struct {
	const char *programme, *cause, *reason;
} refusals[] = {
	{"dibao", "1", "核定的家庭人均收入高于低保标准"},
	{"dibao_single", "9", "残疾等级达不到单人户的规定"},
	{"edge", "1", "核定的家庭人均收入高于低保标准的1.5倍"},
	{"rigid", "2", "家庭名下有第二套住房"},
	{"destitute", "9", "女儿有赡养能力"},
	{"temporary", "9", "支出已经由保险全部赔付"},
	{"temporary_urgent", "9", "事故赔偿已经到位，生活没有困难"},
	{"temporary_fast", "9", "工资已经发放，困难解除"},
	{"orphan", "9", "孩子的母亲已经找到，由母亲抚养"},
	{"unattended", "9", "父亲能够抚养"},
	{"infected", "9", "年满十八周岁"},
	{"vagrant", "1", "有住处，有收入，不属于救助对象"},
};

struct steps {
	const struct demo_step *s;
	struct filling *f;
	const char *form;
	GError **error;
};

static bool key(struct steps *k, const char *block, const char *field, const char *typed)
{
	return filling_key(k->f, block, 0, field, typed, "已当面核实", k->error);
}

static bool key_day(struct steps *k, const char *block, const char *field, day on)
{
	char iso[DAY_LEN];
	return key(k, block, field, day_to_iso(on, iso));
}

static bool key_amount(struct steps *k, const char *block, int from, int to)
{
	g_autofree char *typed = g_strdup_printf("%d", dice_roll(k->s->dice, from, to));
	return key(k, block, "amount", typed);
}

static const struct demo_person *head_of(const struct steps *k)
{
	return g_ptr_array_index(k->s->c->family->persons, 0);
}

/* --- forms that depend on the case -------------------------------------------------------------
 */

/* The visit is within three working days of the acceptance (D-30), after an objection anew; where
 * money comes first, it is on the day of the step (L-05). */
static bool key_survey(struct steps *k)
{
	const struct calendar *cal = library_calendar(k->s->desk->lib);
	const struct programme *p = casefile_programme(k->s->desk, k->s->file);
	day visit = day_today();
	if (k->s->c->objected == DAY_NONE && programme_action(p, "ask"))
		visit = calendar_add_workdays(
			cal, k->s->c->accepted, dice_roll(k->s->dice, 1, 3), NULL);
	return key(k, "survey", "received_by", head_of(k)->name) &&
		key_day(k, "survey", "visited_on", MIN(visit, day_today()));
}

static bool key_told(struct steps *k)
{
	return key(k, "decision", "note", head_of(k)->name);
}

static bool key_capture(struct steps *k)
{
	char first[MONTH_LEN];
	day decided = k->s->file->applied_on + 30;
	return key_day(k, "decision", "decided_on", decided) &&
		key(k, "decision", "from_month", month_to_iso(month_of(decided) + 1, first));
}

static bool key_refusal(struct steps *k)
{
	for (guint i = 0; i < G_N_ELEMENTS(refusals); i++)
		if (g_str_equal(refusals[i].programme, k->s->file->programme))
			return key(k, "decision", "cause", refusals[i].cause) &&
				key(k, "decision", "reason", refusals[i].reason);
	return true;
}

/* Six items; after a fall more of them (T-16). */
static bool key_assessment(struct steps *k)
{
	static const char *const items[] = {"wash", "walk", "toilet", "bed", "dress", "eat"};
	int unmet = g_str_equal(k->s->what, "reassess") ? 4
		: dice_roll(k->s->dice, 0, 2)           ? 0
							: dice_roll(k->s->dice, 1, 5);
	for (int i = 0; i < (int)G_N_ELEMENTS(items); i++)
		if (!key(k, "assessment", items[i], i < unmet ? "1" : "0"))
			return false;
	return true;
}

static bool key_support(struct steps *k)
{
	g_autofree char *neighbour = demo_name_new(k->s->people, NULL, false, 56);
	return key(k, "support", "caregiver", neighbour) &&
		key_day(k, "support", "agreement_on", day_today());
}

static bool key_hearing(struct steps *k)
{
	return key(k, "hearing", "person", head_of(k)->name);
}

static bool key_stop_destitute(struct steps *k)
{
	return key(k, "decision", "cause", k->s->c->died ? "1" : "5");
}

static bool key_death(struct steps *k)
{
	k->s->c->died = true;
	return key_day(k, "step", "died_on", day_today() - dice_roll(k->s->dice, 1, 3));
}

/* What a meeting decided may be over the most, and needs the county's number (L-10, L-14). */
static bool key_grant(struct steps *k)
{
	bool met = k->s->c->met;
	return key_amount(k, "decision", met ? 4600 : 640, met ? 6800 : 1960) &&
		(!met || key(k, "decision", "document", "盂民临〔2026〕17号"));
}

static bool key_opinion_grant(struct steps *k)
{
	return key_amount(k, "opinion", 640, 1960);
}

static bool key_grant_fast(struct steps *k)
{
	return key_amount(k, "decision", 260, 510);
}

static bool key_meeting(struct steps *k)
{
	k->s->c->met = true;
	return true;
}

static bool key_receiver(struct steps *k)
{
	g_autoptr(GPtrArray) others =
		g_ptr_array_new_with_free_func((GDestroyNotify)demo_person_free);
	const struct demo_person *who =
		demo_person_new(k->s->people, others, NULL, "01", false, 41);
	return key(k, "end", "receiver", who->name) && key(k, "end", "receiver_id", who->id_no);
}

/* Relatives are searched for first; who will stay over the limit, holidays and all, is reported
 * upwards, for others the police are asked (V-05, V-11). */
static bool key_report(struct steps *k)
{
	enum { LIMIT = 10 };
	const struct calendar *cal = library_calendar(k->s->desk->lib);
	bool first = k->s->c->reports++ == 0;
	bool stays = calendar_add_workdays(cal, day_today(), 2, NULL) - k->s->c->accepted > LIMIT;
	return key(k, "report", "kind",
		       first           ? "notice"
			       : stays ? "stay"
				       : "police") &&
		key(k, "report", "place",
			first           ? "全国救助寻亲网"
				: stays ? "市民政局"
					: "秀水派出所");
}

static bool key_relief_end(struct steps *k)
{
	bool fetched = g_str_equal(k->s->what, "fetched") || dice_roll(k->s->dice, 0, 1);
	return key(k, "end", "kind", fetched ? "2" : "4") && key_receiver(k);
}

static const struct {
	const char *form;
	bool (*key)(struct steps *k);
} special[] = {
	{"survey", key_survey},
	{"told", key_told},
	{"capture", key_capture},
	{"refusal", key_refusal},
	{"refusal_relief", key_refusal},
	{"assessment", key_assessment},
	{"support", key_support},
	{"hearing", key_hearing},
	{"stop_destitute", key_stop_destitute},
	{"death", key_death},
	{"meeting", key_meeting},
	{"grant", key_grant},
	{"grant_urgent", key_grant},
	{"grant_fast", key_grant_fast},
	{"opinion_grant", key_opinion_grant},
	{"relief_report", key_report},
	{"relief_end", key_relief_end},
	{"relief_handover", key_receiver},
};

static bool key_usual(struct steps *k)
{
	for (guint i = 0; i < G_N_ELEMENTS(usual); i++) {
		int n = 1;
		if (!g_str_equal(usual[i].form, k->form))
			continue;
		while (n < (int)G_N_ELEMENTS(usual[i].typed) && usual[i].typed[n])
			n++;
		if (!key(k, usual[i].block, usual[i].field,
			    usual[i].typed[dice_roll(k->s->dice, 0, n - 1)]))
			return false;
	}
	return true;
}

static bool key_special(struct steps *k)
{
	for (guint i = 0; i < G_N_ELEMENTS(special); i++)
		if (g_str_equal(special[i].form, k->form))
			return special[i].key(k);
	return true;
}

struct filling *demo_step_fill(const struct demo_step *s, const char *form, GError **error)
{
	g_autoptr(filling) f = filling_new(s->desk, form, s->file, error);
	struct steps k = {s, f, form, error};
	/* Where it goes decides what else is asked for: receivers of those who leave. */
	bool first = g_str_has_prefix(form, "relief_end");
	if (!f || (first && !key_special(&k)) || !key_usual(&k) || (!first && !key_special(&k)) ||
		!filling_finish(f, "已当面核实", error))
		return NULL;
	return g_steal_pointer(&f);
}
