/* Households: found by their head, a member or the village while typing. */
#include "app/session.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"

enum { HEAD, MEMBERS, AREA, VILLAGE, ADDRESS, STATE, FILE_NO };

struct households {
	struct app *app;
	char *text;
};

struct filling {
	struct households *s;
	GPtrArray *rows;
};

static bool see_household(const struct household_row *h, void *ctx)
{
	struct filling *f = ctx;
	const struct desk *desk = f->s->app->desk;
	char members[12];
	struct list_row *row = list_row_new(h->household);
	row->sort = g_strdup(h->sort);
	g_snprintf(members, sizeof(members), "%d", h->members);
	g_autofree char *name = words_of_name(h->head, h->restricted);
	list_row_set(row, HEAD, name);
	list_row_set(row, MEMBERS, members);
	list_row_set(row, AREA, words_of_code(desk, "area", h->area));
	list_row_set(row, VILLAGE, h->village);
	list_row_set(row, ADDRESS, h->address);
	list_row_set(row, STATE, words_of_state(desk, h->programme, h->state));
	list_row_set(row, FILE_NO, h->file_no);
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool households_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct households *s = ctx;
	struct filling f = {s, rows};
	return household_page(s->app->desk, s->text, anchor ? anchor->sort : NULL,
		anchor ? anchor->id : 0, before, n, see_household, &f, error);
}

static void households_search(void *ctx, const char *text)
{
	struct households *s = ctx;
	g_free(s->text);
	s->text = g_strdup(text);
}

static row_id case_of(const struct households *s, const struct list_row *row)
{
	const char *no = row->cells[FILE_NO];
	return no && *no ? casefile_by_no(s->app->desk, no) : 0;
}

static char *households_detail(void *ctx, const struct list_row *row)
{
	const struct households *s = ctx;
	const struct desk *desk = s->app->desk;
	g_autoptr(GPtrArray) members = household_members(s->app->desk, row->id, DAY_NONE, NULL);
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "%s %s\n%s %s\n%s\n\n", row->cells[FILE_NO], row->cells[STATE],
		row->cells[VILLAGE], row->cells[AREA], row->cells[ADDRESS]);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		g_autofree char *id_no = words_of_id(m->person->id_no, words_may_show_id(desk));
		g_autofree char *age = words_of_age(m->person->birth);
		g_string_append_printf(out, "%s %s %s %s%s%s\n  %s\n",
			words_of_code(desk, "relation", m->relation), m->person->name,
			words_of_sex(m->person->sex), age, m->counted ? "" : _(" (not counted)"),
			m->to == DAY_NONE ? "" : _(" (left)"), id_no);
	}
	return g_string_free(out, FALSE);
}

static void apply_answer(const char *text, int chosen, void *ctx)
{
	struct households *s = ctx;
	(void)text;
	if (chosen >= 0)
		apply_open(s->app);
}

static enum reply households_row(void *ctx, const struct list_row *row)
{
	struct households *s = ctx;
	row_id casefile = case_of(s, row);
	if (casefile) {
		case_open(s->app, casefile);
		return REPLY_DONE;
	}
	g_autofree char *text = g_strdup_printf(
		_("The household of %s is in no case. Begin an application?"), row->cells[HEAD]);
	dialog_confirm(s->app->tui, _("New application"), text, _("Begin"), apply_answer, s);
	return REPLY_DONE;
}

static enum reply households_command(void *ctx, int command, const struct list_row *row)
{
	struct households *s = ctx;
	if (command == CMD_WORKING && row && case_of(s, row)) {
		working_open(s->app, case_of(s, row));
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *households_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Type the head, a village or a file number; Enter opens the case");
}

static void households_free(void *ctx)
{
	struct households *s = ctx;
	g_free(s->text);
	g_free(s);
}

void households_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Head"), 10, 2, false, 0},
		{N_("N"), 4, 0, true, 0},
		{N_("Area"), 4, 0, false, 0},
		{N_("Village"), 14, 2, false, 0},
		{N_("Address"), 16, 3, false, 0},
		{N_("State"), 10, 0, false, 0},
		{N_("File"), 13, 0, false, 0},
	};
	struct households *s = g_new0(struct households, 1);
	s->app = app;
	s->text = g_strdup("");
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = households_page,
		.search = households_search,
		.open = households_row,
		.command = households_command,
		.detail = households_detail,
		.hint = households_hint,
		.empty = _("No household found. F3 begins a new application."),
		.destroy = households_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("households", SCREEN_LIST, _("Households"), &source));
}
