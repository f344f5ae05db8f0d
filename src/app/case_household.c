/* Members, account and payments of a case. */
#include "app/case_tables.h"

#include "app/entry_view.h"
#include "app/money.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "base/rid.h"
#include "model/integrity.h"
#include "model/payee.h"
#include "model/payment.h"
#include "model/typing.h"

static const struct list_column member_columns[] = {
	{N_("Name"), 10, 1, false, 0},
	{N_("Relation"), 10, 0, false, 0},
	{N_("Sex"), 4, 0, false, 0},
	{N_("Age"), 4, 0, true, 0},
	{N_("Id number"), 18, 0, false, 0},
	{N_("Counted"), 5, 0, false, 0},
	{N_("Labour, illness, disability"), 20, 2, false, 0},
};

static const char *label_of(const struct app *app, const char *list, const char *key)
{
	const struct code_list *codes = library_codes(app->desk->lib, list);
	if (!key || !*key || g_str_equal(key, "0"))
		return "";
	return codes ? code_list_label(codes, key) : key;
}

char *members_summary(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autoptr(GPtrArray) members = c ? casefile_members(app->desk, c, day_today(), NULL) : NULL;
	g_autoptr(GString) names = g_string_new(NULL);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		g_string_append_printf(names, "%s%s", i ? " " : "", m->person->name);
	}
	return g_strdup_printf(
		_("%d counted: %s"), members ? household_counted(members) : 0, names->str);
}

/* The form of the programme says who may read of illness and disability (C-20). */
static bool may_read_health(const struct app *app, const struct casefile *c)
{
	const struct programme *p = casefile_programme(app->desk, c);
	const struct form_def *form = p && p->form ? library_form(app->desk->lib, p->form) : NULL;
	const struct block_def *member = form ? form_block(form, "member") : NULL;
	const struct field_def *health = member ? block_field(member, "health") : NULL;
	return !health || desk_may_read(app->desk, health->readers);
}

static char *condition_of(const struct app *app, const struct person *p)
{
	char type[12], level[12];
	g_snprintf(type, sizeof(type), "%d", p->disability_type);
	g_snprintf(level, sizeof(level), "%d", p->disability_level);
	g_autofree char *until = integrity_until(app->desk, p->id, day_today());
	/* TRANSLATORS: a record of fraud that counts until that day */
	g_autofree char *warning =
		until ? g_strdup_printf(_("not trusted until %s "), until) : g_strdup("");
	return g_strdup_printf("%s%s %s %s%s", warning, label_of(app, "labour", p->labour),
		label_of(app, "illness", p->illness), label_of(app, "disability_type", type),
		label_of(app, "disability_level", level));
}

static GPtrArray *members_make(struct section *s, GError **error)
{
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, error);
	g_autoptr(GPtrArray) members =
		c ? casefile_members(s->app->desk, c, s->as_of, error) : NULL;
	if (!members)
		return NULL;
	GPtrArray *rows = table_new();
	for (guint i = 0; i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		int years =
			m->person->birth ? rid_age(day_from_iso(m->person->birth), s->as_of) : -1;
		g_autofree char *age = years >= 0 ? g_strdup_printf("%d", years) : g_strdup("");
		g_autofree char *condition = may_read_health(s->app, c)
			? condition_of(s->app, m->person)
			: g_strdup("***");
		table_add(rows, m->id, m->person->name, label_of(s->app, "relation", m->relation),
			label_of(s->app, "sex", m->person->sex), age,
			m->person->id_no ? m->person->id_no : "", m->counted ? _("yes") : _("no"),
			condition, NULL);
	}
	return rows;
}

static enum reply members_edit(struct section *s, const struct list_row *row)
{
	(void)row;
	apply_edit(s->app, s->casefile, "member");
	return REPLY_DONE;
}

static char *members_head(struct section *s)
{
	char iso[DAY_LEN];
	if (s->as_of == day_today())
		return g_strdup("");
	return g_strdup_printf(_("As of %s"), day_to_iso(s->as_of, iso));
}

static const struct section_def members_def = {
	.name = "members",
	.title = N_("Members"),
	.hint = N_("Enter opens the members in the application form; F7: as of another day"),
	.empty = N_("The household had no members on that day; F7 asks for another one."),
	.head = members_head,
	.dated = true,
	.columns = member_columns,
	.n_columns = G_N_ELEMENTS(member_columns),
	.make = members_make,
	.open = members_edit,
};

void members_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &members_def);
}

/* --- account ---------------------------------------------------------------------------------- */

char *account_summary(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!c || !c->account)
		return g_strdup(_("no account yet"));
	return g_strdup_printf(
		"%s %s %s", c->bank ? c->bank : "", c->account, c->holder ? c->holder : "");
}

struct account {
	row_id casefile;
};

static bool account_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	return payee_fill(app->desk, ((struct account *)ctx)->casefile, e, error);
}

static bool account_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	(void)next;
	return payee_save(app->desk, ((struct account *)ctx)->casefile, e, error);
}

void account_open(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!c)
		return;
	struct account *a = g_new0(struct account, 1);
	a->casefile = casefile;
	g_autofree char *subject = draft_subject(casefile);
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, _("Account"));
	struct entry_view_options o = {
		.form = "account",
		.subject = subject,
		.title = title,
		.casefile = casefile,
		.state = c->state,
		.fill = account_fill,
		.finish = account_finish,
		.ctx = a,
		.free_ctx = g_free,
	};
	entry_view_open(app, &o);
}

/* --- payments --------------------------------------------------------------------------------- */

static const struct list_column paid_columns[] = {
	{N_("Month"), 8, 0, false, 0},
	{N_("People"), 8, 0, true, 0},
	{N_("Base"), 12, 0, true, 0},
	{N_("Supplement"), 12, 0, true, 0},
	{N_("Amount"), 12, 0, true, 0},
	{N_("State"), 10, 1, false, 0},
};

struct paid {
	const struct desk *desk;
	GPtrArray *rows;
	int n;
	fen last;
	char *month;
};

static bool see_paid(const char *for_month, const struct payment_row *p, void *ctx)
{
	struct paid *f = ctx;
	char base[MONEY_LEN], supplement[MONEY_LEN], amount[MONEY_LEN], members[12];
	g_snprintf(members, sizeof(members), "%d", p->members);
	if (f->rows)
		table_add(f->rows, p->id, for_month, members, money_print(p->base, base),
			money_print(p->supplement, supplement), money_print(p->amount, amount),
			words_of_code(f->desk, "payment_state", p->state), NULL);
	f->n++;
	f->last = p->amount;
	g_free(f->month);
	f->month = g_strdup(for_month);
	return true;
}

char *paid_summary(struct app *app, row_id casefile)
{
	struct paid f = {.desk = app->desk};
	char amount[MONEY_LEN];
	payment_of_case(app->desk, casefile, see_paid, &f, NULL);
	char *text = f.n ? g_strdup_printf(_("%d months; last: %s %s yuan"), f.n, f.month,
				   money_print(f.last, amount))
			 : g_strdup(_("nothing paid yet"));
	g_free(f.month);
	return text;
}

static GPtrArray *paid_make(struct section *s, GError **error)
{
	struct paid f = {.desk = s->app->desk, .rows = table_new()};
	if (!payment_of_case(s->app->desk, s->casefile, see_paid, &f, error))
		g_clear_pointer(&f.rows, g_ptr_array_unref);
	g_free(f.month);
	return f.rows;
}

static enum reply paid_due(struct section *s)
{
	due_open(s->app, s->casefile);
	return REPLY_DONE;
}

static const struct section_def paid_def = {
	.name = "paid",
	.hint = N_("F5: what was due and what was paid, month by month; arrears, recoveries"),
	.all = paid_due,
	.title = N_("Payments"),
	.empty = N_("Nothing has been paid to this household yet."),
	.columns = paid_columns,
	.n_columns = G_N_ELEMENTS(paid_columns),
	.make = paid_make,
};

void paid_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &paid_def);
}
