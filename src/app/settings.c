/* Standards and parameters: the value in force per area, its history, new dated rows. */
#include "app/entry_view.h"
#include "app/money.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/amount.h"

/* Rows of the list: parameter i in area a has id i * AREAS + a + 1. */
#define AREAS 3
static const char *const areas[AREAS] = {"", "urban", "rural"};

struct settings {
	struct app *app;
	const struct param_def *def; /* of the history on show; NULL: the whole list */
	const char *area;
};

static const struct param_def *param_of(const struct settings *s, gint64 id, const char **area)
{
	const GPtrArray *params = library_params(s->app->desk->lib);
	gint64 i = (id - 1) / AREAS;
	if (id < 1 || i >= (gint64)params->len)
		return NULL;
	*area = areas[(id - 1) % AREAS];
	return g_ptr_array_index(params, i);
}

/* --- a new row -------------------------------------------------------------------------------- */

struct dating {
	const struct param_def *def;
	const char *area;
	/* What follows from it is looked at first; it is saved there. */
	struct retro *retro;
	struct setting s;
	char *value, *document, *note; /* of s */
};

/* The field of forms/entry/setting.ini that a parameter is keyed into. */
static const char *kind_of(const struct param_def *def)
{
	switch (def->type) {
	case PARAM_MONEY:
		return "money";
	case PARAM_CODE:
		return def->codes;
	case PARAM_PERCENT:
		return "percent";
	case PARAM_INTEGER:
		break;
	}
	return "integer";
}

static const char *get(const struct entry *e, const char *block, const char *field)
{
	const char *value = entry_get(e, block, 0, field);
	return value ? value : "";
}

/* Only the field that was asked holds a value. */
static const char *keyed_value(const struct entry *e)
{
	const struct block_def *block = form_block(entry_form(e), "value");
	for (guint i = 0; block && i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		if (*get(e, "value", f->key))
			return get(e, "value", f->key);
	}
	return "";
}

/* Does anybody get another amount by it?  Then they are in d->retro. */
static bool has_cases(struct app *app, struct dating *d, const struct setting *s, GError **error)
{
	const GPtrArray *programmes = library_programmes(app->desk->lib);
	bool used = false;
	for (guint i = 0; i < programmes->len; i++)
		used |= amount_uses(g_ptr_array_index(programmes, i), s->key);
	g_clear_pointer(&d->retro, retro_free);
	if (!used)
		return false;
	d->retro = retro_look(app->desk, s, error);
	return d->retro && (d->retro->cases->len || d->retro->visits->len);
}

/* The form closes; its texts go with it. */
static bool look_first(struct dating *d, const struct setting *s)
{
	d->s = *s;
	d->s.value = d->value = g_strdup(s->value);
	d->s.document = d->document = g_strdup(s->document);
	d->s.note = d->note = g_strdup(s->note);
	return true;
}

static bool dating_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct dating *d = ctx;
	struct setting s = {
		.key = d->def->key,
		.area = d->area,
		.value = keyed_value(e),
		.from = day_from_iso(get(e, "document", "from")),
		.document = get(e, "document", "document"),
		.issued = day_from_iso(get(e, "document", "issued_on")),
		.note = get(e, "document", "note"),
	};
	(void)next;
	if (!has_cases(app, d, &s, error))
		return !*error && setting_add(app->desk, &s, error);
	if (!*s.document)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the number of the document that sets the standard is missing"));
	return look_first(d, &s);
}

static void dating_done(struct app *app, bool next, void *ctx)
{
	struct dating *d = ctx;
	(void)next;
	if (d->value) {
		retro_open(app, &d->s, g_steal_pointer(&d->retro));
		return;
	}
	tui_note(app->tui, NOTE_GOOD, _("Saved: %s"), d->def->label);
}

static void dating_free(void *ctx)
{
	struct dating *d = ctx;
	retro_free(d->retro);
	g_free(d->value);
	g_free(d->document);
	g_free(d->note);
	g_free(d);
}

static void row_add(struct settings *s, const struct param_def *def, const char *area)
{
	if (!(s->app->desk->who.roles & ROLE_ADMIN)) {
		tui_note(s->app->tui, NOTE_ERROR,
			_("Only an administrator changes standards; Ctrl-O changes the "
			  "operator."));
		return;
	}
	struct dating *d = g_new0(struct dating, 1);
	g_autofree char *subject = g_strdup_printf("%s.%s", def->key, area);
	g_autofree char *title = g_strdup_printf("%s %s%s%s", def->label,
		words_of_code(s->app->desk, "area", *area ? area : NULL), *area ? " " : "",
		def->unit ? def->unit : "");
	*d = (struct dating){.def = def, .area = area};
	entry_view_open(s->app,
		&(struct entry_view_options){
			.form = "setting",
			.subject = subject,
			.title = title,
			.state = kind_of(def),
			.finish = dating_finish,
			.done = dating_done,
			.ctx = d,
			.free_ctx = dating_free,
		});
}

/* --- the history of one ----------------------------------------------------------------------- */

static void add_dated(struct settings *s, GPtrArray *all, const struct policy_row *r)
{
	char from[DAY_LEN], to[DAY_LEN];
	g_autofree char *value = words_of_setting(s->app->desk, s->def, r->value);
	bool now = r == policy_row_at(s->app->desk->policy, s->def->key, s->area, day_today());
	struct list_row *row = table_add(all, r->id, day_to_iso(r->from, from),
		r->to == DAY_NONE ? _("open") : day_to_iso(r->to, to), value,
		now ? _("in force") : "", r->document, r->sample ? _("SAMPLE") : "", NULL);
	row->style = r->sample ? STYLE_WARN : now ? STYLE_GOOD : STYLE_NORMAL;
}

static bool history_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct settings *s = ctx;
	const GPtrArray *dated = policy_rows(s->app->desk->policy);
	GPtrArray *all = table_new();
	(void)error;
	for (guint i = dated->len; i-- > 0;) {
		const struct policy_row *r = g_ptr_array_index(dated, i);
		if (g_str_equal(r->key, s->def->key) &&
			(!*r->area || g_str_equal(r->area, s->area)))
			add_dated(s, all, r);
	}
	return table_page(all, anchor, before, n, rows);
}

static char *history_head(void *ctx, int columns)
{
	const struct settings *s = ctx;
	(void)columns;
	return g_strdup_printf(" %s %s  %s\n ", s->def->label,
		words_of_code(s->app->desk, "area", *s->area ? s->area : NULL),
		s->def->basis ? s->def->basis : "");
}

static enum reply history_command(void *ctx, int command, const struct list_row *row)
{
	struct settings *s = ctx;
	(void)row;
	if (command != CMD_NEW)
		return app_command(s->app, tui_top(s->app->tui), command);
	row_add(s, s->def, s->area);
	return REPLY_DONE;
}

static const char *history_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("F3: a new value from a day on; older ones stay for older months");
}

static void history_open(struct app *app, const struct param_def *def, const char *area)
{
	static const struct list_column columns[] = {
		{N_("From"), 10, 0, false, 0},
		{N_("To"), 10, 0, false, 0},
		{N_("Value"), 16, 1, false, 0},
		{"", 8, 0, false, 0},
		{N_("Document"), 18, 2, false, 0},
		{"", 6, 0, false, 0},
	};
	struct settings *s = g_new0(struct settings, 1);
	*s = (struct settings){app, def, area};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = history_page,
		.command = history_command,
		.head = history_head,
		.hint = history_hint,
		.empty = _("No value was ever set; the default holds. F3 sets one."),
		.destroy = g_free,
		.ctx = s,
	};
	tui_push(app->tui,
		list_new("setting-history", SCREEN_TABLE, _("Values over time"), &source));
}

/* --- the list --------------------------------------------------------------------------------- */

static void add_value(struct settings *s, GPtrArray *all, gint64 id, const struct param_def *def,
	const char *area)
{
	char from[DAY_LEN] = "";
	const struct desk *desk = s->app->desk;
	const struct policy_row *r = policy_row_at(desk->policy, def->key, area, day_today());
	g_autofree char *value = words_of_setting(desk, def, r ? r->value : def->fallback);
	bool missing = !r && !def->fallback;
	if (r)
		day_to_iso(r->from, from);
	struct list_row *row = table_add(all, id, def->label,
		words_of_code(desk, "area", *area ? area : NULL), missing ? _("NOT SET") : value,
		r                 ? from
			: missing ? ""
				  : _("default"),
		r && r->document ? r->document : "", r && r->sample ? _("SAMPLE") : "", NULL);
	row->style = missing ? STYLE_ERROR : !r ? STYLE_DIM : r->sample ? STYLE_WARN : STYLE_NORMAL;
}

static void add_param(struct settings *s, GPtrArray *all, guint i, const char **group)
{
	const struct param_def *def = g_ptr_array_index(library_params(s->app->desk->lib), i);
	gint64 id = (gint64)i * AREAS + 1;
	const char *title = def->group ? def->group : "";
	if (g_strcmp0(*group, title) != 0)
		table_add(all, -id, title, NULL)->heading = true;
	*group = title;
	if (!def->by_area) {
		add_value(s, all, id, def, "");
		return;
	}
	for (int a = 1; a < AREAS; a++)
		add_value(s, all, id + a, def, areas[a]);
}

static bool settings_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct settings *s = ctx;
	const GPtrArray *params = library_params(s->app->desk->lib);
	GPtrArray *all = table_new();
	const char *group = NULL;
	(void)error;
	for (guint i = 0; i < params->len; i++)
		add_param(s, all, i, &group);
	return table_page(all, anchor, before, n, rows);
}

static enum reply settings_row(void *ctx, const struct list_row *row)
{
	struct settings *s = ctx;
	const char *area = "";
	const struct param_def *def = param_of(s, row->id, &area);
	if (!def)
		return REPLY_IGNORED;
	history_open(s->app, def, area);
	return REPLY_DONE;
}

static enum reply settings_command(void *ctx, int command, const struct list_row *row)
{
	struct settings *s = ctx;
	const char *area = "";
	const struct param_def *def = row ? param_of(s, row->id, &area) : NULL;
	if (command != CMD_NEW || !def)
		return app_command(s->app, tui_top(s->app->tui), command);
	row_add(s, def, area);
	return REPLY_DONE;
}

static char *settings_detail(void *ctx, const struct list_row *row)
{
	struct settings *s = ctx;
	const char *area = "";
	const struct param_def *def = param_of(s, row->id, &area);
	if (!def)
		return NULL;
	return g_strdup_printf("%s\n%s\n\n%s: %s\n\n%s: %s", def->label, row->cells[2], _("Basis"),
		def->basis ? def->basis : "", _("Document"), row->cells[4]);
}

static const char *settings_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Enter: its history    F3: a new value from a day on, with its document");
}

void settings_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Parameter"), 26, 2, false, 0},
		{N_("Area"), 4, 0, false, 0},
		{N_("Value"), 18, 1, false, 0},
		{N_("From"), 10, 0, false, 0},
		{N_("Document"), 8, 2, false, 0},
		{"", 6, 0, false, 0},
	};
	struct settings *s = g_new0(struct settings, 1);
	s->app = app;
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = settings_page,
		.open = settings_row,
		.command = settings_command,
		.detail = settings_detail,
		.hint = settings_hint,
		.destroy = g_free,
		.ctx = s,
	};
	tui_push(
		app->tui, list_new("settings", SCREEN_TABLE, _("Standards and settings"), &source));
}
