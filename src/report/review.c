#include "config.h"

#include "report/review.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "form/library.h"

/* A restricted name is not for paper that is carried about (K-91). Owned by the caller. */
static char *shown_name(const struct review_row *row)
{
	g_autofree char *first =
		g_utf8_substring(row->head, 0, MIN(g_utf8_strlen(row->head, -1), 1));
	return row->restricted ? g_strconcat(first, "**", NULL) : g_strdup(row->head);
}

static const char *label(const struct desk *desk, const char *list, const char *key)
{
	const struct code_list *codes = *key ? library_codes(desk->lib, list) : NULL;
	return codes ? code_list_label(codes, key) : key;
}

/* --- the sheet -------------------------------------------------------------------------------- */

#define NAME_COLUMNS 10

struct sheet {
	struct desk *desk;
	GString *out;
	char *village;
	GError **error;
	bool ok;
};

static void add_yuan(GString *out, gint64 amount)
{
	char money[MONEY_LEN];
	g_string_append(out, amount < 0 ? _("unknown") : money_print(amount, money));
}

/* Names with ages: who should be met. */
static bool add_members(struct sheet *s, const struct review_row *row)
{
	g_autoptr(casefile) c = casefile_get(s->desk, row->casefile, s->error);
	g_autoptr(GPtrArray) members =
		c ? casefile_members(s->desk, c, day_today(), s->error) : NULL;
	g_string_append_printf(s->out, "      %s", _("Members:"));
	for (guint i = 0; members && !row->restricted && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		g_string_append_printf(s->out, " %s", m->person->name);
	}
	g_string_append_printf(s->out, _("  (%d)"), (int)row->members);
	g_string_append_c(s->out, '\n');
	return members != NULL;
}

static void add_head(struct sheet *s, const struct review_row *row)
{
	g_autofree char *name = shown_name(row);
	g_string_append_printf(s->out, "%4d  ", row->no);
	text_append_padded(s->out, name, NAME_COLUMNS, false);
	g_string_append_printf(s->out, " %s  %s %s\n", row->file_no,
		label(s->desk, "review_class", row->class), row->due);
	g_string_append_printf(s->out, "      %s  %s %s\n", row->address, _("Tel."),
		*row->phone ? row->phone : "____________");
}

static void add_figures(struct sheet *s, const struct review_row *row)
{
	g_string_append_printf(s->out, "      %s ", _("Income a year"));
	add_yuan(s->out, row->income);
	g_string_append_printf(s->out, "   %s ", _("paid a month"));
	add_yuan(s->out, row->amount);
	g_string_append_c(s->out, '\n');
}

static bool add_household(const struct review_row *row, void *ctx)
{
	struct sheet *s = ctx;
	if (g_strcmp0(s->village, row->village_name) != 0) {
		g_free(s->village);
		s->village = g_strdup(row->village_name);
		g_string_append_printf(s->out, "\n== %s ==\n", row->village_name);
	}
	g_string_append_c(s->out, '\n');
	add_head(s, row);
	s->ok = add_members(s, row);
	add_figures(s, row);
	g_string_append_printf(s->out, "      %s\n      %s\n",
		_("Visited ___/___ same [ ] members [ ] income [ ] property [ ] other [ ]"),
		_("What ________________  Visitors ________ ________  Signed ________"));
	return s->ok;
}

char *review_sheet(struct desk *desk, const struct review_filter *filter, GError **error)
{
	char today[DAY_LEN];
	g_autoptr(review_round) r = review_round_get(desk, filter->round, error);
	if (!r)
		return NULL;
	struct sheet s = {.desk = desk, .out = g_string_new(NULL), .error = error, .ok = true};
	g_string_append_printf(s.out, _("%s  Route sheet  %s  printed %s\n"), r->label,
		desk->office.name, day_to_iso(day_today(), today));
	g_string_append_printf(s.out, "%s\n",
		_("Two people go together, one of them a civil servant; key the sheet back in "
		  "this order."));
	bool ok = review_page(desk, filter, 0, false, G_MAXINT, add_household, &s, error) && s.ok;
	g_free(s.village);
	return g_string_free(s.out, !ok);
}

/* --- the proof -------------------------------------------------------------------------------- */

struct proof {
	struct desk *desk;
	struct listing *l;
	bool keys;
};

static void code_cell(struct proof *p, const char *list, const char *key)
{
	listing_cell(p->l, p->keys ? key : label(p->desk, list, key));
}

static bool add_proof(const struct review_row *row, void *ctx)
{
	struct proof *p = ctx;
	g_autofree char *name = shown_name(row);
	char number[12];
	g_snprintf(number, sizeof(number), "%d", row->no);
	listing_cell(p->l, row->village_name);
	listing_cell(p->l, number);
	listing_cell(p->l, row->file_no);
	listing_cell(p->l, name);
	listing_cell(p->l, row->class);
	listing_cell(p->l, row->due);
	code_cell(p, "review_state", row->state);
	listing_cell(p->l, row->visited_on);
	listing_cell(p->l, row->visitor1);
	listing_cell(p->l, row->visitor2);
	code_cell(p, "review_outcome", row->outcome);
	code_cell(p, "review_change", row->changed);
	code_cell(p, "review_exempt", row->reason);
	listing_cell(p->l, row->settled_on);
	listing_cell(p->l, row->note);
	return true;
}

struct listing *review_proof(
	struct desk *desk, const struct review_filter *filter, bool keys, GError **error)
{
	g_autoptr(listing) l = listing_new();
	struct proof p = {desk, l, keys};
	listing_column(l, "village", _("village"), false);
	listing_column(l, "no", _("no."), true);
	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "class", _("class"), false);
	listing_column(l, "due", _("due"), false);
	listing_column(l, "state", _("state"), false);
	listing_column(l, "visited_on", _("visited"), false);
	listing_column(l, "visitor1", _("visitor"), false);
	listing_column(l, "visitor2", _("visitor"), false);
	listing_column(l, "outcome", _("outcome"), false);
	listing_column(l, "changed", _("what changed"), false);
	listing_column(l, "reason", _("exempt because"), false);
	listing_column(l, "settled_on", _("settled"), false);
	listing_column(l, "note", _("note"), false);
	return review_page(desk, filter, 0, false, G_MAXINT, add_proof, &p, error)
		? g_steal_pointer(&l)
		: NULL;
}

/* How it was settled: who was there and what they found, or why nobody had to go. */
static void add_how(struct sheet *s, const struct review_row *row)
{
	text_append_padded(s->out, label(s->desk, "review_state", row->state), 5, false);
	if (*row->visited_on)
		g_string_append_printf(s->out, "%s %s %s %s", row->visited_on, row->visitor1,
			row->visitor2, label(s->desk, "review_outcome", row->outcome));
	else
		g_string_append(s->out, label(s->desk, "review_exempt", row->reason));
	g_string_append_c(s->out, '\n');
	if (*row->note)
		g_string_append_printf(s->out, "      %s %s  %s\n",
			label(s->desk, "review_change", row->changed),
			*row->visited_on ? label(s->desk, "review_exempt", row->reason) : "",
			row->note);
}

static bool add_proved(const struct review_row *row, void *ctx)
{
	struct sheet *s = ctx;
	g_autofree char *name = shown_name(row);
	if (g_strcmp0(s->village, row->village_name) != 0) {
		g_free(s->village);
		s->village = g_strdup(row->village_name);
		g_string_append_printf(s->out, "\n== %s ==\n", row->village_name);
	}
	g_string_append_printf(s->out, "%4d %-13s ", row->no, row->file_no);
	text_append_padded(s->out, name, 8, false);
	g_string_append_printf(s->out, " %s ", row->class);
	add_how(s, row);
	return true;
}

char *review_proof_text(struct desk *desk, const struct review_filter *filter, GError **error)
{
	char from[DAY_LEN], to[DAY_LEN];
	g_autoptr(review_round) r = review_round_get(desk, filter->round, error);
	if (!r)
		return NULL;
	struct sheet s = {.desk = desk, .out = g_string_new(NULL)};
	g_string_append_printf(s.out, _("%s  frozen %s  closed %s\n"), r->label,
		day_to_iso(r->opened_on, from), day_to_iso(r->closed_on, to));
	g_string_append_printf(s.out, _("%d households: %d reviewed, %d exempt, %d still open\n"),
		r->items, r->done, r->exempt, r->open);
	bool ok = review_page(desk, filter, 0, false, G_MAXINT, add_proved, &s, error);
	g_free(s.village);
	return g_string_free(s.out, !ok);
}
