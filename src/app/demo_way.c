/* The steps of practice cases, done as their people would: papers come in, answers arrive, forms
 * are filled.  Everything goes through the model, so nothing is here that the program would not
 * allow. */
#include "config.h"

#include "app/demo_steps.h"

#include "model/application.h"
#include "model/evidence.h"
#include "model/flow.h"
#include "model/paper.h"
#include "model/verification.h"

struct doing {
	struct desk *desk;
	struct dice *dice;
	struct demo_people *people;
	const struct demo_deed *deed;
	struct demo_case *c;
	const char *what;
	struct casefile *file;
	GError **error;
};

/* The first role that the programme file names for it; what has no step is the clerk's. */
const char *demo_deed_login(const struct desk *desk, const struct demo_deed *deed)
{
	static const char *const logins[][2] = {
		{"investigator", "survey1"}, {"reviewer", "reviewer"}, {"approver", "approver"}};
	const struct programme *p =
		deed->programme ? library_programme(desk->lib, deed->programme) : NULL;
	const struct action_def *a = p ? programme_action(p, deed->what) : NULL;
	for (guint i = 0; a && a->roles && i < G_N_ELEMENTS(logins); i++)
		if (g_str_equal(a->roles[0], logins[i][0]))
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

/* Programmes that ask no department need nobody's signature for it. */
static bool is_checked(const struct doing *d)
{
	return programme_action(casefile_programme(d->desk, d->file), "ask") != NULL;
}

static bool make_ready(struct doing *d)
{
	if (!bring_papers(d, d->what, false))
		return false;
	if (g_str_equal(d->what, "accept"))
		return !is_checked(d) || sign_all(d);
	if (g_str_equal(d->what, "verify"))
		return answer(d, false);
	return !g_str_equal(d->what, "survey") || survey_amounts(d);
}

/* --- deeds ----------------------------------------------------------------------------------- */

/* Whom an individual programme for one of a household is about: the one who is disabled. */
static int subject_of(const struct doing *d, const struct programme *p)
{
	const GPtrArray *persons = d->c->family->persons;
	for (guint i = 0; p->individual && i < persons->len; i++)
		if (((struct demo_person *)g_ptr_array_index(persons, i))->disability_type)
			return (int)i;
	return 0;
}

static bool apply(struct doing *d)
{
	const struct programme *p = library_programme(d->desk->lib, d->deed->programme);
	g_autoptr(filling) f = filling_new(d->desk, p->form, NULL, d->error);
	struct demo_form form = {.people = d->people,
		.family = d->c->family,
		.programme = p->key,
		.subject = subject_of(d, p),
		/* What an old paper says is older than the day on which it is keyed. */
		.applied = g_str_equal(d->what, "apply-old") ? day_today() - 700 : day_today(),
		.account = d->c->account};
	d->c->accepted = d->c->objected = DAY_NONE;
	return f && demo_form_key(&form, f, d->error) &&
		application_save(
			d->desk, p->key, filling_entry(f), NULL, &d->c->casefile, d->error);
}

static bool act(struct doing *d)
{
	const struct action_def *a =
		programme_action(casefile_programme(d->desk, d->file), d->what);
	struct demo_step step = {d->desk, d->people, d->dice, d->c, d->what, d->file};
	g_autoptr(filling) f = a && a->form ? demo_step_fill(&step, a->form, d->error) : NULL;
	if (a && a->form && !f)
		return false;
	if (!flow_do(
		    d->desk, d->file->id, d->what, f ? filling_entry(f) : NULL, DAY_NONE, d->error))
		return false;
	if (g_str_equal(d->what, "accept") || g_str_equal(d->what, "admit"))
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

static bool do_deed(struct doing *d)
{
	if (g_str_has_prefix(d->what, "apply"))
		return apply(d);
	d->file = casefile_get(d->desk, d->c->casefile, d->error);
	bool ok = d->file && do_file(d);
	if (!ok && d->file)
		g_prefix_error(d->error, "%s %s: ", d->file->file_no, d->what);
	casefile_free(d->file);
	return ok;
}

bool demo_deed_do(struct desk *desk, struct demo_people *people, const struct demo_deed *deed,
	struct demo_case *c, GError **error)
{
	struct doing d = {desk, &people->dice, people, deed, c, deed->what, NULL, error};
	struct dice others = people->dice;
	people->dice = c->dice;
	bool ok = do_deed(&d);
	c->dice = people->dice;
	people->dice = others;
	return ok;
}
