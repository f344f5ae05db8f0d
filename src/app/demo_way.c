/* The steps of practice cases, done as their people would: papers come in, answers arrive, forms
 * are filled.  Everything goes through the model, so nothing is here that the program would not
 * allow. */
#include "config.h"

#include "app/demo_way.h"

#include "model/application.h"
#include "model/evidence.h"
#include "model/flow.h"
#include "model/paper.h"
#include "model/verification.h"

struct doing {
	struct desk *desk;
	struct dice *dice;
	struct demo_case *c;
	const char *what;
	struct casefile *file;
	GError **error;
};

const char *demo_deed_login(const char *what)
{
	static const char *const logins[][2] = {{"survey", "survey1"}, {"review", "reviewer"},
		{"return", "reviewer"}, {"confirm", "approver"}, {"refuse", "approver"},
		{"plan", "payer1"}, {"approve", "payer2"}};
	for (guint i = 0; i < G_N_ELEMENTS(logins); i++)
		if (g_str_equal(logins[i][0], what))
			return logins[i][1];
	return "clerk";
}

/* --- what a step needs ----------------------------------------------------------------------- */

/* The papers that must not be missing at an action; some: only the first of them. */
static bool bring_papers(struct doing *d, const char *action, bool some)
{
	g_autoptr(GPtrArray) papers = paper_list(d->desk, d->file, d->error);
	int n = 0;
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		if (!p->required || p->id || !g_str_equal(p->def->by, action))
			continue;
		if (some && n++ >= 2)
			break;
		if (!paper_receive(d->desk, d->file, p->def->code, dice_roll(d->dice, 1, 3),
			    p->def->made_here || n % 2 ? "original" : "copy", d->error))
			return false;
	}
	return papers != NULL;
}

static bool sign_all(struct doing *d)
{
	g_autoptr(GPtrArray) members = casefile_members(d->desk, d->file, day_today(), d->error);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		if (m->counted &&
			!verification_authorise(
				d->desk, d->file->id, m->person->id, day_today(), d->error))
			return false;
	}
	return members != NULL;
}

static bool answer_one(struct doing *d, const struct verification *v)
{
	bool found = g_str_equal(v->source, "08") && dice_roll(d->dice, 1, 3) == 1;
	g_autofree char *result = found
		? g_strdup_printf("活期余额%d元", dice_roll(d->dice, 3, 60) * 37)
		: v->manual ? g_strdup("走访本人和邻居，没有")
			    : NULL;
	return verification_set(d->desk, d->file->id, v->person, v->source,
		found ? "found" : "nothing", result, d->error);
}

/* The answers that departments sent so far, half of them or all. */
static bool answer(struct doing *d, bool half)
{
	g_autoptr(GPtrArray) list = verification_list(d->desk, d->file, d->error);
	for (guint i = 0; list && i < list->len; i++) {
		const struct verification *v = g_ptr_array_index(list, i);
		bool later = half && (v->manual || i % 2);
		if (!v->reported_on && !later && !answer_one(d, v))
			return false;
	}
	return list != NULL;
}

/* What was seen at home: as declared, and a guess where the family could not tell. */
static bool survey_amounts(struct doing *d)
{
	int n = 0;
	if (!evidence_copy(d->desk, d->file->id, false, &n, d->error))
		return false;
	g_autoptr(GPtrArray) assets = evidence_assets(d->desk, d->file->id, d->error);
	for (guint i = 0; assets && i < assets->len; i++) {
		const struct evidence *e = g_ptr_array_index(assets, i);
		if (e->surveyed == EVIDENCE_NONE &&
			!evidence_set(d->desk, e->id, true, "surveyed", 80000, "800", d->error))
			return false;
	}
	return assets != NULL;
}

static bool make_ready(struct doing *d)
{
	if (!bring_papers(d, d->what, false))
		return false;
	if (g_str_equal(d->what, "accept"))
		return sign_all(d);
	if (g_str_equal(d->what, "verify"))
		return answer(d, false);
	return !g_str_equal(d->what, "survey") || survey_amounts(d);
}

/* --- forms ----------------------------------------------------------------------------------- */

/* What is usual in each form; dates keep their default, the day of the deed. */
static const struct {
	const char *what, *block, *field, *typed[3]; /* one of them */
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
	{"review", "opinion", "text",
		{"收入低于标准，财产符合规定", "符合条件，同意公示", "经复核，情况属实"}},
	{"publicise", "publicity", "place", {"村务公开栏", "社区公示栏", "村委会门口和便民服务站"}},
	{"object", "objection", "by_whom", {"."}},
	{"object", "objection", "content", {"有人反映该户有人在外打工，收入没有申报"}},
	{"settle", "objection", "outcome", {"2"}},
	{"settle", "objection", "note", {"经入户和电话核实，打工收入已经申报"}},
	{"refuse", "decision", "cause", {"1"}},
	{"refuse", "decision", "reason", {"核定的家庭人均收入高于低保标准"}},
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
};

static bool key(
	struct doing *d, struct filling *f, const char *block, const char *field, const char *typed)
{
	return filling_key(f, block, 0, field, typed, "已当面核实", d->error);
}

static bool key_day(
	struct doing *d, struct filling *f, const char *block, const char *field, day on)
{
	char iso[DAY_LEN];
	return key(d, f, block, field, day_to_iso(on, iso));
}

/* The visit is within three working days of the acceptance (D-30), after an objection anew. */
static day visit_day(const struct doing *d)
{
	const struct calendar *cal = library_calendar(d->desk->lib);
	if (d->c->objected != DAY_NONE)
		return day_today();
	day visit = calendar_add_workdays(cal, d->c->accepted, dice_roll(d->dice, 1, 3), NULL);
	return MIN(visit, day_today());
}

static bool key_rest(struct doing *d, struct filling *f)
{
	const struct demo_person *head = g_ptr_array_index(d->c->family->persons, 0);
	char first[MONTH_LEN];
	if (g_str_equal(d->what, "survey"))
		return key(d, f, "survey", "received_by", head->name) &&
			key_day(d, f, "survey", "visited_on", visit_day(d));
	if (g_str_equal(d->what, "tell"))
		return key(d, f, "decision", "note", head->name);
	if (g_str_equal(d->what, "capture"))
		return key_day(d, f, "decision", "decided_on", d->file->applied_on + 30) &&
			key(d, f, "decision", "from_month",
				month_to_iso(month_of(d->file->applied_on + 30) + 1, first));
	return true;
}

static struct filling *fill(struct doing *d, const char *form)
{
	g_autoptr(filling) f = filling_new(d->desk, form, d->file, d->error);
	for (guint i = 0; f && i < G_N_ELEMENTS(usual); i++) {
		int n = 1;
		if (!g_str_equal(usual[i].what, d->what))
			continue;
		while (n < (int)G_N_ELEMENTS(usual[i].typed) && usual[i].typed[n])
			n++;
		if (!key(d, f, usual[i].block, usual[i].field,
			    usual[i].typed[dice_roll(d->dice, 0, n - 1)]))
			return NULL;
	}
	if (!f || !key_rest(d, f) || !filling_finish(f, "已当面核实", d->error))
		return NULL;
	return g_steal_pointer(&f);
}

/* --- deeds ----------------------------------------------------------------------------------- */

static bool apply(struct doing *d)
{
	char iso[DAY_LEN];
	g_autoptr(filling) f = filling_new(d->desk, "application", NULL, d->error);
	/* What an old paper says is older than the day on which it is keyed. */
	day on = g_str_equal(d->what, "apply-old") ? day_today() - 700 : day_today();
	return f &&
		demo_family_key(d->c->family, f, day_to_iso(on, iso), d->c->account, d->error) &&
		application_save(
			d->desk, "dibao", filling_entry(f), NULL, &d->c->casefile, d->error);
}

static bool act(struct doing *d)
{
	const struct action_def *a =
		programme_action(casefile_programme(d->desk, d->file), d->what);
	g_autoptr(filling) f = a && a->form ? fill(d, a->form) : NULL;
	if (a && a->form && !f)
		return false;
	if (!flow_do(
		    d->desk, d->file->id, d->what, f ? filling_entry(f) : NULL, DAY_NONE, d->error))
		return false;
	if (g_str_equal(d->what, "accept"))
		d->c->accepted = day_today();
	if (g_str_equal(d->what, "object"))
		d->c->objected = day_today();
	return true;
}

static bool do_file(struct doing *d)
{
	if (g_str_equal(d->what, "some"))
		return bring_papers(d, "accept", true);
	if (g_str_equal(d->what, "papers"))
		return bring_papers(d, "accept", false);
	if (g_str_equal(d->what, "answers"))
		return answer(d, true);
	return make_ready(d) && act(d);
}

bool demo_deed_do(struct desk *desk, struct demo_people *people, const struct demo_deed *deed,
	struct demo_case *c, GError **error)
{
	struct doing d = {desk, &people->dice, c, deed->what, NULL, error};
	if (g_str_has_prefix(deed->what, "apply"))
		return apply(&d);
	d.file = casefile_get(desk, c->casefile, error);
	/* One change for what one person does at once: one save on the disk. */
	struct change *change = d.file ? desk_change(desk, deed->what, error) : NULL;
	bool ok = change && do_file(&d) && change_commit(&change, error);
	change_cancel(&change);
	casefile_free(d.file);
	return ok;
}
