/* What file it is: its kind, its month, its township. */
#include "config.h"
#include "exchange/roster_run.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/division.h"

/* --- the kind -------------------------------------------------------------------------------- */

static bool is_of_streets(const struct run *run)
{
	const char *office = run->desk->office.short_name;

	return office && g_str_has_suffix(office, "街道");
}

/* Where neither title nor name says urban or rural, the office does: streets are urban. */
static const struct roster_kind *assume_kind(struct run *run)
{
	const GPtrArray *kinds = layout_kinds(run->layout);
	const char *area = is_of_streets(run) ? "urban" : "rural";

	if (kinds->len == 1)
		return g_ptr_array_index(kinds, 0);
	run->out->kind_assumed = true;
	for (guint i = 0; i < kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(kinds, i);

		if (g_strcmp0(kind->area, area) == 0)
			return kind;
	}
	return g_ptr_array_index(kinds, 0);
}

/* A kind of one area says it itself; else the title may; else the office does. */
static void recognise_area(struct run *run, const char *name)
{
	const char *const texts[] = {grid_title(run->grid), name};
	bool other;

	run->out->area = g_strdup(run->kind->area);
	for (size_t i = 0; !run->out->area && i < G_N_ELEMENTS(texts); i++)
		run->out->area = g_strdup(layout_code(run->layout, COLUMN_AREA, texts[i], &other));
	if (!run->out->area)
		run->out->area = g_strdup(is_of_streets(run) ? "urban" : "rural");
}

static bool recognise_kind(struct run *run, const char *name, GError **error)
{
	const char *title = grid_title(run->grid), *foreign = grid_foreign(run->grid);
	const struct roster_kind *kind = NULL;

	if (run->options->kind)
		kind = layouts_kind(run->layouts, run->options->kind);
	if (!kind && foreign)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s is a list of another kind (%s); only rosters of payments can be "
			  "imported"),
			run->path, *foreign ? foreign : _("by its columns"));
	kind = kind ? kind : layout_recognise(run->layout, title, NULL);
	kind = kind ? kind : layout_recognise(run->layout, name, NULL);
	kind = kind ? kind : assume_kind(run);
	run->kind = kind;
	run->out->kind = g_strdup(kind->label);
	run->out->programme = g_strdup(kind->programmes[0]);
	run->out->of_list = layout_taking(run->layout) == TAKING_RECORDS;
	run->out->of_households = layout_taking(run->layout) == TAKING_HOUSEHOLDS;
	run->out->by_row = run->out->of_list || layout_dating(run->layout) == DATING_ROWS;
	recognise_area(run, name);
	if (run->out->kind_assumed) {
		g_autofree char *sentence = g_strdup_printf(
			_("the file does not say which kind of roster it is; taken as %s"),
			kind->label);

		run_remark(run, 0, sentence);
	}
	return true;
}

/* --- the month ------------------------------------------------------------------------------- */

static void recognise_month(struct run *run, const char *name)
{
	month m = run->options->for_month;

	run->out->month = MONTH_NONE;
	if (run->out->by_row)
		return;
	if (m <= 0)
		m = layout_month(grid_title(run->grid));
	if (m == MONTH_NONE)
		m = layout_month(name);
	run->out->month = m;
}

static void assume_month(struct run *run)
{
	char iso[MONTH_LEN];
	month m = MONTH_NONE;
	g_autofree char *sentence = NULL;

	if (layout_dating(run->layout) == DATING_REPORT)
		m = layout_report_month(grid_title(run->grid));
	run->out->month = m != MONTH_NONE ? m : month_of(day_today());
	run->out->month_assumed = true;
	sentence = g_strdup_printf(_("the file does not say its month; taken as %s"),
		month_to_iso(run->out->month, iso));
	run_remark(run, 0, sentence);
}

/* A roster may keep the month in a column; else it is assumed, and that is said. */
void run_settle_month(struct run *run, month of_row)
{
	if (run->out->month != MONTH_NONE || run->out->by_row)
		return;
	if (of_row != MONTH_NONE)
		run->out->month = of_row;
	else
		assume_month(run);
}

/* --- what is known of it --------------------------------------------------------------------- */

/* Whether this very file was imported, and what was refused of it. */
static bool remember(struct run *run, GError **error)
{
	struct query *q;

	if (run->out->of_list)
		q = db_query(run->desk->db,
			"SELECT NULL FROM external_list WHERE digest = $1 AND kind = $2", "tt",
			run->digest, run->kind->key);
	else
		q = db_query(run->desk->db, "SELECT refused FROM import_file WHERE digest = $1",
			"t", run->digest);

	run->out->known = query_next(q);
	run->refused = refused_new(run->out->known ? query_text(q, 0) : NULL);
	return query_end(q, error);
}

/* A roster of the neighbours is taken where somebody wants it, but not without a word. */
static void say_other_office(struct run *run)
{
	const struct office *office = &run->desk->office;
	g_autofree char *other = NULL;
	g_autofree char *sentence = NULL;

	if (run->out->of_list || !run->township || g_str_has_prefix(run->township, office->code))
		return;
	other = division_name(run->desk, run->township, true);
	sentence =
		g_strdup_printf(_("the roster is of %s, this office is %s; is it the right file?"),
			other, office->name);
	run_remark(run, 0, sentence);
}

/* What other sheets hold is not lost without a word. */
static void say_other_sheets(struct run *run)
{
	const struct source *source = grid_source(run->grid);
	g_autofree char *sheet = NULL;
	g_autofree char *sentence = NULL;

	if (!source_sheets_left(source))
		return;
	sheet = text_clean(source_sheet(source));
	sentence = g_strdup_printf(
		_("only the sheet \"%s\" was read, %d others hold something, too; save each of "
		  "them as a file of its own"),
		sheet, source_sheets_left(source));
	run_remark(run, 0, sentence);
}

bool run_recognise(struct run *run, GError **error)
{
	g_autofree char *name = layout_fold(grid_name(run->grid));

	if (!recognise_kind(run, name, error))
		return false;
	recognise_month(run, name);
	run->township = division_township_in(run->desk, grid_title(run->grid));
	if (!run->township)
		run->township = division_township_in(run->desk, name);
	say_other_office(run);
	say_other_sheets(run);
	return remember(run, error);
}
